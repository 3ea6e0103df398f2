package obscura.engine.port;

import java.util.List;
import java.util.Optional;
import obscura.domain.ParticipantId;

/**
 * By which operators hand in what owners say of their notes in a vault: keys, deposits, permits.
 * The same again does no harm. Any thread may call, and waits. Shows no amounts.
 */
public interface OwnersNotes {
  /**
   * What became of a word of an owner's.
   *
   * @param text one line
   */
  record Answer(boolean done, String text) {}

  /**
   * Something that is known of an owner.
   *
   * @param kind {@code keys}, {@code addresses} or {@code note}
   * @param id digest of the record, or one-time address of the note
   * @param token of a note; else empty
   * @param state one word
   * @param detail one line, may be empty
   */
  record Line(String kind, String id, String token, String state, String detail) {}

  /** Those who are asked do not answer in time; the same may be asked again. */
  final class UnavailableException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** What does not answer, in one line. */
    public UnavailableException(String text, Throwable cause) {
      super(text, cause);
    }
  }

  /**
   * Takes an owner's sealed note keys into use.
   *
   * @param file as the owner's tool wrote it
   * @param confirmed digest of the record that the operator compared with the owner; empty if none
   *     was compared
   */
  Answer keys(String file, Optional<String> confirmed);

  /** Takes note of a deposit, from the line that the owner's tool wrote. */
  Answer deposit(String line);

  /** Takes a permit, from the line that the owner's tool printed. */
  Answer permit(String line);

  /** All that is known of an owner. */
  List<Line> of(ParticipantId owner);

  /**
   * Of a venue whose rail has no notes.
   *
   * @param rail as the configuration names it
   */
  static OwnersNotes none(String rail) {
    Answer refusal =
        new Answer(false, "settlement.rail = " + rail + " takes no notes of owners; allowed: evm");
    return new OwnersNotes() {
      @Override
      public Answer keys(String file, Optional<String> confirmed) {
        return refusal;
      }

      @Override
      public Answer deposit(String line) {
        return refusal;
      }

      @Override
      public Answer permit(String line) {
        return refusal;
      }

      @Override
      public List<Line> of(ParticipantId owner) {
        return List.of();
      }
    };
  }
}
