package obscura.engine.adapter.mpc;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import obscura.domain.Instrument;
import obscura.mpc.roster.Roster;
import obscura.mpc.roster.RosterException;
import obscura.mpc.roster.RosterText;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A roster that the parties' operators have signed: a file that they put in place, read again
 * whenever an instrument is listed or resumed. One thread.
 */
public final class SignedRoster implements RosterKeeper {
  private static final Logger LOG = LoggerFactory.getLogger(SignedRoster.class);

  private final Path file;
  private int handed = -1;
  private volatile @Nullable Roster last;

  public SignedRoster(Path file) {
    this.file = file;
  }

  @Override
  public String text() {
    try {
      String text = Files.readString(file);
      remember(text);
      return text;
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  /** What is handed over is what the parties go by from then on. */
  private void remember(String text) {
    try {
      last = RosterText.read(text);
    } catch (RosterException wrong) {
      LOG.error("ALERT the roster {} cannot be used: {}", file, wrong.getMessage());
    }
  }

  @Override
  public Optional<String> enabling(Instrument instrument) {
    try {
      String text = Files.readString(file);
      Roster roster = RosterText.read(text);
      if (!roster.enabled().contains(instrument.number())) {
        LOG.error(
            "ALERT instrument {} is not enabled in the roster: the parties will refuse it",
            instrument.number());
      }
      last = roster;
      boolean isNew = roster.length() != handed;
      handed = roster.length();
      return isNew ? Optional.of(text) : Optional.empty();
    } catch (RosterException wrong) {
      LOG.error("ALERT the roster {} cannot be used: {}", file, wrong.getMessage());
      return Optional.empty();
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  @Override
  public long least(String firm, long number) {
    Roster known = last;
    return known == null ? 0 : known.minimum(firm, number);
  }

  @Override
  public Optional<String> difference(Instrument instrument) {
    return Optional.ofNullable(last).flatMap(roster -> RosterCheck.difference(roster, instrument));
  }
}
