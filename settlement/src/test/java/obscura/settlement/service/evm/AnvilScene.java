package obscura.settlement.service.evm;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import obscura.devchain.DevToken;
import obscura.domain.FirmId;
import obscura.domain.TradeId;
import obscura.settlement.core.TradeInstruction;
import obscura.settlement.crypto.Bytes;
import obscura.settlement.crypto.Hash;
import obscura.settlement.evm.BatchCalldata;
import obscura.settlement.evm.EvmBatch;
import obscura.settlement.evm.PlacedNote;
import obscura.settlement.evm.VaultCalls;
import obscura.settlement.evm.VaultContract;
import obscura.settlement.evm.VaultTerms;
import obscura.settlement.note.EvmVault;
import obscura.settlement.note.NewNote;
import obscura.settlement.note.Note;
import obscura.settlement.note.NoteKeys;
import obscura.settlement.note.NoteMemo;
import obscura.settlement.note.NoteOutput;
import obscura.settlement.note.NotePlace;
import obscura.settlement.note.NoteTree;
import obscura.settlement.note.Opening;
import obscura.settlement.service.Killer;
import obscura.settlement.service.ServiceConfig;
import obscura.settlement.service.ServicePorts;
import obscura.settlement.service.SettlementService;
import obscura.settlement.service.core.Alert;
import obscura.settlement.service.core.Batch;
import obscura.settlement.service.core.Batching;
import obscura.settlement.service.core.ChainInstruction;
import obscura.settlement.service.core.ChainTokens;
import obscura.settlement.service.core.FeePolicy;
import obscura.settlement.service.core.FeeStrategy;
import obscura.settlement.service.core.MakerFee;
import obscura.settlement.service.core.Notice;
import obscura.settlement.service.core.Patience;
import obscura.settlement.service.core.TradeState;
import obscura.settlement.service.notes.NoteBook;
import obscura.settlement.service.notes.OpenNotes;
import obscura.settlement.service.notes.PartyKeys;
import obscura.settlement.service.port.Chain;
import obscura.settlement.service.port.NoteOffice;
import obscura.settlement.service.port.SettlementListener;
import obscura.settlement.service.port.SettlementStore;
import obscura.settlement.service.port.TransactionOutlet;
import obscura.settlement.service.port.TransactionSigner;
import obscura.settlement.service.store.JdbcStore;
import obscura.settlement.service.store.StoreConfig;
import obscura.settlement.service.store.StoreDatabase;
import obscura.settlement.service.store.StoreKey;
import obscura.settlement.sip.EthereumAddress;
import org.web3j.crypto.Credentials;
import org.web3j.crypto.ECKeyPair;
import org.web3j.crypto.Keys;
import org.web3j.protocol.Web3j;
import org.web3j.protocol.Web3jService;

/** The service with everything real on an anvil of its own: vault, tokens, notes, store. */
final class AnvilScene implements AutoCloseable {
  static final long CONFIRMATIONS = 4;
  static final long LIFETIME_SECONDS = 600;
  static final BigInteger CAP = BigInteger.valueOf(500_000_000_000L);
  private static final long WETH_UNITS = 1_250_000_000_000_000_000L;
  private static final long USDC_UNITS = 3_500_000_000L;
  private static final int ROUNDS_MAX = 200;
  private static final AtomicInteger DATABASES = new AtomicInteger();

  final Anvil anvil = Anvil.start();
  final Owner alice = new Owner("ALICE");
  final Owner bob = new Owner("BOB");
  final List<Notice> told = new ArrayList<>();
  final List<Alert> alerts = new ArrayList<>();
  final List<Long> submitted = new ArrayList<>();
  final Killer killer = new Killer();
  final String guardian = anvil.account(1);
  final Credentials payer =
      Credentials.create(ECKeyPair.create(new BigInteger(1, Hash.sha256(Hash.utf8("payer")))));
  final Bytes weth;
  final Bytes usdc;
  final EvmVault vault;
  final Bytes contract;
  final StoreDatabase database =
      StoreDatabase.open(
          new StoreConfig("jdbc:h2:mem:anvil" + DATABASES.incrementAndGet(), "sa", ""));
  final SettlementStore store = new JdbcStore(database, StoreKey.of(new byte[32]));
  final OpenNotes office;
  final EvmVaultView view;
  Instant now;
  SettlementService service;
  private final List<PlacedNote> deposits = new ArrayList<>();
  private final NoteBook book = new NoteBook(database, StoreKey.of(new byte[32]));
  private final List<BigInteger> partyKeys =
      Stream.of("p0", "p1", "p2").map(p -> new BigInteger(1, Hash.sha256(Hash.utf8(p)))).toList();
  private ServicePorts.OnChain onChain;

