package obscura.mpc.party;

import java.util.ArrayList;
import java.util.List;
import obscura.mpc.api.Handle;
import obscura.mpc.api.Job;
import obscura.mpc.api.Job.Lifetime;
import obscura.mpc.api.Outcome;
import obscura.mpc.api.Purpose;
import obscura.mpc.api.Rule;
import obscura.mpc.circuit.Compare;
import obscura.mpc.circuit.Fold;
import obscura.mpc.circuit.Gates;
import obscura.mpc.circuit.Sum;
import obscura.mpc.share.Bits;
import obscura.mpc.share.Word;
import org.jspecify.annotations.Nullable;

/** The jobs of the book. */
final class OrderJobs {
  private static final Outcome REFUSED =
      new Outcome.Matched(false, false, false, List.of(), false, false, false);

  private final Run run;

  /**
   * An order that passed its checks and now meets the book.
   *
   * @param again whether it rests already
   */
  private record Arriving(
      Handle handle, Secret secret, Resting resting, Lifetime lifetime, boolean again) {}

  /** What a replacement comes to: what would rest, and two shared bits in one word. */
  private record Replacing(Word rest, Word endedAndKept) {}

  OrderJobs(Run run) {
    this.run = run;
  }

  Outcome add(Job.AddOrder job) {
    Fresh<Purpose.Order> fresh = run.fresh(job.order(), Purpose.Order.class);
    if (fresh == null) {
      return REFUSED;
    }
    BookTime.agree(run);
    Sweeps.goByRoster(run);
    if (Budget.isUsedUp(run, fresh.origin().firm())) {
      run.spend(job.order());
      return new Outcome.OverBudget();
    }
    Secret order = fresh.secret();
    Validity validity =
        Validity.of(
            run.gates(),
            Validity.Question.of(
                Validity.Kind.ORDER, order, run.enabled(), run.minimums(fresh.origin().firm())));
    if (!run.open("valid", validity.valid())) {
      run.set(job.order(), order.refused(validity.refusal()));
      return REFUSED;
    }
    Resting whole =
        new Resting(
            fresh.origin().firm(),
            run.job(),
            order.get(Secret.QUANTITY),
            order.get(Secret.MINIMUM),
            run.job(),
            fresh.purpose().expiresMillis());
    return match(new Arriving(job.order(), order, whole, fresh.purpose().lifetime(), false), false);
  }

  Outcome remove(Job.RemoveOrder job) {
    Resting resting = run.isPlain(job.order()) ? null : run.state().resting(job.order());
    if (resting == null) {
      return new Outcome.Removed(false);
    }
    return switch (new OwnersWord(run).on(job.order(), resting, job.why())) {
      case ENDS -> {
        leave(job.order());
        yield new Outcome.Removed(true);
      }
      case TOO_EARLY -> new Outcome.TooEarly();
      case REFUSED -> new Outcome.Removed(false);
    };
  }

  Outcome replace(Job.ReplaceOrder job) {
    Fresh<Purpose.Replacement> fresh = run.fresh(job.replacement(), Purpose.Replacement.class);
    if (fresh == null) {
      return REFUSED;
    }
    Resting resting = run.state().resting(job.order());
    Secret order = resting == null ? null : replaceable(job, fresh);
    if (resting == null || order == null) {
      run.spend(job.replacement());
      return REFUSED;
    }
    BookTime.agree(run);
    Sweeps.goByRoster(run);
    if (Budget.isUsedUp(run, fresh.origin().firm())) {
      run.spend(job.replacement());
      return new Outcome.OverBudget();
    }
    Secret replacement = fresh.secret();
    Validity validity =
        Validity.of(
            run.gates(),
            new Validity.Question(
                Validity.Kind.REPLACEMENT,
                replacement,
                run.enabled(),
                run.minimums(fresh.origin().firm()),
                order,
                false,
                false));
    if (!run.open("valid", validity.valid())) {
      run.set(job.replacement(), replacement.refused(validity.refusal()));
      return REFUSED;
    }
    Resting lasting = resting.until(fresh.purpose().expiresMillis());
    return replace(job, replacement.insteadOf(order), order, lasting);
  }

