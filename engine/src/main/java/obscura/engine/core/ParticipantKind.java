package obscura.engine.core;

/** The kind of a participant's session, and so its port (rules of engagement 1.1). */
public enum ParticipantKind {
  TRADE,
  MAKER,
  DROP,
  COMPL
}
