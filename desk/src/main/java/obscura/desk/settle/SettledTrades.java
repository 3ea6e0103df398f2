package obscura.desk.settle;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import obscura.desk.launch.LaunchedAnvil;
import obscura.domain.SettlementState;
import obscura.domain.TradeId;
import obscura.settlement.crypto.Bytes;
import obscura.settlement.evm.VaultArchive;
import obscura.settlement.evm.VaultCalls;
import obscura.settlement.evm.VaultEvent;
import obscura.settlement.note.NewNote;
import obscura.settlement.note.Note;
import obscura.settlement.note.NotePlace;
import obscura.settlement.service.core.Notice;

/**
 * Random trades settled on a chain of their own, then held against what the chain shows.
 *
 * <p>Each owner deposits a note for each of its trades beforehand, so that no trade waits for
 * another's change. Blocks are made as fast as the service looks at them.
 */
public final class SettledTrades {
  private static final int DEPOSITS_A_BLOCK = 50;
  private static final long PERMIT_SECONDS = 100_000_000;
  private static final int STOCK_SPARE = 20;
  private static final int ROUNDS_SPARE = 200;
  private static final BigInteger TRANSFERRED = BigInteger.TEN.pow(18);

  private final VaultScene scene;
  private final RandomTrades random;
  private final List<RandomTrades.Trade> trades;
  private final Map<Note, Deposit> deposits = new HashMap<>();

  private SettledTrades(VaultScene scene, int count, Random random) {
    this.scene = scene;
    this.random = new RandomTrades(random, scene.owners, VaultScene.CHAIN);
    this.trades = this.random.trades(count);
  }

  private record Deposit(TradeOwner owner, NewNote note) {}

  /**
   * How much is settled.
   *
   * @param batch trades of a batch, 1 to 150
   */
  public record Load(int trades, int batch, long seed) {}

  /**
   * What was measured and found.
   *
   * @param gas of all settlements
   * @param transfersGas of two plain ERC-20 transfers, to one who holds tokens already
   * @param freshTransfersGas of two to one who holds none
   * @param elapsed from the first trade handed in to the last one final
   * @param spent of that time, by what it was spent on
   * @param batches whose proofs were verified
   * @param bytes of the chain that were searched
   * @param faults what is wrong, without amounts; empty if nothing is
   */
  public record Outcome(
      Load load,
      long gas,
      long transfersGas,
      long freshTransfersGas,
      Duration elapsed,
      Map<String, Spent> spent,
      int batches,
      long bytes,
      List<String> faults) {}

  /** How often, and how long. */
  public record Spent(long calls, Duration time) {}

  /**
   * Runs and checks.
   *
   * @param root of the project
   * @param folder empty, for the service's store
   */
  public static Outcome run(Path root, Path folder, Load load) {
    Random random = new Random(load.seed);
    try (LaunchedAnvil anvil = LaunchedAnvil.start(root);
        VaultScene scene = new VaultScene(anvil, folder, load.batch, random)) {
      return new SettledTrades(scene, load.trades, random).run(load);
    }
  }

  private Outcome run(Load load) {
    deposit();
    stock();
    List<String> faults = new ArrayList<>();
    scene.watch.reset();
    long start = System.nanoTime();
    scene.watch.run("service", () -> settle(faults));
    Duration elapsed = Duration.ofNanos(System.nanoTime() - start);
    Map<String, Spent> spent = new HashMap<>();
    scene
        .watch
        .spent()
        .forEach((name, s) -> spent.put(name, new Spent(s.calls(), Duration.ofNanos(s.nanos()))));
    ChainChecks checks = new ChainChecks(scene);
    int batches = checks.sums();
    checks.tokens();
    long bytes = searched(checks, faults);
    faults.addAll(checks.faults());
    long gas = checks.settlements().stream().mapToLong(scene.node::gasOf).sum();
    long fresh = transfers();
    return new Outcome(
        load, gas, transfers(), fresh, elapsed, spent, batches, bytes, List.copyOf(faults));
  }

  private void deposit() {
    for (RandomTrades.Trade trade : trades) {
      deposit(trade.seller(), scene.base, random.baseDeposit());
      deposit(trade.buyer(), scene.quote, random.quoteDeposit());
      trade.seller().gets(scene.base, trade.baseUnits().negate());
      trade.seller().gets(scene.quote, trade.quoteUnits());
      trade.buyer().gets(scene.base, trade.baseUnits());
      trade.buyer().gets(scene.quote, trade.quoteUnits().negate());
      if (deposits.size() % DEPOSITS_A_BLOCK == 0) {
        scene.node.mine();
      }
    }
    scene.node.mine();
    permit();
  }