  /** One that rests looks again, as if it came now, with its arrival. */
  Outcome.Matched again(Handle handle, Resting resting) {
    Secret order = run.state().known(handle);
    return match(new Arriving(handle, order, resting, Lifetime.RESTS, true), true);
  }

  private @Nullable Secret replaceable(Job.ReplaceOrder job, Fresh<Purpose.Replacement> fresh) {
    Secret order = run.state().known(job.order());
    if (!order.owner().equals(fresh.origin().owner())) {
      run.refuse(Rule.OTHER_OWNER, "to replace somebody else's order", job.order());
      return null;
    }
    if (!order.names().contains(fresh.purpose().originalId())) {
      run.refuse(Rule.OTHER_CONTEXT, "to replace another order than was meant", job.order());
      return null;
    }
    return order;
  }

  private Outcome replace(Job.ReplaceOrder job, Secret replacement, Secret order, Resting resting) {
    Replacing replacing = replacing(replacement, order, resting);
    long opened = run.open("ended, arrival kept", replacing.endedAndKept(), 2);
    boolean kept = (opened & 2) == 2;
    leave(job.order());
    if ((opened & 1) == 1) {
      run.spend(job.replacement());
      return new Outcome.Matched(true, true, false, List.of(), true, false, false);
    }
    long arrival = kept ? resting.arrival() : run.job();
    Resting rest = resting(resting, arrival, replacing.rest(), replacement.get(Secret.MINIMUM));
    return match(new Arriving(job.replacement(), replacement, rest, Lifetime.RESTS, false), kept);
  }

  private Replacing replacing(Secret replacement, Secret order, Resting resting) {
    Gates gates = run.gates();
    Word total = replacement.get(Secret.QUANTITY);
    Word filled = minus(order.get(Secret.QUANTITY), resting.rest());
    Compare compared =
        Compare.of(
            gates,
            Bits.lanesOf(
                List.of(
                    filled,
                    order.get(Secret.QUANTITY),
                    order.get(Secret.PRICE),
                    order.get(Secret.MINIMUM))),
            Bits.lanesOf(
                List.of(
                    total, total, replacement.get(Secret.PRICE), replacement.get(Secret.MINIMUM))));
    Word goesOn = compared.less().lane(0, 0, 1);
    Bits conditions = new Bits(4, 1);
    conditions.setLane(0, 0, 1, goesOn);
    conditions.setLane(1, 0, 1, gates.notBit(compared.less().lane(0, 1, 1)));
    conditions.setLane(2, 0, 1, compared.equal().lane(0, 2, 1));
    conditions.setLane(3, 0, 1, compared.equal().lane(0, 3, 1));
    Word kept = Fold.andRows(gates, conditions).lane(0, 0, 1);
    return new Replacing(minus(total, filled), gates.notBit(goesOn).xor(kept.shiftLeft(1)));
  }

  private Outcome.Matched match(Arriving order, boolean kept) {
    Secret secret = order.secret();
    Resting arriving = order.resting();
    Pricing pricing = Pricing.of(run, secret, order.again());
    Matching matching =
        new Matching(
            run,
            new Matching.Incoming(
                arriving.firm(),
                pricing.wanted(),
                secret.side(),
                pricing.limit(),
                arriving.minimum(),
                arriving.rest()),
            order.lifetime() == Lifetime.FILL_OR_KILL);
    boolean killed = order.lifetime() == Lifetime.FILL_OR_KILL && !matching.done();
    List<Outcome.Fill> fills = killed ? List.of() : commit(order, matching, pricing);
    boolean rests = order.lifetime() == Lifetime.RESTS && !matching.done();
    boolean unfinished = rests && matching.stopped();
    if (rests) {
      if (!order.again()) {
        run.set(order.handle(), secret.in(Phase.ORDER));
      }
      run.rest(order.handle(), rest(arriving, matching, unfinished));
    } else if (order.again()) {
      leave(order.handle());
    } else {
      run.set(order.handle(), secret.in(Phase.SPENT));
    }
    if (fills.isEmpty() && !order.again()) {
      Budget.miss(run, arriving.firm());
    }
    return new Outcome.Matched(true, false, kept, fills, matching.done(), rests, unfinished);
  }

