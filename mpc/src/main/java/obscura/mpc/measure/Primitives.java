package obscura.mpc.measure;

import java.security.SecureRandom;
import obscura.mpc.api.Input;
import obscura.mpc.api.Job.Lifetime;
import obscura.mpc.api.Measured;
import obscura.mpc.api.Origin;
import obscura.mpc.api.Purpose;
import obscura.mpc.api.Sample;
import obscura.mpc.api.Step;
import obscura.mpc.api.Vector;
import obscura.mpc.circuit.Best;
import obscura.mpc.circuit.Compare;
import obscura.mpc.input.GatewayKey;
import obscura.mpc.input.GatewayVerifier;
import obscura.mpc.input.SharedInput;
import obscura.mpc.share.Bits;
import obscura.mpc.share.Opening;
import obscura.mpc.share.Word;
import obscura.mpc.share.Words;

/**
 * Latencies of the single steps that jobs are made of: what a party says of itself at a start and
 * on demand (requirement 36.1). All three execute the same steps equally often, so that they stay
 * together whatever their clocks say. What is opened is made up.
 *
 * <p>In the malicious mode each step is measured with the verification of its products; triples
 * that are short are made before a step, which then takes longer as a whole.
 */
public final class Primitives {
  private static final int LANES = 64;
  private static final int KEY_BITS = 64;
  private static final int FEW = 8;
  private static final int ROUNDS = 10;

  /** Of made-up inputs. */
  private static final GatewayKey KEY = new GatewayKey(new byte[GatewayKey.SEED_BYTES]);

  private final Station station;
  private final Samples samples;
  private final SecureRandom random = new SecureRandom();

  private Primitives(Station station) {
    this.station = station;
    this.samples = new Samples(station.gates().party(), 1);
  }

  /** Measures a step over links whose run has been started. */
  public static Measured measure(Station station, Sample sample) {
    Runnable work = new Primitives(station).work(sample.step());
    Timing t = new Meter(station).measure(sample.step().name(), sample.times(), work);
    return new Measured(
        sample.step(),
        t.times(),
        t.medianNanos(),
        t.slowNanos(),
        t.rounds(),
        t.bytes(),
        t.triples());
  }

  private Runnable work(Step step) {
    return switch (step) {
      case TEN_ROUNDS -> rounds();
      case AND -> and();
      case COMPARE -> compare();
      case BEST_OF_8 -> best(FEW);
      case BEST_OF_64 -> best(LANES);
      case OPEN -> open();
      case SHARE -> this::split;
      case PUT -> put();
      case REVEAL -> reveal();
    };
  }

  private Runnable rounds() {
    long[] word = new long[1];
    return () -> {
      for (int round = 0; round < ROUNDS; round++) {
        station.links().rotate(word, word, 1);
      }
    };
  }

  /** A word of ANDs. */
  private Runnable and() {
    Bits x = samples.random(1, LANES);
    Bits y = samples.random(1, LANES);
    return () -> station.gates().and(x, y);
  }

  /** 64 comparisons at once. */
  private Runnable compare() {
    Bits x = samples.random(KEY_BITS, LANES);
    Bits y = samples.random(KEY_BITS, LANES);
    return () -> Compare.of(station.gates(), x, y);
  }

  private Runnable best(int quotes) {
    Bits keys = samples.random(KEY_BITS, LANES);
    return () -> Best.of(station.gates(), keys, quotes);
  }

  /** A bit. */
  private Runnable open() {
    Word[] bit = {samples.word(1)};
    return () -> {
      long[] opened = station.open("benchmark", bit, 1);
      if (opened[0] != 1) {
        throw new IllegalStateException("a one was opened as " + opened[0]);
      }
    };
  }

  /** The check of an input's signature and commitments, without the record in the store. */
  private Runnable put() {
    SharedInput part = split()[station.gates().party()];
    GatewayVerifier gateway = KEY.verifier();
    return () -> {
      if (!part.isSignedBy(gateway) || !part.isConsistent()) {
        throw new IllegalStateException("an input does not fit its commitments");
      }
    };
  }

  /** The combination of three parties' shares of a vector, as its recipient does it. */
  private Runnable reveal() {
    SharedInput[] parts = split();
    Words first = parts[0].words();
    Words second = parts[1].words();
    Words third = parts[2].words();
    Opening opening = new Opening(Opening.Tally.NONE);
    return () -> opening.open("benchmark", first, second, third);
  }

  private SharedInput[] split() {
    Vector vector = Vector.input(1, 0, 1, 1, 0, 0);
    Purpose purpose = new Purpose.Order(Lifetime.RESTS);
    Origin origin = new Origin("benchmark", "benchmark", 1, 1, "1", 0, false, purpose);
    return SharedInput.split(new Input(origin, vector), "benchmark", KEY, random);
  }
}
