package obscura.dropcopy.record;

import java.time.Instant;
import java.util.Optional;

/**
 * One link of the chain, as it stands in the store.
 *
 * @param number place in the chain, from 1, without gaps
 * @param record without secret values
 * @param sealed the secret values; empty if there are none
 * @param previousHash hash of the record before; zeros for the first
 * @param hash SHA-256 over everything else
 */
public record StoredRecord(
    long number,
    TradingRecord record,
    Optional<SealedValues> sealed,
    Bytes previousHash,
    Bytes hash) {
  /** Bytes of a hash. */
  public static final int HASH_BYTES = 32;

  private static final String DOMAIN = "OBSCURA-DROPCOPY-RECORD-v1";
  private static final long NANOS = 1_000_000_000L;

  /** Links a record to the one before it. */
  public static StoredRecord link(
      long number, TradingRecord record, Optional<SealedValues> sealed, Bytes previousHash) {
    TradingRecord shown = record.sealed();
    return new StoredRecord(
        number, shown, sealed, previousHash, hash(number, shown, sealed, previousHash));
  }

  /** The hash that the other values demand. */
  public Bytes expectedHash() {
    return hash(number, record, sealed, previousHash);
  }

  private static Bytes hash(
      long number, TradingRecord record, Optional<SealedValues> sealed, Bytes previousHash) {
    return canonical(number, record, sealed, previousHash).sha256();
  }

  /** The bytes under the hash. */
  static CanonicalBytes canonical(
      long number, TradingRecord record, Optional<SealedValues> sealed, Bytes previousHash) {
    CanonicalBytes out = new CanonicalBytes().text(DOMAIN).bytes(previousHash).number(number);
    out.number(record.position()).number(record.part()).number(epochNanos(record.at()));
    out.text(record.participant()).text(record.firm()).text(record.kind());
    out.optional(record.execId()).optional(record.orderId()).optional(record.clientId());
    out.optional(record.requestId()).optional(record.tradeId());
    out.map(record.open()).text(record.keyScope()).number(sealed.isPresent() ? 1 : 0);
    sealed.ifPresent(s -> out.bytes(s.session()).number(s.keyIndex()).bytes(s.ciphertext()));
    return out;
  }

  /**
   * Nanoseconds since 1970 UTC.
   *
   * @throws ArithmeticException outside the years 1678 to 2262
   */
  public static long epochNanos(Instant at) {
    return Math.addExact(Math.multiplyExact(at.getEpochSecond(), NANOS), at.getNano());
  }

  /** Inverse of {@link #epochNanos}. */
  public static Instant instant(long epochNanos) {
    return Instant.ofEpochSecond(
        Math.floorDiv(epochNanos, NANOS), Math.floorMod(epochNanos, NANOS));
  }
}
