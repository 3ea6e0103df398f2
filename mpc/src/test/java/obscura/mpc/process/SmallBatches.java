package obscura.mpc.process;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import obscura.mpc.share.Opening;
import obscura.mpc.verify.Protection;
import obscura.mpc.verify.Supply;

/**
 * A party as {@link PartyMain} starts it, {@code --id N --config FILE}, but with batches of triples
 * far too small to be secure: a test that is not about them has no time for more.
 */
public final class SmallBatches {
  private static final Supply SMALL = Supply.insecureForTests(1 << 12, 0);

  private SmallBatches() {}

  public static void main(String[] arguments) throws Exception {
    PartyConfig config =
        PartyConfig.load(Integer.parseInt(arguments[1]), Path.of(arguments[3]), Map.of());
    Protection protection = new Protection(config.security(), SMALL, Duration.ofSeconds(10));
    PartyProcess process = new PartyProcess(config, Opening.Tally.NONE, protection);
    System.out.printf(
        "PARTY READY id=%d venue=%d metrics=%d%n",
        config.id(), process.venuePort(), process.healthPort());
    System.out.flush();
    new CountDownLatch(1).await();
  }
}
