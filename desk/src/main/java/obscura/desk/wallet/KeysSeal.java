package obscura.desk.wallet;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.List;
import java.util.Objects;
import obscura.mpc.api.SealedKeys;
import obscura.mpc.api.ShareKeys;
import obscura.mpc.input.KeySealer;
import obscura.settlement.note.ShareKey;
import obscura.settlement.sip.MetaAddress;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Seals the share keys of a seed to the three parties. */
@Command(
    name = "seal",
    description = {
      "Seals your three share keys to the three parties, two to each, in one file.",
      "The venue carries it and can read no key. Whose sealing keys they are decides who can:"
          + " take a roster whose operators' keys you have from elsewhere, not from the venue."
    })
final class KeysSeal extends StockVerb {
  @Option(names = "--owner", paramLabel = "COMPID", required = true, description = "Your CompID.")
  private String owner = "";

  @ArgGroup(multiplicity = "1")
  private @Nullable SealedTo parties;

  @Option(
      names = "--out",
      paramLabel = "FILE",
      required = true,
      description = "Where to write it. A file that is there is never overwritten.")
  private @Nullable Path out;

  @Override
  public Integer call() throws IOException {
    String name = compId(owner);
    KeySealer sealer = sealer();
    List<String> paths = stock().stream().map(MetaAddress::toString).toList();
    List<byte[]> keys = seed().shareKeys().stream().map(ShareKey::exposeSecret).toList();
    SealedKeys sealed = sealed(sealer, name, paths, new ShareKeys(keys));
    Path file = Objects.requireNonNull(out);
    write(file, sealed.write());
    say("sealed to the parties of " + sealed.instance() + ": " + file);
    say("note-keys " + name + " " + sealed.record().digest() + " on");
    return ExitCodes.OK;
  }

  private SealedKeys sealed(KeySealer sealer, String name, List<String> paths, ShareKeys keys) {
    try {
      return SealedKeys.read(sealer.seal(name, paths, keys, new SecureRandom()).write());
    } catch (IllegalArgumentException wrong) {
      throw usage("these cannot be sealed: " + wrong.getMessage());
    }
  }

  private KeySealer sealer() throws IOException {
    try {
      return Objects.requireNonNull(parties).sealer();
    } catch (IllegalArgumentException wrong) {
      throw usage(String.valueOf(wrong.getMessage()));
    }
  }

  /** For its owner's eyes: who keeps it and gets two parties' keys later has the owner's. */
  private static void write(Path file, String text) {
    try {
      Files.createFile(
          file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    } catch (FileAlreadyExistsException there) {
      throw new RefusedException("--out: " + file + " is there already, and is left as it is");
    } catch (IOException failed) {
      throw new RefusedException("--out: " + file + " cannot be written: " + failed.getMessage());
    }
    try {
      Files.writeString(file, text, StandardCharsets.US_ASCII, StandardOpenOption.DSYNC);
    } catch (IOException failed) {
      var _ = file.toFile().delete();
      throw new RefusedException("--out: " + file + " cannot be written: " + failed.getMessage());
    }
  }
}
