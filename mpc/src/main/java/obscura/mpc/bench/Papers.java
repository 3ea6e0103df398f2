package obscura.mpc.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import obscura.mpc.embedded.EmbeddedParties;
import obscura.mpc.input.GatewayKey;
import obscura.mpc.receipt.PartyKey;
import obscura.mpc.roster.Entry;
import obscura.mpc.roster.OperatorKey;
import obscura.mpc.roster.Operators;
import obscura.mpc.roster.Roster;
import obscura.mpc.roster.RosterText;
import obscura.mpc.venue.ThreeParties;

/** The gateway, the operators and the roster of books that were made up: the same in one run. */
final class Papers {
  static final ThreeParties.Gateway GATEWAY =
      new ThreeParties.Gateway("BENCH", new GatewayKey(new byte[GatewayKey.SEED_BYTES]));

  private static final EmbeddedParties.Papers ALL = make();

  private Papers() {}

  static EmbeddedParties.Papers all() {
    return ALL;
  }

  /** A key that stands in no roster: nobody verifies what is measured. */
  static PartyKey signer(int party) {
    byte[] seed = new byte[PartyKey.SEED_BYTES];
    seed[0] = (byte) (party + 1);
    return new PartyKey(seed);
  }

  private static EmbeddedParties.Papers make() {
    try {
      Path folder = Files.createTempDirectory("bench-operators");
      List<OperatorKey> keys = new ArrayList<>();
      for (int k = 0; k < 3; k++) {
        keys.add(OperatorKey.make(folder.resolve("operator" + k)));
      }
      Roster roster =
          Roster.empty(GATEWAY.instance())
              .with(new Entry.Key(Entry.Role.GATEWAY, "VENUE", GATEWAY.key().verifier().hex()))
              .with(
                  new Entry.Instrument(
                      Orders.INSTRUMENT,
                      "0.001",
                      "0.01",
                      true,
                      Entry.Pricing.MIDPOINT,
                      1,
                      Entry.HIGHEST))
              .with(SettlementSection.RAIL);
      for (String owner : SettlementSection.OWNERS) {
        roster = roster.with(SettlementSection.named(owner));
      }
      roster = roster.signedBy(0, keys.get(0)).signedBy(1, keys.get(1));
      for (int k = 0; k < 3; k++) {
        Files.delete(folder.resolve("operator" + k));
      }
      Files.delete(folder);
      Operators operators = new Operators(keys.stream().map(OperatorKey::publicHex).toList());
      List<PartyKey> signers = List.of(signer(0), signer(1), signer(2));
      return new EmbeddedParties.Papers(GATEWAY, operators, RosterText.write(roster), signers);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
