package obscura.settlement.note;

import java.math.BigInteger;
import java.nio.ByteBuffer;
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
import obscura.settlement.sip.EthereumAddress;
import obscura.settlement.sip.StealthCurve;
import org.bouncycastle.util.Arrays;

/** A vault on an EVM chain: alt_bn128, Keccak-256, EIP-712 with the domain {@code SIPVault}, 1. */
public final class EvmVault implements Vault {
  private static final Point H =
      Pedersen.generator(Groups.BN254, counter -> Hash.utf8("OBSCURA-BN254-H-v1:" + counter));
  private static final byte[] G_DOMAIN = Hash.utf8("OBSCURA-BN254-G-v1:");
  private static final byte[] LOCK_LEAF = Hash.keccak256(Hash.utf8("OBSCURA-LOCK-v1"));
  private static final byte[] TYPED_DATA = {0x19, 0x01};
  private static final int AMOUNT_BITS = 96;
  private static final int SIGNERS = 3;

  private final BigInteger chainId;
  private final EthereumAddress address;
  private final byte[] domain;
  private final Map<Bytes, Pedersen> generators = new ConcurrentHashMap<>();

  /**
   * Names the vault.
   *
   * @param chainId by EIP-155
   * @param address of the deployed contract
   */
  public EvmVault(BigInteger chainId, EthereumAddress address) {
    this.chainId = chainId;
    this.address = address;
    this.domain =
        Abi.struct(
            "EIP712Domain(string name,string version,uint256 chainId,address verifyingContract)",
            Hash.keccak256(Hash.utf8("SIPVault")),
            Hash.keccak256(Hash.utf8("1")),
            Abi.word(chainId),
            vault());
  }

  /** The chain, by EIP-155. */
  public BigInteger chainId() {
    return chainId;
  }

  /** The contract. */
  public EthereumAddress address() {
    return address;
  }

  @Override
  public Group group() {
    return Groups.BN254;
  }

  @Override
  public StealthCurve ownerCurve() {
    return StealthCurve.SECP256K1;
  }

  @Override
  public int amountBits() {
    return AMOUNT_BITS;
  }

  @Override
  public int tokenBytes() {
    return EthereumAddress.BYTES;
  }

  @Override
  public Point h() {
    return H;
  }

  @Override
  public Pedersen generators(Bytes token) {
    byte[] seed =
        Arrays.concatenate(
            G_DOMAIN,
            Abi.word(chainId),
            address.bytes(),
            token.require(EthereumAddress.BYTES, "a token").array());
    return generators.computeIfAbsent(
        token,
        _ ->
            new Pedersen(
                Pedersen.generator(group(), counter -> Arrays.append(seed, (byte) counter)), H));
  }

  @Override
  public Bytes noteId(Note note, NotePlace place) {
    return Bytes.of(
        Hash.keccak256(
            Abi.word(chainId),
            vault(),
            Abi.word(note.token().require(EthereumAddress.BYTES, "a token")),
            Abi.word(note.owner().require(EthereumAddress.BYTES, "an owner")),
            note.commitment().encode(),
            Abi.word(place.batch()),
            Abi.word(place.index())));
  }

  @Override
  public Bytes node(Bytes left, Bytes right) {
    return Bytes.of(Hash.keccak256(left.array(), right.array()));
  }

  @Override
  public Bytes lockHash(NoteLock lock) {
    long headBytes = 4L * HASH_BYTES;
    return Bytes.of(
        Hash.keccak256(
            lock.hash().array(),
            Abi.word(lock.refundOwner().require(EthereumAddress.BYTES, "a refund owner")),
            Abi.word(lock.deadlineSeconds()),
            Abi.word(headBytes),
            Abi.dynamic(
                lock.refundMemo().require(RefundMemo.bytes(ownerCurve()), "a refund memo"))));
  }

  @Override
  public Bytes lockedLeaf(Bytes noteId, Bytes lockHash) {
    return Bytes.of(Hash.keccak256(LOCK_LEAF, noteId.array(), lockHash.array()));
  }

