package obscura.engine.adapter.mpc;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import obscura.domain.ParticipantId;
import obscura.domain.RfqId;
import obscura.mpc.api.Evidence;
import obscura.mpc.receipt.Document;
import obscura.mpc.receipt.DocumentText;

/**
 * What the parties signed of each selection, a file for each request, on the disk before the
 * selection is acted on. There is no value in it. Any thread.
 */
public final class Transcripts {
  private final Path folder;

  /** In a folder, which is made when it is needed. */
  public Transcripts(Path folder) {
    this.folder = folder;
  }

  void keep(RfqId rfq, Evidence evidence) {
    try {
      Files.createDirectories(folder);
      Path draft = folder.resolve(rfq + ".draft");
      Files.writeString(
          draft,
          DocumentText.write(Document.of(evidence)),
          StandardOpenOption.CREATE,
          StandardOpenOption.TRUNCATE_EXISTING,
          StandardOpenOption.WRITE,
          StandardOpenOption.DSYNC);
      Files.move(
          draft, file(rfq), StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException e) {
      throw new UncheckedIOException("the transcript of " + rfq + " cannot be kept", e);
    }
  }

  /**
   * A transcript as it is handed on; empty if there is none.
   *
   * @param maker for whom: then there is nothing of the others in it; empty for all of it
   */
  Optional<String> find(RfqId rfq, Optional<ParticipantId> maker) {
    if (!Files.exists(file(rfq))) {
      return Optional.empty();
    }
    try {
      Document whole = DocumentText.read(Files.readString(file(rfq)));
      return Optional.of(DocumentText.write(maker.map(m -> whole.of(m.value())).orElse(whole)));
    } catch (IOException e) {
      throw new UncheckedIOException("the transcript of " + rfq + " cannot be read", e);
    }
  }

  private Path file(RfqId rfq) {
    return folder.resolve(rfq + ".txt");
  }
}
