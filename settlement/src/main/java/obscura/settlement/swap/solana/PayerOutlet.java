package obscura.settlement.swap.solana;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import obscura.settlement.crypto.Bytes;
import obscura.settlement.solana.SolanaTransaction;
import obscura.settlement.solana.TransactionSigner;
import obscura.settlement.solana.rpc.Commitment;
import obscura.settlement.solana.rpc.RecentBlockhash;
import obscura.settlement.solana.rpc.SolanaNode;
import obscura.settlement.solana.rpc.TransactionRefusedException;
import obscura.settlement.solana.rpc.TransactionStatus;
import org.p2p.solanaj.core.PublicKey;
import org.p2p.solanaj.core.TransactionInstruction;

/**
 * Sends from one key. A transaction is sent again as it is until it stands in a block or its
 * blockhash is too old; then another is made, for twice the price of a compute unit. What was under
 * way is forgotten with the process, so after a restart a second transaction may go out for one
 * purpose: the program carries out one of them. One thread.
 */
public final class PayerOutlet implements InstructionOutlet {
  private static final PublicKey BUDGET =
      new PublicKey("ComputeBudget111111111111111111111111111111");
  private static final int SET_UNIT_PRICE = 3;
  private static final int PRICE_BYTES = 1 + Long.BYTES;

  /** So many blocks after its end a transaction is forgotten, and its price with it. */
  private static final long MEMORY_BLOCKS = 1_000;

  private final SolanaNode node;
  private final TransactionSigner payer;
  private final Price price;
  private final Map<Bytes, Sent> underWay = new HashMap<>();

  /**
   * What is offered for a compute unit, in millionths of a lamport.
   *
   * @param first at the first try; 0 offers nothing at any
   * @param most which is not exceeded
   */
  public record Price(long first, long most) {
    /**
     * Checks the order.
     *
     * @throws IllegalArgumentException if first is negative or above most
     */
    public Price {
      if (first < 0 || most < first) {
        throw new IllegalArgumentException("a price is 0 to the most that is paid");
      }
    }
  }

  private record Sent(String signature, String wire, long lastHeight, long price) {}

  /** Sends through a node. */
  public PayerOutlet(SolanaNode node, TransactionSigner payer, Price price) {
    this.node = node;
    this.payer = payer;
    this.price = price;
  }

  @Override
  public PublicKey payer() {
    return payer.key();
  }

  @Override
  public boolean fits(List<TransactionInstruction> instructions) {
    return transaction(instructions, price.most()).size() <= SolanaTransaction.BYTES_MAX;
  }

  @Override
  public void handIn(Bytes purpose, Supplier<List<TransactionInstruction>> instructions)
      throws IOException {
    long height = node.blockHeight(Commitment.CONFIRMED);
    underWay.values().removeIf(sent -> sent.lastHeight + MEMORY_BLOCKS < height);
    Optional<Sent> before = Optional.ofNullable(underWay.get(purpose));
    if (before.isPresent() && isAlive(before.get(), height)) {
      if (node.status(before.get().signature).isEmpty()) {
        send(purpose, before.get());
      }
      return;
    }
    long offer = before.map(sent -> Math.min(2 * sent.price, price.most())).orElse(price.first());
    send(purpose, signed(instructions.get(), offer));
  }

  /** In a block, or on its way there. */
  private boolean isAlive(Sent sent, long height) throws IOException {
    Optional<TransactionStatus> status = node.status(sent.signature);
    return status.map(found -> !found.failed()).orElse(height <= sent.lastHeight);
  }

  private Sent signed(List<TransactionInstruction> instructions, long offer) throws IOException {
    RecentBlockhash recent = node.recentBlockhash(Commitment.CONFIRMED);
    String wire = transaction(instructions, offer).signed(recent.hash(), List.of(payer));
    return new Sent(SolanaTransaction.signature(wire), wire, recent.lastValidHeight(), offer);
  }

  private void send(Bytes purpose, Sent sent) throws IOException {
    underWay.put(purpose, sent);
    try {
      String answered = node.send(sent.wire);
      if (!answered.equals(sent.signature)) {
        throw new IOException("the node took another transaction");
      }
    } catch (TransactionRefusedException refused) {
      if (refused.isKnown()) {
        return;
      }
      underWay.remove(purpose);
      throw refused;
    }
  }

  private SolanaTransaction transaction(List<TransactionInstruction> instructions, long offer) {
    List<TransactionInstruction> all = new ArrayList<>();
    if (offer > 0) {
      byte[] data = new byte[PRICE_BYTES];
      data[0] = SET_UNIT_PRICE;
      for (int i = 0; i < Long.BYTES; i++) {
        data[1 + i] = (byte) (offer >> (Byte.SIZE * i));
      }
      all.add(new TransactionInstruction(BUDGET, List.of(), data));
    }
    all.addAll(instructions);
    return new SolanaTransaction(payer.key(), all);
  }
}
