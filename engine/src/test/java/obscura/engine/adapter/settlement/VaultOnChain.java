package obscura.engine.adapter.settlement;

import java.io.IOException;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import obscura.devchain.DevChain;
import obscura.devchain.DevChainServer;
import obscura.devchain.DevToken;
import obscura.domain.FirmId;
import obscura.settlement.crypto.Bytes;
import obscura.settlement.crypto.Hash;
import obscura.settlement.evm.CompactSignature;
import obscura.settlement.evm.EvmAccount;
import obscura.settlement.evm.PlacedNote;
import obscura.settlement.evm.SpentNote;
import obscura.settlement.evm.VaultArchive;
import obscura.settlement.evm.VaultCalls;
import obscura.settlement.evm.VaultContract;
import obscura.settlement.evm.VaultEvent;
import obscura.settlement.evm.VaultLog;
import obscura.settlement.evm.VaultTerms;
import obscura.settlement.note.EvmVault;
import obscura.settlement.note.NewNote;
import obscura.settlement.note.NoteSeed;
import obscura.settlement.note.OwnerSeed;
import obscura.settlement.service.notes.NoteBook;
import obscura.settlement.service.notes.PermittedNote;
import obscura.settlement.sip.EthereumAddress;
import org.web3j.abi.FunctionEncoder;
import org.web3j.abi.datatypes.Address;
import org.web3j.abi.datatypes.Function;
import org.web3j.abi.datatypes.generated.Uint256;
import org.web3j.crypto.Credentials;
import org.web3j.protocol.Web3j;
import org.web3j.protocol.core.DefaultBlockParameterName;
import org.web3j.protocol.core.methods.request.Transaction;

/** A chain with two endpoints over HTTP, the vault on it, two tokens, and owners with seeds. */
public final class VaultOnChain implements AutoCloseable {
  static final long CHAIN_ID = 31_337;
  static final Duration BATCH_LIFETIME = Duration.ofHours(1);
  static final byte[] PAYER = Hash.sha256(Hash.utf8("payer"));
  private static final String SIP_CHAIN = "ethereum";
  private static final BigInteger MANY = BigInteger.TEN.pow(30);
  private static final long EXPIRY = 4_000_000_000L;

  final DevChain chain;
  private final long chainId;
  final DevChainServer first;
  final DevChainServer second;
  final EvmVault vault;
  final EthereumAddress weth;
  final EthereumAddress usdc;
  final EthereumAddress unlisted;
  final List<BigInteger> signers =
      IntStream.range(0, 3).mapToObj(i -> BigInteger.valueOf(0xa0 + i)).toList();
  private final List<EthereumAddress> signedBy;
  private final EvmAccount operator;
  private long made;

  VaultOnChain() throws IOException, InterruptedException {
    this(CHAIN_ID);
  }

  /** A chain of this id. */
  public VaultOnChain(long chainId) throws IOException, InterruptedException {
    this(
        chainId,
        IntStream.range(0, 3).mapToObj(i -> address(BigInteger.valueOf(0xa0 + i))).toList());
  }

  /** A chain of this id, whose vault counts these three signatures. */
  public VaultOnChain(long chainId, List<EthereumAddress> signedBy)
      throws IOException, InterruptedException {
    this.chainId = chainId;
    this.signedBy = List.copyOf(signedBy);
    chain = new DevChain(chainId, InstantSource.system());
    first = new DevChainServer(chain, 0);
    second = new DevChainServer(chain, 0);
    operator =
        new EvmAccount(
            Web3j.build(chain.service()),
            BigInteger.valueOf(chainId),
            Hash.sha256(Hash.utf8("operator")),
            Duration.ofSeconds(20));
    chain.fund(operator.address().toString(), BigInteger.TEN.pow(20));
    chain.fund(payer().toString(), BigInteger.TEN.pow(20));
    vault =
        new EvmVault(
            BigInteger.valueOf(chainId),
            operator.deploy(
                VaultContract.creation(
                    new VaultTerms(
                        operator.address(),
                        signedBy,
                        BATCH_LIFETIME,
                        Duration.ofHours(2),
                        Duration.ofHours(3)))));
    weth = token("WETH", 18);
    usdc = token("USDC", 6);
    unlisted = operator.deploy(Bytes.hex(DevToken.creation("X", "X", 8)));
    for (EthereumAddress token : List.of(weth, usdc)) {
      operator.execute(vault.address(), VaultCalls.listToken(token));
    }
  }

  static EthereumAddress payer() {
    return address(new BigInteger(1, PAYER));
  }

  static EthereumAddress address(BigInteger secret) {
    return EthereumAddress.parse(Credentials.create(String.format("%064x", secret)).getAddress());
  }

