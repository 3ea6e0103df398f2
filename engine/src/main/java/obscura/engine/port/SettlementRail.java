package obscura.engine.port;

import obscura.domain.PrivacyLevel;

/** What the settlement rail that is configured can carry. Any thread may ask. */
public interface SettlementRail {
  /**
   * Whether a trade settles whose two sides both have this level. What does not is refused at entry
   * with 205, for nobody knows beforehand whom an order meets.
   */
  boolean settles(PrivacyLevel level);
}
