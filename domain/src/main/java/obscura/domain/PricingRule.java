package obscura.domain;

/** How two crossing dark orders are priced (rules of engagement 4.5, {@code trust.md} 7). */
public enum PricingRule {
  /** The middle of the two limits, rounded down to the tick. */
  MIDPOINT,
  /** The signed reference price, if it lies between the limits. */
  REFERENCE
}
