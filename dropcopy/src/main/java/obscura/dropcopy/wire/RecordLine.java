package obscura.dropcopy.wire;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import obscura.dropcopy.record.Bytes;
import obscura.dropcopy.record.SealedValues;
import obscura.dropcopy.record.StoredRecord;
import obscura.dropcopy.record.TradingRecord;
import obscura.dropcopy.seal.WrappedSeed;
import obscura.dropcopy.store.ChainHead;
import org.jspecify.annotations.Nullable;

/**
 * One line: exactly one of the four is there. Everything that the store holds of a record is in it,
 * so that whoever receives it can check the chain and open the values with a key of their own.
 */
record RecordLine(
    @Nullable Row record, @Nullable Session session, @Nullable Corrupt corrupt, @Nullable End end) {

  /** A record; byte strings are in hex, {@code at} in nanoseconds since 1970. */
  record Row(
      long number,
      long position,
      int part,
      long at,
      String participant,
      String firm,
      String kind,
      @Nullable String execId,
      @Nullable String orderId,
      @Nullable String clientId,
      @Nullable String requestId,
      @Nullable String tradeId,
      Map<String, String> open,
      String keyScope,
      @Nullable Sealed sealed,
      String previousHash,
      String hash) {}

  /** See {@link SealedValues}. */
  record Sealed(String session, int keyIndex, String ciphertext) {}

  /** The wrapped seeds of a key session; comes before the first record that needs them. */
  record Session(String name, List<Seed> seeds) {}

  /** See {@link WrappedSeed}. */
  record Seed(String reader, String scheme, String encapsulation, String ciphertext) {}

  /** A row that cannot be read; the last line. */
  record Corrupt(long number, String text, End head) {}

  /** The end of the chain; the last line of a complete answer. */
  record End(long number, long position, String hash) {}

  static RecordLine of(StoredRecord stored) {
    TradingRecord r = stored.record();
    Row row =
        new Row(
            stored.number(),
            r.position(),
            r.part(),
            StoredRecord.epochNanos(r.at()),
            r.participant(),
            r.firm(),
            r.kind(),
            r.execId().orElse(null),
            r.orderId().orElse(null),
            r.clientId().orElse(null),
            r.requestId().orElse(null),
            r.tradeId().orElse(null),
            r.open(),
            r.keyScope(),
            stored.sealed().map(RecordLine::sealed).orElse(null),
            stored.previousHash().toString(),
            stored.hash().toString());
    return new RecordLine(row, null, null, null);
  }

  private static Sealed sealed(SealedValues values) {
    return new Sealed(
        values.session().toString(), values.keyIndex(), values.ciphertext().toString());
  }

  static RecordLine of(Bytes session, List<WrappedSeed> seeds) {
    List<Seed> all = seeds.stream().map(RecordLine::seed).toList();
    return new RecordLine(null, new Session(session.toString(), all), null, null);
  }

  private static Seed seed(WrappedSeed seed) {
    return new Seed(
        seed.reader(),
        seed.scheme(),
        seed.encapsulation().toString(),
        seed.ciphertext().toString());
  }

  static RecordLine corrupt(long number, String text, ChainHead head) {
    return new RecordLine(null, null, new Corrupt(number, text, endOf(head)), null);
  }

  static RecordLine of(ChainHead head) {
    return new RecordLine(null, null, null, endOf(head));
  }

  private static End endOf(ChainHead head) {
    return new End(head.number(), head.position(), head.hash().toString());
  }

  static StoredRecord stored(Row row) {
    TradingRecord record =
        new TradingRecord(
            row.position(),
            row.part(),
            StoredRecord.instant(row.at()),
            row.participant(),
            row.firm(),
            row.kind(),
            Optional.ofNullable(row.execId()),
            Optional.ofNullable(row.orderId()),
            Optional.ofNullable(row.clientId()),
            Optional.ofNullable(row.requestId()),
            Optional.ofNullable(row.tradeId()),
            new TreeMap<>(row.open()),
            new TreeMap<>(),
            row.keyScope());
    Optional<SealedValues> sealed =
        Optional.ofNullable(row.sealed())
            .map(s ->
                new SealedValues(
                    Bytes.parse(s.session()), s.keyIndex(), Bytes.parse(s.ciphertext())));
    return new StoredRecord(
        row.number(), record, sealed, Bytes.parse(row.previousHash()), Bytes.parse(row.hash()));
  }

  static List<WrappedSeed> seeds(Session session) {
    return session.seeds().stream()
        .map(s ->
            new WrappedSeed(
                s.reader(),
                s.scheme(),
                Bytes.parse(s.encapsulation()),
                Bytes.parse(s.ciphertext())))
        .toList();
  }

  static ChainHead head(End end) {
    return new ChainHead(end.number(), end.position(), Bytes.parse(end.hash()));
  }
}
