package obscura.settlement.swap;

import obscura.settlement.swap.port.LockChain;
import obscura.settlement.swap.port.LockOffice;

/** Where a leg is locked, and who has its lock signed. */
public record SwapLeg(LockChain chain, LockOffice office) {}
