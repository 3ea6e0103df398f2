package obscura.engine.adapter.notes;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import obscura.devchain.DevChain;
import obscura.devchain.DevToken;
import obscura.domain.ParticipantId;
import obscura.domain.TradeId;
import obscura.mpc.api.Handle;
import obscura.mpc.api.Input;
import obscura.mpc.api.Job;
import obscura.mpc.api.Mode;
import obscura.mpc.api.Origin;
import obscura.mpc.api.Outcome;
import obscura.mpc.api.Purpose;
import obscura.mpc.api.Vector;
import obscura.mpc.embedded.EmbeddedParties;
import obscura.mpc.input.GatewayKey;
import obscura.mpc.note.SignerKey;
import obscura.mpc.receipt.PartyKey;
import obscura.mpc.roster.Entry;
import obscura.mpc.roster.OperatorKey;
import obscura.mpc.roster.Operators;
import obscura.mpc.roster.Roster;
import obscura.mpc.roster.RosterText;
import obscura.mpc.venue.ThreeParties;
import obscura.settlement.crypto.Bytes;
import obscura.settlement.crypto.Hash;
import obscura.settlement.evm.EvmAccount;
import obscura.settlement.evm.SpentNote;
import obscura.settlement.evm.VaultArchive;
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
import obscura.settlement.service.core.SharedInstruction;
import obscura.settlement.service.evm.EvmConnection;
import obscura.settlement.service.evm.EvmVaultView;
import obscura.settlement.service.store.JdbcStore;
import obscura.settlement.service.store.StoreConfig;
import obscura.settlement.service.store.StoreDatabase;
import obscura.settlement.service.store.StoreKey;
import obscura.settlement.sip.EthereumAddress;
import org.web3j.abi.FunctionEncoder;
import org.web3j.abi.datatypes.Address;
import org.web3j.abi.datatypes.Function;
import org.web3j.abi.datatypes.generated.Uint256;
import org.web3j.crypto.Credentials;
import org.web3j.protocol.Web3j;

/**
 * The committed contract on a development chain, three parties whose keys it knows, two owners, and
 * the settlement service over an office that reads no amount.
 */
final class SharedScene implements AutoCloseable {
  static final long INSTRUMENT = 1;
  static final String CHAIN = "eip155:31337";
  static final BigInteger PER_LOT = BigInteger.TEN.pow(12);
  static final BigInteger PER_TICK = BigInteger.TEN;
  static final Duration WITHDRAWAL_DELAY = Duration.ofDays(1);
  private static final BigInteger CHAIN_ID = BigInteger.valueOf(31_337);
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final Duration LIFETIME = Duration.ofHours(1);
  private static final int ROUNDS_MAX = 30;

  final DevChain chain = new DevChain(CHAIN_ID.longValueExact(), InstantSource.system());
  final Web3j node = Web3j.build(chain.service());
  final EvmAccount account = new EvmAccount(node, CHAIN_ID, secret("deployer"), PATIENCE);
  final EvmVault vault;
  final Bytes weth;
  final Bytes usdc;
  final EmbeddedParties engine;
  final NoteParties parties;
  final NoteOwner seller;
  final NoteOwner buyer;
  final Map<ParticipantId, Handle> keys = new HashMap<>();
  final List<Notice> notices = new ArrayList<>();
  final List<Alert> alerts = new ArrayList<>();
  private final Path folder;
  private final StoreKey storeKey = StoreKey.of(secret("store"));
  private StoreDatabase database;
  private SharedNotes office;
  private DrawnOrder order;
  private OwnersInstructions instructions;
  private SettlementService service;
  private long messages = System.currentTimeMillis() - 10_000;

  SharedScene(Path folder) throws Exception {
    this.folder = folder;
    chain.fund(account.address().toString(), BigInteger.TEN.pow(22));
    List<EthereumAddress> signers = new ArrayList<>();
    for (int party = 0; party < 3; party++) {
      SignerKey signer = SignerKey.in(folder.resolve("settlement-" + party + ".key"));
      signers.add(EthereumAddress.parse("0x" + signer.address()));
    }
    vault =
        new EvmVault(
            CHAIN_ID,
            account.deploy(
                VaultContract.creation(
                    new VaultTerms(
                        account.address(),
                        signers,
                        LIFETIME,
                        WITHDRAWAL_DELAY,
                        Duration.ofDays(2)))));
    weth = token("WETH", 18);
    usdc = token("USDC", 6);
    seller = new NoteOwner("SELLER", vault);
    buyer = new NoteOwner("BUYER", vault);
    engine = parties();
    parties = new SoleNumbering(engine);
    open();
    for (NoteOwner owner : List.of(seller, buyer)) {
      Handle handle = engine.putKeys(origin(owner.id, owner.purpose()), owner.shareKeys()).join();
      office.admission().keys(owner.id, handle, NoteOwner.PATHS);
      keys.put(owner.id, handle);
    }
  }

