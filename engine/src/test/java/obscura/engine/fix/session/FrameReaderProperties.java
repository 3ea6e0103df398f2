package obscura.engine.fix.session;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.CharRange;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import net.jqwik.api.constraints.StringLength;

/** Whatever bytes come, the messages in between are found, and no memory is lost to garbage. */
class FrameReaderProperties {
  @Property(tries = 300)
  void messagesAreFoundHoweverTheBytesAreChopped(
      @ForAll @Size(min = 1, max = 20)
          List<@CharRange(from = ' ', to = '~') @StringLength(max = 300) String> texts,
      @ForAll @IntRange(min = 1, max = 97) int step)
      throws IOException {
    List<String> messages = texts.stream().map(FrameReaderProperties::message).toList();
    assertThat(read(String.join("", messages), step)).isEqualTo(messages);
  }

  @Property(tries = 300)
  void aDamagedMessageIsSkippedOrClosesButNeverChangesAnother(
      @ForAll @IntRange(min = 0, max = 60) int at, @ForAll byte value) {
    String good = message("good");
    byte[] bytes = message("bad").getBytes(StandardCharsets.ISO_8859_1);
    bytes[at % bytes.length] = value;
    String stream = new String(bytes, StandardCharsets.ISO_8859_1) + good.repeat(3);
    try {
      assertThat(read(stream, 13))
          .allSatisfy(message -> assertThat(message).matches("(?s)8=FIX.*\u000110=...\u0001"));
      assertThat(read(stream, 13)).contains(good);
    } catch (IOException e) {
      assertThat(e).isInstanceOf(FrameReader.BrokenStreamException.class);
    }
  }

  @Property(tries = 100)
  void everyTruncationEndsQuietly(@ForAll @IntRange(min = 0, max = 45) int length)
      throws IOException {
    String message = message("text");
    String cut = message.substring(0, Math.min(length, message.length() - 1));
    assertThat(read(cut, 7)).isEmpty();
  }

  private static String message(String text) {
    return RawFix.frame("35=0\u000158=" + text + "\u0001");
  }

  private static List<String> read(String stream, int step) throws IOException {
    FrameReader reader =
        new FrameReader(new Chopped(stream.getBytes(StandardCharsets.ISO_8859_1), step));
    List<String> messages = new ArrayList<>();
    for (String message = reader.next(); message != null; message = reader.next()) {
      messages.add(message);
    }
    return messages;
  }

  private static final class Chopped extends InputStream {
    private final InputStream in;
    private final int step;

    Chopped(byte[] bytes, int step) {
      this.in = new ByteArrayInputStream(bytes);
      this.step = step;
    }

    @Override
    public int read() throws IOException {
      return in.read();
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
      return in.read(bytes, offset, Math.min(step, length));
    }
  }
}
