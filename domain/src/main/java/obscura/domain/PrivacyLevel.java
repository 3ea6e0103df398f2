package obscura.domain;

/** PrivacyLevel(20007): who may learn of a trade after it; before it everybody is anonymous. */
public enum PrivacyLevel {
  /** Names are disclosed to the counterparty. */
  TRANSPARENT('T'),
  /** Anonymous always; nobody else can open it. */
  SHIELDED('S'),
  /** Anonymous; openable with the viewing keys of named auditors. */
  COMPLIANT('C');

  private final char fix;

  PrivacyLevel(char fix) {
    this.fix = fix;
  }

  /** The value of FIX field 20007. */
  public char fix() {
    return fix;
  }
}
