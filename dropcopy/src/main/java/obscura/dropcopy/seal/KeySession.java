package obscura.dropcopy.seal;

import java.util.Comparator;
import java.util.List;
import obscura.dropcopy.record.Bytes;
import obscura.dropcopy.record.CanonicalBytes;

/**
 * What readers need to derive the data keys of a session: its seed, wrapped for each of them. Its
 * name is the hash of the wraps, so a record that names it vouches for them.
 */
public record KeySession(Bytes name, List<WrappedSeed> wraps) {
  /** Data keys of one session. */
  public static final int KEYS_MAX = 1024;

  public KeySession {
    wraps = List.copyOf(wraps);
  }

  static KeySession of(List<WrappedSeed> wraps) {
    return new KeySession(nameOf(wraps), wraps);
  }

  /** The name that these wraps demand, whatever their order. */
  public static Bytes nameOf(List<WrappedSeed> wraps) {
    CanonicalBytes out = new CanonicalBytes().text("OBSCURA-DROPCOPY-SESSION-v1");
    wraps.stream()
        .sorted(Comparator.comparing(WrappedSeed::reader))
        .forEach(w ->
            out.text(w.reader()).text(w.scheme()).bytes(w.encapsulation()).bytes(w.ciphertext()));
    return out.sha256();
  }
}
