package obscura.desk.wallet;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import obscura.settlement.crypto.Bytes;
import obscura.settlement.sip.EthereumAddress;

/** How ids, times and tables are written. */
final class Words {
  /** Hex digits of a note's id that are shown: 48 bits tell one owner's notes apart. */
  private static final int SHOWN = "0x".length() + 12;

  private static final long END_OF_9999 = 253_402_300_799L;
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss 'UTC'", Locale.ROOT)
          .withZone(ZoneOffset.UTC);

  /** The beginning of a note's id, which {@code --note} takes. */
  static String id(Bytes note) {
    return note.toString().substring(0, SHOWN);
  }

  static String address(Bytes account) {
    return EthereumAddress.of(account.array()).toString();
  }

  /** A time of the chain; contracts may hold any number of 64 bits. */
  static String time(long seconds) {
    return seconds < 0 || seconds > END_OF_9999
        ? "the end of time"
        : TIME.format(Instant.ofEpochSecond(seconds));
  }

  /** Rows under titles, each column as wide as it needs; amounts stand to the right. */
  static String table(List<List<String>> rows, List<Integer> amounts) {
    List<Integer> widths =
        IntStream.range(0, rows.getFirst().size())
            .mapToObj(
                column -> rows.stream().mapToInt(row -> row.get(column).length()).max().orElse(0))
            .toList();
    return rows.stream()
        .map(row ->
            IntStream.range(0, row.size())
                .mapToObj(column -> {
                  String fill = " ".repeat(widths.get(column) - row.get(column).length());
                  return amounts.contains(column) ? fill + row.get(column) : row.get(column) + fill;
                })
                .collect(Collectors.joining("  "))
                .stripTrailing())
        .collect(Collectors.joining("\n"));
  }

  private Words() {}
}
