package obscura.engine.adapter.mpc;

import java.io.UncheckedIOException;
import java.util.Optional;
import obscura.domain.Instrument;
import obscura.mpc.api.MpcEngine;
import obscura.mpc.roster.Entry;
import obscura.mpc.roster.RosterException;
import obscura.mpc.roster.RosterText;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The roster of a venue that settles in a vault: each instrument needs its {@code rail} entry. A
 * roster of the venue's own gets it by itself; of one that operators sign, what is missing is an
 * ALERT with the entry that they would sign. An instrument without one trades, but none of its
 * trades settles.
 */
public final class VaultRoster implements RosterKeeper {
  private static final Logger LOG = LoggerFactory.getLogger(VaultRoster.class);

  private final RosterKeeper roster;
  private final Optional<OwnRoster> own;
  private final VaultRail rail;

  /** Of a roster that the venue signs itself. */
  public VaultRoster(OwnRoster own, VaultRail rail) {
    this.roster = own;
    this.own = Optional.of(own);
    this.rail = rail;
  }

  /** Of a roster that operators sign. */
  public VaultRoster(SignedRoster signed, VaultRail rail) {
    this.roster = signed;
    this.own = Optional.empty();
    this.rail = rail;
  }

  @Override
  public Optional<String> enabling(Instrument instrument) {
    Optional<String> handed = roster.enabling(instrument);
    return switch (rail.of(instrument)) {
      case VaultRail.Settles(Entry.Rail entry) ->
          own.isPresent()
              ? own.get().enter(entry).or(() -> handed)
              : looked(instrument, entry, handed);
      case VaultRail.Impossible(String reason) -> {
        LOG.error("ALERT {} cannot settle in the vault: {}", instrument.symbol(), reason);
        yield handed;
      }
    };
  }

  private Optional<String> looked(
      Instrument instrument, Entry.Rail entry, Optional<String> handed) {
    try {
      Optional<Entry.Rail> signed = RosterText.read(roster.text()).rail(instrument.number());
      if (signed.filter(entry::equals).isEmpty()) {
        LOG.error(
            "ALERT {} cannot settle in the vault: the roster {}; two operators have to sign: {}",
            instrument.symbol(),
            signed.map(other -> "says " + other.line()).orElse("has no rail entry for it"),
            entry.line());
      }
    } catch (RosterException | UncheckedIOException unreadable) {
      LOG.error("ALERT the roster cannot be read: {}", unreadable.getMessage());
    }
    return handed;
  }

  @Override
  public Optional<String> difference(Instrument instrument) {
    return roster.difference(instrument);
  }

  @Override
  public long least(String firm, long number) {
    return roster.least(firm, number);
  }

  @Override
  public String text() {
    return roster.text();
  }

  /** What it says of owners' note keys. */
  public RosterNoteKeys noteKeys(MpcEngine engine) {
    return new RosterNoteKeys(engine, roster, own);
  }
}
