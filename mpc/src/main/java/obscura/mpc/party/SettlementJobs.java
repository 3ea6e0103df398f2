package obscura.mpc.party;

import java.math.BigInteger;
import java.util.HexFormat;
import java.util.List;
import obscura.mpc.api.Handle;
import obscura.mpc.api.Job;
import obscura.mpc.api.Outcome;
import obscura.mpc.api.Purpose;
import obscura.mpc.api.Rule;
import obscura.mpc.api.Settlement;
import obscura.mpc.api.Settlement.AdmitDeposit;
import obscura.mpc.api.Settlement.AdmitKeys;
import obscura.mpc.api.Settlement.Answer;
import obscura.mpc.api.Settlement.CommitFill;
import obscura.mpc.api.Settlement.Covered;
import obscura.mpc.api.Settlement.Made;
import obscura.mpc.api.Settlement.Market;
import obscura.mpc.api.Settlement.SignBatch;
import obscura.mpc.api.Settlement.TellMarket;
import obscura.mpc.api.Settlement.Told;
import obscura.mpc.circuit.Delivery;
import obscura.mpc.circuit.Fold;
import obscura.mpc.circuit.Gates;
import obscura.mpc.curve.Bn254;
import obscura.mpc.curve.Point;
import obscura.mpc.note.OneTime;
import obscura.mpc.note.Vault;
import obscura.mpc.roster.Entry;
import obscura.mpc.share.Bits;
import obscura.mpc.share.Word;

/** The jobs of settlement ({@link Settlement}). */
final class SettlementJobs {
  private static final Made NOTHING = new Made(false, List.of());
  private static final List<Integer> COMPARED =
      List.of(Secret.INSTRUMENT, Secret.FLAGS, Secret.QUANTITY, Secret.PRICE);

  private final Run run;
  private final Notes notes;

  SettlementJobs(Run run) {
    this.run = run;
    this.notes = new Notes(run);
  }

  Outcome of(Settlement task) {
    Answer answer =
        switch (task) {
          case AdmitKeys t -> admit(t);
          case AdmitDeposit t -> admit(t);
          case CommitFill t -> new FillJobs(run, notes).commit(t);
          case Covered t -> new FillJobs(run, notes).covers(t);
          case Settlement.Equals t -> equal(t);
          case TellMarket t -> market(t);
          case SignBatch t -> new BatchProof(run, notes).of(t);
        };
    return new Outcome.Settled(answer);
  }

  private Answer admit(AdmitKeys task) {
    Fresh<Purpose.NoteKeys> fresh = run.fresh(task.keys(), Purpose.NoteKeys.class);
    if (fresh == null) {
      return NOTHING;
    }
    Purpose.NoteKeys told = fresh.purpose();
    if (!OwnersKeys.isRecord(told)) {
      run.refuse(Rule.OTHER_CONTEXT, "keys with what is no meta-address", task.keys());
      run.set(task.keys(), fresh.secret().erased());
      return NOTHING;
    }
    if (!OwnersKeys.areNamed(run.state().adopted(), fresh.secret().owner(), told, task.word())) {
      run.refuse(Rule.ROSTER, "keys that the roster does not name for their owner", task.keys());
      return NOTHING;
    }
    if (!OwnersKeys.areHeldByAll(run.links(), told, fresh.secret().words())) {
      run.refuse(Rule.COMMITMENT, "keys that are not those of their record", task.keys());
      return NOTHING;
    }
    run.set(task.keys(), fresh.secret().in(Phase.KEYS));
    return new Made(true, List.of());
  }

