package obscura.settlement.swap;

import java.time.Duration;
import java.util.Random;
import obscura.domain.TradeId;
import obscura.settlement.swap.core.ChainFacts;
import obscura.settlement.swap.port.LockChain;
import obscura.settlement.swap.port.LockOffice;

/** One chain that runs the committed program, somebody's notes on it, and what goes wrong there. */
public interface SwapSide extends AutoCloseable {
  /** The chain's name. */
  String chain();

  /** Puts in one note for each of the trades 0, 1, 2, ... */
  void stock(int notes) throws Exception;

  /** The chain as a new process sees it, which remembers nothing. */
  LockChain lockChain();

  /** Has locks signed. */
  LockOffice office();

  /** Seconds since 1970 by the chain. */
  long now();

  /** Time goes by, with blocks. */
  void advance(Duration time);

  /** Something goes wrong, for one trade or for the chain. */
  void fault(TradeId trade, Random random) throws Exception;

  /** What does not last longer than a round is over. */
  void calm();

  /** What a verifier knows. */
  ChainFacts facts() throws Exception;

  /** By the chain's own word: the note is with whom it belongs to, whole, and nowhere else. */
  void assertEnded(TradeId trade, boolean claimed) throws Exception;

  /** As much is in the vault as was put in. */
  void assertNothingLost() throws Exception;

  @Override
  void close();
}
