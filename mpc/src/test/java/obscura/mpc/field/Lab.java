package obscura.mpc.field;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import obscura.mpc.api.Mode;
import obscura.mpc.circuit.Gates;
import obscura.mpc.circuit.Witness;
import obscura.mpc.net.Links;
import obscura.mpc.share.Bits;
import obscura.mpc.share.Opening;
import obscura.mpc.share.Scratch;
import obscura.mpc.share.Word;
import obscura.mpc.share.ZeroShares;
import obscura.mpc.verify.Ledger;
import obscura.mpc.verify.Supply;
import obscura.mpc.verify.TripleStock;

/** Three parties, each on a thread, that do one thing together. */
final class Lab {
  private static final long SECONDS_30 = 30_000_000_000L;
  private static final int BATCH = 1 << 11;

  private final Random random;

  Lab(long seed) {
    this.random = new Random(seed);
  }

  /** One party's place. */
  record Seat(int party, Links links, Gates gates, Opening opening) {
    List<Scalar> converted(Bits values, int lanes) {
      return Conversion.of(gates, values, lanes, this::toHolders);
    }

    private long[] toHolders(Word[] words, int bits) {
      gates.verify();
      return opening.openToHolders(links, "masked amount", Conversion.OPENED_SHARE, words, bits);
    }
  }

  <T> List<T> run(Mode mode, Function<Seat, T> work) {
    return run(mode, Links.inMemory(), Opening.Tally.NONE, work);
  }

  /** What each party came to; fails with the first party's problem that comes. */
  <T> List<T> run(Mode mode, Links[] links, Opening.Tally tally, Function<Seat, T> work) {
    byte[][] keys = new byte[6][ZeroShares.KEY_BYTES];
    for (byte[] key : keys) {
      random.nextBytes(key);
    }
    List<CompletableFuture<T>> results = new ArrayList<>();
    for (int k = 0; k < 3; k++) {
      int party = k;
      int next = (k + 1) % 3;
      CompletableFuture<T> result = new CompletableFuture<>();
      results.add(result);
      Thread.ofPlatform()
          .start(() -> {
            try {
              links[party].start(1, 0, System.nanoTime() + SECONDS_30);
              ZeroShares zeros = new ZeroShares(keys[party], keys[next]);
              zeros.start(1, 1);
              Witness witness =
                  mode == Mode.SEMI_HONEST
                      ? Witness.NONE
                      : new Ledger(
                          new TripleStock(
                              Supply.insecureForTests(BATCH, 0),
                              links[party],
                              keys[3 + party],
                              keys[3 + next]));
              Gates gates = new Gates(links[party], zeros, witness, new Scratch());
              result.complete(work.apply(new Seat(party, links[party], gates, new Opening(tally))));
            } catch (RuntimeException e) {
              result.completeExceptionally(e);
              links[next].cut();
              links[(party + 2) % 3].cut();
            }
          });
    }
    return results.stream().map(CompletableFuture::join).toList();
  }

  /** Shares of a word, one for each party. */
  Word[] shared(long value) {
    long[] x = {random.nextLong(), random.nextLong(), 0};
    x[2] = value ^ x[0] ^ x[1];
    return new Word[] {new Word(x[0], x[1]), new Word(x[1], x[2]), new Word(x[2], x[0])};
  }

  /** Shares of an amount, low and high word, one pair for each party. */
  Word[][] shared(BigInteger amount) {
    Word[] low = shared(amount.longValue());
    Word[] high = shared(amount.shiftRight(64).longValue());
    return new Word[][] {{low[0], high[0]}, {low[1], high[1]}, {low[2], high[2]}};
  }

  /** The number that three parties share; their copies must agree. */
  static BigInteger combined(List<Scalar> shares, BigInteger prime) {
    BigInteger sum = BigInteger.ZERO;
    for (int k = 0; k < 3; k++) {
      if (!shares.get(k).mod(prime).next().equals(shares.get((k + 1) % 3).mod(prime).mine())) {
        throw new AssertionError("two copies of a share differ");
      }
      sum = sum.add(shares.get(k).mine());
    }
    return sum.mod(prime);
  }
}
