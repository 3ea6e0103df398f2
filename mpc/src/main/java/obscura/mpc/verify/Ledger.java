package obscura.mpc.verify;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import obscura.mpc.circuit.Summation;
import obscura.mpc.circuit.Witness;
import obscura.mpc.share.Bits;

/**
 * The products that were made and not yet verified. Each of their words is checked against one
 * verified triple; an inner product costs a triple for each of its words. When many are pending
 * they are verified at once, which is always allowed and keeps memory bounded. One thread.
 */
public final class Ledger implements Witness {
  /** Words that wait at most; a single larger gate waits alone. */
  static final int PENDING_MAX = ProductCheck.CHUNK;

  private record Claim(Summation how, int factors, int results) {}

  private final TripleStock stock;
  private final ProductCheck check;
  private final Products pending = new Products();
  private final Products triples = new Products();
  private final List<Claim> claims = new ArrayList<>();
  private long[] resultsMine = new long[1024];
  private long[] resultsNext = new long[1024];
  private int factors;
  private int results;

  /** Nothing pending. */
  public Ledger(TripleStock stock) {
    this.stock = stock;
    this.check = stock.check();
  }

  @Override
  public void multiplied(Bits x, Bits y, Bits z, Summation how) {
    int count = x.rows() * x.words();
    if (factors > 0 && factors + count > PENDING_MAX) {
      verify();
    }
    pending.reserve(factors + count);
    x.copyTo(pending.xMine, pending.xNext, factors);
    y.copyTo(pending.yMine, pending.yNext, factors);
    reserveResults(results + how.words());
    z.copyTo(resultsMine, resultsNext, results);
    claims.add(new Claim(how, factors, results));
    factors += count;
    results += how.words();
  }

  private void reserveResults(int count) {
    if (resultsMine.length < count) {
      int size = Math.max(count, 2 * resultsMine.length);
      resultsMine = Arrays.copyOf(resultsMine, size);
      resultsNext = Arrays.copyOf(resultsNext, size);
    }
  }

  /**
   * Also with nothing pending the three compare, so that nobody opens more while another one has
   * stopped at what was opened before.
   */
  @Override
  public void verify() {
    if (factors > 0) {
      stock.take(factors, triples);
      check.multiply(pending, triples, factors);
    }
    for (Claim claim : claims) {
      claim.how().add(triples.zMine, claim.factors(), resultsMine, claim.results());
      claim.how().add(triples.zNext, claim.factors(), resultsNext, claim.results());
    }
    check.requireZero(resultsMine, resultsNext, results);
    claims.clear();
    factors = 0;
    results = 0;
  }
}
