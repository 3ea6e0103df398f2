package obscura.mpc.party;

/** The life of a secret: from NEW into one context, once, then SPENT. */
enum Phase {
  NEW,
  REQUEST,
  QUOTE,
  ORDER,
  ACCEPT,
  /** Share keys of an owner, for all of its notes. */
  KEYS,
  /** For plain operations alone, as often as its owner likes. */
  TEST,
  /** Also what a job made: it can be read, but never go into a job as an input. */
  SPENT
}
