package obscura.mpc.bench;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import obscura.mpc.api.Mode;
import obscura.mpc.api.MpcEngine;
import obscura.mpc.embedded.EmbeddedParties;

/** Three parties in this process. */
final class EngineHere implements Engine {
  /** A machine that does something else is no reason to begin another epoch. */
  static final Duration PATIENCE = Duration.ofMinutes(2);

  private static final int KEY_BYTES = 32;

  private final EmbeddedParties parties;

  EngineHere(Path stores, Mode mode) {
    this.parties = new EmbeddedParties(stores, EngineHere::key, Papers.all(), PATIENCE, mode);
  }

  /** The key of a party's store: of a book that was made up. */
  static byte[] key(int party) {
    byte[] key = new byte[KEY_BYTES];
    Arrays.fill(key, (byte) (party + 1));
    return key;
  }

  @Override
  public MpcEngine port() {
    return parties;
  }

  @Override
  public Cost costOf(Runnable job) {
    long taken = parties.triplesTaken();
    job.run();
    return new Cost(parties.rounds(), parties.bytesSent(), parties.triplesTaken() - taken);
  }

  @Override
  public long triplesReady() {
    return parties.triplesReady();
  }

  @Override
  public boolean isHere() {
    return true;
  }

  @Override
  public void close() {
    parties.close();
  }
}
