package obscura.engine.fix.session;

/** Kinds of sessions, one TCP port each (rules of engagement 1.1). */
public enum SessionKind {
  /** Takers. */
  TRADE(9880, " R Z a AJ D F G H q AF T x o BE AD AR "),
  /** Market makers. */
  MAKER(9881, " S Z a AI AJ AG D F G H AF q T x o BE AD AR "),
  /** Back office; reads copies. */
  DROP(9882, " AD "),
  /** Compliance officers and regulators; read full identities. */
  COMPL(9883, " AD ");

  private final int defaultPort;
  private final String served;

  SessionKind(int defaultPort, String served) {
    this.defaultPort = defaultPort;
    this.served = served;
  }

  /** The port of the rules of engagement. */
  public int defaultPort() {
    return defaultPort;
  }

  /** Whether a client of this kind may send application messages of this type. */
  public boolean serves(String type) {
    return served.contains(" " + type + " ");
  }

  /** True if the kind only ever asks for copies. */
  boolean isReadOnly() {
    return this == DROP || this == COMPL;
  }
}
