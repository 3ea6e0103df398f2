package obscura.mpc.party;

import java.nio.ByteBuffer;
import obscura.mpc.net.Links;
import obscura.mpc.net.PeersDifferException;

/** Long messages of different lengths between the three: their lengths first, then in pieces. */
final class Bulk {
  /** More than a party can hold in memory. */
  private static final long BYTES_MAX = 1L << 30;

  private static final int PIECE_WORDS = 4096;

  private final Links links;

  /**
   * What arrived.
   *
   * @param fromNext from the next party
   * @param fromPrevious from the previous one
   */
  @SuppressWarnings("ArrayRecordComponent")
  record Received(byte[] fromNext, byte[] fromPrevious) {}

  Bulk(Links links) {
    this.links = links;
  }

  /** Sends one message each way and receives two. */
  Received exchange(byte[] toNext, byte[] toPrevious) {
    long[] mine = {toNext.length, toPrevious.length};
    long[] next = new long[2];
    long[] previous = new long[2];
    links.exchange(mine, mine, next, previous, 2);
    long longest = 0;
    for (long[] lengths : new long[][] {mine, next, previous}) {
      for (long length : lengths) {
        if (length < 0 || length > BYTES_MAX) {
          throw new PeersDifferException("a peer announces " + length + " bytes", links.others());
        }
        longest = Math.max(longest, length);
      }
    }
    return pieces(toNext, toPrevious, new int[] {(int) next[1], (int) previous[0]}, longest);
  }

  private Received pieces(byte[] toNext, byte[] toPrevious, int[] lengths, long longest) {
    byte[] fromNext = new byte[lengths[0]];
    byte[] fromPrevious = new byte[lengths[1]];
    long[] down = new long[PIECE_WORDS];
    long[] up = new long[PIECE_WORDS];
    for (int at = 0; at < longest; at += PIECE_WORDS * Long.BYTES) {
      links.exchange(piece(toNext, at), piece(toPrevious, at), down, up, PIECE_WORDS);
      take(down, fromNext, at);
      take(up, fromPrevious, at);
    }
    return new Received(fromNext, fromPrevious);
  }

  private static long[] piece(byte[] message, int at) {
    ByteBuffer bytes = ByteBuffer.allocate(PIECE_WORDS * Long.BYTES);
    bytes.put(message, Math.min(at, message.length), here(message, at));
    long[] words = new long[PIECE_WORDS];
    bytes.rewind().asLongBuffer().get(words);
    return words;
  }

  private static void take(long[] words, byte[] message, int at) {
    ByteBuffer bytes = ByteBuffer.allocate(PIECE_WORDS * Long.BYTES);
    bytes.asLongBuffer().put(words);
    bytes.get(message, Math.min(at, message.length), here(message, at));
  }

  private static int here(byte[] message, int at) {
    return Math.clamp((long) message.length - at, 0, PIECE_WORDS * Long.BYTES);
  }
}
