package obscura.mpc.embedded;

import java.math.BigInteger;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.function.IntFunction;
import obscura.mpc.api.Handle;
import obscura.mpc.api.Job;
import obscura.mpc.api.Mode;
import obscura.mpc.api.Outcome;
import obscura.mpc.api.Purpose;
import obscura.mpc.api.Settlement;
import obscura.mpc.api.Settlement.Answer;
import obscura.mpc.api.Settlement.CommitFill;
import obscura.mpc.api.Settlement.Destination;
import obscura.mpc.api.Settlement.Made;
import obscura.mpc.api.Settlement.Note;
import obscura.mpc.api.ShareKeys;
import obscura.mpc.net.Links;
import obscura.mpc.note.Vault;
import obscura.mpc.note.Wallet;
import obscura.mpc.roster.Entry;
import obscura.mpc.roster.Roster;
import obscura.mpc.share.Opening;
import obscura.mpc.verify.Protection;
import obscura.mpc.verify.Supply;

/** A venue whose instrument 1 settles on a chain, with two owners who have wallets. */
final class SettlementRig {
  static final Vault VAULT = new Vault(31337, "aa".repeat(20));
  static final String BASE = "b0".repeat(20);
  static final String QUOTE = "c1".repeat(20);
  static final BigInteger PER_LOT = BigInteger.TEN.pow(15);
  static final BigInteger PER_TICK = BigInteger.valueOf(10);

  static final Roster ENTRIES = roster();
  static final String ROSTER = Rig.OPERATORS.text(ENTRIES);

  final Rig rig;
  final Map<String, Wallet> wallets = new TreeMap<>();
  final Map<String, Handle> keys = new TreeMap<>();
  private final Random random = new Random(11);
  private int deposits;

  SettlementRig(Rig rig, String... owners) {
    this.rig = rig;
    rig.engine.adopt(ROSTER).join();
    for (String owner : owners) {
      Wallet wallet = wallet(owner);
      wallets.put(owner, wallet);
      Handle handle =
          rig.engine
              .putKeys(rig.origin(owner, told(wallet)), new ShareKeys(wallet.shareKeys()))
              .join();
      keys.put(owner, handle);
      ask(new Settlement.AdmitKeys(handle));
    }
    rig.openings.clear();
  }

  /** The parties of such a venue, started from their stores. */
  static EmbeddedParties engine(Path directory, Mode mode) {
    return engine(directory, mode, Links.inMemory(), party -> Opening.Tally.NONE);
  }

  /** The same over lines of some kind, with somebody who counts. */
  static EmbeddedParties engine(
      Path directory, Mode mode, Links[] links, IntFunction<Opening.Tally> tally) {
    EmbeddedParties.Papers papers =
        new EmbeddedParties.Papers(
            Rig.GATEWAY, Rig.OPERATORS.operators(), ROSTER, Rig.SIGNERS, true);
    Protection protection =
        new Protection(mode, Supply.insecureForTests(1 << 12, 0), Duration.ofSeconds(20));
    return new EmbeddedParties(
        directory,
        Rig::key,
        new EmbeddedParties.Surroundings(
            papers, protection.patience(), Clock.systemUTC(), tally, links),
        protection);
  }

  private static Roster roster() {
    Roster roster = Rig.OPERATORS.roster().with(rail(VAULT));
    for (String owner : List.of("A", "B")) {
      roster = roster.with(named(owner, told(wallet(owner))));
    }
    return Rig.OPERATORS.signed(roster, 0, 1);
  }

  /** Instrument 1 settles in this vault. */
  static Entry rail(Vault vault) {
    return rail(1, vault);
  }

  /** An instrument settles in this vault. */
  static Entry rail(long instrument, Vault vault) {
    return Entry.parse(
        String.join(
            " ",
            "rail",
            Long.toString(instrument),
            Long.toString(vault.chainId()),
            vault.address(),
            BASE,
            QUOTE,
            PER_LOT.toString(),
            PER_TICK.toString()));
  }

  /** These are an owner's keys. */
  static Entry named(String owner, Purpose.NoteKeys told) {
    return new Entry.NoteKeys(owner, told.digest(owner), true);
  }

  /** Whose wallet everybody knows. */
  static Wallet wallet(String owner) {
    return new Wallet(owner.hashCode());
  }

  /** What a wallet tells of its keys. */
  static Purpose.NoteKeys told(Wallet wallet) {
    return new Purpose.NoteKeys(
        List.of(wallet.path()), new ShareKeys(wallet.shareKeys()).fingerprints());
  }

  /** The parties go by a roster with one more entry; the longer one is given back. */
  Roster adopt(Roster known, Entry entry) {
    Roster longer = Rig.OPERATORS.signed(known.with(entry), 1, 2);
    rig.engine.adopt(Rig.OPERATORS.text(longer)).join();
    return longer;
  }

  /** What the parties make of a task. */
  Outcome run(Settlement task) {
    return rig.run(new Job.Settle(++rig.job, task));
  }

  Answer ask(Settlement task) {
    return ((Outcome.Settled) run(task)).answer();
  }

  Destination to(String owner) {
    byte[] secret = new byte[32];
    random.nextBytes(secret);
    secret[0] = 1;
    return new Destination(keys.get(owner), 0, HexFormat.of().formatHex(secret));
  }

  Note deposit(String owner, boolean base, BigInteger amount) {
    byte[] seed = new byte[16];
    seed[0] = (byte) ++deposits;
    String opening = "%064x".formatted(wallets.get(owner).blinding(seed));
    Purpose said = new Purpose.Deposit(to(owner), 1, base, amount.toString(), opening);
    return ((Made) ask(new Settlement.AdmitDeposit(rig.engine.statement(owner, 1, said))))
        .notes()
        .getFirst();
  }

  /** A sells to B, who came later. */
  Handle fill(long lots, long ticks) {
    rig.add("A", Rig.sell(lots, ticks));
    Handle fill = rig.add("B", Rig.buy(lots, ticks)).fills().getFirst().fill();
    rig.openings.clear();
    return fill;
  }

  /** The fill's owner is B, who buys. */
  CommitFill task(Handle fill, List<Note> base, List<Note> quote) {
    return new CommitFill(
        fill,
        77,
        1,
        false,
        handles(base),
        handles(quote),
        List.of(to("B"), to("A"), to("A"), to("B")));
  }

  static List<Handle> handles(List<Note> notes) {
    return notes.stream().map(Note::handle).toList();
  }

  /** What each of the four owners' wallets reads out of its note. */
  List<BigInteger> read(Made made) {
    List<String> owners = List.of("B", "A", "A", "B");
    List<BigInteger> amounts = new ArrayList<>();
    for (int k = 0; k < owners.size(); k++) {
      Note note = made.notes().get(k);
      amounts.add(
          wallets
              .get(owners.get(k))
              .amount(note.owner(), note.memo(), note.commitment(), VAULT.generator(note.token())));
    }
    return amounts;
  }

  static BigInteger bought(long lots) {
    return BigInteger.valueOf(lots).multiply(PER_LOT);
  }

  static BigInteger paid(long lots, long ticks) {
    return BigInteger.valueOf(lots).multiply(BigInteger.valueOf(ticks)).multiply(PER_TICK);
  }
}
