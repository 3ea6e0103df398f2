package obscura.settlement.evm;

import java.util.Arrays;
import java.util.Optional;
import obscura.settlement.crypto.Bytes;
import obscura.settlement.sip.EthereumAddress;
import obscura.settlement.sip.EthereumSignature;

/**
 * An ECDSA signature in the compact form of EIP-2098.
 *
 * @param r 32 bytes
 * @param vs s, below half of the order, with the parity of the nonce's y in the highest bit
 */
public record CompactSignature(Bytes r, Bytes vs) {
  private static final int WORD = AbiValue.WORD;
  private static final int V_EVEN = 27;
  private static final int PARITY = 0x80;

  /**
   * Checks lengths.
   *
   * @throws IllegalArgumentException if one is not 32 bytes
   */
  public CompactSignature {
    Bytes _ = r.require(WORD, "r");
    Bytes _ = vs.require(WORD, "vs");
  }

  /**
   * Packs r ‖ s ‖ v, v being 27 or 28, as {@link EthereumSignature} makes it.
   *
   * @throws IllegalArgumentException if it has another form, or a high s
   */
  public static CompactSignature of(byte[] signature) {
    if (signature.length != EthereumSignature.BYTES || signature[WORD] < 0) {
      throw new IllegalArgumentException("a signature is 65 bytes, its s low");
    }
    int parity = signature[2 * WORD] - V_EVEN;
    if (parity != 0 && parity != 1) {
      throw new IllegalArgumentException("v is 27 or 28");
    }
    byte[] vs = Arrays.copyOfRange(signature, WORD, 2 * WORD);
    vs[0] |= (byte) (parity * PARITY);
    return new CompactSignature(Bytes.of(Arrays.copyOf(signature, WORD)), Bytes.of(vs));
  }

  /** Whose key signed the digest; empty if nobody's. */
  public Optional<EthereumAddress> signerOf(Bytes digest) {
    byte[] s = vs.array();
    byte v = (byte) ((s[0] & PARITY) == 0 ? V_EVEN : V_EVEN + 1);
    s[0] &= (byte) ~PARITY;
    return EthereumSignature.recover(
        digest.array(), Bytes.of(r.array(), s, new byte[] {v}).array());
  }

  AbiValue abi() {
    return AbiValue.tuple(new AbiValue.Word(r), new AbiValue.Word(vs));
  }

  static CompactSignature read(AbiReader from) {
    return new CompactSignature(from.word(), from.word());
  }
}
