package obscura.mpc.embedded;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import obscura.mpc.receipt.PartyKey;
import obscura.mpc.roster.Entry;
import obscura.mpc.roster.OperatorKey;
import obscura.mpc.roster.Operators;
import obscura.mpc.roster.Roster;
import obscura.mpc.roster.RosterText;

/** Three operators who sign what a test asks them to. */
final class TestOperators {
  private final List<OperatorKey> keys = new ArrayList<>();
  private final Operators operators;
  private final Roster roster;

  TestOperators() {
    try {
      Path folder = Files.createTempDirectory("operators");
      for (int k = 0; k < 3; k++) {
        keys.add(OperatorKey.make(folder.resolve("operator" + k)));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    operators = new Operators(keys.stream().map(OperatorKey::publicHex).toList());
    Roster first = Roster.empty("TEST").with(gateway(Rig.GATEWAY.key().verifier().hex()));
    for (long number : Rig.ENABLED) {
      first = first.with(instrument(number, true));
    }
    for (int k = 0; k < 3; k++) {
      first = first.with(signer(k, Rig.SIGNERS.get(k)));
    }
    roster = signed(first, 0, 1, 2);
  }

  static Entry gateway(String hex) {
    return new Entry.Key(Entry.Role.GATEWAY, "VENUE", hex);
  }

  static Entry signer(int party, PartyKey key) {
    return new Entry.Key(Entry.Role.SIGNER, Integer.toString(party), key.publicHex());
  }

  static Entry instrument(long number, boolean enabled) {
    return new Entry.Instrument(
        number, "0.001", "0.01", enabled, Entry.Pricing.MIDPOINT, 1, Entry.HIGHEST);
  }

  /** With the gateway's key and the enabled instruments. */
  Roster roster() {
    return roster;
  }

  Operators operators() {
    return operators;
  }

  Roster signed(Roster proposed, int... by) {
    Roster result = proposed;
    for (int operator : by) {
      result = result.signedBy(operator, keys.get(operator));
    }
    return result;
  }

  String text(Roster any) {
    return RosterText.write(any);
  }
}
