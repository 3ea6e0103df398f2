package obscura.mpc.note;

import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import obscura.mpc.curve.Bn254;
import obscura.mpc.curve.Point;

/**
 * What two signers sign of a batch ({@code docs/settlement-notes.md}, 3): EIP-712.
 *
 * @param number below 2^63, and not used before
 * @param epoch of the signers
 * @param deadline in seconds since 1970
 */
public record Batch(
    Vault vault,
    long number,
    long epoch,
    long deadline,
    List<Long> trades,
    List<Input> inputs,
    List<Output> outputs) {
  private static final byte[] DOMAIN =
      ascii("EIP712Domain(string name,string version,uint256 chainId,address verifyingContract)");

  private static final byte[] BATCH =
      ascii(
          "Batch(uint64 number,uint64 epoch,uint64 deadline,bytes32 trades,bytes32 inputs,bytes32"
              + " outputs)");

  public Batch {
    trades = List.copyOf(trades);
    inputs = List.copyOf(inputs);
    outputs = List.copyOf(outputs);
  }

  /**
   * A note that is spent; all texts in hex.
   *
   * @param token 40 digits
   * @param owner 40 digits
   * @param commitment 128 digits
   * @param batch the number of the batch that made it
   * @param index its place there
   */
  public record Input(String token, String owner, String commitment, long batch, long index) {
    private byte[] id(Vault vault) {
      return new Words32()
          .number(vault.chainId())
          .address(vault.address())
          .address(token)
          .address(owner)
          .hex(commitment)
          .number(new BigInteger(Long.toUnsignedString(batch)))
          .number(index)
          .keccak();
    }
  }

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }

  /** 32 bytes. */
  public byte[] digest() {
    byte[] domain =
        new Words32()
            .raw(Words32.keccak(DOMAIN))
            .raw(Words32.keccak(ascii("SIPVault")))
            .raw(Words32.keccak(ascii("1")))
            .number(vault.chainId())
            .address(vault.address())
            .keccak();
    Words32 struct =
        new Words32()
            .raw(Words32.keccak(BATCH))
            .number(number)
            .number(epoch)
            .number(deadline)
            .raw(tradesHash())
            .raw(inputsHash())
            .raw(outputsHash());
    return new Words32().hex("1901").raw(domain).raw(struct.keccak()).keccak();
  }

  private byte[] tradesHash() {
    Words32 all = new Words32();
    trades.forEach(id -> all.raw(ByteBuffer.allocate(Long.BYTES).putLong(id).array()));
    return all.keccak();
  }

  private byte[] inputsHash() {
    Words32 all = new Words32();
    inputs.forEach(input -> all.raw(input.id(vault)));
    return all.keccak();
  }

  private byte[] outputsHash() {
    Words32 all = new Words32();
    outputs.forEach(output -> all.raw(output.hash()));
    return all.keccak();
  }

  /** E: the inputs' commitments less the outputs'. A multiple of H if and only if they balance. */
  public Point excess() {
    Point sum = Point.INFINITY;
    for (Input input : inputs) {
      sum = sum.plus(point(input.commitment()));
    }
    for (Output output : outputs) {
      sum = sum.minus(point(output.commitment()));
    }
    return sum;
  }

  private static Point point(String hex) {
    return Point.of(new Words32().hex(hex).bytes());
  }

  /** The challenge of a proof of balance: keccak256(E || R || digest) modulo the group's order. */
  public BigInteger challenge(Point nonce) {
    byte[] hash = new Words32().raw(excess().bytes()).raw(nonce.bytes()).raw(digest()).keccak();
    return new BigInteger(1, hash).mod(Bn254.Q);
  }

  /** Whether s * H = R + e * E, and neither R nor E is infinity. */
  public boolean isBalanced(Point nonce, BigInteger answer) {
    Point excess = excess();
    return !excess.isInfinity()
        && !nonce.isInfinity()
        && Bn254.H.times(answer).equals(nonce.plus(excess.times(challenge(nonce))));
  }
}
