package obscura.desk.wallet;

import java.io.IOException;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import obscura.devchain.DevChain;
import obscura.devchain.DevChainServer;
import obscura.devchain.DevToken;
import obscura.settlement.crypto.Bytes;
import obscura.settlement.crypto.Hash;
import obscura.settlement.evm.CompactSignature;
import obscura.settlement.evm.EvmAccount;
import obscura.settlement.evm.EvmBatch;
import obscura.settlement.evm.EvmChainArchive;
import obscura.settlement.evm.PlacedNote;
import obscura.settlement.evm.SpentNote;
import obscura.settlement.evm.VaultArchive;
import obscura.settlement.evm.VaultCalls;
import obscura.settlement.evm.VaultContract;
import obscura.settlement.evm.VaultEvent;
import obscura.settlement.evm.VaultTerms;
import obscura.settlement.note.BalanceProof;
import obscura.settlement.note.BatchContent;
import obscura.settlement.note.EvmVault;
import obscura.settlement.note.NewNote;
import obscura.settlement.note.NoteOutput;
import obscura.settlement.note.Opening;
import obscura.settlement.sip.EthereumAddress;
import obscura.settlement.wallet.OwnedNote;
import obscura.settlement.wallet.OwnerSignatures;
import obscura.settlement.wallet.OwnerWallet;
import org.web3j.abi.FunctionEncoder;
import org.web3j.abi.datatypes.Address;
import org.web3j.abi.datatypes.Function;
import org.web3j.abi.datatypes.generated.Uint256;
import org.web3j.crypto.Credentials;
import org.web3j.crypto.Sign;
import org.web3j.protocol.Web3j;
import org.web3j.protocol.core.DefaultBlockParameterName;
import org.web3j.protocol.core.Request;
import org.web3j.protocol.core.methods.request.Transaction;
import org.web3j.protocol.core.methods.response.VoidResponse;
import org.web3j.protocol.http.HttpService;

/** A chain that serves its RPC, with the committed contract, two tokens and a small venue. */
final class VaultScene implements AutoCloseable {
  static final Instant NOON = Instant.parse("2026-11-20T12:00:00Z");
  static final Duration WITHDRAWAL_DELAY = Duration.ofDays(1);
  static final BigInteger WETH_UNIT = BigInteger.TEN.pow(18);
  static final BigInteger USDC_UNIT = BigInteger.TEN.pow(6);
  private static final long CHAIN_ID = 31_337;
  private static final int PARTIES = 3;

  final EvmVault vault;
  final Bytes weth;
  final Bytes usdc;
  private final DevChain chain = new DevChain(CHAIN_ID, InstantSource.fixed(NOON));
  private final DevChainServer server = new DevChainServer(chain, 0);
  private final Web3j node = Web3j.build(chain.service());
  private final EvmAccount operator =
      new EvmAccount(
          node,
          BigInteger.valueOf(CHAIN_ID),
          Hash.sha256(Hash.utf8("operator")),
          Duration.ofSeconds(20));
  private long batches = 1;

  VaultScene() throws Exception {
    chain.fund(operator.address().toString(), BigInteger.TEN.pow(20));
    List<EthereumAddress> parties = new ArrayList<>();
    for (int party = 0; party < PARTIES; party++) {
      parties.add(EthereumAddress.parse(party(party).getAddress()));
    }
    EthereumAddress contract =
        operator.deploy(
            VaultContract.creation(
                new VaultTerms(
                    operator.address(),
                    parties,
                    Duration.ofHours(1),
                    WITHDRAWAL_DELAY,
                    Duration.ofDays(2))));
    vault = new EvmVault(BigInteger.valueOf(CHAIN_ID), contract);
    weth = token("WETH", 18);
    usdc = token("USDC", 6);
  }

  private static Credentials party(int number) {
    return Credentials.create(String.format("%064x", 0xa0 + number));
  }

  private Bytes token(String symbol, int decimals) throws Exception {
    BigInteger many = BigInteger.TEN.pow(30);
    EthereumAddress token = operator.deploy(Bytes.hex(DevToken.creation(symbol, symbol, decimals)));
    operator.execute(token, Bytes.hex(DevToken.mint(operator.address().toString(), many)));
    List<org.web3j.abi.datatypes.Type<?>> spender =
        List.of(new Address(vault.address().toString()), new Uint256(many));
    operator.execute(
        token,
        Bytes.hex(
            FunctionEncoder.encode(new Function("approve", List.copyOf(spender), List.of()))));
    send(VaultCalls.listToken(token));
    return Bytes.of(token.bytes());
  }

  private void send(Bytes call) throws IOException, InterruptedException {
    operator.execute(vault.address(), call);
  }

