package obscura.desk.wallet;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import obscura.settlement.wallet.LockedNote;
import obscura.settlement.wallet.OwnedNote;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Which notes are meant. */
final class Chosen {
  private static final String PREFIX = "0x[0-9a-f]{8,64}";

  @Option(
      names = "--token",
      paramLabel = "NAME",
      description = "All notes of a token: its name in the vault's file, or its address.")
  private @Nullable String token;

  @Option(
      names = "--note",
      paramLabel = "ID",
      description =
          "One note: its id or the beginning of it, 0x and 8 digits or more. May be repeated.")
  private List<String> notes = List.of();

  @Option(names = "--all", description = "All notes of all tokens.")
  private boolean all;

  boolean isAll() {
    return all;
  }

  /** What is wrong with it, before the chain is asked. */
  Optional<String> mistake(VaultFile file) {
    if (token != null && file.find(token).isEmpty()) {
      List<String> names = file.tokens().stream().map(Token::name).toList();
      return Optional.of(
          "--token: " + String.join(", ", names) + ", or an address, not '" + token + "'");
    }
    return notes.stream()
        .filter(id -> !lower(id).matches(PREFIX))
        .findFirst()
        .map(id -> "--note: 0x and 8 to 64 hex digits, as balance shows them, not '" + id + "'");
  }

  /**
   * The notes that are meant; with {@code --note} also spent ones.
   *
   * @throws RefusedException if a named note is none of this wallet's
   */
  List<OwnedNote> of(VaultFile file, Reading reading) {
    List<OwnedNote> unspent = reading.holdings().unspent();
    if (all) {
      return unspent;
    }
    if (token != null) {
      Token named = file.find(token).orElseThrow();
      return unspent.stream().filter(note -> note.note().token().equals(named.address())).toList();
    }
    return notes.stream().map(id -> named(lower(id), reading)).distinct().toList();
  }

  private static OwnedNote named(String id, Reading reading) {
    List<OwnedNote> found =
        Stream.concat(reading.holdings().unspent().stream(), reading.holdings().spent().stream())
            .filter(note -> note.id().toString().startsWith(id))
            .toList();
    if (found.size() > 1) {
      throw new RefusedException("--note: more than one note begins with " + id);
    }
    if (found.isEmpty()) {
      boolean locked =
          reading.holdings().locked().stream()
              .map(LockedNote::note)
              .anyMatch(note -> note.id().toString().startsWith(id));
      throw new RefusedException(
          "--note: " + (locked ? id + " is locked" : "this seed has no note " + id));
    }
    return found.getFirst();
  }

  private static String lower(String id) {
    return id.toLowerCase(Locale.ROOT);
  }
}