  static byte[] secret(String name) {
    byte[] secret = Hash.sha256(Hash.utf8(name));
    secret[0] &= 0x7f;
    return secret;
  }

  private Bytes token(String symbol, int decimals) throws Exception {
    EthereumAddress token = account.deploy(Bytes.hex(DevToken.creation(symbol, symbol, decimals)));
    BigInteger plenty = BigInteger.TEN.pow(30);
    account.execute(token, Bytes.hex(DevToken.mint(account.address().toString(), plenty)));
    account.execute(
        token,
        Bytes.hex(
            FunctionEncoder.encode(
                new Function(
                    "approve",
                    List.of(new Address(vault.address().toString()), new Uint256(plenty)),
                    List.of()))));
    send(VaultCalls.listToken(token));
    return Bytes.of(token.bytes());
  }

  void send(Bytes call) throws Exception {
    account.execute(vault.address(), call);
  }

  private EmbeddedParties parties() throws IOException {
    List<OperatorKey> operators = new ArrayList<>();
    List<PartyKey> signers = new ArrayList<>();
    for (int k = 0; k < 3; k++) {
      operators.add(OperatorKey.make(folder.resolve("operator-" + k)));
      signers.add(new PartyKey(secret("signer " + k)));
    }
    GatewayKey gateway = new GatewayKey(secret("gateway"));
    return new EmbeddedParties(
        folder,
        party -> secret("party " + party),
        new EmbeddedParties.Papers(
            new ThreeParties.Gateway("TEST", gateway),
            new Operators(operators.stream().map(OperatorKey::publicHex).toList()),
            RosterText.write(roster(gateway, signers, operators)),
            signers),
        PATIENCE,
        Mode.SEMI_HONEST);
  }

  private Roster roster(GatewayKey gateway, List<PartyKey> signers, List<OperatorKey> operators) {
    List<Entry> entries = new ArrayList<>();
    entries.add(new Entry.Key(Entry.Role.GATEWAY, "VENUE", gateway.verifier().hex()));
    entries.add(
        new Entry.Instrument(
            INSTRUMENT, "0.000001", "0.01", true, Entry.Pricing.MIDPOINT, 1, Entry.HIGHEST));
    for (int k = 0; k < 3; k++) {
      entries.add(
          new Entry.Key(Entry.Role.SIGNER, Integer.toString(k), signers.get(k).publicHex()));
    }
    entries.add(
        Entry.parse(
            String.join(
                " ",
                "rail",
                Long.toString(INSTRUMENT),
                CHAIN_ID.toString(),
                hex(vault.address().toString()),
                hex(weth.toString()),
                hex(usdc.toString()),
                PER_LOT.toString(),
                PER_TICK.toString())));
    for (NoteOwner owner : List.of(seller, buyer)) {
      String id = owner.id.value();
      entries.add(new Entry.NoteKeys(id, owner.purpose().digest(id), true));
    }
    Roster roster = Roster.empty("TEST");
    for (Entry entry : entries) {
      roster = roster.with(entry);
    }
    for (int k = 0; k < 3; k++) {
      roster = roster.signedBy(k, operators.get(k));
    }
    return roster;
  }

  private static String hex(String prefixed) {
    return prefixed.substring(2).toLowerCase(java.util.Locale.ROOT);
  }

  /** The service over its store, as after a start. */
  private void open() throws IOException {
    database = StoreDatabase.open(new StoreConfig("jdbc:h2:file:" + store(), "", ""));
    Bytes contract = Bytes.of(vault.address().bytes());
    ChainTokens tokens =
        new ChainTokens(
            CHAIN,
            Map.of(
                "WETH", new ChainTokens.Token(weth, 18), "USDC", new ChainTokens.Token(usdc, 6)));
    office =
        new SharedNotes(
            parties,
            new SharedNotes.Vault(vault, new EvmVaultView(node, contract), tokens),
            database,
            storeKey,
            InstantSource.system());
    order = new DrawnOrder(parties, vault, database);
    instructions = new OwnersInstructions(parties, database, instruction -> false);
    var payer =
        new obscura.settlement.service.evm.EvmAccount(
            Credentials.create("%064x".formatted(new BigInteger(1, secret("payer")))),
            CHAIN_ID.longValueExact(),
            contract);
    chain.fund(payer.address().toString(), BigInteger.TEN.pow(22));
    service =
        new SettlementService(
            new ServiceConfig(
                contract,
                tokens,
                new Batching(10, Duration.ZERO, 4, LIFETIME.toSeconds() / 2),
                new Patience(2, Duration.ofSeconds(10), 3),
                new FeePolicy(FeeStrategy.NORMAL, BigInteger.TEN.pow(12)),
                100),
            new ServicePorts(
                new JdbcStore(database, storeKey),
                new EvmConnection(PATIENCE, Duration.ofSeconds(5), 1, 0, Optional.empty())
                    .open(List.of(chain.service()), payer, contract, alerts::add),
                new ServicePorts.OffChain(
                    office,
                    order,
                    instructions,
                    instruction -> Optional.empty(),
                    notices::add,
                    alerts::add),
                InstantSource.system()));
  }

