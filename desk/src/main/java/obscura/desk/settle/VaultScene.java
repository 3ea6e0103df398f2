package obscura.desk.settle;

import java.math.BigInteger;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import obscura.desk.launch.LaunchedAnvil;
import obscura.devchain.DevToken;
import obscura.domain.FirmId;
import obscura.domain.TradeId;
import obscura.settlement.crypto.Bytes;
import obscura.settlement.evm.VaultCalls;
import obscura.settlement.evm.VaultContract;
import obscura.settlement.evm.VaultTerms;
import obscura.settlement.note.EvmVault;
import obscura.settlement.service.ServiceConfig;
import obscura.settlement.service.ServicePorts;
import obscura.settlement.service.SettlementService;
import obscura.settlement.service.core.Alert;
import obscura.settlement.service.core.Batching;
import obscura.settlement.service.core.ChainTokens;
import obscura.settlement.service.core.FeePolicy;
import obscura.settlement.service.core.FeeStrategy;
import obscura.settlement.service.core.Notice;
import obscura.settlement.service.core.Patience;
import obscura.settlement.service.evm.EvmAccount;
import obscura.settlement.service.evm.EvmConnection;
import obscura.settlement.service.evm.EvmVaultView;
import obscura.settlement.service.notes.NoteBook;
import obscura.settlement.service.notes.OpenNotes;
import obscura.settlement.service.notes.PartyKeys;
import obscura.settlement.service.port.NoteOffice;
import obscura.settlement.service.port.SettlementStore;
import obscura.settlement.service.store.JdbcStore;
import obscura.settlement.service.store.StoreConfig;
import obscura.settlement.service.store.StoreDatabase;
import obscura.settlement.service.store.StoreKey;
import obscura.settlement.sip.EthereumAddress;
import org.web3j.crypto.Credentials;
import org.web3j.protocol.Web3j;
import org.web3j.protocol.Web3jService;
import org.web3j.protocol.core.Request;

/**
 * A vault with two tokens on an anvil, owners, and the settlement service over a store on disk:
 * everything as it is built, every call measured. One thread.
 */
final class VaultScene implements AutoCloseable {
  static final String CHAIN = "eip155:" + LaunchedAnvil.CHAIN_ID;
  static final int CONFIRMATIONS = 2;
  private static final int OWNERS = 4;
  private static final int BATCHES_MAX = 8;
  private static final int RETRIES = 3;
  private static final int FEE_SHARE_BASIS_POINTS = 100;
  private static final int SIGNERS = 3;
  private static final int KEY_BYTES = 32;
  private static final BigInteger MINTED = BigInteger.TWO.pow(120);
  private static final BigInteger PLENTY_OF_WEI = BigInteger.TEN.pow(24);
  private static final BigInteger FEE_CAP = BigInteger.TEN.pow(12);
  private static final Duration TIMEOUT = Duration.ofSeconds(30);
  private static final Duration BATCH_LIFETIME = Duration.ofHours(1);
  private static final Duration WITHDRAWAL_DELAY = Duration.ofHours(2);
  private static final Duration SIGNER_DELAY = Duration.ofHours(3);

  final Stopwatch watch = new Stopwatch();
  final List<Notice> told = new ArrayList<>();
  final List<Alert> alerts = new ArrayList<>();
  final List<TradeOwner> owners;
  final TestNode node;
  final Web3j web3j;
  final String dealer;
  final Bytes base;
  final Bytes quote;
  final EvmVault vault;
  final OpenNotes office;
  final NoteBook book;
  final SettlementService service;
  private final Random random;
  private final StoreDatabase database;

