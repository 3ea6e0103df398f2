package obscura.desk.wallet;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import obscura.mpc.input.KeySealer;
import obscura.mpc.roster.Operators;
import obscura.mpc.roster.Roster;
import obscura.mpc.roster.RosterException;
import obscura.mpc.roster.RosterText;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Option;

/**
 * To whom share keys are sealed: the parties of a roster, which counts with its operators'
 * signatures only, or three keys that the owner has from their holders.
 */
final class SealedTo {
  private static final int PARTIES = 3;
  private static final String DIGITS = "[0-9a-f]{64}";

  @ArgGroup(exclusive = false)
  private @Nullable Named named;

  @ArgGroup(exclusive = false)
  private @Nullable Told told;

  /** As a roster names them. */
  static final class Named {
    @Option(
        names = "--roster",
        paramLabel = "FILE",
        required = true,
        description = "The roster; it names the parties' sealing keys.")
    private @Nullable Path roster;

    @Option(
        names = "--operators",
        paramLabel = "FILE,FILE,FILE",
        split = ",",
        required = true,
        description = "Files with the three operators' public keys, who signed the roster.")
    private List<Path> operators = new ArrayList<>();
  }

  /** As somebody told the owner. */
  static final class Told {
    @Option(
        names = "--party-keys",
        paramLabel = "HEX,HEX,HEX",
        split = ",",
        required = true,
        description = "The sealing keys of party 0, 1 and 2, 64 hex digits each.")
    private List<String> keys = new ArrayList<>();

    @Option(
        names = "--instance",
        paramLabel = "NAME",
        required = true,
        description = "The name of the venue instance whose parties they are.")
    private String instance = "";
  }

  /**
   * Seals to them.
   *
   * @throws IllegalArgumentException in one line that names the option
   */
  KeySealer sealer() throws IOException {
    return named == null ? told(Objects.requireNonNull(told)) : named(named);
  }

  private static KeySealer told(Told by) {
    if (by.keys.size() != PARTIES || !by.keys.stream().allMatch(key -> key.matches(DIGITS))) {
      throw new IllegalArgumentException(
          "--party-keys: three of 64 hex digits, with commas between");
    }
    return new KeySealer(by.instance, by.keys.stream().map(HexFormat.of()::parseHex).toList());
  }

  private static KeySealer named(Named by) throws IOException {
    try {
      List<String> operators = new ArrayList<>();
      for (Path file : by.operators) {
        operators.add(read("--operators", file).strip());
      }
      Roster roster =
          RosterText.read(read("--roster", Objects.requireNonNull(by.roster)))
              .verify(new Operators(operators), 0);
      List<byte[]> keys = new ArrayList<>();
      for (int k = 0; k < PARTIES; k++) {
        int party = k;
        keys.add(
            roster
                .sealingKey(k)
                .orElseThrow(() ->
                    new IllegalArgumentException(
                        "--roster: it names no sealing key of party " + party)));
      }
      return new KeySealer(roster.instance(), keys);
    } catch (RosterException wrong) {
      throw new IllegalArgumentException("--roster, --operators: " + wrong.getMessage());
    }
  }

  private static String read(String option, Path file) throws IOException {
    if (!Files.isReadable(file)) {
      throw new IllegalArgumentException(option + ": no file that can be read: " + file);
    }
    return Files.readString(file);
  }
}
