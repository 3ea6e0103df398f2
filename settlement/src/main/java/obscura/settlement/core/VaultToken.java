package obscura.settlement.core;

/**
 * A token in one vault, as the ledger names it: {@code USDC@31337.5fbdb2315678}. The same token in
 * two vaults is two tokens: what one owes the other does not pay.
 *
 * @param symbol as in an instrument
 * @param vault names a vault: 1 to 40 of {@code a-z 0-9 .}
 */
public record VaultToken(String symbol, String vault) {
  /**
   * Checks both.
   *
   * @throws IllegalArgumentException if one is not as said
   */
  public VaultToken {
    String _ = Tokens.checked(symbol + "@" + vault);
  }

  /** The ledger's name. */
  @Override
  public String toString() {
    return symbol + "@" + vault;
  }
}
