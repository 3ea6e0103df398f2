package obscura.mpc.remote;

import java.io.IOException;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.CompletionException;
import obscura.mpc.net.PeerSilentException;
import obscura.mpc.net.Transport;
import obscura.mpc.roster.Entry;
import obscura.mpc.roster.Roster;
import obscura.mpc.roster.RosterException;
import obscura.mpc.roster.RosterText;
import obscura.mpc.venue.ThreeParties;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes over a party that stands under another certificate, run by somebody else or by the same.
 * First the two others are handed the roster that names the new certificate, so that they take
 * nobody else; then the venue reads the certificate anew and dials; when the new one answers, an
 * epoch begins, in which the two others give it what it lacks and all make their shares anew.
 */
final class Replacement {
  private static final Logger LOG = LoggerFactory.getLogger(Replacement.class);
  private static final Duration ANSWER = Duration.ofSeconds(5);
  private static final Duration COMES = Duration.ofSeconds(20);
  private static final long LOOK_MILLIS = 100;

  private final List<RemoteParty> parties;
  private final Transport transport;
  private final ThreeParties engine;

  Replacement(List<RemoteParty> parties, Transport transport, ThreeParties engine) {
    this.parties = parties;
    this.transport = transport;
    this.engine = engine;
  }

  /**
   * Blocks until the party is one of the three.
   *
   * @return the number of the epoch
   * @throws IllegalArgumentException that says what is not ready
   */
  long of(int party, String rosterText) {
    requireNamed(party, rosterText);
    for (int other = 0; other < parties.size(); other++) {
      if (other != party) {
        var _ = parties.get(other).roster(rosterText, by(ANSWER)).join();
      }
    }
    parties.get(party).redial();
    awaitArrival(party);
    long epoch = engine.adopt(rosterText).join();
    LOG.info("party {} is another one from epoch {} on", party, epoch);
    return epoch;
  }

  /** The certificate on file is the one that the operators signed. */
  private void requireNamed(int party, String rosterText) {
    try {
      Roster roster = RosterText.read(rosterText);
      transport.refresh();
      String shown = HexFormat.of().formatHex(transport.identity(party));
      String named =
          roster
              .key(Entry.Role.PARTY, Integer.toString(party))
              .map(HexFormat.of()::formatHex)
              .orElse("none");
      if (!named.equals(shown)) {
        throw new IllegalArgumentException(
            "the certificate of party %d has SHA-256 %s, the roster names %s: the operators must"
                    .formatted(party, shown, named)
                + " sign \"key party %d %s\"".formatted(party, shown));
      }
    } catch (RosterException | IOException wrong) {
      throw new IllegalArgumentException("the files are not ready: " + wrong.getMessage(), wrong);
    }
  }

  private void awaitArrival(int party) {
    long until = by(COMES);
    while (true) {
      try {
        var _ = parties.get(party).status(by(ANSWER)).join();
        return;
      } catch (CompletionException away) {
        boolean again = away.getCause() instanceof PeerSilentException;
        if (!again || until - System.nanoTime() < 0) {
          throw new IllegalArgumentException(
              "party " + party + " does not answer under its certificate: " + away.getMessage(),
              away);
        }
      }
      pause();
    }
  }

  private static void pause() {
    try {
      Thread.sleep(LOOK_MILLIS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalArgumentException("the venue stops", e);
    }
  }

  private static long by(Duration limit) {
    return System.nanoTime() + limit.toNanos();
  }
}
