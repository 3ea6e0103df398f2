package obscura.mpc.measure;

import java.security.SecureRandom;
import obscura.mpc.circuit.Gates;
import obscura.mpc.circuit.Shuffle;
import obscura.mpc.circuit.Sort;
import obscura.mpc.circuit.Witness;
import obscura.mpc.net.Links;
import obscura.mpc.share.Opening;
import obscura.mpc.share.Scratch;
import obscura.mpc.share.Word;
import obscura.mpc.share.ZeroShares;
import obscura.mpc.verify.Ledger;
import obscura.mpc.verify.TripleStock;
import org.jspecify.annotations.Nullable;

/**
 * What a party computes with while it is measured. With a stock of triples every product is
 * verified before anything is opened, as in the malicious mode. One thread.
 */
public final class Station {
  private final Links links;
  private final Gates gates;
  private final Scratch scratch = new Scratch();
  private final @Nullable TripleStock stock;
  private final Opening opening = new Opening(Opening.Tally.NONE);
  private final SecureRandom random = new SecureRandom();

  /**
   * Over links and streams whose run has been started.
   *
   * @param stock null in the semi-honest mode
   */
  public Station(Links links, ZeroShares zeros, @Nullable TripleStock stock) {
    this.links = links;
    this.stock = stock;
    Witness witness = stock == null ? Witness.NONE : new Ledger(stock);
    this.gates = new Gates(links, zeros, witness, scratch);
  }

  Links links() {
    return links;
  }

  Gates gates() {
    return gates;
  }

  /** Gives up what was computed before. */
  void begin() {
    scratch.reset();
  }

  /** Verifies, then opens to all three; named nowhere, since nothing here is anybody's. */
  public long[] open(String what, Word[] words, int bits) {
    gates.verify();
    return opening.open(links, what, words, bits);
  }

  Sort sort() {
    return new Sort(gates, new Shuffle(gates, links, random), this::open);
  }

  /** Whether products are verified. */
  public boolean isMalicious() {
    return stock != null;
  }

  /** Triples used so far. */
  long triplesTaken() {
    return stock == null ? 0 : stock.taken();
  }

  /** Makes triples until so many are ready; the same at all three. */
  void reserve(long triples) {
    while (stock != null && stock.available() < triples) {
      stock.advance();
    }
  }

  /** Makes one batch of triples, whatever is ready; how many it gave. */
  long makeBatch() {
    if (stock == null) {
      return 0;
    }
    long before = stock.available();
    while (stock.available() == before) {
      stock.advance();
    }
    return stock.available() - before;
  }
}
