package obscura.mpc.api;

/** A rule that each party keeps by itself, whatever the venue asks ({@code trust.md} 3). */
public enum Rule {
  /** The gateway's signature on the record of an input is wrong. */
  SIGNATURE,
  /** A share does not fit its commitment. */
  COMMITMENT,
  /** A record or a roster names another venue instance. */
  OTHER_VENUE,
  /**
   * A roster that is older than one known, goes on from another, or lacks signatures; or something
   * that the roster does not name.
   */
  ROSTER,
  /** The gateway speaks for a firm of which only what it signed itself is taken. */
  SEALED_ONLY,
  /** A handle that no input and no job made. */
  UNKNOWN_HANDLE,
  /** A handle that went into a job before, or is there already. */
  USED_BEFORE,
  /** A handle in another context than its record names. */
  OTHER_CONTEXT,
  /** Something that belongs to another owner. */
  OTHER_OWNER,
  /** A quote of a maker that the taker did not invite. */
  NOT_INVITED,
  /** A quote that is older than one of the same maker in the set. */
  OLDER_QUOTE,
  /** A request that is not open for this any more: a second selection, a late quote or accept. */
  WRONG_STAGE,
  /** A reveal to a recipient whom no job entitled. */
  NOT_ENTITLED,
  /** A job that is not the next, or another one under a number that was given. */
  OTHER_JOB,
  /** Something that this party does not do: plain operations in profile production. */
  NOT_LOADED,
  /** A quote whose record says that it came after the request's close. */
  AFTER_CLOSE,
  /** A reference price that the parties do not take; their logs say why. */
  REFERENCE,
  /** The record of an input whose time is far from a party's own clock. */
  TIME,
  /** A request called unquoted while quotes may still come. */
  BEFORE_CLOSE,
  /** A sender whom the roster does not name, or names as another firm's. */
  PARTICIPANT,
  /** A box that this party's key does not open as its own of that record. */
  BOX
}
