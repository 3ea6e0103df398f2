package obscura.engine.sequencer;

import io.aeron.archive.client.AeronArchive;
import io.aeron.archive.client.ArchiveException;
import io.aeron.cluster.ConsensusModule;
import io.aeron.cluster.RecordingLog;
import java.nio.file.Path;
import java.util.List;

/**
 * Deletes what no restart needs: all before the last snapshot but one, which stays in case the last
 * is damaged. Nobody else reads the log behind it, for every snapshot has the events that a
 * consumer has not finished ({@link Outbox}). One thread.
 */
final class Purge {
  private static final int SNAPSHOTS_KEPT = 2;

  private final Path clusterFolder;
  private final int segmentBytes;
  private long purgedBefore;

  /**
   * @param segmentBytes of the log's files, and of its terms
   */
  Purge(Path clusterFolder, int segmentBytes) {
    this.clusterFolder = clusterFolder;
    this.segmentBytes = segmentBytes;
  }

  void run(AeronArchive archive) {
    try (RecordingLog recordings = new RecordingLog(clusterFolder.toFile(), false)) {
      List<RecordingLog.Entry> snapshots =
          recordings.entries().stream()
              .filter(entry -> entry.isValid && entry.type == RecordingLog.ENTRY_TYPE_SNAPSHOT)
              .toList();
      List<Long> positions =
          snapshots.stream()
              .filter(entry -> entry.serviceId == ConsensusModule.Configuration.SERVICE_ID)
              .map(entry -> entry.logPosition)
              .sorted()
              .toList();
      if (positions.size() < SNAPSHOTS_KEPT) {
        return;
      }
      long needed = positions.get(positions.size() - SNAPSHOTS_KEPT);
      purgeLog(archive, recordings.findLastTermRecordingId(), needed);
      snapshots.stream()
          .filter(entry -> entry.logPosition >= purgedBefore && entry.logPosition < needed)
          .forEach(entry -> purgeSnapshot(archive, entry.recordingId));
      purgedBefore = needed;
    }
  }

  private void purgeLog(AeronArchive archive, long recording, long needed) {
    long start = archive.getStartPosition(recording);
    long base = AeronArchive.segmentFileBasePosition(start, needed, segmentBytes, segmentBytes);
    if (base > start) {
      archive.purgeSegments(recording, base);
    }
  }

  private static void purgeSnapshot(AeronArchive archive, long recording) {
    try {
      archive.purgeRecording(recording);
    } catch (ArchiveException e) {
      if (e.errorCode() != ArchiveException.UNKNOWN_RECORDING) {
        throw e;
      }
    }
  }
}
