package obscura.engine.adapter.settlement;

import io.micrometer.core.instrument.MeterRegistry;
import java.math.BigInteger;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import obscura.engine.config.ConfigException;
import obscura.engine.config.EvmConfig;
import obscura.settlement.crypto.Bytes;
import obscura.settlement.crypto.Groups;
import obscura.settlement.evm.VaultArchive;
import obscura.settlement.mirror.VaultWitness;
import obscura.settlement.mirror.evm.EvmVaultWitness;
import obscura.settlement.note.EvmVault;
import obscura.settlement.service.ConfirmedWatch;
import obscura.settlement.service.ServiceConfig;
import obscura.settlement.service.ServicePorts;
import obscura.settlement.service.SettlementService;
import obscura.settlement.service.VaultWatch;
import obscura.settlement.service.core.ChainInstruction;
import obscura.settlement.service.core.ChainTokens;
import obscura.settlement.service.core.Instruction;
import obscura.settlement.service.core.SharedInstruction;
import obscura.settlement.service.evm.ComparedEvents;
import obscura.settlement.service.evm.ComparedView;
import obscura.settlement.service.evm.ComparedWitness;
import obscura.settlement.service.evm.EvmAccount;
import obscura.settlement.service.evm.EvmConnection;
import obscura.settlement.service.evm.EvmVaultView;
import obscura.settlement.service.evm.FlashbotsRelay;
import obscura.settlement.service.evm.PayerWatch;
import obscura.settlement.service.notes.VaultView;
import obscura.settlement.service.port.AlertSink;
import obscura.settlement.service.port.Chain;
import obscura.settlement.service.port.NoteOffice;
import obscura.settlement.service.port.OrderCheck;
import obscura.settlement.service.port.PermutationSource;
import obscura.settlement.service.port.SettlementListener;
import obscura.settlement.service.port.UnavailableException;
import obscura.settlement.service.port.VaultListener;
import obscura.settlement.service.store.JdbcMarks;
import obscura.settlement.service.store.JdbcStore;
import obscura.settlement.service.store.StoreConfig;
import obscura.settlement.service.store.StoreDatabase;
import obscura.settlement.service.store.StoreKey;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.web3j.crypto.Credentials;
import org.web3j.protocol.Web3j;
import org.web3j.protocol.Web3jService;

/**
 * A rail on an EVM chain: the settlement service over its endpoints, its store and the account that
 * pays, with what looks after the vault's announcements, final batches and the account's balance.
 * It starts only if every endpoint that answers shows the vault that is configured.
 *
 * <p>{@link #pulse} is called by one thread; the rest by any.
 */