  Path store() {
    return folder.resolve("settlement");
  }

  /** Forgets everything that is not on disk. */
  void restartService() throws IOException {
    database.close();
    open();
  }

  SharedNotes office() {
    return office;
  }

  DrawnOrder order() {
    return order;
  }

  OwnersInstructions instructions() {
    return instructions;
  }

  SettlementService service() {
    return service;
  }

  Origin origin(ParticipantId owner, Purpose purpose) {
    long number = messages++;
    return new Origin(
        owner.value(), owner.value(), number, number, "ID" + number, 0, false, purpose);
  }

  /** Into the vault, told to the parties, and permitted. */
  void deposit(NoteOwner owner, boolean base, BigInteger units) throws Exception {
    NoteOwner.Deposit deposit = owner.deposit(keys.get(owner.id), base ? weth : usdc, base, units);
    send(
        VaultCalls.deposit(
            deposit.note().note().token(),
            deposit.note().note().owner(),
            deposit.note().opening(),
            deposit.note().memo()));
    office.admission().deposit(engine.statement(owner.id.value(), messages++, deposit.word()));
    permitAll(owner);
  }

  void permitAll(NoteOwner owner) throws IOException {
    for (SpentNote permit : owner.permits(archive(), now() + Duration.ofDays(30).toSeconds())) {
      office.admission().permit(owner.id, permit);
    }
  }

  /** The seller's order rests, the buyer's meets it: the fill is the buyer's. */
  Handle fill(long lots, long ticks) {
    addOrder(seller, Vector.SELL, lots, ticks);
    return addOrder(buyer, 0, lots, ticks).fills().getFirst().fill();
  }

  private Outcome.Matched addOrder(NoteOwner owner, long side, long lots, long ticks) {
    Purpose purpose = new Purpose.Order(Job.Lifetime.RESTS);
    Vector vector = Vector.input(INSTRUMENT, side, lots, ticks, 0, 0);
    Handle order = engine.put(new Input(origin(owner.id, purpose), vector)).join();
    return (Outcome.Matched) engine.execute(new Job.AddOrder(engine.executed() + 1, order)).join();
  }

  SharedInstruction instruction(long trade, Handle fill) {
    return new SharedInstruction(
        new TradeId(trade),
        CHAIN,
        buyer.id,
        seller.id,
        new SharedInstruction.Market(INSTRUMENT, "WETH", "USDC"),
        new obscura.domain.Handle(fill.a(), fill.b(), fill.c(), fill.d()),
        false);
  }

  /** Ticks and makes blocks until the trades have their last state. */
  void settle(long... trades) {
    for (int round = 0; round < ROUNDS_MAX; round++) {
      service.tick();
      chain.mine();
      boolean over =
          IntStream.range(0, trades.length)
              .allMatch(
                  k -> service.state(new TradeId(trades[k])).filter(s -> s.isFinal()).isPresent());
      if (over) {
        service.tick();
        return;
      }
    }
    throw new AssertionError("not settled: " + alerts);
  }

  List<VaultArchive.Entry> archive() throws IOException {
    return new VaultArchive(node, vault)
        .read(0, node.ethBlockNumber().send().getBlockNumber().longValueExact());
  }

  long now() {
    return System.currentTimeMillis() / 1000;
  }

  static BigInteger units(long lots) {
    return PER_LOT.multiply(BigInteger.valueOf(lots));
  }

  static BigInteger price(long lots, long ticks) {
    return PER_TICK.multiply(BigInteger.valueOf(lots)).multiply(BigInteger.valueOf(ticks));
  }

  BigInteger tokens(Bytes token, EthereumAddress who) throws IOException {
    String data =
        FunctionEncoder.encode(
            new Function("balanceOf", List.of(new Address(who.toString())), List.of()));
    var call =
        org.web3j.protocol.core.methods.request.Transaction.createEthCallTransaction(
            null, token.toString(), data);
    String answer =
        node.ethCall(call, org.web3j.protocol.core.DefaultBlockParameterName.LATEST)
            .send()
            .getValue();
    return new BigInteger(answer.substring(2), 16);
  }

  /** Everything that the office and the service wrote. */
  List<byte[]> storeFiles() {
    try (var files = Files.list(folder)) {
      List<byte[]> contents = new ArrayList<>();
      for (Path file :
          files.filter(f -> f.getFileName().toString().startsWith("settlement.")).toList()) {
        contents.add(Files.readAllBytes(file));
      }
      return contents;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  void closeStore() {
    database.close();
  }

  @Override
  public void close() {
    database.close();
    engine.close();
    chain.close();
  }
}
