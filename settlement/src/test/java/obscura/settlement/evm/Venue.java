package obscura.settlement.evm;

import java.io.IOException;
import java.math.BigInteger;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import obscura.devchain.DevChain;
import obscura.devchain.DevToken;
import obscura.settlement.crypto.Bytes;
import obscura.settlement.crypto.Hash;
import obscura.settlement.note.BalanceProof;
import obscura.settlement.note.BatchContent;
import obscura.settlement.note.EvmVault;
import obscura.settlement.note.NewNote;
import obscura.settlement.note.NoteOutput;
import obscura.settlement.note.Opening;
import obscura.settlement.sip.EthereumAddress;
import obscura.settlement.wallet.OwnedNote;
import obscura.settlement.wallet.OwnerSignatures;
import org.web3j.abi.FunctionEncoder;
import org.web3j.abi.datatypes.Address;
import org.web3j.abi.datatypes.Function;
import org.web3j.abi.datatypes.generated.Uint256;
import org.web3j.crypto.Credentials;
import org.web3j.crypto.Sign;
import org.web3j.protocol.Web3j;
import org.web3j.protocol.core.methods.response.TransactionReceipt;

/** A development chain with the committed contract, two tokens and three parties. */
final class Venue implements AutoCloseable {
  static final BigInteger CHAIN_ID = BigInteger.valueOf(31_337);
  static final Instant NOON = Instant.parse("2026-11-20T12:00:00Z");
  static final Duration WITHDRAWAL_DELAY = Duration.ofDays(1);
  static final Duration SIGNER_DELAY = Duration.ofDays(2);
  private static final Duration PATIENCE = Duration.ofSeconds(20);

  final DevChain chain;
  final Web3j node;
  final EvmAccount account;
  final EvmVault vault;
  final VaultReader reader;
  final Bytes weth;
  final Bytes usdc;
  private long batches = 1;
  private long trades = 1000;
  private long now = NOON.getEpochSecond();

  Venue() throws Exception {
    this(CHAIN_ID);
  }

  Venue(BigInteger chainId) throws Exception {
    chain = new DevChain(chainId.longValueExact(), InstantSource.fixed(NOON));
    node = Web3j.build(chain.service());
    account = new EvmAccount(node, chainId, Hash.sha256(Hash.utf8("operator")), PATIENCE);
    chain.fund(account.address().toString(), BigInteger.TEN.pow(20));
    List<EthereumAddress> parties =
        List.of(
            EthereumAddress.parse(party(0).getAddress()),
            EthereumAddress.parse(party(1).getAddress()),
            EthereumAddress.parse(party(2).getAddress()));
    EthereumAddress contract =
        account.deploy(
            VaultContract.creation(
                new VaultTerms(
                    account.address(),
                    parties,
                    Duration.ofHours(1),
                    WITHDRAWAL_DELAY,
                    SIGNER_DELAY)));
    vault = new EvmVault(chainId, contract);
    reader = new VaultReader(node, vault);
    weth = token("WETH", 18);
    usdc = token("USDC", 6);
  }

  static Credentials party(int number) {
    return Credentials.create(String.format("%064x", 0xa0 + number));
  }

  private Bytes token(String symbol, int decimals) throws Exception {
    EthereumAddress token = account.deploy(Bytes.hex(DevToken.creation(symbol, symbol, decimals)));
    account.execute(
        token, Bytes.hex(DevToken.mint(account.address().toString(), BigInteger.TEN.pow(30))));
    account.execute(
        token,
        Bytes.hex(
            FunctionEncoder.encode(
                new Function(
                    "approve",
                    List.of(
                        new Address(vault.address().toString()),
                        new Uint256(BigInteger.TEN.pow(30))),
                    List.of()))));
    send(VaultCalls.listToken(token));
    return Bytes.of(token.bytes());
  }

  TransactionReceipt send(Bytes call) throws IOException, InterruptedException {
    return account.execute(vault.address(), call);
  }

  long now() {
    return now;
  }

  void advance(Duration time) {
    now += time.toSeconds();
    chain.advance(time);
  }

  TransactionReceipt deposit(NewNote note) throws Exception {
    return send(
        VaultCalls.deposit(note.note().token(), note.note().owner(), note.opening(), note.memo()));
  }

  List<VaultArchive.Entry> archive() throws IOException {
    return new VaultArchive(node, vault)
        .read(0, node.ethBlockNumber().send().getBlockNumber().longValueExact());
  }

  OwnerSignatures signatures() {
    return new OwnerSignatures(vault);
  }

  PlacedNote placed(OwnedNote owned) throws IOException {
    return new Owner("nobody").placed(vault, archive(), owned);
  }

  private long newTrade() {
    return trades++;
  }

  /** A batch of one trade, with permits for the hour, signed by parties 0 and 1. */
  EvmBatch batch(List<OwnedNote> spent, List<NewNote> made) throws IOException {
    return batch(spent, made, made.stream().map(NewNote::output).toList());
  }

  EvmBatch batch(List<OwnedNote> spent, List<NewNote> made, List<NoteOutput> outputs)
      throws IOException {
    long deadline = now + 3600;
    List<SpentNote> inputs = new ArrayList<>();
    for (OwnedNote owned : spent) {
      Bytes permit = signatures().permit(owned, deadline);
      inputs.add(new SpentNote(placed(owned), deadline, CompactSignature.of(permit.array())));
    }
    BatchContent content =
        new BatchContent(
            batches++,
            1,
            deadline,
            Bytes.zeros(0),
            List.of(newTrade()),
            inputs.stream().map(input -> input.note().id(vault)).toList(),
            outputs);
    Bytes digest = vault.batchDigest(content);
    BigInteger excess =
        blindings(spent.stream().map(OwnedNote::opening).toList())
            .subtract(blindings(made.stream().map(NewNote::opening).toList()));
    return new EvmBatch(
        content,
        inputs,
        BalanceProof.prove(vault, excess, digest, Hash.sha256(digest.array())),
        List.of(sign(0, digest), sign(1, digest)));
  }

  static CompactSignature sign(int party, Bytes digest) {
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
                org.web3j.protocol.core.methods.request.Transaction.createEthCallTransaction(
                    null, token.toString(), data),
                org.web3j.protocol.core.DefaultBlockParameterName.LATEST)
            .send()
            .getValue()
            .substring(2),
        16);
  }

  @Override
  public void close() {
    chain.close();
  }
}