  private EthereumAddress token(String symbol, int decimals)
      throws IOException, InterruptedException {
    EthereumAddress token = operator.deploy(Bytes.hex(DevToken.creation(symbol, symbol, decimals)));
    operator.execute(token, Bytes.hex(DevToken.mint(operator.address().toString(), MANY)));
    operator.execute(
        token,
        Bytes.hex(
            FunctionEncoder.encode(
                new Function(
                    "approve",
                    List.of(new Address(vault.address().toString()), new Uint256(MANY)),
                    List.of()))));
    return token;
  }

  public DevChain chain() {
    return chain;
  }

  public EvmVault vault() {
    return vault;
  }

  public Bytes weth() {
    return Bytes.of(weth.bytes());
  }

  public Bytes usdc() {
    return Bytes.of(usdc.bytes());
  }

  /** Somebody calls the vault. */
  public void send(Bytes call) throws IOException, InterruptedException {
    operator.execute(vault.address(), call);
  }

  /** All that the vault ever said. */
  public List<VaultArchive.Entry> archive() throws IOException {
    Web3j node = Web3j.build(chain.service());
    return new VaultArchive(node, vault)
        .read(0, node.ethBlockNumber().send().getBlockNumber().longValueExact());
  }

  /** What an account has of a token. */
  public BigInteger balance(Bytes token, EthereumAddress who) throws IOException {
    String data =
        FunctionEncoder.encode(
            new Function("balanceOf", List.of(new Address(who.toString())), List.of()));
    Transaction call = Transaction.createEthCallTransaction(null, token.toString(), data);
    String answer =
        Web3j.build(chain.service())
            .ethCall(call, DefaultBlockParameterName.LATEST)
            .send()
            .getValue();
    return new BigInteger(answer.substring(2), 16);
  }

  /** The configuration that fits. */
  public Map<String, String> settings() {
    return new HashMap<>(
        Map.of(
            "settlement.rail",
            "evm",
            "settlement.evm.chain-id",
            Long.toString(chainId),
            "settlement.evm.endpoints",
            first.address() + ", " + second.address(),
            "settlement.evm.answers-min",
            "1",
            "settlement.evm.vault",
            vault.address().toString(),
            "settlement.evm.signers",
            String.join(",", signedBy.stream().map(EthereumAddress::toString).toList()),
            "settlement.evm.tokens",
            "WETH " + weth + " 18, USDC " + usdc + " 6",
            "settlement.evm.confirmations",
            "3",
            "settlement.evm.batch.age",
            "0s",
            "settlement.evm.fee.cap-gwei",
            "1000"));
  }

  /** The paying account's key, in a file for its owner alone. */
  public static Path payerKey(Path folder) throws IOException {
    Path key = folder.resolve("payer.key");
    if (!Files.exists(key)) {
      Files.createFile(
          key, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
      Files.writeString(key, Bytes.of(PAYER).toString());
    }
    return key;
  }

  static OwnerSeed seed(FirmId firm) {
    return OwnerSeed.of(Hash.sha256(Hash.utf8(firm.value())));
  }

  /** Addresses for what a firm gets. */
  static void stock(NoteBook book, FirmId firm) {
    for (int path = 1; path < 10; path++) {
      book.stock(firm, seed(firm).metaAddress(SIP_CHAIN, path).toString());
    }
  }

  /** Makes a note of a firm's, which permits it. */
  PermittedNote deposit(FirmId firm, EthereumAddress token, BigInteger units)
      throws IOException, InterruptedException {
    OwnerSeed seed = seed(firm);
    byte[] fresh = Hash.sha256(Hash.utf8(firm.value() + made++));
    NewNote note =
        NewNote.of(
            vault,
            seed.noteKeys(),
            seed.metaAddress(SIP_CHAIN, 0),
            new NewNote.Value(Bytes.of(token.bytes()), units),
            new NewNote.Randomness(
                fresh, new NoteSeed(Bytes.of(java.util.Arrays.copyOf(fresh, NoteSeed.BYTES)))));
    var receipt =
        operator.execute(
            vault.address(),
            VaultCalls.deposit(
                note.note().token(), note.note().owner(), note.opening(), note.memo()));
    VaultEvent.Deposited deposited =
        receipt.getLogs().stream()
            .flatMap(log -> VaultLog.of(log).stream())
            .map(VaultLog::event)
            .filter(VaultEvent.Deposited.class::isInstance)
            .map(VaultEvent.Deposited.class::cast)
            .findFirst()
            .orElseThrow();
    PlacedNote placed = new PlacedNote(note.note(), deposited.place(), List.of());
    byte[] permit =
        note.memo()
            .keyOf(seed.stealthKeys(SIP_CHAIN, 0), note.note().owner())
            .orElseThrow()
            .sign(vault.permitDigest(placed.id(vault), EXPIRY).array());
    return new PermittedNote(
        firm, new SpentNote(placed, EXPIRY, CompactSignature.of(permit)), note.memo().encode());
  }

  @Override
  public void close() {
    first.close();
    second.close();
    chain.close();
  }
}
