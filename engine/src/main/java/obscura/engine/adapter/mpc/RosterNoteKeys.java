package obscura.engine.adapter.mpc;

import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import obscura.engine.port.NoteKeyEntries;
import obscura.engine.port.OwnersNotes;
import obscura.mpc.api.MpcEngine;
import obscura.mpc.api.RefusedException;
import obscura.mpc.roster.Entry;
import obscura.mpc.roster.Roster;
import obscura.mpc.roster.RosterException;
import obscura.mpc.roster.RosterText;

/** Owners' note keys in the roster that the venue hands to the parties. */
public final class RosterNoteKeys implements NoteKeyEntries {
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private final MpcEngine engine;
  private final RosterKeeper keeper;
  private final Optional<OwnRoster> own;

  RosterNoteKeys(MpcEngine engine, RosterKeeper keeper, Optional<OwnRoster> own) {
    this.engine = engine;
    this.keeper = keeper;
    this.own = own;
  }

  @Override
  public boolean isNamed(String owner, String digest) {
    Roster roster;
    try {
      roster = RosterText.read(keeper.text());
    } catch (RosterException | UncheckedIOException unreadable) {
      throw new IllegalArgumentException(
          "the roster cannot be read: " + unreadable.getMessage(), unreadable);
    }
    return roster.noteKeys(owner, digest).filter(Entry.NoteKeys::allowed).isPresent();
  }

  @Override
  public boolean canEnter() {
    return own.isPresent();
  }

  @Override
  public void enter(String owner, String digest) {
    OwnRoster roster =
        own.orElseThrow(() -> new IllegalStateException("the operators sign this roster"));
    var _ = roster.enter(new Entry.NoteKeys(owner, digest, true));
  }

  @Override
  public void handOver() {
    try {
      engine.adopt(keeper.text()).orTimeout(PATIENCE.toSeconds(), TimeUnit.SECONDS).join();
    } catch (CompletionException failed) {
      if (failed.getCause() instanceof RefusedException refused) {
        throw new IllegalArgumentException(
            "the parties refuse the roster: " + refused.getMessage(), refused);
      }
      throw new OwnersNotes.UnavailableException("the parties do not answer", failed);
    }
  }
}
