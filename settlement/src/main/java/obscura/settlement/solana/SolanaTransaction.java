package obscura.settlement.solana;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import obscura.settlement.sip.Base58;
import org.p2p.solanaj.core.AccountMeta;
import org.p2p.solanaj.core.PublicKey;
import org.p2p.solanaj.core.TransactionInstruction;

/**
 * A transaction of Solana's legacy format. solanaj builds one too, but signs with its own key class
 * only; here any {@link TransactionSigner} signs, and the result goes to {@code
 * RpcApi.sendRawTransaction}.
 *
 * @param payer pays the fee, signs first
 * @param instructions carried out in order, all or none
 */
public record SolanaTransaction(PublicKey payer, List<TransactionInstruction> instructions) {
  /** The longest transaction that the network carries, in bytes. */
  public static final int BYTES_MAX = 1232;

  private static final int SIGNATURE_BYTES = 64;
  private static final int COMPACT_BITS = 7;

  /** Copies the list. */
  public SolanaTransaction {
    instructions = List.copyOf(instructions);
  }

  /**
   * Bytes of the whole transaction, signatures included; it can be sent if they are at most {@link
   * #BYTES_MAX}.
   */
  public int size() {
    byte[] message = message(new byte[32]);
    int signatures = message[0];
    return 1 + signatures * SIGNATURE_BYTES + message.length;
  }

  /**
   * The signed transaction in base64.
   *
   * @param blockhash a recent one, base58
   * @throws IllegalArgumentException if a signer is missing or the transaction is too long
   */
  public String signed(String blockhash, List<TransactionSigner> signers) {
    byte[] message = message(Base58.decode(blockhash));
    Borsh wire = new Borsh();
    compact(wire, message[0]);
    for (PublicKey key : keys().sequencedKeySet().stream().limit(message[0]).toList()) {
      wire.bytes(signer(key, signers).sign(message));
    }
    byte[] transaction = wire.bytes(message).toBytes();
    if (transaction.length > BYTES_MAX) {
      throw new IllegalArgumentException(
          "a transaction has at most " + BYTES_MAX + " bytes, not " + transaction.length);
    }
    return Base64.getEncoder().encodeToString(transaction);
  }

  /** The first signature of a signed transaction, in base58: its name on the chain. */
  public static String signature(String signed) {
    byte[] wire = Base64.getDecoder().decode(signed);
    return Base58.encode(Arrays.copyOfRange(wire, 1, 1 + SIGNATURE_BYTES));
  }

  private static TransactionSigner signer(PublicKey key, List<TransactionSigner> signers) {
    return signers.stream()
        .filter(signer -> signer.key().equals(key))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("nobody signs for " + key));
  }

  private byte[] message(byte[] blockhash) {
    SequencedMap<PublicKey, AccountMeta> keys = keys();
    List<PublicKey> order = new ArrayList<>(keys.sequencedKeySet());
    Borsh message = new Borsh();
    message.u8(count(keys, true, true) + count(keys, true, false));
    message.u8(count(keys, true, false)).u8(count(keys, false, false));
    compact(message, order.size());
    order.forEach(key -> message.bytes(key.toByteArray()));
    message.bytes(blockhash);
    compact(message, instructions.size());
    for (TransactionInstruction instruction : instructions) {
      message.u8(order.indexOf(instruction.getProgramId()));
      compact(message, instruction.getKeys().size());
      instruction.getKeys().forEach(meta -> message.u8(order.indexOf(meta.getPublicKey())));
      compact(message, instruction.getData().length);
      message.bytes(instruction.getData());
    }
    return message.toBytes();
  }

  /**
   * All accounts, each once with the most that any instruction wants of it: payer, then signers,
   * then writable ones first.
   */
  private SequencedMap<PublicKey, AccountMeta> keys() {
    SequencedMap<PublicKey, AccountMeta> merged = new LinkedHashMap<>();
    merge(merged, new AccountMeta(payer, true, true));
    for (TransactionInstruction instruction : instructions) {
      instruction.getKeys().forEach(meta -> merge(merged, meta));
    }
    instructions.forEach(i -> merge(merged, new AccountMeta(i.getProgramId(), false, false)));
    List<AccountMeta> metas = new ArrayList<>(merged.values());
    metas.sort(
        Comparator.comparing((AccountMeta meta) -> !meta.getPublicKey().equals(payer))
            .thenComparing(meta -> !meta.isSigner())
            .thenComparing(meta -> !meta.isWritable()));
    SequencedMap<PublicKey, AccountMeta> sorted = new LinkedHashMap<>();
    metas.forEach(meta -> sorted.put(meta.getPublicKey(), meta));
    return sorted;
  }

  private static void merge(SequencedMap<PublicKey, AccountMeta> keys, AccountMeta meta) {
    keys.merge(
        meta.getPublicKey(),
        meta,
        (a, b) ->
            new AccountMeta(
                a.getPublicKey(), a.isSigner() || b.isSigner(), a.isWritable() || b.isWritable()));
  }

  private static int count(
      SequencedMap<PublicKey, AccountMeta> keys, boolean signer, boolean writable) {
    return Math.toIntExact(
        keys.values().stream()
            .filter(meta -> meta.isSigner() == signer && meta.isWritable() == writable)
            .count());
  }

  private static void compact(Borsh out, int value) {
    int rest = value;
    while (rest >= 1 << COMPACT_BITS) {
      out.u8((rest & 0x7f) | 0x80);
      rest >>= COMPACT_BITS;
    }
    out.u8(rest);
  }
}
