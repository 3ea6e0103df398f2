package obscura.mpc.process;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import obscura.mpc.receipt.DocumentText;
import obscura.mpc.receipt.Verifier;
import obscura.mpc.roster.Operators;
import obscura.mpc.roster.Roster;
import obscura.mpc.roster.RosterText;

/** Checks a transcript with its receipts, offline. */
final class VerifyTool {
  static final String USAGE =
      "usage: mpc-party verify FILE ROSTER OPERATOR0.pub OPERATOR1.pub OPERATOR2.pub";

  /**
   * What came out.
   *
   * @param holds whether all does
   * @param text a line for each thing that was checked
   */
  record Result(boolean holds, String text) {}

  private VerifyTool() {}

  /**
   * Checks.
   *
   * @throws obscura.mpc.receipt.DocumentException or RosterException or PartyConfigException in one
   *     line, if something cannot be read or the operators did not sign the roster
   */
  static Result run(List<String> words) throws IOException {
    if (words.size() != 5) {
      throw new PartyConfigException(USAGE);
    }
    Operators operators =
        KeyFiles.operators(words.subList(2, 5).stream().map(Path::of).toList());
    Roster roster = RosterText.read(Files.readString(Path.of(words.get(1))));
    List<Verifier.Finding> findings =
        new Verifier(roster, operators)
            .check(DocumentText.read(Files.readString(Path.of(words.get(0)))));
    String text =
        findings.stream().map(Verifier.Finding::toString).collect(Collectors.joining("\n"));
    return new Result(findings.stream().allMatch(Verifier.Finding::holds), text);
  }
}
