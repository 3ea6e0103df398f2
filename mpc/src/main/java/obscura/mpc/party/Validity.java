package obscura.mpc.party;

import java.util.ArrayList;
import java.util.List;
import obscura.mpc.api.Refusal;
import obscura.mpc.circuit.Compare;
import obscura.mpc.circuit.Fold;
import obscura.mpc.circuit.Gates;
import obscura.mpc.roster.Entry;
import obscura.mpc.share.Bits;
import obscura.mpc.share.Word;
import org.jspecify.annotations.Nullable;

/**
 * The checks of an input, all in one circuit: one comparison of many lanes, one layer of ANDs, one
 * fold. Gives the shared word of {@link Refusal} bits and the shared bit whether it is 0.
 *
 * @param refusal shared bits of {@link Refusal}
 * @param valid shared, lowest bit
 * @param size the smaller of the input's and the reference's quantity comes from these: whether the
 *     input's is less (lowest bit)
 */
record Validity(Word refusal, Word valid, Word size) {
  private static final long FEE_LIMIT = 10_000;

  /** What an input is. */
  enum Kind {
    REQUEST(false),
    QUOTE(true),
    ACCEPT(false),
    ORDER(true),
    REPLACEMENT(true);

    /** Whether it has a limit price of its own, which the instrument's band then holds. */
    private final boolean hasLimit;

    Kind(boolean hasLimit) {
      this.hasLimit = hasLimit;
    }
  }

  /**
   * What to check.
   *
   * @param enabled the instruments that may trade, each once
   * @param minimums of the input's firm, for the same instruments
   * @param reference what the input answers: a request, selected terms, the order it replaces
   * @param anySide whether a quote may be on either side
   * @param partial whether less than asked or selected will do
   */
  record Question(
      Kind kind,
      Secret input,
      List<Entry.Instrument> enabled,
      Minimums minimums,
      @Nullable Secret reference,
      boolean anySide,
      boolean partial) {
    /** Of what stands by itself. */
    static Question of(Kind kind, Secret input, List<Entry.Instrument> enabled, Minimums minimums) {
      return new Question(kind, input, enabled, minimums, null, false, false);
    }
  }

  /** The lanes of the comparison. */
  private static final int QUANTITY_ZERO = 0;

  private static final int PRICE_ZERO = 1;
  private static final int MINIMUM = 2;
  private static final int FLAGS_ZERO = 3;
  private static final int FEE = 4;
  private static final int INSTRUMENT_SAME = 5;
  private static final int SIZE = 6;
  private static final int PRICE_SAME = 7;
  private static final int ENABLED = 8;

  static Validity of(Gates gates, Question question) {
    Secret input = question.input();
    Secret reference = question.reference() == null ? input : question.reference();
    Bands bands = new Bands(question.kind().hasLimit ? question.enabled() : List.of());
    Compare compared = compare(gates, question, reference, bands);
    Lanes lanes = new Lanes(compared);
    Word quantity = input.get(Secret.QUANTITY);
    Word price = input.get(Secret.PRICE);
    int banded = ENABLED + question.enabled().size();
    int least = banded + 2 * bands.size();
    Minimums minimums = question.minimums();
    List<Word> left =
        new ArrayList<>(
            List.of(
                quantity.bit(62), price.bit(62), lanes.equal(FLAGS_ZERO), lanes.equal(PRICE_ZERO)));
    left.addAll(bands.own(k -> lanes.equal(ENABLED + k)));
    left.addAll(minimums.own(k -> lanes.equal(ENABLED + k)));
    List<Word> right =
        new ArrayList<>(
            List.of(quantity.bit(63), price.bit(63), lanes.less(FEE), lanes.equal(PRICE_SAME)));
    right.addAll(bands.outside(k -> lanes.less(banded + k)));
    for (int k = 0; k < minimums.size(); k++) {
      right.add(lanes.less(least + k));
    }
    Products products = Products.of(gates, left, right, bands.size());
    Word refusal = new Checks(gates, question, reference, lanes, products).word();
    int bits = Refusal.values().length;
    Bits rows = new Bits(bits, 1);
    rows.setLane(0, 0, bits, gates.not(refusal));
    return new Validity(refusal, Fold.andRows(gates, rows).lane(0, 0, 1), lanes.less(SIZE));
  }

  private static Compare compare(Gates gates, Question question, Secret reference, Bands bands) {
    Secret input = question.input();
    List<Word> left = new ArrayList<>();
    List<Word> right = new ArrayList<>();
    pair(left, right, input.get(Secret.QUANTITY), Word.ZERO);
    pair(left, right, input.get(Secret.PRICE), Word.ZERO);
    pair(left, right, input.get(Secret.QUANTITY), input.get(Secret.MINIMUM));
    pair(left, right, input.get(Secret.FLAGS).mask(~1L), Word.ZERO);
    long feeLimit = question.kind() == Kind.QUOTE ? FEE_LIMIT : 1;
    pair(left, right, input.get(Secret.FEE), gates.constant(feeLimit));
    for (int field : new int[] {Secret.INSTRUMENT, Secret.QUANTITY, Secret.PRICE}) {
      pair(left, right, input.get(field), reference.get(field));
    }
    for (Entry.Instrument instrument : question.enabled()) {
      pair(left, right, input.get(Secret.INSTRUMENT), gates.constant(instrument.number()));
    }
    bands.compare(gates, input.get(Secret.PRICE), left, right);
    question.minimums().compare(gates, input.get(Secret.QUANTITY), left, right);
    return Compare.of(gates, Bits.lanesOf(left), Bits.lanesOf(right));
  }

