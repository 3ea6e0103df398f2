package obscura.settlement.service.port;

import obscura.settlement.service.core.Instruction;

/** Whether an instruction is what the two orders say (requirement 20.2). */
public interface OrderCheck {
  /**
   * Compares by itself, or asks the parties for the one bit.
   *
   * @throws UnavailableException if nobody can say now
   */
  boolean equalsOrders(Instruction instruction);
}
