package obscura.rail;

import java.io.IOException;
import java.math.BigInteger;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import obscura.devchain.DevChain;
import obscura.devchain.DevChainServer;
import obscura.domain.FirmId;
import obscura.domain.TradeId;
import obscura.settlement.crypto.Bytes;
import obscura.settlement.evm.EvmAccount;
import obscura.settlement.evm.VaultArchive;
import obscura.settlement.evm.VaultCalls;
import obscura.settlement.evm.VaultContract;
import obscura.settlement.evm.VaultEvent;
import obscura.settlement.evm.VaultTerms;
import obscura.settlement.mirror.VaultWitness;
import obscura.settlement.mirror.evm.EvmVaultWitness;
import obscura.settlement.note.EvmVault;
import obscura.settlement.note.NewNote;
import obscura.settlement.service.ServiceConfig;
import obscura.settlement.service.ServicePorts;
import obscura.settlement.service.SettlementService;
import obscura.settlement.service.core.Batching;
import obscura.settlement.service.core.ChainTokens;
import obscura.settlement.service.core.FeePolicy;
import obscura.settlement.service.core.FeeStrategy;
import obscura.settlement.service.core.Patience;
import obscura.settlement.service.development.DevelopmentRail;
import obscura.settlement.service.evm.EvmConnection;
import obscura.settlement.service.evm.EvmVaultView;
import obscura.settlement.service.notes.NoteBook;
import obscura.settlement.service.notes.OpenNotes;
import obscura.settlement.service.notes.PartyKeys;
import obscura.settlement.service.store.JdbcStore;
import obscura.settlement.service.store.StoreConfig;
import obscura.settlement.service.store.StoreDatabase;
import obscura.settlement.service.store.StoreKey;
import obscura.settlement.sip.EthereumAddress;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.web3j.crypto.Credentials;
import org.web3j.protocol.Web3j;
import org.web3j.protocol.Web3jService;
import org.web3j.protocol.core.Request;
import org.web3j.protocol.core.methods.response.VoidResponse;
import org.web3j.protocol.http.HttpService;

/**
 * The rail of profile embedded. Its chain, its keys and what it remembers of notes live and die
 * with it: trades that were not final come again at the next start and settle on a new chain. Only
 * the firms' seeds stay.
 */
public final class EvmDevelopmentRail implements DevelopmentRail {
  private static final Logger LOG = LoggerFactory.getLogger(EvmDevelopmentRail.class);
  private static final long CHAIN_ID = 31_337;
  private static final BigInteger PLENTY_OF_WEI = BigInteger.TEN.pow(24);
  private static final BigInteger FIRST_NOTE = BigInteger.TEN.pow(9);

  /** Of each token: what one trade gives back as change the next one can pay with only later. */
  private static final int FIRST_NOTES = 4;

  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final Duration BATCH_LIFETIME = Duration.ofMinutes(10);
  private static final Duration WITHDRAWAL_DELAY = Duration.ofMinutes(15);
  private static final Duration SIGNER_DELAY = Duration.ofHours(1);
  private static final Duration PERMITTED_FOR = Duration.ofDays(365);
  private static final Duration BLOCK = Duration.ofMillis(500);
  private static final Duration OLDEST_WAITS = Duration.ofMillis(250);

  /** Change is permitted some blocks after its batch. */
  private static final Duration COVER_WAIT = Duration.ofMinutes(1);

  private static final int CONFIRMATIONS = 2;
  private static final int RETRIES = 3;
  private static final int TRADES_MAX = 50;
  private static final int BATCHES_MAX = 4;
  private static final int FEE_SHARE_BASIS_POINTS = 100;
  private static final BigInteger FEE_CAP = BigInteger.TEN.pow(12);
  private static final long STOCK_MIN = 50;
  private static final int SIGNERS = 3;

  private final Surroundings surroundings;
  private final Optional<DevChain> chain;
  private final Optional<DevChainServer> server;
  private final Web3jService service;
  private final Web3j node;
  private final BigInteger chainId;
  private final SecureRandom random = new SecureRandom();
  private final EvmAccount account;
  private final EvmVault vault;
  private final ChainTokens tokens;
  private final StoreDatabase database;
  private final NoteBook book;
  private final OpenNotes office;
  private final SettlementService settlement;
  private final Map<FirmId, FirmWallet> wallets = new ConcurrentHashMap<>();
  private final ScheduledThreadPoolExecutor thread =
      new ScheduledThreadPoolExecutor(
          1, task -> Thread.ofPlatform().daemon().name("development-rail").unstarted(task));
  private long readUpTo;