public final class EvmRail implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(EvmRail.class);
  private static final Duration ENDPOINT_PAUSE = Duration.ofSeconds(30);
  private static final Duration SLOW_LOOK = Duration.ofSeconds(30);

  private final EvmConfig config;
  private final Ports ports;
  private final List<Web3j> nodes;
  private final StoreDatabase database;
  private final JdbcStore store;
  private final ServicePorts.OnChain onChain;
  private final SettlementService service;
  private final ConfirmedWatch confirmed;
  private final VaultWatch announcements;
  private final PayerWatch payer;
  private final AtomicReference<Optional<BigInteger>> gasPrice =
      new AtomicReference<>(Optional.empty());
  private volatile long pending;
  private Instant lookedSlowly = Instant.MIN;

  /** Keys and a password, read from their files. None is ever shown. */
  public record Secrets(byte[] payer, Optional<byte[]> relay, byte[] store, String storePassword) {
    /** Shows nothing. */
    @Override
    public String toString() {
      return "Secrets";
    }
  }

  /** The venue's side. */
  public record Ports(
      SettlementListener listener, AlertSink alerts, MeterRegistry meters, InstantSource clock) {}

  /** What an office works with: the vault, its tokens, its state, and a place to remember. */
  public record Place(
      EvmVault vault,
      ChainTokens tokens,
      VaultView view,
      StoreDatabase database,
      StoreKey key,
      InstantSource clock) {}

  /**
   * Who makes batches of notes.
   *
   * @param orders whether an instruction is what the orders say
   * @param permutations the order inside batches
   * @param listener hears what the vault announces, on the thread of {@link #pulse}
   */
  public record Office(
      NoteOffice notes,
      OrderCheck orders,
      PermutationSource permutations,
      VaultListener listener) {}

  /** Opens an office; what it throws ends the start. */
  public interface OfficeMaker {
    /** Opens it over the rail's database, which the rail closes. */
    Office open(Place place);
  }

  /**
   * Checks the chain, then opens everything.
   *
   * @throws ConfigException with one line, if the chain is not what is configured
   */
  public EvmRail(EvmConfig config, Secrets secrets, Ports ports, OfficeMaker offices) {
    this.config = config;
    this.ports = ports;
    EvmConnection connection = connection(config, secrets);
    List<Web3jService> services =
        config.endpoints().addresses().stream().map(connection::http).toList();
    nodes = services.stream().map(Web3j::build).toList();
    EvmVault vault = new EvmVault(config.vault().chainId(), config.vault().address());
    new EndpointCheck(config, vault).run(nodes);
    Bytes contract = Bytes.of(vault.address().bytes());
    EvmAccount account =
        new EvmAccount(
            credentials("settlement.evm.payer-key-file", secrets.payer()),
            config.vault().chainId().longValueExact(),
            contract);
    StoreKey key = StoreKey.of(secrets.store());
    database =
        StoreDatabase.open(
            new StoreConfig(config.store().url(), config.store().user(), secrets.storePassword()));
    try {
      store = new JdbcStore(database, key);
      onChain = connection.open(services, account, contract, ports.alerts());
      int answersMin = config.endpoints().answersMin();
      VaultView view =
          new ComparedView(
              nodes.stream().map(node -> new EvmVaultView(node, contract)).toList(),
              answersMin,
              ports.alerts());
      Office office =
          offices.open(new Place(vault, config.tokens(), view, database, key, ports.clock()));
      service = service(office, contract);
      long confirmations = config.patience().confirmations();
      confirmed =
          new ConfirmedWatch(
              chain(), store, ports.alerts(), confirmations + config.watchedFurther());
      announcements =
          new VaultWatch(
              new VaultWatch.Sources(
                  chain(),
                  new ComparedEvents(
                      nodes.stream().map(node -> new VaultArchive(node, vault)).toList(),
                      answersMin,
                      ports.alerts()),
                  new JdbcMarks(database, chainName() + "/" + vault.address())),
              office.listener(),
              ports.alerts(),
              new VaultWatch.Range(config.vault().firstBlock(), confirmations));
      payer = new PayerWatch(nodes, account.address(), config.payer().leastWei(), ports.alerts());
    } catch (RuntimeException failed) {
      database.close();
      throw failed;
    }
    new RailMeters(() -> pending, gasPrice::get, payer::balance).register(ports.meters());
    LOG.info(
        "settles on {} in vault {}, gas is paid by {}",
        chainName(),
        vault.address(),
        account.address());
  }

  private static EvmConnection connection(EvmConfig config, Secrets secrets) {
    Optional<EvmConnection.Relay> relay =
        config
            .relay()
            .map(each ->
                new EvmConnection.Relay(
                    each.address(),
                    credentials("settlement.evm.relay.key-file", secrets.relay().orElseThrow()),
                    each.bundle()
                        ? FlashbotsRelay.Mode.BUNDLE
                        : FlashbotsRelay.Mode.PRIVATE_TRANSACTION));
    return new EvmConnection(
        config.endpoints().timeout(),
        ENDPOINT_PAUSE,
        config.endpoints().answersMin(),
        config.vault().firstBlock(),
        relay);
  }

  /**
   * The vault as the endpoints show it, for the ledger. Whose its notes are it does not say: what
   * moves in trades is open to nobody here.
   */
  public VaultWitness witness() {
    Map<String, EvmVaultWitness.Token> followed = new HashMap<>();
    config
        .tokens()
        .tokens()
        .forEach((symbol, token) ->
            followed.put(symbol, new EvmVaultWitness.Token(token.address(), token.decimals())));
    EvmVault vault = new EvmVault(config.vault().chainId(), config.vault().address());
    return new ComparedWitness(
        chain(),
        nodes.stream()
            .map(node ->
                new EvmVaultWitness(
                    node,
                    vault,
                    followed,
                    config.patience().confirmations(),
                    note -> Optional.empty()))
            .toList(),
        config.endpoints().answersMin(),
        config.vault().firstBlock(),
        ports.alerts());
  }

  private static Credentials credentials(String key, byte[] secret) {
    BigInteger scalar = new BigInteger(1, secret);
    BigInteger order = Groups.SECP256K1.order();
    if (scalar.signum() == 0 || scalar.compareTo(order) >= 0) {
      throw new ConfigException(
          key + " holds no private key; allowed: 1 to the order of secp256k1");
    }
    return Credentials.create(String.format("%064x", scalar));
  }

  private SettlementService service(Office office, Bytes contract) {
    return new SettlementService(
        new ServiceConfig(
            contract,
            config.tokens(),
            config.batching(),
            config.patience(),
            config.fees().policy(),
            config.fees().shareBasisPoints()),
        new ServicePorts(
            store,
            onChain,
            new ServicePorts.OffChain(
                office.notes(),
                office.permutations(),
                office.orders(),
                this::worth,
                ports.listener(),
                ports.alerts()),
            ports.clock()));
  }

  /** A leg in the chain's coin says what the trade is worth, if amounts are known here at all. */
  private Optional<BigInteger> worth(Instruction instruction) {
    return switch (instruction) {
      case ChainInstruction open ->
          config
              .fees()
              .coin()
              .flatMap(coin ->
                  open.transfers().stream().filter(leg -> leg.token().equals(coin)).findFirst())
              .flatMap(leg -> config.tokens().units(leg));
      case SharedInstruction _ -> Optional.empty();
    };
  }

  private Chain chain() {
    return onChain.chain();
  }

  /** The service that settles. */
  public SettlementService service() {
    return service;
  }

  /** What reports call the chain: its CAIP-2 id. */
  public String chainName() {
    return config.tokens().chain();
  }

  /** Time between two pulses. */
  public Duration poll() {
    return config.endpoints().poll();
  }

  /** Looks and does what is due; what cannot be done now is done at a later pulse. */
  public void pulse() {
    quietly("the vault's announcements", announcements::look);
    service.tick();
    quietly("final batches", confirmed::look);
    pending = store.open().stream().filter(batch -> !batch.phase().isFinal()).count();
    Instant now = ports.clock().instant();
    if (!now.isBefore(lookedSlowly.plus(SLOW_LOOK))) {
      lookedSlowly = now;
      payer.look();
      quietly("the price of gas", () -> gasPrice.set(Optional.of(chain().fees().nextBaseFee())));
    }
  }

  /** That the chain is away the service has told of already. */
  private static void quietly(String what, Runnable look) {
    try {
      look.run();
    } catch (UnavailableException away) {
      LOG.debug("{} are looked at later: {}", what, away.getMessage());
    }
  }

  @Override
  public void close() {
    database.close();
    nodes.forEach(Web3j::shutdown);
  }
}
