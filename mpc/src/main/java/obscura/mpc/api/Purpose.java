package obscura.mpc.api;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;

/**
 * The one context in which an input may be used, as the message that brought it says ({@code
 * trust.md} 3). It is signed with the input, so a job has nothing to choose.
 */
public sealed interface Purpose {
  /** Stands for a time: nothing ends before its owner wants it so. */
  long NO_EXPIRY = 0;

  /**
   * To meet the book.
   *
   * @param expiresMillis until when it may rest, milliseconds since 1970; {@link #NO_EXPIRY} if as
   *     long as its owner likes. The parties let it leave the book from then on ({@link
   *     Ending.Expired}); it is for the venue to ask.
   */
  record Order(Job.Lifetime lifetime, long expiresMillis) implements Purpose {
    /** One that rests as long as its owner likes. */
    public Order(Job.Lifetime lifetime) {
      this(lifetime, NO_EXPIRY);
    }
  }

  /**
   * To be quoted.
   *
   * @param allowPartial whether quotes may offer less than asked
   * @param invited the only makers who may quote, and who may read the terms
   * @param closesMillis when the collection of quotes ends, milliseconds since 1970: a quote that
   *     its record calls later is refused, and before that time the best is selected only if every
   *     invited maker has answered
   * @param allowSplit whether several makers may fill it together: one-way requests only, of at
   *     most 64 makers
   * @param expiresMillis from when on it may be ended for its age, milliseconds since 1970; {@link
   *     #NO_EXPIRY} if never
   */
  record Request(
      boolean twoWay,
      boolean allowPartial,
      List<String> invited,
      long closesMillis,
      boolean allowSplit,
      long expiresMillis)
      implements Purpose {
    public Request {
      invited = List.copyOf(invited);
    }

    /** One that never ends for its age. */
    public Request(
        boolean twoWay,
        boolean allowPartial,
        List<String> invited,
        long closesMillis,
        boolean allowSplit) {
      this(twoWay, allowPartial, invited, closesMillis, allowSplit, NO_EXPIRY);
    }

    /** One that a single maker fills. */
    public Request(boolean twoWay, boolean allowPartial, List<String> invited, long closesMillis) {
      this(twoWay, allowPartial, invited, closesMillis, false);
    }
  }

  /**
   * One side of a quote.
   *
   * @param alias the request, as this maker was asked: {@link #alias}
   */
  record Quote(String alias) implements Purpose {
    private static final int DIGITS = 32;

    /**
     * What a request is called towards one maker, so that makers cannot compare notes: the first 32
     * hex digits of SHA-256(handle of the request || maker) ({@code trust.md} 5).
     */
    public static String alias(Handle request, String maker) {
      try {
        MessageDigest sha = MessageDigest.getInstance("SHA-256");
        sha.update(request.bytes());
        sha.update(maker.getBytes(StandardCharsets.US_ASCII));
        return HexFormat.of().formatHex(sha.digest()).substring(0, DIGITS);
      } catch (NoSuchAlgorithmException e) {
        throw new IllegalStateException("this Java has no SHA-256", e);
      }
    }
  }

  /**
   * To deal on selected terms.
   *
   * @param selection the terms that the taker was shown
   */
  record Accept(Handle selection) implements Purpose {}

  /**
   * To take the place of a resting order of the same owner.
   *
   * @param originalId the owner's own id of that order, or of one that it replaced before
   * @param expiresMillis until when it may rest from now on, as of an order; {@link #NO_EXPIRY} for
   *     as long as the one that it replaces
   */
  record Replacement(String originalId, long expiresMillis) implements Purpose {
    /** One that rests as long as the one that it replaces. */
    public Replacement(String originalId) {
      this(originalId, NO_EXPIRY);
    }
  }

  /**
   * To open notes: the input is no vector but three share keys ({@link ShareKeys}).
   *
   * @param paths meta-addresses of the owner's wallet, {@code sip:<chain>:0x<spend>:0x<view>}, to
   *     which its notes go
   * @param fingerprints of the three keys, {@link ShareKeys#fingerprints}: each party compares its
   *     two before it takes the shares
   */
  record NoteKeys(List<String> paths, List<String> fingerprints) implements Purpose {
    public NoteKeys {
      paths = List.copyOf(paths);
      fingerprints = List.copyOf(fingerprints);
    }

    /**
     * The record of these keys: what their owner hands to the operators, in ASCII. Each line ends
     * with a line feed: {@code obscura-note-keys 1 OWNER}, {@code key K FINGERPRINT} for the three,
     * then the meta-addresses in their order.
     */
    public String text(String owner) {
      StringBuilder text = new StringBuilder("obscura-note-keys 1 ").append(owner).append('\n');
      for (int k = 0; k < fingerprints.size(); k++) {
        text.append("key ").append(k).append(' ').append(fingerprints.get(k)).append('\n');
      }
      paths.forEach(path -> text.append(path).append('\n'));
      return text.toString();
    }

    /** SHA-256 of {@link #text}, 64 hex digits: what the roster names of an owner's keys. */
    public String digest(String owner) {
      try {
        MessageDigest sha = MessageDigest.getInstance("SHA-256");
        return HexFormat.of().formatHex(sha.digest(text(owner).getBytes(StandardCharsets.UTF_8)));
      } catch (NoSuchAlgorithmException e) {
        throw new IllegalStateException("this Java has no SHA-256", e);
      }
    }
  }

  /**
   * What its owner says of a deposit in a vault, whose amount is public. Of a {@link Statement}.
   *
   * @param owner to which one-time address it was made
   * @param instrument whose token it is
   * @param base whether it is the instrument's base token, else its quote token
   * @param amount units, decimal, above 0 and below 2^96
   * @param opening r, 64 hex digits
   */
  record Deposit(
      Settlement.Destination owner, long instrument, boolean base, String amount, String opening)
      implements Purpose {}

  /**
   * To be compared with a fill before it is settled.
   *
   * @param fill the owner's or its contra's
   */
  record Instruction(Handle fill) implements Purpose {}

  /**
   * For plain operations and nothing else: such a value can never become an order or a quote. The
   * number is the vector's quantity.
   */
  record Test(Context context) implements Purpose {}

  /**
   * To take back a quote of the same owner, both sides if it has two. Of a {@link Statement}.
   *
   * @param quote the handle of one of its sides
   */
  record Withdrawal(Handle quote) implements Purpose {}

  /**
   * To take a resting order of the same owner out of the book, or to end its request. Of a {@link
   * Statement}.
   *
   * @param cancelled the handle of the order as it rests, or of the request
   */
  record Cancel(Handle cancelled) implements Purpose {}

  /**
   * Not to quote. Of a {@link Statement}.
   *
   * @param alias the request, as this maker was asked: {@link Quote#alias}
   */
  record Pass(String alias) implements Purpose {}
}