  /** Found by {@link java.util.ServiceLoader}. */
  public static final class Opening implements Provider {
    @Override
    public DevelopmentRail open(Surroundings surroundings)
        throws IOException, InterruptedException {
      return new EvmDevelopmentRail(surroundings);
    }
  }

  /**
   * Deploys everything.
   *
   * @throws IOException if the node does not answer, or a file cannot be written
   */
  EvmDevelopmentRail(Surroundings surroundings) throws IOException, InterruptedException {
    this.surroundings = surroundings;
    Files.createDirectories(surroundings.wallets());
    chain =
        surroundings.node().isPresent()
            ? Optional.empty()
            : Optional.of(new DevChain(CHAIN_ID, InstantSource.system()));
    server = chain.isPresent() ? Optional.of(new DevChainServer(chain.get(), 0)) : Optional.empty();
    service = chain.map(DevChain::service).orElseGet(() -> new HttpService(address().toString()));
    node = Web3j.build(service);
    chainId = node.ethChainId().send().getChainId();
    byte[] secret = secret();
    account = new EvmAccount(node, chainId, secret, PATIENCE);
    fund(account.address().toString());
    List<BigInteger> signers =
        IntStream.range(0, SIGNERS).mapToObj(k -> new BigInteger(1, secret())).toList();
    vault = new EvmVault(chainId, deploy(signers));
    tokens = DevelopmentTokens.deploy(surroundings.chain(), account, vault.address());
    database = StoreDatabase.open(new StoreConfig("jdbc:h2:mem:rail-" + UUID.randomUUID(), "", ""));
    StoreKey key = StoreKey.of(secret());
    book = new NoteBook(database, key);
    Bytes contract = Bytes.of(vault.address().bytes());
    office =
        new OpenNotes(
            vault,
            tokens,
            book,
            new OpenNotes.Keys(
                new PartyKeys(signers),
                firm -> Optional.ofNullable(wallets.get(firm)).map(w -> w.ownerSeed().noteKeys())),
            new EvmVaultView(node, contract),
            InstantSource.system());
    settlement = service(key, contract, chainId.longValueExact());
    writeDown();
    thread.scheduleWithFixedDelay(
        this::makeBlock, BLOCK.toMillis(), BLOCK.toMillis(), TimeUnit.MILLISECONDS);
    LOG.info("development chain {} at {}, vault {}", chainId, address(), vault.address());
  }

  private byte[] secret() {
    byte[] fresh = new byte[32];
    random.nextBytes(fresh);
    fresh[0] &= 0x7f;
    return fresh;
  }

  private URI address() {
    return server.map(DevChainServer::address).or(surroundings::node).orElseThrow();
  }

  private EthereumAddress deploy(List<BigInteger> signers)
      throws IOException, InterruptedException {
    List<EthereumAddress> addresses =
        signers.stream()
            .map(key ->
                EthereumAddress.parse(Credentials.create(String.format("%064x", key)).getAddress()))
            .toList();
    return account.deploy(
        VaultContract.creation(
            new VaultTerms(
                account.address(), addresses, BATCH_LIFETIME, WITHDRAWAL_DELAY, SIGNER_DELAY)));
  }

  private void fund(String who) throws IOException {
    rpc("anvil_setBalance", List.of(who, "0x" + PLENTY_OF_WEI.toString(16)));
  }

  private void rpc(String method, List<Object> parameters) throws IOException {
    var answer = new Request<>(method, parameters, service, VoidResponse.class).send();
    if (answer.hasError()) {
      throw new IOException(method + ": " + answer.getError().getMessage());
    }
  }

  private SettlementService service(StoreKey key, Bytes contract, long chainId) throws IOException {
    byte[] secret = secret();
    var payer =
        new obscura.settlement.service.evm.EvmAccount(
            Credentials.create(String.format("%064x", new BigInteger(1, secret))),
            chainId,
            contract);
    fund(payer.address().toString());
    EvmConnection connection =
        new EvmConnection(PATIENCE, Duration.ofSeconds(5), 1, 0, Optional.empty());
    ServiceConfig config =
        new ServiceConfig(
            contract,
            tokens,
            new Batching(
                TRADES_MAX, OLDEST_WAITS, BATCHES_MAX, BATCH_LIFETIME.toSeconds() / 2, COVER_WAIT),
            new Patience(CONFIRMATIONS, Duration.ofSeconds(10), RETRIES),
            new FeePolicy(FeeStrategy.NORMAL, FEE_CAP),
            FEE_SHARE_BASIS_POINTS);
    return new SettlementService(
        config,
        new ServicePorts(
            new JdbcStore(database, key),
            connection.open(List.of(service), payer, contract, surroundings.alerts()),
            new ServicePorts.OffChain(
                office,
                this::order,
                surroundings.orders(),
                instruction -> Optional.empty(),
                surroundings.listener(),
                surroundings.alerts()),
            InstantSource.system()));
  }

