package obscura.engine.adapter.notes;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import obscura.engine.port.NoteKeyEntries;
import obscura.mpc.api.CheatingSuspectedException;
import obscura.mpc.api.Handle;
import obscura.mpc.api.KeysRecord;
import obscura.mpc.api.MpcEngine;
import obscura.mpc.api.RefusedException;
import obscura.mpc.api.Rule;
import obscura.mpc.api.SealedKeys;
import obscura.settlement.service.port.UnavailableException;

/**
 * Sees to it that the parties' roster names an owner's keys before they are taken into use, and
 * hands the parties what the owner sealed to them. Where the venue signs the roster itself, it does
 * so only for a digest that an operator compared with the owner.
 */
final class KeysNaming {
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private final MpcEngine parties;
  private final NoteKeyEntries roster;

  KeysNaming(MpcEngine parties, NoteKeyEntries roster) {
    this.parties = parties;
    this.roster = roster;
  }

  /**
   * The parties' roster names these keys from now on.
   *
   * @param confirmed the digest that an operator compared
   * @throws IllegalArgumentException in one line that says what is missing
   */
  void require(KeysRecord record, Optional<String> confirmed) {
    String digest = record.digest();
    if (confirmed.filter(other -> !other.equals(digest)).isPresent()) {
      throw new IllegalArgumentException(
          "the digest of this record is %s, and not the confirmed one: ask %s which file is its own"
              .formatted(digest, record.owner()));
    }
    if (!roster.isNamed(record.owner(), digest)) {
      if (!roster.canEnter()) {
        throw new IllegalArgumentException(
            "the roster does not name them: two operators have to sign: note-keys %s %s on"
                .formatted(record.owner(), digest));
      }
      if (confirmed.isEmpty()) {
        throw new IllegalArgumentException(
            "the digest of this record is %s: compare it with %s on a second way, then say it with"
                    .formatted(digest, record.owner())
                + " --confirm-digest");
      }
      roster.enter(record.owner(), digest);
    }
    roster.handOver();
  }

  /**
   * Gives each party its box.
   *
   * @throws IllegalArgumentException if one refuses it
   */
  Handle put(SealedKeys keys) {
    try {
      return parties.putSealedKeys(keys).orTimeout(PATIENCE.toSeconds(), TimeUnit.SECONDS).join();
    } catch (CompletionException failed) {
      if (failed.getCause() instanceof RefusedException refused) {
        throw new IllegalArgumentException(said(refused.rule()));
      }
      if (failed.getCause() instanceof CheatingSuspectedException lone) {
        throw new IllegalArgumentException(
            "one party refuses the keys (%s): if it has another sealing key by now, have them sealed again"
                .formatted(lone.getMessage()),
            lone);
      }
      throw new UnavailableException("the parties do not answer", failed);
    }
  }

  private static String said(Rule rule) {
    return switch (rule) {
      case BOX -> "the boxes do not open (BOX): they are sealed to other parties, or were changed";
      case USED_BEFORE ->
          "the parties took these boxes before (USED_BEFORE): have the same keys sealed again";
      default -> "the parties refuse the keys: " + rule;
    };
  }
}