  /**
   * Deploys and starts everything.
   *
   * @param folder for the store
   * @param batch trades of a batch
   */
  VaultScene(LaunchedAnvil anvil, Path folder, int batch, Random random) {
    this.random = random;
    Web3jService http = connection().http(anvil.address());
    Web3jService endpoint =
        watch.watched(
            Web3jService.class,
            http,
            (method, arguments) ->
                arguments != null && arguments[0] instanceof Request<?, ?> request
                    ? "rpc " + request.getMethod()
                    : "rpc " + method);
    node = new TestNode(endpoint);
    web3j = Web3j.build(endpoint);
    dealer = node.account(0);
    List<BigInteger> signers = Stream.generate(this::secret).limit(SIGNERS).toList();
    base = node.deploy(dealer, DevToken.creation(RandomTrades.BASE, RandomTrades.BASE, 18));
    quote = node.deploy(dealer, DevToken.creation(RandomTrades.QUOTE, RandomTrades.QUOTE, 18));
    Bytes contract = node.deploy(dealer, VaultContract.creation(terms(signers)).toString());
    vault =
        new EvmVault(
            BigInteger.valueOf(LaunchedAnvil.CHAIN_ID), EthereumAddress.of(contract.array()));
    owners = IntStream.range(0, OWNERS).mapToObj(i -> new TradeOwner("OWNER" + i, random)).toList();
    database =
        StoreDatabase.open(new StoreConfig("jdbc:h2:file:" + folder.resolve("store"), "", ""));
    StoreKey key = StoreKey.of(bytes());
    book = new NoteBook(database, key);
    office = office(signers, contract);
    service = service(batch, contract, endpoint, new JdbcStore(database, key));
    for (Bytes token : List.of(base, quote)) {
      node.run(dealer, contract, VaultCalls.listToken(address(token)).toString());
      node.run(dealer, token, DevToken.mint(dealer, MINTED));
      node.run(dealer, token, TestNode.approve(contract, MINTED));
    }
  }

  Bytes contract() {
    return Bytes.of(vault.address().bytes());
  }

  private OpenNotes office(List<BigInteger> signers, Bytes contract) {
    Map<FirmId, TradeOwner> byFirm =
        owners.stream().collect(Collectors.toMap(TradeOwner::firm, Function.identity()));
    return new OpenNotes(
        vault,
        tokens(),
        book,
        new OpenNotes.Keys(
            new PartyKeys(signers),
            firm -> Optional.ofNullable(byFirm.get(firm)).map(owner -> owner.seed().noteKeys())),
        new EvmVaultView(web3j, contract),
        InstantSource.system());
  }

  private SettlementService service(
      int batch, Bytes contract, Web3jService endpoint, SettlementStore store) {
    EvmAccount payer =
        new EvmAccount(
            Credentials.create(String.format("%064x", secret())), LaunchedAnvil.CHAIN_ID, contract);
    node.ask("anvil_setBalance", payer.address().toString(), "0x" + PLENTY_OF_WEI.toString(16));
    return new SettlementService(
        new ServiceConfig(
            contract,
            tokens(),
            new Batching(batch, Duration.ZERO, BATCHES_MAX, BATCH_LIFETIME.toSeconds() / 2),
            new Patience(CONFIRMATIONS, TIMEOUT, RETRIES),
            new FeePolicy(FeeStrategy.NORMAL, FEE_CAP),
            FEE_SHARE_BASIS_POINTS),
        new ServicePorts(
            watch.watched(SettlementStore.class, store, (method, _) -> "store " + method),
            connection().open(List.of(endpoint), payer, contract, alerts::add),
            new ServicePorts.OffChain(
                watch.watched(NoteOffice.class, office, (method, _) -> "notes " + method),
                VaultScene::order,
                instruction -> true,
                instruction -> Optional.empty(),
                told::add,
                alerts::add),
            InstantSource.system()));
  }

  private ChainTokens tokens() {
    return new ChainTokens(
        CHAIN,
        new HashMap<>(
            Map.of(
                RandomTrades.BASE, new ChainTokens.Token(base, RandomTrades.DECIMALS),
                RandomTrades.QUOTE, new ChainTokens.Token(quote, RandomTrades.DECIMALS))));
  }

  private VaultTerms terms(List<BigInteger> signers) {
    return new VaultTerms(
        EthereumAddress.parse(dealer),
        signers.stream()
            .map(key ->
                EthereumAddress.parse(Credentials.create(String.format("%064x", key)).getAddress()))
            .toList(),
        BATCH_LIFETIME,
        WITHDRAWAL_DELAY,
        SIGNER_DELAY);
  }

  private static EvmConnection connection() {
    return new EvmConnection(TIMEOUT, Duration.ofSeconds(5), 1, 0, Optional.empty());
  }

  private static EthereumAddress address(Bytes contract) {
    return EthereumAddress.of(contract.array());
  }

  private static List<Integer> order(long batch, List<TradeId> trades) {
    List<Integer> places = new ArrayList<>(IntStream.range(0, trades.size()).boxed().toList());
    Collections.shuffle(places, new Random(batch));
    return places;
  }

  private BigInteger secret() {
    byte[] fresh = bytes();
    fresh[0] &= 0x7f;
    return new BigInteger(1, fresh);
  }

  private byte[] bytes() {
    byte[] fresh = new byte[KEY_BYTES];
    random.nextBytes(fresh);
    return fresh;
  }

  @Override
  public void close() {
    database.close();
    web3j.shutdown();
  }
}
