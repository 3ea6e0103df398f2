package obscura.settlement.note;

import obscura.settlement.crypto.Bytes;

/**
 * ν of a note: public, 16 bytes, fresh for every output of every attempt (a second note with the
 * same seed and owner would show the difference of the two amounts).
 */
public record NoteSeed(Bytes value) {
  /** Bytes of a seed. */
  public static final int BYTES = 16;

  /**
   * Checks the length.
   *
   * @throws IllegalArgumentException if it is not 16
   */
  public NoteSeed {
    Bytes _ = value.require(BYTES, "a note seed");
  }
}
