package obscura.settlement.mirror;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import obscura.settlement.crypto.Bytes;
import obscura.settlement.mirror.QueuedMovement.State;

/**
 * Deposits and withdrawals of a vault that are not through. It follows from chain and ledger each
 * time it is asked, so nothing of it can be lost. Any thread.
 */
public final class MovementQueue {
  private final VaultMirror mirror;

  public MovementQueue(VaultMirror mirror) {
    this.mirror = mirror;
  }

  /** The vault's name in the ledger. */
  public String vault() {
    return mirror.witness().vault();
  }

  /**
   * All of them, in the order of the chain.
   *
   * @throws WitnessException if the chain does not answer
   */
  public List<QueuedMovement> waiting() {
    VaultWitness witness = mirror.witness();
    long head = witness.head();
    List<VaultMovement> all = witness.movements(0, head);
    Set<Bytes> left = new HashSet<>();
    for (VaultMovement each : all) {
      if (each instanceof VaultMovement.Withdrawal) {
        left.add(each.place().note());
      }
    }
    List<QueuedMovement> waiting = new ArrayList<>();
    for (VaultMovement each : all) {
      long confirmations = head - each.place().block() + 1;
      boolean isFinal = confirmations >= witness.confirmations();
      boolean gone = left.contains(each.place().note());
      switch (each) {
        case VaultMovement.Deposit deposit -> {
          if (!isFinal) {
            waiting.add(queued(State.DEPOSIT_SEEN, each, confirmations, ""));
          } else if (witness.namesOwners()
              && !gone
              && !mirror.isOwned(each.reference(), mirror.token(deposit.symbol()))) {
            waiting.add(queued(State.DEPOSIT_UNATTRIBUTED, each, confirmations, ""));
          }
        }
        case VaultMovement.Requested request -> {
          if (!gone) {
            waiting.add(
                queued(
                    State.WITHDRAWAL_REQUESTED,
                    each,
                    confirmations,
                    "matures " + request.matures()));
          }
        }
        case VaultMovement.Withdrawal _ -> {
          if (!isFinal) {
            waiting.add(queued(State.WITHDRAWAL_SEEN, each, confirmations, ""));
          }
        }
      }
    }
    return waiting;
  }

  private QueuedMovement queued(
      State state, VaultMovement movement, long confirmations, String detail) {
    VaultWitness witness = mirror.witness();
    return new QueuedMovement(
        state,
        movement,
        witness.ownerOf(movement.place().note()),
        confirmations,
        witness.confirmations(),
        detail);
  }
}
