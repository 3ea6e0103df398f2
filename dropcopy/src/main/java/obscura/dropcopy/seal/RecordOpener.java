package obscura.dropcopy.seal;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import java.util.SortedMap;
import java.util.function.Function;
import javax.crypto.SecretKey;
import obscura.dropcopy.record.Bytes;
import obscura.dropcopy.record.SealedValues;
import obscura.dropcopy.record.StoredRecord;
import obscura.dropcopy.record.TradingRecord;

/** Opens the secret values of records with a reader's private key. One thread. */
public final class RecordOpener {
  private static final int SESSIONS_MAX = 64;

  private final KeyUnwrap key;
  private final Function<Bytes, List<WrappedSeed>> sessions;
  private final SequencedMap<Bytes, List<SecretKey>> known = new LinkedHashMap<>();

  /**
   * Opens with this key.
   *
   * @param sessions finds the wraps of a session by its name; none if it is unknown
   */
  public RecordOpener(KeyUnwrap key, Function<Bytes, List<WrappedSeed>> sessions) {
    this.key = key;
    this.sessions = sessions;
  }

  /**
   * The record with its secret values.
   *
   * @throws SealException if it is not sealed for this key, or was changed
   */
  public TradingRecord open(StoredRecord stored) {
    TradingRecord shown = stored.record();
    return stored.sealed().map(s -> shown.withSecret(values(shown, s))).orElse(shown);
  }

  private List<SecretKey> load(Bytes session) {
    byte[] seed =
        sessions.apply(session).stream()
            .filter(wrap -> wrap.reader().equals(key.fingerprint()))
            .findFirst()
            .map(key::unwrap)
            .orElseThrow(() -> new SealException("not sealed for key " + key.fingerprint()));
    KeyRatchet ratchet = new KeyRatchet(seed);
    List<SecretKey> keys = new ArrayList<>(KeySession.KEYS_MAX);
    while (ratchet.index() < KeySession.KEYS_MAX) {
      keys.add(ratchet.next());
    }
    return keys;
  }

  private List<SecretKey> keys(Bytes session) {
    List<SecretKey> found = known.get(session);
    if (found == null) {
      found = load(session);
      known.put(session, found);
      if (known.size() > SESSIONS_MAX) {
        known.pollFirstEntry();
      }
    }
    return found;
  }

  private SortedMap<String, String> values(TradingRecord shown, SealedValues sealed) {
    if (sealed.keyIndex() < 0 || sealed.keyIndex() >= KeySession.KEYS_MAX) {
      throw new SealException("no such data key: " + shown);
    }
    SecretKey dataKey = keys(sealed.session()).get(sealed.keyIndex());
    return SecretCipher.open(dataKey, shown, sealed.ciphertext());
  }
}