  /** The file that a venue writes for wallets. */
  Path vaultFile(Path folder) throws IOException {
    return Files.writeString(
        folder.resolve("vault.properties"),
        """
        rpc = %s
        chain-id = %d
        vault = %s
        token.WETH = %s 18
        token.USDC = %s 6
        """
            .formatted(server.address(), CHAIN_ID, vault.address(), weth, usdc));
  }

  /** Tokens out of nothing. */
  void mint(Bytes token, EthereumAddress to, BigInteger units) throws Exception {
    operator.execute(
        EthereumAddress.of(token.array()), Bytes.hex(DevToken.mint(to.toString(), units)));
  }

  void deposit(NewNote note) throws Exception {
    send(VaultCalls.deposit(note.note().token(), note.note().owner(), note.opening(), note.memo()));
  }

  /** The guardian stops everything but withdrawals, and the venue is never heard of again. */
  void venueEnds() throws Exception {
    send(VaultCalls.pause());
  }

  List<VaultArchive.Entry> archive() throws IOException {
    return new VaultArchive(node, vault)
        .read(0, node.ethBlockNumber().send().getBlockNumber().longValueExact());
  }

  long requests() throws IOException {
    return archive().stream()
        .filter(entry -> entry.log().event() instanceof VaultEvent.WithdrawalRequested)
        .count();
  }

  /** Settles a batch that spends with permits, signed by two parties. */
  void settle(List<OwnedNote> spent, List<NewNote> made, List<NoteOutput> outputs)
      throws Exception {
    long deadline = NOON.getEpochSecond() + 3600;
    List<SpentNote> inputs = new ArrayList<>();
    for (OwnedNote owned : spent) {
      Bytes permit = new OwnerSignatures(vault).permit(owned, deadline);
      inputs.add(new SpentNote(placed(owned), deadline, CompactSignature.of(permit.array())));
    }
    settle(inputs, spent, made, outputs);
  }

  /** Settles a batch that spends with these permits. */
  void settle(
      List<SpentNote> inputs, List<OwnedNote> spent, List<NewNote> made, List<NoteOutput> outputs)
      throws Exception {
    long deadline = NOON.getEpochSecond() + 3600;
    BatchContent content =
        new BatchContent(
            batches++,
            1,
            deadline,
            Bytes.zeros(0),
            List.of(1000 + batches),
            inputs.stream().map(input -> input.note().id(vault)).toList(),
            outputs);
    Bytes digest = vault.batchDigest(content);
    BigInteger excess =
        blindings(spent.stream().map(OwnedNote::opening).toList())
            .subtract(blindings(made.stream().map(NewNote::opening).toList()));
    send(
        VaultCalls.settle(
            new EvmBatch(
                content,
                inputs,
                BalanceProof.prove(vault, excess, digest, Hash.sha256(digest.array())),
                List.of(sign(0, digest), sign(1, digest)))));
  }

  private PlacedNote placed(OwnedNote owned) throws IOException {
    OwnerWallet any = new Owner("any").wallet(vault);
    return new PlacedNote(
        owned.note(),
        owned.place(),
        any.treePath(new EvmChainArchive(vault, archive()), owned.place()));
  }

  private static CompactSignature sign(int party, Bytes digest) {
    Sign.SignatureData data = Sign.signMessage(digest.array(), party(party).getEcKeyPair(), false);
    return CompactSignature.of(Bytes.of(data.getR(), data.getS(), data.getV()).array());
  }

  private static BigInteger blindings(List<Opening> openings) {
    return openings.stream().map(Opening::blinding).reduce(BigInteger.ZERO, BigInteger::add);
  }

  BigInteger balance(Bytes token, EthereumAddress who) throws IOException {
    String data =
        FunctionEncoder.encode(
            new Function("balanceOf", List.of(new Address(who.toString())), List.of()));
    return new BigInteger(
        node.ethCall(
                Transaction.createEthCallTransaction(null, token.toString(), data),
                DefaultBlockParameterName.LATEST)
            .send()
            .getValue()
            .substring(2),
        16);
  }

  /** Asks the chain as any tool of a development chain does. */
  void rpc(String method, Object... parameters) throws IOException {
    HttpService service = new HttpService(server.address().toString());
    VoidResponse answer =
        new Request<>(method, List.of(parameters), service, VoidResponse.class).send();
    if (answer.hasError()) {
      throw new IOException(answer.getError().getMessage());
    }
  }

  /** Nobody answers any more. */
  void turnOff() {
    server.close();
  }

  @Override
  public void close() {
    server.close();
    node.shutdown();
    chain.close();
  }
}
