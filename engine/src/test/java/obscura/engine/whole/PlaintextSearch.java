package obscura.engine.whole;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Looks for values in files, in the contents of H2 databases and in text, in every form in which a
 * program might have left them: decimal digits in three character sets, integers of every scale in
 * both byte orders, their hexadecimal digits, floating point.
 */
final class PlaintextSearch {
  private static final int SCALE_MAX = 18;
  private static final int BYTE = 0xff;
  private static final int PAIRS = 1 << 16;
  private static final String DATABASE = ".mv.db";

  private final List<Form> forms = new ArrayList<>();
  private final List<List<Form>> byFirstPair = new ArrayList<>();

  /** One way to write one value; the first two bytes are never both 0. */
  private record Form(String name, byte[] bytes) {
    boolean isAt(MemorySegment where, long start) {
      return start >= 0
          && start + bytes.length <= where.byteSize()
          && where.asSlice(start, bytes.length).mismatch(MemorySegment.ofArray(bytes)) == -1;
    }
  }

  PlaintextSearch(List<BigDecimal> values) {
    for (int i = 0; i < PAIRS; i++) {
      byFirstPair.add(new ArrayList<>());
    }
    values.forEach(this::add);
  }

  /** Each form of each value under a name that does not tell the value. */
  Map<String, byte[]> forms() {
    Map<String, byte[]> named = new LinkedHashMap<>();
    forms.forEach(form -> named.put(form.name(), form.bytes()));
    return named;
  }

  /** What was found where, in the files of a folder and in the databases among them. */
  Set<String> inFolder(Path folder) throws IOException, SQLException {
    Set<String> found = new LinkedHashSet<>();
    List<Path> files;
    try (Stream<Path> all = Files.walk(folder)) {
      files = all.filter(Files::isRegularFile).toList();
    }
    for (Path file : files) {
      inFile(file).forEach(form -> found.add(folder.relativize(file) + ": " + form));
      if (file.toString().endsWith(DATABASE)) {
        inText(dump(file)).forEach(form -> found.add(folder.relativize(file) + " SQL: " + form));
      }
    }
    return found;
  }

  /** What was found in a text. */
  Set<String> inText(String text) {
    return in(MemorySegment.ofArray(text.getBytes(StandardCharsets.UTF_8)));
  }

  private Set<String> inFile(Path file) throws IOException {
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ);
        Arena arena = Arena.ofConfined()) {
      return in(channel.map(FileChannel.MapMode.READ_ONLY, 0, channel.size(), arena));
    }
  }

  /** The whole contents as SQL; the database is closed again. */
  static String dump(Path file) throws SQLException {
    String path = file.toAbsolutePath().toString();
    String url = "jdbc:h2:file:" + path.substring(0, path.length() - DATABASE.length());
    StringBuilder sql = new StringBuilder();
    try (Connection connection = DriverManager.getConnection(url + ";IFEXISTS=TRUE", "", "");
        Statement statement = connection.createStatement();
        ResultSet lines = statement.executeQuery("SCRIPT")) {
      while (lines.next()) {
        sql.append(lines.getString(1)).append('\n');
      }
    }
    return sql.toString();
  }

  private Set<String> in(MemorySegment where) {
    Set<String> found = new LinkedHashSet<>();
    int before = 0;
    for (long at = 0; at < where.byteSize(); at++) {
      int now = where.get(ValueLayout.JAVA_BYTE, at) & BYTE;
      if (before != 0 || now != 0) {
        for (Form form : byFirstPair.get((before << 8) | now)) {
          if (form.isAt(where, at - 1)) {
            found.add(form.name());
          }
        }
      }
      before = now;
    }
    return found;
  }

  private void add(BigDecimal value) {
    String name = "value " + forms.stream().filter(f -> f.name().endsWith(" text")).count();
    String digits = value.unscaledValue().toString();
    add(name + " text", value.toPlainString().getBytes(StandardCharsets.US_ASCII));
    add(name + " digits", digits.getBytes(StandardCharsets.US_ASCII));
    add(
        name + " grouped",
        String.format(Locale.ROOT, "%,d", value.toBigInteger())
            .getBytes(StandardCharsets.US_ASCII));
    for (String text : List.of(value.toPlainString(), digits)) {
      addWide(name + " UTF-16 of " + text.length(), text);
    }
    for (int scale = 0; scale <= SCALE_MAX; scale++) {
      addInteger(
          name + " integer times 10^" + scale,
          value.unscaledValue().multiply(BigInteger.TEN.pow(scale)));
    }
    byte[] floating =
        withoutOuterZeros(ByteBuffer.allocate(Double.BYTES).putDouble(value.doubleValue()).array());
    add(name + " floating point", floating);
    add(name + " floating point reversed", reversed(floating));
  }

  private void addWide(String name, String text) {
    add(name + " big-endian", text.getBytes(StandardCharsets.UTF_16BE));
    add(name + " little-endian", text.getBytes(StandardCharsets.UTF_16LE));
  }

  private void addInteger(String name, BigInteger value) {
    byte[] bytes = withoutOuterZeros(value.toByteArray());
    add(name, bytes);
    add(name + " reversed", reversed(bytes));
    String hex = value.toString(16);
    add(name + " hex", hex.getBytes(StandardCharsets.US_ASCII));
    add(name + " HEX", hex.toUpperCase(Locale.ROOT).getBytes(StandardCharsets.US_ASCII));
  }

  private void add(String name, byte[] bytes) {
    Form form = new Form(name, bytes);
    forms.add(form);
    byFirstPair.get(((bytes[0] & BYTE) << 8) | (bytes[1] & BYTE)).add(form);
  }

  private static byte[] withoutOuterZeros(byte[] bytes) {
    int from = 0;
    int to = bytes.length;
    while (bytes[from] == 0) {
      from++;
    }
    while (bytes[to - 1] == 0) {
      to--;
    }
    return Arrays.copyOfRange(bytes, from, to);
  }

  private static byte[] reversed(byte[] bytes) {
    byte[] reversed = new byte[bytes.length];
    for (int i = 0; i < bytes.length; i++) {
      reversed[i] = bytes[bytes.length - 1 - i];
    }
    return reversed;
  }
}