  @Override
  public Bytes batchDigest(BatchContent batch) {
    return signed(
        "Batch(uint64 number,uint64 epoch,uint64 deadline,bytes32 trades,bytes32 inputs,bytes32"
            + " outputs)",
        Abi.word(batch.number()),
        Abi.word(batch.epoch()),
        Abi.word(batch.deadlineSeconds()),
        hashed(batch.trades(), id -> ByteBuffer.allocate(Long.BYTES).putLong(id).array()),
        hashed(batch.inputs(), Bytes::array),
        hashed(batch.outputs(), this::outputHash));
  }

  @Override
  public Bytes permitDigest(Bytes noteId, long expirySeconds) {
    return signed("Permit(bytes32 note,uint64 expiry)", noteId.array(), Abi.word(expirySeconds));
  }

  @Override
  public Bytes consentDigest(Bytes noteId, Bytes batchDigest) {
    return signed("Consent(bytes32 note,bytes32 batch)", noteId.array(), batchDigest.array());
  }

  @Override
  public Bytes withdrawDigest(Bytes noteId, WithdrawalTerms terms) {
    if (terms.fee().bitLength() > AMOUNT_BITS) {
      throw new IllegalArgumentException("a fee on EVM is below 2^96");
    }
    return signed(
        "Withdraw(bytes32 note,address recipient,uint96 fee,uint64 deadline)",
        noteId.array(),
        Abi.word(terms.recipient().require(EthereumAddress.BYTES, "a recipient")),
        Abi.word(terms.fee()),
        Abi.word(terms.deadlineSeconds()));
  }

  @Override
  public Bytes revokeDigest(Bytes noteId) {
    return signed("Revoke(bytes32 note)", noteId.array());
  }

  /**
   * What two parties sign to propose three new ones.
   *
   * @param proposal one more than the vault has seen
   * @throws IllegalArgumentException if there are not three
   */
  public Bytes signersDigest(List<EthereumAddress> signers, long proposal) {
    if (signers.size() != SIGNERS) {
      throw new IllegalArgumentException("three signers are proposed, not " + signers.size());
    }
    return signed(
        "Signers(address first,address second,address third,uint64 proposal)",
        Abi.word(Bytes.of(signers.get(0).bytes())),
        Abi.word(Bytes.of(signers.get(1).bytes())),
        Abi.word(Bytes.of(signers.get(2).bytes())),
        Abi.word(proposal));
  }

  @Override
  public BigInteger balanceChallenge(Point excess, Point commitment, Bytes batchDigest) {
    byte[] hash = Hash.keccak256(excess.encode(), commitment.encode(), batchDigest.array());
    return new BigInteger(1, hash).mod(group().order());
  }

  private byte[] outputHash(NoteOutput output) {
    Note note = output.note();
    return Hash.keccak256(
        note.token().array(),
        note.owner().array(),
        note.commitment().encode(),
        output.memo().require(NoteMemo.bytes(ownerCurve()), "a memo").array(),
        output.lock().map(this::lockHash).orElse(Bytes.zeros(HASH_BYTES)).array());
  }

  private static <T> byte[] hashed(List<T> items, Function<T, byte[]> bytes) {
    return Hash.keccak256(items.stream().map(bytes).toArray(byte[][]::new));
  }

  private Bytes signed(String type, byte[]... words) {
    return Bytes.of(Hash.keccak256(TYPED_DATA, domain, Abi.struct(type, words)));
  }

  private byte[] vault() {
    return Abi.word(Bytes.of(address.bytes()));
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof EvmVault o && o.chainId.equals(chainId) && o.address.equals(address);
  }

  @Override
  public int hashCode() {
    return 31 * chainId.hashCode() + address.hashCode();
  }

  /** Chain id and address. */
  @Override
  public String toString() {
    return "EvmVault[" + chainId + ":" + address + "]";
  }
}
