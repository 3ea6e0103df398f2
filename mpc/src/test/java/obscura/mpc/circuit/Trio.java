package obscura.mpc.circuit;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.function.IntFunction;
import obscura.mpc.api.Mode;
import obscura.mpc.net.Links;
import obscura.mpc.share.Bits;
import obscura.mpc.share.Opening;
import obscura.mpc.share.Scratch;
import obscura.mpc.share.Word;
import obscura.mpc.share.ZeroShares;
import obscura.mpc.verify.Ledger;
import obscura.mpc.verify.Supply;
import obscura.mpc.verify.TripleStock;

/**
 * Three parties that do nothing but evaluate one circuit, each on a thread, and open its result: in
 * the semi-honest mode, then in the malicious one, which must give the same.
 */
final class Trio {
  private static final long SECONDS_30 = 30_000_000_000L;
  private static final int BATCH = 1 << 11;
  private static final int USED_WORDS = 1 << 17;

  /** A circuit of some shared inputs. */
  interface Circuit {
    Bits evaluate(Gates gates, List<Bits> inputs);
  }

  /**
   * What a circuit costs a party.
   *
   * @param ands words of products, each of which needs a verified triple
   * @param sent words
   */
  record Cost(long rounds, long ands, long sent) {}

  /** A circuit that also talks to its peers itself. */
  interface LinkedCircuit {
    Bits evaluate(Gates gates, Links links, List<Bits> inputs);
  }

  private final Random random;

  Trio(long seed) {
    this.random = new Random(seed);
  }

  /** Values as lanes of {@code rows} bits. */
  static long[] slice(long[] values, int rows) {
    int words = Bits.wordsFor(values.length);
    long[] matrix = new long[rows * words];
    for (int lane = 0; lane < values.length; lane++) {
      for (int r = 0; r < rows; r++) {
        matrix[r * words + (lane >>> 6)] |= (values[lane] >>> r & 1) << lane;
      }
    }
    return matrix;
  }

  static long lane(long[] matrix, int words, int rows, int lane) {
    long value = 0;
    for (int r = 0; r < rows; r++) {
      value |= (matrix[r * words + (lane >>> 6)] >>> lane & 1) << r;
    }
    return value;
  }

  /** The opened matrix that the circuit gives for clear matrices of the given rows. */
  long[] evaluate(Circuit circuit, int words, long[]... inputs) {
    return evaluate((gates, links, in) -> circuit.evaluate(gates, in), words, inputs);
  }

  /** As above, for a circuit whose result does not depend on how it draws. */
  long[] evaluate(LinkedCircuit circuit, int words, long[]... inputs) {
    long[] result = evaluate(Mode.SEMI_HONEST, circuit, words, inputs);
    assertThat(evaluate(Mode.MALICIOUS, circuit, words, inputs)).isEqualTo(result);
    return result;
  }

  /** What a circuit costs whose inputs are matrices of so many rows. */
  Cost cost(Circuit circuit, int words, int... rows) {
    Counting counting = new Counting();
    long[][] inputs = new long[rows.length][];
    for (int k = 0; k < rows.length; k++) {
      inputs[k] = new long[rows[k] * words];
    }
    Links[] links = Links.inMemory();
    run(
        links,
        (gates, own, in) -> circuit.evaluate(gates, in),
        words,
        inputs,
        party -> party == 0 ? counting : Witness.NONE,
        (k, z) -> z);
    return new Cost(links[0].rounds(), counting.words, links[0].wordsSent());
  }

  private static final class Counting implements Witness {
    private long words;

    @Override
    public void multiplied(Bits x, Bits y, Bits z, Summation how) {
      words += (long) x.rows() * x.words();
    }

    @Override
    public void verify() {}
  }

  private Witness witness(Mode mode, Links links, byte[] own, byte[] next) {
    return mode == Mode.SEMI_HONEST
        ? Witness.NONE
        : new Ledger(new TripleStock(Supply.insecureForTests(BATCH, 0), links, own, next));
  }

  long[] evaluate(Mode mode, LinkedCircuit circuit, int words, long[]... inputs) {
    byte[][] keys = keys();
    Links[] links = Links.inMemory();
    return run(
        links,
        circuit,
        words,
        inputs,
        k -> witness(mode, links[k], keys[k], keys[(k + 1) % 3]),
        (k, bits) -> open(links[k], bits));
  }

  private byte[][] keys() {
    byte[][] keys = new byte[3][ZeroShares.KEY_BYTES];
    for (byte[] key : keys) {
      random.nextBytes(key);
    }
    return keys;
  }

  /** What one party makes of its shares of the result, once all three have them. */
  private interface Finish<T> {
    T of(int party, Bits result);
  }

  private <T> T run(
      Links[] links,
      LinkedCircuit circuit,
      int words,
      long[][] inputs,
      IntFunction<Witness> witnesses,
      Finish<T> finish) {
    List<List<Bits>> shares = List.of(new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
    for (long[] input : inputs) {
      share(input, words, shares);
    }
    byte[][] keys = keys();
    List<CompletableFuture<T>> results = new ArrayList<>();
    for (int k = 0; k < 3; k++) {
      int party = k;
      CompletableFuture<T> result = new CompletableFuture<>();
      results.add(result);
      Thread.ofPlatform()
          .start(() -> {
            try {
              ZeroShares zeros = new ZeroShares(keys[party], keys[(party + 1) % 3]);
              zeros.start(1, 1);
              links[party].start(1, 0, System.nanoTime() + SECONDS_30);
              Witness witness = witnesses.apply(party);
              Gates gates = new Gates(links[party], zeros, witness, used(party));
              Bits shared = circuit.evaluate(gates, links[party], shares.get(party));
              gates.verify();
              result.complete(finish.of(party, shared));
            } catch (RuntimeException e) {
              result.completeExceptionally(e);
            }
          });
    }
    T first = results.get(0).join();
    results.get(1).join();
    results.get(2).join();
    return first;
  }

  /**
   * Memory in which another job, at each party another one, has left something: nothing of it may
   * count, and in the malicious mode it would look like cheating.
   */
  private static Scratch used(int party) {
    Scratch scratch = new Scratch();
    for (int turn = 0; turn < 2; turn++) {
      scratch.reset();
      Bits all = scratch.take(1, USED_WORDS);
      for (int k = 0; k < USED_WORDS; k++) {
        all.mine()[k] = 0x9E37_79B9_7F4A_7C15L * (k + party + 1);
        all.next()[k] = 0xBF58_476D_1CE4_E5B9L * (k + party + 2);
      }
    }
    return scratch;
  }

  private static long[] open(Links links, Bits bits) {
    Word[] words = new Word[bits.rows() * bits.words()];
    for (int k = 0; k < words.length; k++) {
      words[k] = bits.word(k / bits.words(), k % bits.words());
    }
    return new Opening(Opening.Tally.NONE).open(links, "test", words, 64 * words.length);
  }

  private void share(long[] input, int words, List<List<Bits>> shares) {
    long[][] x = new long[3][input.length];
    for (int k = 0; k < input.length; k++) {
      x[0][k] = random.nextLong();
      x[1][k] = random.nextLong();
      x[2][k] = input[k] ^ x[0][k] ^ x[1][k];
    }
    int rows = input.length / words;
    for (int party = 0; party < 3; party++) {
      shares.get(party).add(new Bits(rows, words, x[party].clone(), x[(party + 1) % 3].clone()));
    }
  }
}
