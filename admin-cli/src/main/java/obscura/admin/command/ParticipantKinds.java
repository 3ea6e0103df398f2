package obscura.admin.command;

/** Kinds of participants. */
enum ParticipantKinds {
  TRADE,
  MAKER,
  DROP,
  COMPL
}
