package obscura.mpc.net;

import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * The first message on every line, from whoever dialled; the other side answers yes, or why not.
 *
 * @param instance the venue's instance
 * @param from who dials
 * @param to who is meant
 * @param epoch for which the line is made; 0 for the venue's
 */
public record Hello(String instance, int from, int to, long epoch) {
  /** Of the messages on all lines. */
  public static final int VERSION = 1;

  private static final int MAGIC = 0x4F42_5343;
  private static final int TEXT_MAX = 256;

  /**
   * Introduces us on a line that we dialled.
   *
   * @throws LineRefusedException if the other side says why not
   */
  public void introduce(Line line) throws IOException {
    DataOutputStream out = new DataOutputStream(line.out());
    out.write(bytes());
    out.flush();
    DataInputStream in = new DataInputStream(line.in());
    String refusal = in.readBoolean() ? null : text(in);
    if (refusal != null) {
      throw new LineRefusedException(PinnedTls.name(to) + " says: " + refusal);
    }
  }

  private byte[] bytes() throws IOException {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    DataOutputStream out = new DataOutputStream(all);
    out.writeInt(MAGIC);
    out.writeInt(VERSION);
    out.writeInt(from);
    out.writeInt(to);
    out.writeLong(epoch);
    out.writeUTF(instance);
    return all.toByteArray();
  }

  /**
   * Hears who dialled, and answers.
   *
   * @param expected what we accept: {@code to} is us, {@code from} the lowest number that may dial
   * @throws LineRefusedException if it does not fit; the other side was told why
   */
  public static Hello hear(Line line, Hello expected) throws IOException {
    DataInputStream in = new DataInputStream(line.in());
    int magic = in.readInt();
    int version = in.readInt();
    if (magic != MAGIC || version != VERSION) {
      throw refuse(line, "version " + version + " is not spoken here, only " + VERSION);
    }
    int from = in.readInt();
    int to = in.readInt();
    long epoch = in.readLong();
    Hello heard = new Hello(text(in), from, to, epoch);
    String refusal = heard.refusal(line.peer(), expected);
    if (refusal != null) {
      throw refuse(line, refusal);
    }
    line.out().write(1);
    line.out().flush();
    return heard;
  }

  private @Nullable String refusal(int certified, Hello expected) {
    if (certified != Transport.UNKNOWN && certified != from) {
      return "the certificate is of " + PinnedTls.name(certified) + ", not " + PinnedTls.name(from);
    }
    if (to != expected.to()) {
      return "this is " + PinnedTls.name(expected.to()) + ", not " + PinnedTls.name(to);
    }
    if (from < expected.from() || from > Transport.VENUE) {
      return PinnedTls.name(from) + " does not dial here";
    }
    return instance.equals(expected.instance()) ? null : "the venue's instance is another one";
  }

  private static LineRefusedException refuse(Line line, String reason) throws IOException {
    DataOutputStream out = new DataOutputStream(line.out());
    out.writeBoolean(false);
    out.writeUTF(reason);
    out.flush();
    return new LineRefusedException("a line is refused: " + reason);
  }

  private static String text(DataInputStream in) throws IOException {
    String text = in.readUTF();
    if (text.length() > TEXT_MAX) {
      throw new LineRefusedException("a text of " + text.length() + " characters");
    }
    return text;
  }
}
