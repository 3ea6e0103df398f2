package obscura.settlement.note;

import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import obscura.settlement.crypto.Bytes;
import obscura.settlement.crypto.Group;
import obscura.settlement.crypto.Groups;
import obscura.settlement.crypto.Hash;
import obscura.settlement.crypto.Pedersen;
import obscura.settlement.crypto.Point;
import obscura.settlement.sip.StealthCurve;
import org.bouncycastle.util.Arrays;

/**
 * A vault of the Solana program: ristretto255, SHA-256. Every hash begins with its own tag, the
 * program and the vault; numbers are little-endian.
 */
public final class SolanaVault implements Vault {
  private static final Point H =
      Pedersen.generator(
          Groups.RISTRETTO255, counter -> Hash.utf8("OBSCURA-RISTRETTO-H-v1:" + counter));
  private static final byte[] INNER_NODE = {1};
  private static final int KEY_BYTES = 32;
  private static final int SIGNERS = 3;

  private final byte[] program;
  private final byte[] vault;
  private final Map<Bytes, Pedersen> generators = new ConcurrentHashMap<>();

  /**
   * Names the vault.
   *
   * @param program id, 32 bytes
   * @param vault address of its account, 32 bytes
   * @throws IllegalArgumentException if one has another length
   */
  public SolanaVault(Bytes program, Bytes vault) {
    this.program = program.require(KEY_BYTES, "a program").array();
    this.vault = vault.require(KEY_BYTES, "a vault").array();
  }

  @Override
  public Group group() {
    return Groups.RISTRETTO255;
  }

  @Override
  public StealthCurve ownerCurve() {
    return StealthCurve.ED25519;
  }

  @Override
  public int amountBits() {
    return Long.SIZE;
  }

  @Override
  public int tokenBytes() {
    return KEY_BYTES;
  }

  @Override
  public Point h() {
    return H;
  }

  @Override
  public Pedersen generators(Bytes token) {
    byte[] seed =
        Arrays.concatenate(
            Hash.utf8("OBSCURA-RISTRETTO-G-v1:"),
            program,
            vault,
            token.require(KEY_BYTES, "a mint").array());
    return generators.computeIfAbsent(
        token,
        _ ->
            new Pedersen(
                Pedersen.generator(group(), counter -> Arrays.append(seed, (byte) counter)), H));
  }

  @Override
  public Bytes noteId(Note note, NotePlace place) {
    return tagged(
        "OBSCURA-NOTE-v1",
        note.token().require(KEY_BYTES, "a mint").array(),
        note.owner().require(KEY_BYTES, "an owner").array(),
        note.commitment().encode(),
        number(place.batch()),
        ByteBuffer.allocate(Integer.BYTES)
            .order(ByteOrder.LITTLE_ENDIAN)
            .putInt(place.index())
            .array());
  }

  @Override
  public Bytes node(Bytes left, Bytes right) {
    return Bytes.of(Hash.sha256(INNER_NODE, left.array(), right.array()));
  }

  @Override
  public Bytes lockHash(NoteLock lock) {
    return Bytes.of(
        Hash.sha256(
            lock.hash().array(),
            lock.refundOwner().require(KEY_BYTES, "a refund owner").array(),
            number(lock.deadlineSeconds()),
            lock.refundMemo().require(RefundMemo.bytes(ownerCurve()), "a refund memo").array()));
  }

  @Override
  public Bytes lockedLeaf(Bytes noteId, Bytes lockHash) {
    return tagged("OBSCURA-LOCK-v1", noteId.array(), lockHash.array());
  }

  @Override
  public Bytes batchDigest(BatchContent batch) {
    return tagged(
        "OBSCURA-BATCH-v1",
        number(batch.number()),
        number(batch.epoch()),
        number(batch.deadlineSeconds()),
        batch.operator().require(KEY_BYTES, "an operator").array(),
        contentHashes(batch).array());
  }

  /** The chained hashes over trades, inputs and outputs of a batch, 32 bytes each. */
  public Bytes contentHashes(BatchContent batch) {
    return Bytes.of(
        chained(batch.trades(), SolanaVault::number),
        chained(batch.inputs(), Bytes::array),
        chained(batch.outputs(), this::outputHash));
  }

