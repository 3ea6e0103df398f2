package obscura.settlement.service.port;

import java.util.List;
import java.util.Map;
import obscura.domain.TradeId;
import obscura.settlement.crypto.Bytes;
import obscura.settlement.service.core.Instruction;
import obscura.settlement.service.core.FailCode;

/**
 * Turns trades into notes spent and made, proves the balance and gets two parties' signatures. For
 * trades whose amounts the service may read, or by shares. One thread. Calls may throw {@link
 * UnavailableException}; they are then made again with the same arguments.
 */
public interface NoteOffice {
  /** What keeps a trade from being settled: NONE if nothing does. It changes nothing. */
  FailCode check(Instruction trade);

  /**
   * Makes a batch. Asked again with the same number it may answer another batch of the same number,
   * deadline and trades, or another order of them; the contract settles one of them at most.
   */
  Prepared prepare(Request request);

  /** The batch is final: what it spent is spent, what it made is there. Repeats are no harm. */
  void settled(long batch);

  /** The batch will never be settled: what it would have spent is free. Repeats are no harm. */
  void released(long batch);

  /**
   * What is to be made.
   *
   * @param batch its number
   * @param deadlineSeconds since 1970
   * @param trades in the order of the batch
   */
  record Request(long batch, long deadlineSeconds, List<Instruction> trades) {
    /** Copies. */
    public Request {
      trades = List.copyOf(trades);
    }
  }

  /** What came of it. */
  sealed interface Prepared {
    /**
     * Signed by two parties.
     *
     * @param call what the contract is called with
     * @param root of the tree over the outputs
     * @param outputs those of each trade
     */
    record Signed(Bytes call, Bytes digest, Bytes root, Map<TradeId, List<Made>> outputs)
        implements Prepared {
      /** Copies. */
      public Signed {
        outputs = Map.copyOf(outputs);
      }
    }

    /** Nothing was signed under this number, and nothing will be. */
    record Refused(Map<TradeId, FailCode> reasons) implements Prepared {
      /** Copies. */
      public Refused {
        reasons = Map.copyOf(reasons);
      }
    }
  }

  /**
   * A note made.
   *
   * @param index in the tree
   * @param leaf its id there
   * @param path siblings from the leaf up
   */
  record Made(int index, Bytes token, Bytes owner, Bytes commitment, Bytes leaf, List<Bytes> path) {
    /** Copies. */
    public Made {
      path = List.copyOf(path);
    }
  }
}