  /** A vault with so many notes of each owner as there will be trades. */
  AnvilScene(int trades) {
    String dealer = anvil.account(0);
    weth = Bytes.hex(anvil.deploy(dealer, DevToken.creation("Ether", "WETH", 18)));
    usdc = Bytes.hex(anvil.deploy(dealer, DevToken.creation("Dollar", "USDC", 6)));
    contract = Bytes.hex(anvil.deploy(dealer, VaultContract.creation(terms()).toString()));
    vault = new EvmVault(BigInteger.valueOf(Anvil.CHAIN_ID), EthereumAddress.of(contract.array()));
    view = new EvmVaultView(Web3j.build(anvil.service()), contract);
    anvil.ask("anvil_setBalance", payer.getAddress(), "0x56bc75e2d63100000");
    now = Instant.ofEpochSecond(headSeconds());
    office =
        new OpenNotes(
            vault,
            tokens(),
            book,
            new OpenNotes.Keys(new PartyKeys(partyKeys), this::noteKeys),
            view,
            () -> now);
    for (Bytes token : List.of(weth, usdc)) {
      anvil.send(
          dealer,
          contract.toString(),
          VaultCalls.listToken(EthereumAddress.of(token.array())).toString());
      anvil.send(dealer, token.toString(), DevToken.mint(dealer, BigInteger.TWO.pow(90)));
      anvil.send(
          dealer, token.toString(), Calls.approve(contract.toString(), BigInteger.TWO.pow(90)));
    }
    for (int i = 0; i < trades; i++) {
      permit(alice, alice.deposit(anvil, dealer, vault, value(usdc, USDC_UNITS)));
      permit(bob, bob.deposit(anvil, dealer, vault, value(weth, WETH_UNITS)));
    }
    for (Owner owner : List.of(alice, bob)) {
      for (int i = 0; i < 4 * trades + 8; i++) {
        assertThat(book.stock(owner.firm, owner.metaAddress())).isTrue();
      }
    }
    reachedBy(connection(Optional.empty()), List.of(anvil.service()));
  }

  static EvmConnection connection(Optional<EvmConnection.Relay> relay) {
    return new EvmConnection(Duration.ofSeconds(1), Duration.ofSeconds(20), 1, 0, relay);
  }

  /** The service, dead or not yet alive, reaches the chain this way. */
  void reachedBy(EvmConnection connection, List<Web3jService> endpoints) {
    EvmAccount account = new EvmAccount(payer, Anvil.CHAIN_ID, contract);
    onChain = connection.open(endpoints, account, contract, alerts::add);
    restart();
  }

  /** A new process over the same store. */
  void restart() {
    killer.spare();
    service =
        new SettlementService(
            config(),
            new ServicePorts(
                killer.watched(SettlementStore.class, store),
                new ServicePorts.OnChain(
                    killer.watched(Chain.class, onChain.chain()),
                    killer.watched(TransactionSigner.class, onChain.signer()),
                    killer.watched(TransactionOutlet.class, onChain.outlet())),
                new ServicePorts.OffChain(
                    killer.watched(NoteOffice.class, office),
                    (batch, trades) ->
                        IntStream.range(0, trades.size())
                            .map(i -> trades.size() - 1 - i)
                            .boxed()
                            .toList(),
                    instruction -> true,
                    instruction -> Optional.empty(),
                    killer.watched(SettlementListener.class, told::add),
                    alerts::add),
                () -> now));
  }

  static ChainInstruction trade(long id) {
    return new ChainInstruction(
        new TradeInstruction(
            new TradeId(id),
            new FirmId("ALICE"),
            new FirmId("BOB"),
            "WETH",
            "USDC",
            BigDecimal.ONE,
            new BigDecimal("3000")),
        "eip155:" + Anvil.CHAIN_ID,
        Optional.of(
            new MakerFee(new FirmId("ALICE"), new FirmId("BOB"), "USDC", new BigDecimal("1.5"))));
  }

  void submit(long id) {
    submitted.add(id);
    service.submit(trade(id));
  }

  void tick() {
    now = now.plusSeconds(10);
    try {
      service.tick();
    } catch (Killer.Killed dead) {
      restart();
    }
  }

  /** Ticks and blocks. */
  void rounds(int n) {
    for (int i = 0; i < n; i++) {
      tick();
      anvil.mine();
    }
  }

  /** Until a transaction waits in the pool. */
  Batch sent() {
    now = now.plusSeconds(60);
    tick();
    Batch batch = store.open().getLast();
    assertThat(batch.attempts()).isNotEmpty();
    return batch;
  }

  void comesToAnEnd() {
    for (int i = 0; i < ROUNDS_MAX && !ended(); i++) {
      rounds(1);
    }
    tick();
    assertThat(ended()).as("all trades have their answer; %s", alerts).isTrue();
  }

  private boolean ended() {
    return store.open().isEmpty()
        && submitted.stream().allMatch(id -> state(id).filter(TradeState::isFinal).isPresent());
  }

  Optional<TradeState> state(long id) {
    return service.state(new TradeId(id));
  }

  boolean alerted(Alert.Kind kind) {
    return alerts.stream().anyMatch(alert -> alert.kind() == kind);
  }

