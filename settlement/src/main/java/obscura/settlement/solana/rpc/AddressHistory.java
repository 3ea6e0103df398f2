package obscura.settlement.solana.rpc;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Optional;
import org.p2p.solanaj.core.PublicKey;

/**
 * All transactions that name an account, page by page, as far back as the node remembers. Failed
 * ones are left out.
 *
 * @param node is asked
 * @param account the account, say of a vault or a batch
 * @param pageSize 1 to {@link SolanaNode#SIGNATURES_MAX}
 */
public record AddressHistory(SolanaNode node, PublicKey account, int pageSize) {
  /** With the largest pages. */
  public AddressHistory(SolanaNode node, PublicKey account) {
    this(node, account, SolanaNode.SIGNATURES_MAX);
  }

  /** Walks back from the newest; a page is asked for when it is needed. */
  public Walk newestFirst() {
    return new Walk();
  }

  /** Whole transactions in blocks of at least this commitment, oldest first. */
  public List<PostedTransaction> oldestFirst(Commitment commitment) throws IOException {
    List<PostedTransaction> all = new ArrayList<>();
    Walk walk = newestFirst();
    while (walk.hasNext()) {
      TransactionStatus status = walk.next();
      if (commitment != Commitment.FINALIZED || status.isFinal()) {
        node.transaction(status.signature()).ifPresent(all::addFirst);
      }
    }
    return List.copyOf(all);
  }

  /** A walk through the history. One thread. */
  public final class Walk {
    private Iterator<TransactionStatus> page = List.<TransactionStatus>of().iterator();
    private Optional<String> last = Optional.empty();
    private boolean ended;
    private Optional<TransactionStatus> next = Optional.empty();

    /** Whether there is an older one. */
    public boolean hasNext() throws IOException {
      while (next.isEmpty() && (page.hasNext() || turn())) {
        next = Optional.of(page.next()).filter(status -> !status.failed());
      }
      return next.isPresent();
    }

    /**
     * The next older one.
     *
     * @throws NoSuchElementException if there is none
     */
    public TransactionStatus next() throws IOException {
      if (!hasNext()) {
        throw new NoSuchElementException("the history ends");
      }
      TransactionStatus found = next.orElseThrow();
      next = Optional.empty();
      return found;
    }

    private boolean turn() throws IOException {
      if (ended) {
        return false;
      }
      List<TransactionStatus> listed = node.signatures(account, last, pageSize);
      ended = listed.size() < pageSize;
      page = listed.iterator();
      if (!listed.isEmpty()) {
        last = Optional.of(listed.getLast().signature());
      }
      return !listed.isEmpty();
    }
  }
}
