package obscura.dropcopy.seal;

import java.security.SecureRandom;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.crypto.SecretKey;
import obscura.dropcopy.record.Bytes;
import obscura.dropcopy.record.SealedValues;
import obscura.dropcopy.record.TradingRecord;
import org.jspecify.annotations.Nullable;

/**
 * Encrypts secret values under the data key of their scope. It keeps the keys of the {@value
 * #SCOPES_MAX} scopes used last; an older scope gets a new key. Nothing kept here opens what was
 * sealed with a forgotten key. One thread.
 */
public final class RecordSealer {
  /** Scopes whose data key is in memory. */
  static final int SCOPES_MAX = 1024;

  private final List<KeyWrap> readers;
  private final SecureRandom random = new SecureRandom();
  private final Map<String, DataKey> recent = new LinkedHashMap<>(16, 0.75f, true);
  private @Nullable KeyRatchet ratchet;
  private @Nullable KeySession session;

  /** Seals for all these readers, at least one. */
  public RecordSealer(List<KeyWrap> readers) {
    if (readers.isEmpty()) {
      throw new IllegalArgumentException("at least one reader");
    }
    this.readers = List.copyOf(readers);
  }

  /** The secret values of the record, encrypted; empty if it has none. */
  public Optional<Sealed> seal(TradingRecord record) {
    if (record.secret().isEmpty()) {
      return Optional.empty();
    }
    DataKey key = keyOf(record.keyScope());
    Bytes ciphertext = SecretCipher.seal(key.key(), record, random);
    SealedValues values = new SealedValues(key.session().name(), key.index(), ciphertext);
    return Optional.of(new Sealed(values, key.session()));
  }

  /** Forgets all keys, so that nothing refers to a session that was never stored. */
  public void forget() {
    recent.clear();
    ratchet = null;
    session = null;
  }

  private DataKey keyOf(String scope) {
    DataKey known = recent.get(scope);
    if (known != null) {
      return known;
    }
    DataKey fresh = fresh();
    recent.put(scope, fresh);
    if (recent.size() > SCOPES_MAX) {
      recent.remove(recent.keySet().iterator().next());
    }
    return fresh;
  }

  private DataKey fresh() {
    KeyRatchet current = ratchet;
    KeySession name = session;
    if (current == null || name == null || current.index() == KeySession.KEYS_MAX) {
      byte[] seed = new byte[KeyRatchet.SEED_BYTES];
      random.nextBytes(seed);
      current = new KeyRatchet(seed);
      name = KeySession.of(readers.stream().map(reader -> reader.wrap(seed)).toList());
      Arrays.fill(seed, (byte) 0);
      ratchet = current;
      session = name;
    }
    int index = current.index();
    return new DataKey(name, index, current.next());
  }

  /** Encrypted values and the session that must be stored with them. */
  public record Sealed(SealedValues values, KeySession session) {}

  private record DataKey(KeySession session, int index, SecretKey key) {}
}
