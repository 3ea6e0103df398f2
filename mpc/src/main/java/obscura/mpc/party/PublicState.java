package obscura.mpc.party;

import java.security.MessageDigest;
import java.util.Comparator;
import java.util.List;
import obscura.mpc.api.Handle;
import obscura.mpc.codec.Encoder;
import obscura.mpc.share.Commitment;

/**
 * The digest of what is public in a party's state: the roster it goes by, which handles there are,
 * whose, in which phase, who may read them, the requests, what rests, and facts such as reference
 * prices. Shares and a party's own clock are left out, so the three must come to the same. Inputs
 * that no job has named are left out too: one that was not stored by all was never told to be.
 */
final class PublicState {
  private PublicState() {}

  static Handle digest(PartyState state) {
    MessageDigest sha = Commitment.sha256();
    sha.update(state.adopted().head().bytes());
    List<Change> all =
        state.everything().stream()
            .filter(change -> !(change instanceof Change.OfSeal) && !isUnnamed(change))
            .sorted(Comparator.comparing(PublicState::name))
            .toList();
    for (Change change : all) {
      sha.update(encoded(change));
    }
    return Handle.of(sha.digest());
  }

  /** An input that no job has named. */
  static boolean isUnnamed(Change change) {
    return change instanceof Change.OfSecret c
        && c.value() != null
        && c.value().phase() == Phase.NEW;
  }

  private static String name(Change change) {
    return change.getClass().getSimpleName() + change.handle();
  }

  private static byte[] encoded(Change change) {
    Encoder out = new Encoder().text(name(change));
    switch (change) {
      case Change.OfSecret c -> secret(out, c);
      case Change.OfRequest c -> request(out, c);
      case Change.OfBook c -> resting(out, c);
      case Change.OfFact c -> fact(out, c);
      case Change.OfSeal c -> throw new IllegalStateException("seals differ from party to party");
    }
    return out.bytes();
  }

  private static void secret(Encoder out, Change.OfSecret change) {
    Secret s = change.value();
    if (s != null) {
      out.text(s.phase().name()).text(s.owner()).texts(s.readers()).bit(s.open()).texts(s.names());
    }
  }

  private static void request(Encoder out, Change.OfRequest change) {
    Request r = change.value();
    if (r != null) {
      out.bit(r.twoWay())
          .bit(r.allowPartial())
          .texts(r.invited())
          .text(r.stage().name())
          .list(r.quotes(), (o, q) -> o.handle(q.handle()).text(q.maker()))
          .list(r.selections(), (o, s) -> o.handle(s.terms()))
          .bit(r.allowSplit());
      var _ = Window.write(out, r.window());
    }
  }

  private static void resting(Encoder out, Change.OfBook change) {
    Resting r = change.value();
    if (r != null) {
      out.text(r.firm()).number(r.arrival()).number(r.looked()).number(r.expiresMillis());
    }
  }

  private static void fact(Encoder out, Change.OfFact change) {
    Fact f = change.value();
    if (f != null) {
      var _ = f.write(out);
    }
  }
}
