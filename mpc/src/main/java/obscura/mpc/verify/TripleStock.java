package obscura.mpc.verify;

import java.security.SecureRandom;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.atomic.AtomicLong;
import obscura.mpc.net.Links;
import org.jspecify.annotations.Nullable;

/**
 * The verified triples of one epoch. The three parties make and take in step, so that all hold the
 * same. No triple is ever given twice. One thread; the counts may be read by any.
 */
public final class TripleStock {
  private final Supply supply;
  private final Links links;
  private final TripleStreams streams;
  private final ProductCheck check;
  private final Coin coin;
  private final Deque<TripleBatch> ready = new ArrayDeque<>();
  private @Nullable TripleBatch making;
  private long batches;
  private int given;
  private final AtomicLong available = new AtomicLong();
  private final AtomicLong taken = new AtomicLong();

  /**
   * Empty.
   *
   * @param ownKey 32 bytes, known to this party and the one before
   * @param nextKey 32 bytes, known to the next party and this one
   */
  public TripleStock(Supply supply, Links links, byte[] ownKey, byte[] nextKey) {
    this.supply = supply;
    this.links = links;
    this.streams = new TripleStreams(ownKey, nextKey);
    this.check = new ProductCheck(links, ownKey, nextKey);
    this.coin = new Coin(links, new SecureRandom());
  }

  /** The check with this epoch's keys. */
  ProductCheck check() {
    return check;
  }

  /** Triples ready for use. */
  public long available() {
    return available.get();
  }

  /** Triples used since the epoch began. */
  public long taken() {
    return taken.get();
  }

  /** Whether there is room for another batch. */
  public boolean wantsMore() {
    return available.get() + supply.batch() <= supply.stock();
  }

  /**
   * Does some milliseconds of work on the next batch, together with the other two.
   *
   * @throws obscura.mpc.net.PeersDifferException if a triple is wrong: then the stock must be
   *     thrown away
   */
  public void advance() {
    if (making == null) {
      making = new TripleBatch(++batches, supply.batch(), links, streams, check, coin);
    }
    if (making.advance()) {
      ready.add(making);
      making = null;
      available.addAndGet(supply.batch());
    }
  }

  /** Takes triples out; if there are too few, makes them first. */
  void take(int count, Products out) {
    out.reserve(count);
    while (available.get() < count) {
      advance();
    }
    for (int at = 0; at < count; ) {
      TripleBatch first = ready.element();
      int some = Math.min(count - at, first.size() - given);
      Products part = at == 0 && some == count ? out : new Products();
      first.take(given, some, part);
      if (part != out) {
        copy(part, out, at, some);
      }
      given += some;
      at += some;
      if (given == first.size()) {
        ready.remove();
        given = 0;
      }
    }
    available.addAndGet(-count);
    taken.addAndGet(count);
  }

  private static void copy(Products from, Products to, int at, int count) {
    System.arraycopy(from.xMine, 0, to.xMine, at, count);
    System.arraycopy(from.xNext, 0, to.xNext, at, count);
    System.arraycopy(from.yMine, 0, to.yMine, at, count);
    System.arraycopy(from.yNext, 0, to.yNext, at, count);
    System.arraycopy(from.zMine, 0, to.zMine, at, count);
    System.arraycopy(from.zNext, 0, to.zNext, at, count);
  }
}