  /** What two parties sign to list a token. */
  public Bytes listingDigest(long epoch, Bytes mint) {
    return tagged("OBSCURA-LIST-v1", number(epoch), mint.require(KEY_BYTES, "a mint").array());
  }

  @Override
  public Bytes permitDigest(Bytes noteId, long expirySeconds) {
    return tagged("OBSCURA-PERMIT-v1", noteId.array(), number(expirySeconds));
  }

  @Override
  public Bytes consentDigest(Bytes noteId, Bytes batchDigest) {
    return tagged("OBSCURA-CONSENT-v1", noteId.array(), batchDigest.array());
  }

  @Override
  public Bytes withdrawDigest(Bytes noteId, WithdrawalTerms terms) {
    if (terms.fee().bitLength() > Long.SIZE) {
      throw new IllegalArgumentException("a fee on Solana is below 2^64");
    }
    return tagged(
        "OBSCURA-WITHDRAW-v1",
        noteId.array(),
        terms.recipient().require(KEY_BYTES, "a recipient").array(),
        number(terms.fee().longValue()),
        number(terms.deadlineSeconds()));
  }

  @Override
  public Bytes revokeDigest(Bytes noteId) {
    return tagged("OBSCURA-REVOKE-v1", noteId.array());
  }

  /**
   * What two parties sign to propose three new ones and a guardian.
   *
   * @param epoch in force
   * @param proposals how many the vault has seen
   * @throws IllegalArgumentException if there are not three, or a key has not 32 bytes
   */
  public Bytes signersDigest(long epoch, long proposals, List<Bytes> signers, Bytes guardian) {
    if (signers.size() != SIGNERS) {
      throw new IllegalArgumentException("three signers are proposed, not " + signers.size());
    }
    return tagged(
        "OBSCURA-SIGNERS-v1",
        number(epoch),
        number(proposals),
        signers.get(0).require(KEY_BYTES, "a signer").array(),
        signers.get(1).require(KEY_BYTES, "a signer").array(),
        signers.get(2).require(KEY_BYTES, "a signer").array(),
        guardian.require(KEY_BYTES, "a guardian").array());
  }

  @Override
  public BigInteger balanceChallenge(Point excess, Point commitment, Bytes batchDigest) {
    byte[] hash =
        Hash.sha256(
            Hash.utf8("OBSCURA-BALANCE-v1"),
            excess.encode(),
            commitment.encode(),
            batchDigest.array());
    return new BigInteger(1, Arrays.reverse(hash)).mod(group().order());
  }

  private byte[] outputHash(NoteOutput output) {
    Note note = output.note();
    return Hash.sha256(
        note.token().array(),
        note.owner().array(),
        note.commitment().encode(),
        output.memo().require(NoteMemo.bytes(ownerCurve()), "a memo").array(),
        output.lock().map(this::lockHash).orElse(Bytes.zeros(HASH_BYTES)).array());
  }

  /** run = SHA-256(run ‖ item) from 32 zeros: the program takes a list in pieces. */
  private static <T> byte[] chained(List<T> items, Function<T, byte[]> bytes) {
    byte[] run = new byte[HASH_BYTES];
    for (T item : items) {
      run = Hash.sha256(run, bytes.apply(item));
    }
    return run;
  }

  private static byte[] number(long value) {
    return ByteBuffer.allocate(Long.BYTES).order(ByteOrder.LITTLE_ENDIAN).putLong(value).array();
  }

  private Bytes tagged(String tag, byte[]... fields) {
    return Bytes.of(Hash.sha256(Hash.utf8(tag), program, vault, Arrays.concatenate(fields)));
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof SolanaVault o
        && java.util.Arrays.equals(o.program, program)
        && java.util.Arrays.equals(o.vault, vault);
  }

  @Override
  public int hashCode() {
    return java.util.Arrays.hashCode(vault);
  }

  /** Program and vault. */
  @Override
  public String toString() {
    return "SolanaVault[" + Bytes.of(program) + ":" + Bytes.of(vault) + "]";
  }
}