  private static void pair(List<Word> left, List<Word> right, Word x, Word y) {
    left.add(x);
    right.add(y);
  }

  private record Lanes(Compare compared) {
    Word less(int lane) {
      return compared.less().lane(0, lane, 1);
    }

    Word equal(int lane) {
      return compared.equal().lane(0, lane, 1);
    }
  }

  /** Products of bits: the first four, then one for each band, then one for each minimum. */
  private record Products(Bits row, int count, int bands) {
    private static final int FIRST_BAND = 4;

    static Products of(Gates gates, List<Word> left, List<Word> right, int bands) {
      return new Products(gates.and(row(left), row(right)), left.size(), bands);
    }

    private static Bits row(List<Word> bits) {
      Bits row = new Bits(1, Bits.wordsFor(bits.size()));
      for (int k = 0; k < bits.size(); k++) {
        row.setLane(0, k, 1, bits.get(k));
      }
      return row;
    }

    Word bit(int place) {
      return row.lane(0, place, 1);
    }

    Word outsideBand() {
      return any(FIRST_BAND, FIRST_BAND + bands);
    }

    Word belowMinimum() {
      return any(FIRST_BAND + bands, count);
    }

    /** At most one band and one minimum is the instrument's, so XOR is OR. */
    private Word any(int from, int to) {
      Word any = Word.ZERO;
      for (int k = from; k < to; k++) {
        any = any.xor(bit(k));
      }
      return any;
    }
  }

  private record Checks(
      Gates gates, Question question, Secret reference, Lanes lanes, Products products) {
    Word word() {
      Word word = at(Refusal.QUANTITY_RANGE, range(QUANTITY_ZERO, 0));
      word = word.xor(at(Refusal.PRICE_RANGE, price()));
      word = word.xor(at(Refusal.MINIMUM_ABOVE_QUANTITY, lanes.less(MINIMUM)));
      word = word.xor(at(Refusal.RESERVED_BITS, gates.notBit(products.bit(2))));
      word = word.xor(at(Refusal.INSTRUMENT_NOT_ENABLED, gates.notBit(anyEnabled())));
      word = word.xor(at(Refusal.PRICE_BAND, products.outsideBand()));
      word = word.xor(at(Refusal.BELOW_MINIMUM, products.belowMinimum()));
      return question.reference() == null ? word : word.xor(againstReference());
    }

    private Word againstReference() {
      Word instrument = gates.notBit(lanes.equal(INSTRUMENT_SAME));
      return at(Refusal.INSTRUMENT_DIFFERS, instrument)
          .xor(at(Refusal.SIDE_DIFFERS, side()))
          .xor(at(Refusal.SIZE_DIFFERS, size()))
          .xor(at(Refusal.PRICE_DIFFERS, limit()));
    }

    /** Zero, or bit 62 or 63 set: the two exclude each other. */
    private Word range(int zeroLane, int product) {
      int field = zeroLane == QUANTITY_ZERO ? Secret.QUANTITY : Secret.PRICE;
      Word value = question.input().get(field);
      return lanes.equal(zeroLane).xor(value.bit(62)).xor(value.bit(63)).xor(products.bit(product));
    }

    private Word price() {
      return switch (question.kind()) {
        case REQUEST -> gates.notBit(lanes.equal(PRICE_ZERO));
        case ACCEPT -> Word.ZERO;
        case QUOTE, ORDER, REPLACEMENT -> range(PRICE_ZERO, 1);
      };
    }

    /** At most one of the distinct instruments is equal, so XOR is OR. */
    private Word anyEnabled() {
      Word any = Word.ZERO;
      for (int k = 0; k < question.enabled().size(); k++) {
        any = any.xor(lanes.equal(ENABLED + k));
      }
      return any;
    }

    private Word side() {
      if (question.anySide()) {
        return Word.ZERO;
      }
      Word differs = question.input().side().xor(reference.side());
      return question.kind() == Kind.REPLACEMENT ? differs : gates.notBit(differs);
    }

    private Word size() {
      return switch (question.kind()) {
        case QUOTE -> question.partial() ? Word.ZERO : lanes.less(SIZE);
        case ACCEPT -> {
          Word enough = lanes.equal(SIZE);
          Word wanted = question.partial() ? enough.xor(lanes.less(SIZE)) : enough;
          yield gates.notBit(wanted);
        }
        case REQUEST, ORDER, REPLACEMENT -> Word.ZERO;
      };
    }

    private Word limit() {
      Word either = lanes.equal(PRICE_ZERO).xor(lanes.equal(PRICE_SAME)).xor(products.bit(3));
      return question.kind() == Kind.ACCEPT ? gates.notBit(either) : Word.ZERO;
    }

    private static Word at(Refusal reason, Word bit) {
      return bit.shiftLeft(Long.numberOfTrailingZeros(reason.bit()));
    }
  }
}