  /** Shuffled by this process: the parties' own permutation is for rails that outlive it. */
  private List<Integer> order(long batch, List<TradeId> trades) {
    List<Integer> places =
        new java.util.ArrayList<>(IntStream.range(0, trades.size()).boxed().toList());
    java.util.Collections.shuffle(places, new java.util.Random(batch));
    return places;
  }

  /** Where wallets find the vault. */
  private void writeDown() throws IOException {
    StringBuilder text = new StringBuilder();
    text.append("rpc = ").append(address()).append('\n');
    text.append("chain-id = ").append(chainId).append('\n');
    text.append("vault = ").append(vault.address()).append('\n');
    tokens
        .tokens()
        .forEach((name, token) ->
            text.append("token.")
                .append(name)
                .append(" = ")
                .append(token.address())
                .append(' ')
                .append(token.decimals())
                .append('\n'));
    Path file = surroundings.wallets().resolve("vault.properties");
    Files.writeString(file, text);
  }

  @Override
  public SettlementService service() {
    return settlement;
  }

  @Override
  public VaultWitness witness() {
    Map<String, EvmVaultWitness.Token> followed = new LinkedHashMap<>();
    tokens
        .tokens()
        .forEach((symbol, token) ->
            followed.put(symbol, new EvmVaultWitness.Token(token.address(), token.decimals())));
    return new EvmVaultWitness(node, vault, followed, CONFIRMATIONS, book::ownerOf);
  }

  @Override
  public String chainName() {
    return "evm:" + chainId;
  }

  @Override
  public synchronized void welcome(FirmId firm) {
    if (wallets.containsKey(firm)) {
      return;
    }
    try {
      FirmWallet wallet = new FirmWallet(firm, vault, surroundings.wallets());
      wallets.put(firm, wallet);
      wallet.stock().forEach(address -> book.stock(firm, address.toString()));
      for (ChainTokens.Token token : tokens.tokens().values()) {
        BigInteger units = FIRST_NOTE.multiply(BigInteger.TEN.pow(token.decimals()));
        for (int i = 0; i < FIRST_NOTES; i++) {
          deposit(wallet, wallet.deposit(token.address(), units));
        }
      }
    } catch (IOException failed) {
      throw new java.io.UncheckedIOException(failed);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  private void deposit(FirmWallet wallet, NewNote note) throws IOException, InterruptedException {
    var receipt =
        account.execute(
            vault.address(),
            VaultCalls.deposit(
                note.note().token(), note.note().owner(), note.opening(), note.memo()));
    long block = receipt.getBlockNumber().longValueExact();
    for (VaultArchive.Entry entry : new VaultArchive(node, vault).read(block, block)) {
      if (entry.log().event() instanceof VaultEvent.Deposited deposited
          && deposited.note().equals(note.note())) {
        office.permit(wallet.permitted(note, deposited.place(), expiry()));
      }
    }
  }

  private static long expiry() {
    return InstantSource.system().instant().plus(PERMITTED_FOR).getEpochSecond();
  }

  /** Blocks come whether there is something in them or not, and wallets look at what is in them. */
  private void makeBlock() {
    try {
      rpc("evm_mine", List.of());
      long head = node.ethBlockNumber().send().getBlockNumber().longValueExact();
      long last = head - CONFIRMATIONS + 1;
      if (last > readUpTo) {
        List<VaultArchive.Entry> entries = new VaultArchive(node, vault).read(readUpTo + 1, last);
        readUpTo = last;
        entries.forEach(entry ->
            entry
                .batch()
                .ifPresent(batch ->
                    wallets
                        .values()
                        .forEach(wallet -> {
                          wallet.permits(batch, expiry()).forEach(office::permit);
                          if (book.stockOf(wallet.firm()) < STOCK_MIN) {
                            wallet
                                .stock()
                                .forEach(address -> book.stock(wallet.firm(), address.toString()));
                          }
                        })));
      }
    } catch (IOException | RuntimeException failed) {
      LOG.warn("the development chain: {}", failed.toString());
    }
  }

  @Override
  public void close() {
    thread.shutdownNow();
    server.ifPresent(DevChainServer::close);
    database.close();
    node.shutdown();
  }
}
