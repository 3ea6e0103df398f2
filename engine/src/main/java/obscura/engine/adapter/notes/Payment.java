package obscura.engine.adapter.notes;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import obscura.mpc.api.Settlement;
import obscura.settlement.crypto.Bytes;
import obscura.settlement.crypto.Hash;

/**
 * Notes that may pay for a trade.
 *
 * @param base of the seller
 * @param quote of the buyer
 */
record Payment(List<SharedNote> base, List<SharedNote> quote) {
  Payment {
    base = List.copyOf(base);
    quote = List.copyOf(quote);
  }

  /**
   * Every portion of one side with every of the other, the first ones first; no more than the
   * parties answer.
   */
  static List<Payment> of(List<List<SharedNote>> base, List<List<SharedNote>> quote) {
    List<Payment> payments = new ArrayList<>();
    for (int sum = 0; sum < base.size() + quote.size() - 1; sum++) {
      for (int k = Math.max(0, sum - quote.size() + 1); k <= Math.min(sum, base.size() - 1); k++) {
        payments.add(new Payment(base.get(k), quote.get(sum - k)));
      }
    }
    return payments.subList(0, Math.min(payments.size(), Settlement.ASKED_MAX));
  }

  /**
   * A payer's notes in the portions in which they are tried: first this trade's share of them, so
   * that something stays for the others of the batch, then all, {@link Settlement#NOTES_MAX} at a
   * time.
   *
   * @param trades that wait for these notes, at least 1
   */
  static List<List<SharedNote>> portions(List<SharedNote> notes, int trades) {
    int share = Math.min(Settlement.NOTES_MAX, Math.ceilDiv(notes.size(), trades));
    List<List<SharedNote>> portions = new ArrayList<>();
    portions.add(notes.subList(0, share));
    for (int from = 0; from < notes.size(); from += Settlement.NOTES_MAX) {
      List<SharedNote> portion =
          notes.subList(from, Math.min(notes.size(), from + Settlement.NOTES_MAX));
      if (!portions.contains(portion)) {
        portions.add(portion);
      }
    }
    return portions;
  }

  /** What tells it from all others of the trade. */
  Bytes id() {
    return id(keys(base), keys(quote));
  }

  /** As {@link #id()}, by the keys of the notes. */
  static Bytes id(List<Bytes> base, List<Bytes> quote) {
    byte[][] keys =
        Stream.concat(base.stream(), quote.stream()).map(Bytes::array).toArray(byte[][]::new);
    return Bytes.of(Hash.sha256(Bytes.of(keys).array()));
  }

  static List<Bytes> keys(List<SharedNote> notes) {
    return notes.stream().map(SharedNote::key).toList();
  }
}
