package obscura.mpc.remote;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import obscura.mpc.codec.MalformedException;

/** Messages on a line: their length, then their bytes. */
final class Frames {
  /** A list of half a million handles; nothing real is longer. */
  private static final int BYTES_MAX = 16 << 20;

  private Frames() {}

  static void write(DataOutputStream out, byte[] frame) throws IOException {
    out.writeInt(frame.length);
    out.write(frame);
    out.flush();
  }

  static byte[] read(DataInputStream in) throws IOException {
    int length = in.readInt();
    if (length < 0 || length > BYTES_MAX) {
      throw new MalformedException("a message of " + length + " bytes");
    }
    byte[] frame = in.readNBytes(length);
    if (frame.length < length) {
      throw new EOFException("the line ended amid a message");
    }
    return frame;
  }
}
