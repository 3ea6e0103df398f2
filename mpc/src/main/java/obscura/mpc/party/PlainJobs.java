package obscura.mpc.party;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.LongStream;
import obscura.mpc.api.Handle;
import obscura.mpc.api.Job;
import obscura.mpc.api.Operation;
import obscura.mpc.api.Operation.Kind;
import obscura.mpc.api.Origin;
import obscura.mpc.api.Outcome;
import obscura.mpc.api.Rule;
import obscura.mpc.api.Vector;
import obscura.mpc.circuit.Best;
import obscura.mpc.circuit.Compare;
import obscura.mpc.circuit.Gates;
import obscura.mpc.circuit.Product;
import obscura.mpc.circuit.Sum;
import obscura.mpc.share.Bits;
import obscura.mpc.share.Commitment;
import obscura.mpc.share.Word;
import obscura.mpc.share.Words;
import org.jspecify.annotations.Nullable;

/**
 * Plain operations, on values that were put for nothing else ({@code trust.md} 3). All of a batch
 * go through the circuits side by side, and what they open is opened at once.
 */
final class PlainJobs {
  private static final Outcome NOTHING = new Outcome.Computed(List.of(), List.of());
  private static final int WORD_BITS = 64;
  private static final int INDEX_BITS = 6;

  private final Run run;
  private final Map<Handle, Secret> operands = new LinkedHashMap<>();

  PlainJobs(Run run) {
    this.run = run;
  }

  /**
   * Executes a batch, or refuses it as a whole.
   *
   * @param loaded whether this party does such things
   */
  Outcome compute(Job.Compute job, boolean loaded) {
    if (!loaded) {
      run.refuse(Rule.NOT_LOADED, "plain operations", Jobs.digest(job));
      return NOTHING;
    }
    Operation batch = job.operation();
    if (!batch.operands().stream().allMatch(this::isAllowed)) {
      return NOTHING;
    }
    operands.forEach((handle, secret) -> {
      if (secret.phase() == Phase.NEW) {
        run.set(handle, secret.in(Phase.TEST));
      }
    });
    return switch (batch.kind()) {
      case LT, GT, EQ, LTE, GTE -> opened(compared(batch), 1);
      case MIN, MAX -> opened(selected(batch), INDEX_BITS);
      case ADD -> made(batch, Sum.add(run.gates(), column(batch, 0), column(batch, 1)));
      case SUBTRACT -> made(batch, Sum.subtract(run.gates(), column(batch, 0), column(batch, 1)));
      case MULTIPLY -> made(batch, Product.of(run.gates(), column(batch, 0), column(batch, 1)));
    };
  }

  /** One owner's values of one context. */
  private boolean isAllowed(List<Handle> handles) {
    Secret first = null;
    for (Handle handle : handles) {
      Secret secret = plain(handle);
      if (secret == null) {
        return false;
      }
      first = first == null ? secret : first;
      if (!secret.owner().equals(first.owner())) {
        run.refuse(Rule.OTHER_OWNER, "values of two owners in one operation", handle);
        return false;
      }
      if (!origin(secret).purpose().equals(origin(first).purpose())) {
        run.refuse(Rule.OTHER_CONTEXT, "values of two contexts in one operation", handle);
        return false;
      }
      operands.put(handle, secret);
    }
    return true;
  }

  private @Nullable Secret plain(Handle handle) {
    Secret secret = run.state().secret(handle);
    if (secret == null) {
      run.refuse(Rule.UNKNOWN_HANDLE, "an unknown handle", handle);
      return null;
    }
    if (!secret.isPlain()) {
      run.refuse(Rule.OTHER_CONTEXT, "a handle that is meant for something else", handle);
      return null;
    }
    return secret;
  }

  private static Origin origin(Secret secret) {
    return Objects.requireNonNull(secret.origin());
  }

  private Word value(Handle handle) {
    return Objects.requireNonNull(operands.get(handle)).get(Secret.QUANTITY);
  }

  /** The first or the second operand of each operation, each in its own lane. */
  private Bits column(Operation batch, int place) {
    return Bits.lanesOf(batch.operands().stream().map(one -> value(one.get(place))).toList());
  }

  private List<Word> compared(Operation batch) {
    Gates gates = run.gates();
    Compare compared = Compare.of(gates, column(batch, 0), column(batch, 1));
    List<Word> bits = new ArrayList<>();
    for (int lane = 0; lane < batch.operands().size(); lane++) {
      Word less = compared.less().lane(0, lane, 1);
      Word equal = compared.equal().lane(0, lane, 1);
      bits.add(
          switch (batch.kind()) {
            case LT -> less;
            case EQ -> equal;
            case LTE -> less.xor(equal);
            case GT -> gates.notBit(less.xor(equal));
            default -> gates.notBit(less);
          });
    }
    return bits;
  }

  private List<Word> selected(Operation batch) {
    Gates gates = run.gates();
    List<Word> places = new ArrayList<>();
    for (List<Handle> one : batch.operands()) {
      Bits keys = Bits.lanesOf(one.stream().map(this::value).toList());
      Bits ranked = batch.kind() == Kind.MAX ? gates.not(keys) : keys;
      places.add(Best.of(gates, ranked, one.size()).index());
    }
    return places;
  }

  private Outcome opened(List<Word> words, int bitsOfEach) {
    long[] values = run.open("plain", words.toArray(Word[]::new), words.size() * bitsOfEach);
    return new Outcome.Computed(LongStream.of(values).boxed().toList(), List.of());
  }

  /** New values of the same owner and context. */
  private Outcome made(Operation batch, Bits results) {
    List<Handle> handles = new ArrayList<>();
    for (int lane = 0; lane < batch.operands().size(); lane++) {
      Secret like = Objects.requireNonNull(operands.get(batch.operands().get(lane).getFirst()));
      Words words = Words.of(Collections.nCopies(Vector.WORDS, Word.ZERO));
      Words value = words.with(Secret.QUANTITY, results.lane(0, lane, WORD_BITS));
      Handle handle = Commitment.derived("plain", run.job(), lane);
      run.set(handle, like.plain(value));
      handles.add(handle);
    }
    return new Outcome.Computed(List.of(), handles);
  }
}
