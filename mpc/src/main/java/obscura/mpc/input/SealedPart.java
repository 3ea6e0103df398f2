package obscura.mpc.input;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Optional;
import java.util.stream.IntStream;
import obscura.mpc.api.Handle;
import obscura.mpc.api.Origin;
import obscura.mpc.api.Purpose;
import obscura.mpc.api.SealedKeys;
import obscura.mpc.api.Vector;
import obscura.mpc.codec.Encoder;
import obscura.mpc.seal.SealedBox;
import obscura.mpc.seal.SealingKey;
import obscura.mpc.share.Commitment;

/**
 * What one party gets of {@link SealedKeys}: the record of the input, and the box that it alone can
 * open. In the box: its first key and that one's blinding, its second and that one's, each of 32
 * bytes. HPKE's {@code info} names venue instance and party, its associated data the digest of the
 * keys' record and the handle of the input, and so the three commitments.
 *
 * @param party 0, 1 or 2
 */
@SuppressWarnings("ArrayRecordComponent")
public record SealedPart(int party, InputRecord record, byte[] box) {
  private static final String LABEL = "OBSCURA-KEYS-BOX-v1";
  private static final int PARTIES = 3;
  private static final int KEY_WORDS = 4;
  private static final int BYTES = 2 * (KEY_WORDS * Long.BYTES + Commitment.BYTES);

  /** The parts of the three. */
  public static SealedPart[] of(SealedKeys keys) {
    InputRecord record =
        new InputRecord(
            keys.instance(),
            origin(keys.owner(), keys.purpose()),
            keys.commitments().toArray(byte[][]::new));
    return IntStream.range(0, PARTIES)
        .mapToObj(k -> new SealedPart(k, record, keys.boxes().get(k)))
        .toArray(SealedPart[]::new);
  }

  /** The handle that the parties will know these keys by. */
  public static Handle handle(SealedKeys keys) {
    return of(keys)[0].handle();
  }

  /** The only one that such keys have: no session brought them, at no time. */
  static Origin origin(String owner, Purpose.NoteKeys told) {
    return new Origin(owner, owner, 0, 0, "NOTE-KEYS", 0, false, told);
  }

  /** Seals a part to a party's key. */
  static byte[] seal(SharedInput part, byte[] publicKey) {
    ByteBuffer plain = ByteBuffer.allocate(BYTES);
    put(plain, part.mine());
    plain.put(part.mineBlinding());
    put(plain, part.next());
    plain.put(part.nextBlinding());
    byte[] box =
        SealedBox.seal(
            publicKey, info(part.record(), part.party()), associated(part.record()), plain.array());
    Arrays.fill(plain.array(), (byte) 0);
    return box;
  }

  private static void put(ByteBuffer out, long[] words) {
    for (int k = 0; k < KEY_WORDS; k++) {
      out.putLong(words[k]);
    }
  }

  private static byte[] info(InputRecord record, int party) {
    return new Encoder().text(LABEL).text(record.instance()).number(party).bytes();
  }

  private static byte[] associated(InputRecord record) {
    Encoder out = new Encoder().text(record.origin().owner());
    if (record.origin().purpose() instanceof Purpose.NoteKeys told) {
      out.text(told.digest(record.origin().owner()));
    }
    return out.handle(record.handle()).bytes();
  }

  /** Whether it says that it brings note keys, and nothing that it need not say. */
  public boolean isOfKeys() {
    Origin said = record.origin();
    return said.purpose() instanceof Purpose.NoteKeys told
        && said.equals(origin(said.owner(), told));
  }

  public Handle handle() {
    return record.handle();
  }

  /**
   * What the box holds, not yet held against the commitments, and signed by nobody; empty if it
   * does not open as this party's of this record.
   */
  public Optional<SharedInput> opened(SealingKey key) {
    return key.open(box, info(record, party), associated(record))
        .filter(plain -> plain.length == BYTES)
        .map(this::input);
  }

  private SharedInput input(byte[] plain) {
    ByteBuffer in = ByteBuffer.wrap(plain);
    long[] mine = words(in);
    byte[] mineBlinding = blinding(in);
    long[] next = words(in);
    byte[] nextBlinding = blinding(in);
    Arrays.fill(plain, (byte) 0);
    return new SharedInput(party, record, new byte[0], mine, mineBlinding, next, nextBlinding);
  }

  private static long[] words(ByteBuffer in) {
    long[] words = new long[Vector.INPUT_WORDS];
    for (int k = 0; k < KEY_WORDS; k++) {
      words[k] = in.getLong();
    }
    return words;
  }

  private static byte[] blinding(ByteBuffer in) {
    byte[] blinding = new byte[Commitment.BYTES];
    in.get(blinding);
    return blinding;
  }

  /** Tells whose it is. */
  @Override
  public String toString() {
    return "SealedPart[" + party + ", " + record.handle() + "]";
  }
}
