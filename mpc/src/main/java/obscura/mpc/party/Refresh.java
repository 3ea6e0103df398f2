package obscura.mpc.party;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.List;
import obscura.mpc.codec.Decoder;
import obscura.mpc.codec.Encoder;
import obscura.mpc.share.Commitment;
import obscura.mpc.share.Word;

/**
 * Other shares of the same values: to the three shares of each word fresh random words are added
 * that add up to zero. They come from a coin of all three, so each party does its part alone and no
 * message can go wrong. What somebody kept of the old shares does not fit the new ones. One thread.
 */
final class Refresh {
  private static final String LABEL = "OBSCURA-REFRESH-v1";

  private final int party;
  private final byte[] coin;

  /**
   * For one refresh.
   *
   * @param coin 32 bytes that only the three know
   */
  Refresh(int party, byte[] coin) {
    this.party = party;
    this.coin = coin.clone();
  }

  /** Names the new shares; tells nothing about them. */
  long name() {
    return ByteBuffer.wrap(digest("name", new byte[0], 0)).getLong() | 1;
  }

  /** The items with their new shares. */
  List<Change> of(List<Change> items) {
    List<Change> fresh = new ArrayList<>();
    for (Change item : items) {
      byte[] name = new Encoder().text(Item.of(item).kind().name()).handle(item.handle()).bytes();
      Masks masks = new Masks(name);
      fresh.add(
          RecordCodec.change(
              new Decoder(RecordCodec.change(new Encoder(masks::added), item).bytes())));
    }
    return fresh;
  }

  private byte[] digest(String purpose, byte[] name, long counter) {
    MessageDigest sha = Commitment.sha256();
    sha.update((LABEL + "/" + purpose).getBytes(StandardCharsets.US_ASCII));
    sha.update(coin);
    sha.update(name);
    sha.update(ByteBuffer.allocate(Long.BYTES).putLong(counter).flip());
    return sha.digest();
  }

  /** The masks of one item's words, one after the other. */
  private final class Masks {
    private final byte[] name;
    private long words;

    Masks(byte[] name) {
      this.name = name;
    }

    Word added(Word word) {
      ByteBuffer random = ByteBuffer.wrap(digest("masks", name, words++));
      long first = random.getLong();
      long second = random.getLong();
      long[] masks = {first, second, first ^ second};
      return word.xor(new Word(masks[party], masks[(party + 1) % masks.length]));
    }
  }
}
