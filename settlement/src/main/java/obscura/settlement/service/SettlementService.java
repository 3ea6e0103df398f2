package obscura.settlement.service;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import obscura.domain.TradeId;
import obscura.settlement.core.Leg;
import obscura.settlement.crypto.Bytes;
import obscura.settlement.service.Sender.Drafted;
import obscura.settlement.service.core.Alert;
import obscura.settlement.service.core.Batch;
import obscura.settlement.service.core.BatchChange;
import obscura.settlement.service.core.BatchPhase;
import obscura.settlement.service.core.BatchRules;
import obscura.settlement.service.core.ChainInstruction;
import obscura.settlement.service.core.FailCode;
import obscura.settlement.service.core.Inclusion;
import obscura.settlement.service.core.Instruction;
import obscura.settlement.service.core.Notice;
import obscura.settlement.service.core.Step;
import obscura.settlement.service.core.TradeEntry;
import obscura.settlement.service.core.TradeRules;
import obscura.settlement.service.core.TradeState;
import obscura.settlement.service.port.Chain;
import obscura.settlement.service.port.NoteOffice;
import obscura.settlement.service.port.NoteOffice.Prepared;
import obscura.settlement.service.port.SettlementStore;
import obscura.settlement.service.port.UnavailableException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Settles trades on one chain. What is to be done follows from the store and the chain alone, so a
 * new service over the same store goes on where a dead one stopped. What is sent was written down
 * before; that a trade is settled once is the contract's word, not this class's memory.
 *
 * <p>{@link #submit} and {@link #proof}: any thread. {@link #tick}: one thread.
 */
public final class SettlementService {
  private static final Logger LOG = LoggerFactory.getLogger(SettlementService.class);
  private static final int NOTICES_MAX = 500;

  /** Batch numbers grow with time, so that a lost store does not use one again. */
  private static final int NUMBERS_PER_SECOND_BITS = 16;

  private final ServiceConfig config;
  private final ServicePorts ports;
  private final BatchRules rules;
  private final TradeRules tradeRules;
  private final Sender sender;
  private final FrontRunning frontRunning;
  private final Map<Long, Long> confirmationsTold = new HashMap<>();
  private final Uncovered uncovered;

  public SettlementService(ServiceConfig config, ServicePorts ports) {
    this.config = config;
    this.ports = ports;
    this.rules = new BatchRules(config.patience());
    this.tradeRules =
        new TradeRules(config.patience().confirmations(), config.contract().toString());
    this.sender = new Sender(config, ports);
    this.uncovered = new Uncovered(config.batching().age());
    Set<Bytes> watched = new HashSet<>(Set.of(config.contract()));
    config.tokens().tokens().values().forEach(token -> watched.add(token.address()));
    this.frontRunning = new FrontRunning(watched);
  }

  /** Takes a trade over for good: on disk when this returns. The same trade again is no harm. */
  public SettlementStore.Acceptance submit(Instruction instruction) {
    TradeEntry trade = TradeEntry.initiated(instruction, ports.clock().instant());
    return ports.store().accept(trade, tradeRules.outside(trade));
  }

  /** How far a trade is. */
  public Optional<TradeState> state(TradeId trade) {
    return ports.store().trade(trade).map(TradeEntry::state);
  }

  /** Everything that a trade moves; nothing if it was never taken over, or nobody may read it. */
  public List<Leg> transfers(TradeId trade) {
    return ports.store().trade(trade).map(TradeEntry::instruction).stream()
        .flatMap(i -> i instanceof ChainInstruction open ? open.transfers().stream() : Stream.of())
        .toList();
  }

  /** What people may do to single trades. */
  public Interventions interventions() {
    return new Interventions(ports.store(), tradeRules, ports.clock());
  }

  /** What proves a settlement; empty until it is final. */
  public Optional<SettlementProof> proof(TradeId id) {
    Optional<TradeEntry> trade =
        ports.store().trade(id).filter(t -> t.state() == TradeState.CONFIRMED);
    if (trade.isEmpty()) {
      return Optional.empty();
    }
    long number = trade.get().batch().orElseThrow();
    Inclusion inclusion = ports.store().batch(number).flatMap(Batch::inclusion).orElseThrow();
    return ports
        .store()
        .signed(number)
        .map(signed ->
            new SettlementProof(
                id,
                number,
                signed.digest(),
                signed.root(),
                signed.outputs().getOrDefault(id, List.of()),
                inclusion,
                Optional.empty()));
  }

  /** Does what is due. What cannot be done now is done at a later tick. */
  public void tick() {
    deliver();
    try {
      Watch watch = Watch.now(chain(), config.patience().confirmations());
      assembleAll(watch);
      for (Batch batch : ports.store().open()) {
        advance(batch, watch);
      }
    } catch (UnavailableException e) {
      unreachable(0, e);
    }
    deliver();
  }

  private void assembleAll(Watch watch) {
    long underWay = ports.store().open().stream().filter(b -> !b.phase().isFinal()).count();
    boolean more = true;
    while (more && underWay < config.batching().batchesMax()) {
      try {
        more = assemble(watch);
      } catch (UnavailableException e) {
        unreachable(0, e);
        more = false;
      }
      underWay++;
    }
  }

  /** Puts the next trades into a batch, if that is due. */
  private boolean assemble(Watch watch) {
    Instant now = ports.clock().instant();
    List<TradeEntry> waiting =
        uncovered.without(
            ports.store().waiting(config.batching().tradesMax() + uncovered.size()), now);
    Optional<List<TradeEntry>> due = config.batching().due(waiting, now);
    if (due.isEmpty()) {
      return false;
    }
    List<TradeEntry> sound = due.get().stream().filter(this::isSound).toList();
    if (!sound.isEmpty()) {
      long deadline = watch.head().timeSeconds() + config.batching().lifetimeSeconds();
      Batch batch =
          Batch.assembled(nextNumber(), deadline, sound.stream().map(TradeEntry::id).toList());
      ports.store().save(tradeRules.assembled(batch, sound));
    }
    return true;
  }

  /** The checks before a trade can be signed; one that fails them gets its answer at once. */
  private boolean isSound(TradeEntry trade) {
    FailCode reason = objection(trade.instruction());
    if (waitsForCover(trade, reason)) {
      return false;
    }
    if (reason != FailCode.NONE) {
      TradeEntry refused = tradeRules.refused(trade, reason);
      ports.store().save(refused, tradeRules.outside(refused));
    }
    return reason == FailCode.NONE;
  }

  /** Whether a trade is not covered now and may be later; it is then left alone for a while. */
  private boolean waitsForCover(TradeEntry trade, FailCode reason) {
    Instant now = ports.clock().instant();
    if (reason == FailCode.INSUFFICIENT_BALANCE && config.batching().waitsForCover(trade, now)) {
      uncovered.add(trade.id(), now);
      return true;
    }
    uncovered.remove(trade.id());
    return false;
  }

  private FailCode objection(Instruction instruction) {
    if (!config.tokens().carry(instruction)) {
      alert(Alert.Kind.INSTRUCTION_DIFFERS, 0, instruction.id() + " is not for this chain");
      return FailCode.APPROVAL_MISSING;
    }
    if (!ports.offChain().orders().equalsOrders(instruction)) {
      alert(Alert.Kind.INSTRUCTION_DIFFERS, 0, instruction.id() + " is not what the orders say");
      return FailCode.APPROVAL_MISSING;
    }
    return office().check(instruction);
  }

  /** One batch that cannot go on does not hold up the others. */
  private void advance(Batch batch, Watch watch) {
    try {
      goOn(batch, watch);
    } catch (UnavailableException e) {
      unreachable(batch.number(), e);
    } catch (RuntimeException mistake) {
      LOG.error(
          "{} cannot go on: {} at {}",
          batch,
          mistake.getClass().getName(),
          mistake.getStackTrace().length == 0 ? "" : mistake.getStackTrace()[0]);
      alert(Alert.Kind.FAULT, batch.number(), mistake.getClass().getName());
    }
  }

  private void goOn(Batch batch, Watch watch) {
    boolean unsigned = batch.phase() == BatchPhase.ASSEMBLED;
    Batch current =
        unsigned && watch.head().timeSeconds() < batch.deadlineSeconds() ? prepare(batch) : batch;
    if (current.closed()) {
      return;
    }
    for (Step step : rules.decide(current, watch.look(current), ports.clock().instant())) {
      current = carryOut(current, step, watch);
    }
  }

  private Batch prepare(Batch batch) {
    List<TradeEntry> trades = ports.store().trades(batch.trades());
    List<Instruction> ordered = new ArrayList<>();
    for (int place : ports.offChain().permutations().order(batch.number(), batch.trades())) {
      ordered.add(trades.get(place).instruction());
    }
    NoteOffice.Request request =
        new NoteOffice.Request(batch.number(), batch.deadlineSeconds(), ordered);
    return switch (office().prepare(request)) {
      case Prepared.Signed signed -> {
        Batch next = batch.signed(signed.call());
        ports.store().saveSigned(next, signed);
        yield next;
      }
      case Prepared.Refused refused -> {
        BatchChange change =
            tradeRules.dissolved(batch, trades, trade -> answer(refused.reasons(), trade));
        ports.store().save(change);
        yield change.batch();
      }
    };
  }

  private TradeEntry answer(Map<TradeId, FailCode> reasons, TradeEntry trade) {
    FailCode reason = reasons.getOrDefault(trade.id(), FailCode.NONE);
    return reason == FailCode.NONE || waitsForCover(trade, reason)
        ? TradeRules.again(trade, FailCode.NONE)
        : tradeRules.refused(trade, reason);
  }

  private Batch carryOut(Batch batch, Step step, Watch watch) {
    switch (step) {
      case Step.Write write -> {
        return write(batch, write, watch);
      }
      case Step.Resend resend -> {
        sender.resend(batch, resend.attempt());
        return batch;
      }
      case Step.NonceTaken taken -> {
        alert(
            Alert.Kind.NONCE_TAKEN,
            batch.number(),
            "nonce " + taken.attempt().nonce() + " was used by another transaction");
        return batch;
      }
      case Step.Count count -> {
        if (told(batch, count.confirmations())) {
          return batch;
        }
      }
      case Step.Include include ->
          frontRunning
              .inspect(
                  chain().block(include.inclusion().block()).orElseThrow(Watch::changed),
                  include.inclusion(),
                  batch,
                  ports.store().open())
              .ifPresent(ports.offChain().alerts()::alert);
      case Step.LoseInclusion _ ->
          alert(Alert.Kind.REORGANISED, batch.number(), "its block is no longer of the chain");
      case Step.Confirm _ -> office().settled(batch.number());
      case Step.Die _ -> office().released(batch.number());
      case Step.GiveUp give ->
          alert(Alert.Kind.REVERTED, batch.number(), "given up: " + give.reason());
      case Step.Close _ -> {
        sender.forget(batch);
        confirmationsTold.remove(batch.number());
      }
    }
    BatchChange change = tradeRules.after(batch, ports.store().trades(batch.trades()), step);
    ports.store().save(change);
    return change.batch();
  }

  private Batch write(Batch batch, Step.Write write, Watch watch) {
    List<TradeEntry> trades = ports.store().trades(batch.trades());
    return switch (sender.draft(batch, write, watch.settledNonce(), trades)) {
      case Drafted.Ready ready -> {
        Batch next = batch.written(ready.attempt());
        ports.store().save(tradeRules.written(next, trades, ready.attempt()));
        sender.send(next, ready.attempt());
        yield next;
      }
      case Drafted.Wait _ -> batch;
      case Drafted.TooDear _ -> carryOut(batch, new Step.GiveUp(FailCode.GAS_LIMIT), watch);
      case Drafted.WouldRevert _ -> carryOut(batch, new Step.GiveUp(FailCode.REVERTED), watch);
    };
  }

  private void deliver() {
    for (Map.Entry<Long, Notice> notice : ports.store().notices(NOTICES_MAX).entrySet()) {
      try {
        ports.offChain().listener().settlement(notice.getValue());
      } catch (RuntimeException refused) {
        LOG.warn("a notice is told later: {}", refused.getClass().getName());
        return;
      }
      ports.store().taken(notice.getKey());
    }
  }

  /** Whether these confirmations were told already; from now on they are. */
  private boolean told(Batch batch, long confirmations) {
    Long before = confirmationsTold.put(batch.number(), confirmations);
    return before != null && before == confirmations;
  }

  private long nextNumber() {
    long byTime = ports.clock().instant().getEpochSecond() << NUMBERS_PER_SECOND_BITS;
    return Math.max(ports.store().lastBatch() + 1, byTime);
  }

  private NoteOffice office() {
    return ports.offChain().office();
  }

  private Chain chain() {
    return ports.onChain().chain();
  }

  private void unreachable(long batch, UnavailableException why) {
    alert(Alert.Kind.UNREACHABLE, batch, String.valueOf(why.getMessage()));
  }

  private void alert(Alert.Kind kind, long batch, String text) {
    ports.offChain().alerts().alert(new Alert(kind, batch, text));
  }
}
