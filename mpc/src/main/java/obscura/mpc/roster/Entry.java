package obscura.mpc.roster;

import java.math.BigInteger;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * One statement of the roster. A later one about the same thing takes the place of an earlier one.
 * In writing it is one line of words, and its line is what is signed.
 */
public sealed interface Entry {
  /** Whose key. */
  enum Role {
    /** A party's identity towards the others: SHA-256 of its certificate; named 0, 1 or 2. */
    PARTY,
    /** The Ed25519 key with which the gateway signs records of inputs. */
    GATEWAY,
    AUDITOR,
    ORACLE,
    /** The Ed25519 key with which a party signs receipts and transcripts; named 0, 1 or 2. */
    SIGNER,
    /** The Ed25519 key with which an owner itself says which note keys are its own. */
    OWNER,
    /** The X25519 key to which owners seal what is for a party alone; named 0, 1 or 2. */
    SEALING
  }

  /** What price a fill has ({@code trust.md} 7). */
  enum Pricing {
    MIDPOINT,
    REFERENCE
  }

  /**
   * A public key.
   *
   * @param hex 64 hex digits
   */
  record Key(Role role, String name, String hex) implements Entry {}

  /**
   * A firm.
   *
   * @param sealedOnly no input of it is taken that it did not sign itself
   */
  record Firm(String name, boolean sealedOnly) implements Entry {}

  /**
   * An instrument.
   *
   * @param number 1 to 65,535: the book compares 16 bits of it
   * @param lot smallest quantity, a decimal number
   * @param tick smallest step of the price, a decimal number
   * @param lowest price in ticks that an order or quote may have
   * @param highest price in ticks that it may have, not below the lowest, below 2^62
   */
  record Instrument(
      long number,
      String lot,
      String tick,
      boolean enabled,
      Pricing pricing,
      long lowest,
      long highest)
      implements Entry {
    public Instrument {
      if (lowest > highest) {
        throw new IllegalArgumentException("a band from " + lowest + " to " + highest);
      }
    }
  }

  /** A number that the parties go by. */
  record Parameter(String name, long value) implements Entry {}

  /**
   * How an instrument settles on an EVM chain.
   *
   * @param vault 40 hex digits, as the two tokens
   * @param perLot units of the base token in a lot, below 2^96
   * @param perTick units of the quote token that a lot costs at a price of one tick, below 2^96
   */
  record Rail(
      long number,
      long chain,
      String vault,
      String base,
      String quote,
      BigInteger perLot,
      BigInteger perTick)
      implements Entry {}

  /**
   * Note keys that an owner may use, or may not any more: no note goes to others.
   *
   * @param owner a CompID
   * @param digest {@link obscura.mpc.api.Purpose.NoteKeys#digest}, 64 hex digits
   */
  record NoteKeys(String owner, String digest, boolean allowed) implements Entry {}

  /**
   * The least quantity of a request, order or replacement, so that probing costs ({@code trust.md}
   * 3).
   *
   * @param firm for whom; {@link #ALL} for every firm that has no entry of its own
   * @param lots 0 for none
   */
  record Minimum(String firm, long number, long lots) implements Entry {
    /** Every firm. */
    public static final String ALL = "*";
  }

  /**
   * Of which firm a CompID is: only as that firm's it is taken.
   *
   * @param name a CompID
   */
  record Participant(String name, String firm) implements Entry {}

  /** The highest number of an instrument. */
  long HIGHEST_INSTRUMENT = 65_535;

  /** The highest price: 2^62 - 1. */
  long HIGHEST = (1L << 62) - 1;

  /** The entry as its line. */
  default String line() {
    return switch (this) {
      case Key e -> String.join(" ", "key", word(e.role()), e.name(), e.hex());
      case Firm e -> String.join(" ", "firm", e.name(), e.sealedOnly() ? "sealed" : "any");
      case Instrument e ->
          String.join(
              " ",
              "instrument",
              Long.toString(e.number()),
              e.lot(),
              e.tick(),
              e.enabled() ? "on" : "off",
              word(e.pricing()),
              Long.toString(e.lowest()),
              Long.toString(e.highest()));
      case Minimum e ->
          String.join(" ", "minimum", e.firm(), Long.toString(e.number()), Long.toString(e.lots()));
      case Participant e -> String.join(" ", "participant", e.name(), e.firm());
      case Parameter e -> String.join(" ", "parameter", e.name(), Long.toString(e.value()));
      case NoteKeys e ->
          String.join(" ", "note-keys", e.owner(), e.digest(), e.allowed() ? "on" : "off");
      case Rail e ->
          String.join(
              " ",
              "rail",
              Long.toString(e.number()),
              Long.toString(e.chain()),
              e.vault(),
              e.base(),
              e.quote(),
              e.perLot().toString(),
              e.perTick().toString());
    };
  }