  /** Settled as the parties were told, and the vault holds what it owes. */
  void assertSound() {
    for (long id : submitted) {
      boolean settled = Calls.isSettled(anvil, contract, id);
      TradeState state = state(id).orElseThrow();
      assertThat(state.isFinal()).isTrue();
      assertThat(settled).as("T%d is %s", id, state).isEqualTo(state == TradeState.CONFIRMED);
      if (settled) {
        assertProven(id);
      }
    }
    Map<Bytes, BigInteger> owed = owed();
    for (Bytes token : List.of(weth, usdc)) {
      assertThat(owed.getOrDefault(token, BigInteger.ZERO))
          .as("what is owed of %s", token)
          .isEqualTo(Calls.balance(anvil, token, contract));
    }
  }

  private void assertProven(long id) {
    var proof = service.proof(new TradeId(id)).orElseThrow();
    assertThat(proof.pathsHold(vault)).isTrue();
    assertThat(proof.root()).isEqualTo(Calls.root(anvil, contract, proof.batch()));
    assertThat(proof.notes().size()).isGreaterThanOrEqualTo(3);
    for (NoteOffice.Made note : proof.notes()) {
      assertThat(NoteTree.holds(vault, proof.root(), note.index(), note.leaf(), note.path()))
          .isTrue();
    }
  }

  /** All unspent notes, opened by their owners. */
  Map<Bytes, BigInteger> owed() {
    Map<Bytes, BigInteger> owed = new HashMap<>();
    for (PlacedNote note : deposits) {
      if (view.isUnspent(note.id(vault), note)) {
        owed.merge(
            note.note().token(),
            BigInteger.valueOf(note.note().token().equals(weth) ? WETH_UNITS : USDC_UNITS),
            BigInteger::add);
      }
    }
    for (Received note : received()) {
      assertThat(view.isUnspent(note.note.id(vault), note.note)).isTrue();
      owed.merge(note.note.note().token(), note.opening.amount(), BigInteger::add);
    }
    return owed;
  }

  /** A note made by a batch, found and opened by its owner. */
  record Received(Owner owner, PlacedNote note, Opening opening, long batch) {}

  /** What batches on the chain made, read from their call data as a wallet reads it. */
  List<Received> received() {
    List<Received> received = new ArrayList<>();
    submitted.stream()
        .filter(id -> state(id).filter(s -> s == TradeState.CONFIRMED).isPresent())
        .map(id -> store.trade(new TradeId(id)).orElseThrow().batch().orElseThrow())
        .distinct()
        .forEach(number -> {
          EvmBatch batch = BatchCalldata.decode(vault, store.signed(number).orElseThrow().call());
          for (int i = 0; i < batch.content().outputs().size(); i++) {
            received.add(open(batch, i));
          }
        });
    return received;
  }

  private Received open(EvmBatch batch, int index) {
    NoteOutput output = batch.content().outputs().get(index);
    Note note = output.note();
    NoteMemo memo = NoteMemo.parse(vault.ownerCurve(), output.memo()).orElseThrow();
    PlacedNote placed =
        new PlacedNote(
            note,
            new NotePlace(batch.content().number(), index),
            batch.content().tree(vault).path(index));
    List<Received> found = new ArrayList<>();
    for (Owner owner : List.of(alice, bob)) {
      memo.open(vault, note, owner.seed.noteKeys())
          .filter(opening -> owner.owns(memo, note.owner()))
          .ifPresent(
              opening -> found.add(new Received(owner, placed, opening, batch.content().number())));
    }
    assertThat(found).as("owners of output %d", index).hasSize(1);
    return found.getFirst();
  }

  long headSeconds() {
    Map<?, ?> block = (Map<?, ?>) anvil.ask("eth_getBlockByNumber", "latest", false);
    return Long.decode((String) block.get("timestamp"));
  }

  ServiceConfig config() {
    return new ServiceConfig(
        contract,
        tokens(),
        new Batching(4, Duration.ofSeconds(30), 3, LIFETIME_SECONDS),
        new Patience(CONFIRMATIONS, Duration.ofSeconds(60), Patience.RETRIES_MAX),
        new FeePolicy(FeeStrategy.NORMAL, CAP),
        100);
  }

  private static NewNote.Value value(Bytes token, long units) {
    return new NewNote.Value(token, BigInteger.valueOf(units));
  }

  private ChainTokens tokens() {
    return new ChainTokens(
        "eip155:" + Anvil.CHAIN_ID,
        Map.of("WETH", new ChainTokens.Token(weth, 18), "USDC", new ChainTokens.Token(usdc, 6)));
  }

  private Optional<NoteKeys> noteKeys(FirmId firm) {
    return Stream.of(alice, bob)
        .filter(owner -> owner.firm.equals(firm))
        .map(owner -> owner.seed.noteKeys())
        .findFirst();
  }

  private void permit(Owner owner, Owner.Deposit deposit) {
    deposits.add(deposit.note());
    office.permit(owner.permit(vault, deposit, headSeconds() + 100_000));
  }

  private VaultTerms terms() {
    return new VaultTerms(
        EthereumAddress.of(Bytes.hex(guardian).array()),
        partyKeys.stream()
            .map(key ->
                EthereumAddress.of(Bytes.hex(Keys.getAddress(ECKeyPair.create(key))).array()))
            .toList(),
        Duration.ofHours(1),
        Duration.ofHours(2),
        Duration.ofHours(3));
  }

  @Override
  public void close() {
    database.close();
    anvil.close();
  }
}
