package obscura.engine.sequencer;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/**
 * How this member of the cluster runs.
 *
 * @param dataDir folder of the log and its snapshots; locked while the member runs
 * @param synced whether the log is synced to the disk before a command is carried out (survives
 *     power), or written (survives the process)
 * @param memberId this member's number
 * @param members every member's endpoints in Aeron's form; empty for a single member on free ports
 *     of the loopback
 * @param snapshotEvery time between snapshots; there is one more at a clean stop
 */
public record SequencerConfig(
    Path dataDir, boolean synced, int memberId, List<String> members, Duration snapshotEvery) {
  public static SequencerConfig single(Path dataDir, boolean synced) {
    return new SequencerConfig(dataDir, synced, 0, List.of(), Duration.ofMinutes(10));
  }
}