  /** What it is about: a later entry about the same takes its place. Its line begins with this. */
  default String about() {
    int words =
        switch (this) {
          case Key e -> 3;
          case NoteKeys e -> 3;
          case Minimum e -> 3;
          case Firm e -> 2;
          case Instrument e -> 2;
          case Parameter e -> 2;
          case Rail e -> 2;
          case Participant e -> 2;
        };
    return String.join(" ", List.of(line().split(" ", -1)).subList(0, words));
  }

  private static String word(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT);
  }

  /**
   * Reads a line; what {@link #line} would not write is refused.
   *
   * @throws RosterException in one line
   */
  static Entry parse(String line) {
    List<String> words = List.of(line.split(" ", -1));
    try {
      Entry entry = parse(words);
      if (entry.line().equals(line)) {
        return entry;
      }
    } catch (IllegalArgumentException | IndexOutOfBoundsException wrong) {
      throw notOne(line);
    }
    throw notOne(line);
  }

  private static Entry parse(List<String> w) {
    return switch (w.get(0)) {
      case "key" ->
          new Key(constant(Role.class, w.get(1)), name(w.get(2)), match(w.get(3), "[0-9a-f]{64}"));
      case "firm" -> new Firm(name(w.get(1)), either(w.get(2), "sealed", "any"));
      case "instrument" ->
          new Instrument(
              number(w.get(1), 1, HIGHEST_INSTRUMENT),
              match(w.get(2), DECIMAL),
              match(w.get(3), DECIMAL),
              either(w.get(4), "on", "off"),
              constant(Pricing.class, w.get(5)),
              number(w.get(6), 0, HIGHEST),
              number(w.get(7), 0, HIGHEST));
      case "minimum" ->
          new Minimum(
              w.get(1).equals(Minimum.ALL) ? Minimum.ALL : name(w.get(1)),
              number(w.get(2), 1, HIGHEST_INSTRUMENT),
              number(w.get(3), 0, HIGHEST));
      case "participant" -> new Participant(name(w.get(1)), name(w.get(2)));
      case "parameter" -> new Parameter(name(w.get(1)), number(w.get(2), 0, HIGHEST));
      case "rail" ->
          new Rail(
              number(w.get(1), 1, HIGHEST_INSTRUMENT),
              number(w.get(2), 1, HIGHEST),
              match(w.get(3), ADDRESS),
              match(w.get(4), ADDRESS),
              match(w.get(5), ADDRESS),
              units(w.get(6)),
              units(w.get(7)));
      case "note-keys" ->
          new NoteKeys(
              name(w.get(1)), match(w.get(2), "[0-9a-f]{64}"), either(w.get(3), "on", "off"));
      default -> throw new IllegalArgumentException(w.get(0));
    };
  }

  /** 40 hex digits. */
  String ADDRESS = "[0-9a-f]{40}";

  /** Units of a token: 1 to 2^96 - 1. */
  private static BigInteger units(String word) {
    BigInteger units = new BigInteger(match(word, "[1-9][0-9]{0,28}"));
    if (units.bitLength() > 96) {
      throw new IllegalArgumentException(word);
    }
    return units;
  }

  /** A decimal number without a sign. */
  String DECIMAL = "[0-9]{1,20}(\\.[0-9]{1,20})?";

  private static String name(String word) {
    return match(word, "[A-Za-z0-9_-]{1,40}");
  }

  private static String match(String word, String pattern) {
    if (!Pattern.matches(pattern, word)) {
      throw new IllegalArgumentException(word);
    }
    return word;
  }

  private static boolean either(String word, String yes, String no) {
    if (!word.equals(yes) && !word.equals(no)) {
      throw new IllegalArgumentException(word);
    }
    return word.equals(yes);
  }

  private static long number(String word, long least, long most) {
    long number = Long.parseLong(word);
    if (number < least || number > most) {
      throw new IllegalArgumentException(word);
    }
    return number;
  }

  private static <E extends Enum<E>> E constant(Class<E> all, String word) {
    return Enum.valueOf(all, word.toUpperCase(Locale.ROOT));
  }

  private static RosterException notOne(String line) {
    return new RosterException(
        "\""
            + line
            + "\" is no entry; allowed: key ROLE NAME HEX, firm NAME sealed|any, instrument NUMBER"
            + " LOT TICK on|off midpoint|reference LOWEST HIGHEST, parameter NAME NUMBER, rail"
            + " NUMBER CHAIN VAULT BASE QUOTE PER-LOT PER-TICK, note-keys OWNER DIGEST on|off,"
            + " minimum FIRM|* INSTRUMENT LOTS, participant COMPID FIRM");
  }
}