  private Resting rest(Resting arriving, Matching matching, boolean unfinished) {
    return new Resting(
        arriving.firm(),
        arriving.arrival(),
        matching.left(),
        matching.minimum(),
        unfinished ? Resting.UNFINISHED : run.job(),
        arriving.expiresMillis());
  }

  private List<Outcome.Fill> commit(Arriving order, Matching matching, Pricing pricing) {
    List<Matching.Met> met = matching.met();
    List<Outcome.Fill> fills = new ArrayList<>();
    if (met.isEmpty()) {
      return fills;
    }
    long[] opened = openContras(matching);
    List<Handle> contras = new ArrayList<>();
    for (long one : opened) {
      contras.add(run.state().book().handle((int) (one >>> 1)));
    }
    List<Word> prices = prices(order.secret(), contras, pricing);
    for (int k = 0; k < met.size(); k++) {
      Handle contra = contras.get(k);
      boolean contraDone = (opened[k] & 1) == 1;
      Secret contraSecret = run.state().known(contra);
      if (contraDone) {
        leave(contra);
      } else {
        keep(contra, matching.contraLeft());
      }
      Handle fill =
          run.derive(
              "fill",
              order.secret().owner(),
              List.of(contraSecret.owner()),
              order.secret().open() || contraSecret.open(),
              Matching.fillWords(order.secret(), met.get(k).quantity(), prices.get(k)));
      fills.add(new Outcome.Fill(contra, fill, contraDone));
    }
    return fills;
  }

  /**
   * Opens which contras were met and whether the last one is done; one that did not end the
   * incoming order is done itself.
   */
  private long[] openContras(Matching matching) {
    List<Matching.Met> met = matching.met();
    Gates gates = run.gates();
    Word[] words = new Word[met.size()];
    for (int k = 0; k < words.length; k++) {
      boolean certain = k < words.length - 1 || !matching.done();
      Word contraDone = certain ? gates.constant(1) : met.get(k).contraDone();
      words[k] = met.get(k).lane().shiftLeft(1).xor(contraDone);
    }
    int bits = words.length * matching.laneBits() + (matching.done() ? 1 : 0);
    return run.open("contras", words, bits);
  }

  /** The middle of the two limits of every fill, rounded down, or the reference price. */
  private List<Word> prices(Secret order, List<Handle> contras, Pricing pricing) {
    List<Word> limits =
        contras.stream().map(contra -> run.state().known(contra).get(Secret.PRICE)).toList();
    Bits contraLimits = Bits.lanesOf(limits);
    Bits own = Bits.broadcast(order.get(Secret.PRICE), 64, contraLimits.words());
    Bits sums = Sum.add(run.gates(), own, contraLimits);
    Bits all = pricing.prices(run.gates(), sums.rows(1, Book.LIMIT_BITS));
    List<Word> prices = new ArrayList<>();
    for (int k = 0; k < limits.size(); k++) {
      prices.add(all.lane(0, k, Book.LIMIT_BITS));
    }
    return prices;
  }

  private void leave(Handle handle) {
    run.leaveBook(handle);
    run.spend(handle);
  }

  private void keep(Handle handle, Word rest) {
    Resting resting = run.state().resting(handle);
    if (resting == null) {
      throw new IllegalStateException("the contra " + handle + " is not in the book");
    }
    run.rest(handle, resting(resting, resting.arrival(), rest, resting.minimum()));
  }

  private Resting resting(Resting before, long arrival, Word rest, Word minimum) {
    Word smallest = Compare.smaller(run.gates(), minimum, rest);
    return new Resting(
        before.firm(), arrival, rest, smallest, before.looked(), before.expiresMillis());
  }

  private Word minus(Word x, Word y) {
    return Sum.subtract(run.gates(), Bits.lanesOf(List.of(x)), Bits.lanesOf(List.of(y)))
        .lane(0, 0, 64);
  }
}