  private void deposit(TradeOwner owner, Bytes token, BigInteger units) {
    NewNote note = owner.deposit(scene.vault, token, units);
    deposits.put(note.note(), new Deposit(owner, note));
    String _ =
        scene.node.send(
            scene.dealer,
            scene.contract(),
            VaultCalls.deposit(token, note.note().owner(), note.opening(), note.memo()).toString());
  }

  private void permit() {
    long expiry = scene.node.headSeconds() + PERMIT_SECONDS;
    try {
      for (VaultArchive.Entry entry :
          new VaultArchive(scene.web3j, scene.vault).read(0, scene.node.head())) {
        if (entry.log().event() instanceof VaultEvent.Deposited deposited) {
          Deposit made = deposits.remove(deposited.note());
          if (made == null) {
            throw new IllegalStateException("a deposit of somebody else");
          }
          NotePlace place = deposited.place();
          scene.office.permit(made.owner.permit(scene.vault, made.note, place, expiry));
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    if (!deposits.isEmpty()) {
      throw new IllegalStateException("the chain does not have all deposits");
    }
  }

  /** Each trade makes two notes for each of both, what it gets and what is left over. */
  private void stock() {
    for (TradeOwner owner : scene.owners) {
      long own = trades.stream().filter(t -> t.buyer() == owner || t.seller() == owner).count();
      for (int i = 0; i < 2 * own + STOCK_SPARE; i++) {
        if (!scene.book.stock(owner.firm(), owner.metaAddress())) {
          throw new IllegalStateException("an address comes twice");
        }
      }
    }
  }

  private void settle(List<String> faults) {
    for (RandomTrades.Trade trade : trades) {
      var _ = scene.service.submit(trade.instruction());
    }
    Set<TradeId> ended = new HashSet<>();
    int read = 0;
    int rounds = 0;
    while (ended.size() < trades.size()) {
      if (rounds++ > trades.size() + ROUNDS_SPARE) {
        faults.add("only " + ended.size() + " trades came to an end");
        return;
      }
      scene.service.tick();
      scene.node.mine();
      for (; read < scene.told.size(); read++) {
        Notice notice = scene.told.get(read);
        if (notice.state() == SettlementState.FINAL) {
          ended.add(notice.trade());
        } else if (notice.state() == SettlementState.FAILED
            || notice.state() == SettlementState.RECLAIMED) {
          ended.add(notice.trade());
          faults.add(notice.trade() + " was not settled: " + notice.reason());
        }
      }
    }
    scene.alerts.forEach(alert -> faults.add("alert " + alert.kind() + ": " + alert.text()));
  }

  private long searched(ChainChecks checks, List<String> faults) {
    ChainSearch chain = new ChainSearch(scene.node);
    SecretSearch secrets = secrets(checks.made());
    List<String> settlements = checks.settlements();
    Set<SecretSearch.Pattern> found = new HashSet<>(chain.inputs(secrets));
    found.addAll(chain.logs(secrets));
    found.addAll(chain.storage(secrets, settlements));
    found.addAll(chain.state(secrets));
    found.forEach(pattern -> faults.add("the chain shows " + pattern));
    long bytes = chain.bytes();
    SecretSearch control = new SecretSearch();
    List<BigInteger> deposited = checks.deposits();
    deposited.forEach(amount -> control.add("a deposit", amount));
    if (chain.inputs(control).size() < deposited.size()
        || chain.logs(control).size() < deposited.size()) {
      faults.add("the search does not find what is public");
    }
    SecretSearch total = new SecretSearch();
    total.add("a total", scene.node.balance(scene.base, scene.contract()));
    if (chain.state(total).isEmpty()) {
      faults.add("the search does not find what is public in the state");
    }
    return bytes;
  }

  private SecretSearch secrets(List<BigInteger> made) {
    SecretSearch search = new SecretSearch();
    for (RandomTrades.Trade trade : trades) {
      search.add("the base amount of a trade", trade.baseUnits());
      search.add("the quote amount of a trade", trade.quoteUnits());
      search.addText(
          "the base amount of a trade", trade.instruction().trade().baseAmount().toPlainString());
      search.addText(
          "the quote amount of a trade", trade.instruction().trade().quoteAmount().toPlainString());
      search.add("the price of a trade", trade.price().unscaledValue());
      search.add(
          "the price of a trade",
          trade.price().movePointRight(RandomTrades.DECIMALS).toBigIntegerExact());
      search.addText("the price of a trade", trade.price().toPlainString());
    }
    made.forEach(amount -> search.add("the amount of a note", amount));
    return search;
  }

  /** Of both tokens to the same account. */
  private long transfers() {
    Bytes to = Bytes.hex(scene.node.account(2));
    long gas = 0;
    for (Bytes token : List.of(scene.base, scene.quote)) {
      gas += scene.node.run(scene.dealer, token, TestNode.transfer(to, TRANSFERRED));
    }
    return gas;
  }
}