  private Answer admit(AdmitDeposit asked) {
    Handle digest = Jobs.digest(new Job.Settle(run.job(), asked));
    Purpose.Deposit task = SignedWord.of(run, asked.word(), digest, Purpose.Deposit.class);
    if (task == null) {
      return NOTHING;
    }
    Entry.Rail rail = run.state().adopted().rail(task.instrument()).orElse(null);
    boolean isNumber =
        task.amount().matches("[1-9][0-9]{0,28}") && task.opening().matches("[0-9a-f]{64}");
    if (rail == null || !isNumber) {
      run.refuse(Rule.OTHER_CONTEXT, "a deposit that cannot be", digest);
      return NOTHING;
    }
    OneTime address = notes.owner(task.owner(), asked.word().owner());
    BigInteger amount = new BigInteger(task.amount());
    BigInteger opening = new BigInteger(task.opening(), 16);
    if (address == null) {
      return NOTHING;
    }
    if (amount.bitLength() > Delivery.BITS || opening.compareTo(Bn254.Q) >= 0) {
      run.refuse(Rule.OTHER_CONTEXT, "a deposit out of range", digest);
      return NOTHING;
    }
    Vault vault = new Vault(rail.chain(), rail.vault());
    String token = task.base() ? rail.base() : rail.quote();
    Point commitment = vault.generator(token).times(amount).plus(Bn254.H.times(opening));
    Gates gates = run.gates();
    FillNotes.Wanted note =
        new FillNotes.Wanted(
            token,
            asked.word().owner(),
            task.owner().keys(),
            address,
            new Delivery.Amount(
                gates.constant(amount.longValue()),
                gates.constant(amount.shiftRight(Long.SIZE).longValue())));
    String hex = HexFormat.of().formatHex(commitment.bytes());
    return new Made(
        true,
        List.of(new FillNotes(run, notes, vault).kept(note, true, hex, "", "", task.opening())));
  }

  /** What the chain will show of a fill anyway; if none will, that and nothing else. */
  private Answer market(TellMarket task) {
    Secret fill = new FillJobs(run, notes).fill(task.fill());
    if (fill == null) {
      return NOTHING;
    }
    if (!settlesOnAChain(fill)) {
      return new Told(false);
    }
    Word[] shown = {fill.get(Secret.INSTRUMENT), fill.side()};
    long[] opened = run.open("market", shown, Long.SIZE + 1);
    return new Market(opened[0], opened[1] == 1);
  }

  /**
   * Whether the roster says of a fill's instrument where it settles: compared with each one of
   * which it does, side by side. At most one of these is equal, so the sum says whether any is.
   */
  private boolean settlesOnAChain(Secret fill) {
    List<Long> railed = run.state().adopted().railed();
    if (railed.isEmpty()) {
      return false;
    }
    Gates gates = run.gates();
    Bits same = new Bits(Long.SIZE, Bits.wordsFor(railed.size()));
    for (int k = 0; k < railed.size(); k++) {
      Word other = fill.get(Secret.INSTRUMENT).xor(gates.constant(railed.get(k)));
      same.setLane(0, k, Long.SIZE, gates.not(other));
    }
    Bits equal = Fold.andRows(gates, same);
    Word any = Word.ZERO;
    for (int k = 0; k < equal.words(); k++) {
      any = any.xor(equal.word(0, k));
    }
    return run.open("on a chain", any.parity());
  }

  /** Whether an instruction is what a fill says. */
  private Answer equal(Settlement.Equals task) {
    Fresh<Purpose.Instruction> fresh = run.fresh(task.instruction(), Purpose.Instruction.class);
    if (fresh == null) {
      return new Told(false);
    }
    run.spend(task.instruction());
    Secret fill = new FillJobs(run, notes).fill(fresh.purpose().fill());
    Secret told = fresh.secret();
    if (fill == null) {
      return new Told(false);
    }
    if (!fill.owner().equals(told.owner()) && !fill.readers().contains(told.owner())) {
      run.refuse(Rule.OTHER_OWNER, "an instruction for somebody else's fill", task.instruction());
      return new Told(false);
    }
    Gates gates = run.gates();
    Bits rows = new Bits(COMPARED.size() * Long.SIZE, 1);
    for (int k = 0; k < COMPARED.size(); k++) {
      Word other = fill.get(COMPARED.get(k)).xor(told.get(COMPARED.get(k)));
      rows.setLane(k * Long.SIZE, 0, Long.SIZE, gates.not(other));
    }
    return new Told(run.open("equals", Fold.andRows(gates, rows).lane(0, 0, 1)));
  }
}
