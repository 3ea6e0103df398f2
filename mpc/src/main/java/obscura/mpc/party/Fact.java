package obscura.mpc.party;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.List;
import obscura.mpc.api.Handle;
import obscura.mpc.api.Outcome;
import obscura.mpc.codec.Decoder;
import obscura.mpc.codec.Encoder;
import obscura.mpc.codec.MalformedException;
import obscura.mpc.note.Vault;
import obscura.mpc.share.Commitment;

/**
 * Something public that a job leaves behind: the three hold it alike, and no share belongs to it.
 */
sealed interface Fact {
  /**
   * What an instrument is worth.
   *
   * @param ticks its price
   * @param timeMillis when it was so, as the oracle says
   * @param job since which it counts: a resting order that has not looked for contras since is to
   *     do so again
   */
  record Reference(long instrument, long ticks, long timeMillis, long job) implements Fact {}

  /**
   * By which roster the book is matched.
   *
   * @param head of the roster
   * @param job since which: a resting order that has not looked for contras since is to do so again
   */
  record UnderRoster(Handle head, long job) implements Fact {}

  /** How many orders of a firm met nobody in a minute of the book's time. */
  record Misses(String firm, long minute, long count) implements Fact {}

  Handle ROSTER = handle("roster");

  /**
   * A note whose amount the parties share, under the handle {@code note}; texts in hex.
   *
   * @param vault where it is, for ever: it pays in no other
   * @param keys of its owner
   * @param memo empty for a deposit
   * @param seed from which the keys give its opening; empty for a deposit
   * @param opening r of a deposit; else empty
   */
  record Note(
      Handle note,
      Vault vault,
      Handle keys,
      String token,
      String owner,
      String commitment,
      String memo,
      String seed,
      String opening)
      implements Fact {}

  /**
   * How a fill is to be settled: as it was committed last.
   *
   * @param vault that settles it, for ever, whatever the roster says later of its instrument
   * @param trade its id at the vault, for ever
   * @param inputs the seller's notes, then the buyer's
   * @param outputs four notes
   */
  record Deal(Handle fill, Vault vault, long trade, List<Handle> inputs, List<Handle> outputs)
      implements Fact {
    public Deal {
      inputs = List.copyOf(inputs);
      outputs = List.copyOf(outputs);
    }
  }

  /** How often it was opened whether notes cover something: the venue chooses which notes. */
  record Asked(Handle about, long count) implements Fact {}

  /** A batch that the three have proved to balance: each signs its digest whenever it is asked. */
  record Signed(Handle batch) implements Fact {}

  /** The order of a batch, for ever. */
  record Drawn(Handle batch, Outcome.Permuted permuted) implements Fact {}

  static Handle drawn(Handle batch) {
    return handle("drawn " + batch);
  }

  static Handle signed(Handle batch) {
    return handle("signed " + batch);
  }

  static Handle asked(Handle about) {
    return handle("asked " + about);
  }

  static Handle note(Handle note) {
    return handle("note " + note);
  }

  static Handle deal(Handle fill) {
    return handle("deal " + fill);
  }

  static Handle reference(long instrument) {
    return handle("reference " + instrument);
  }

  static Handle misses(String firm) {
    return handle("misses " + firm);
  }

  /** Where it stands; a later one takes the place of an earlier one. */
  default Handle handle() {
    return switch (this) {
      case Reference f -> reference(f.instrument());
      case UnderRoster f -> ROSTER;
      case Misses f -> misses(f.firm());
      case Note f -> note(f.note());
      case Deal f -> deal(f.fill());
      case Asked f -> asked(f.about());
      case Signed f -> signed(f.batch());
      case Drawn f -> drawn(f.batch());
    };
  }

  private static Handle handle(String name) {
    MessageDigest sha = Commitment.sha256();
    sha.update("OBSCURA-FACT-v1 ".getBytes(StandardCharsets.US_ASCII));
    sha.update(name.getBytes(StandardCharsets.UTF_8));
    return Handle.of(sha.digest());
  }

  default Encoder write(Encoder out) {
    return switch (this) {
      case Reference f ->
          out.kind((byte) 1)
              .number(f.instrument())
              .number(f.ticks())
              .number(f.timeMillis())
              .number(f.job());
      case UnderRoster f -> out.kind((byte) 4).handle(f.head()).number(f.job());
      case Misses f -> out.kind((byte) 3).text(f.firm()).number(f.minute()).number(f.count());
      case Note f ->
          write(out.kind((byte) 45), f.vault())
              .handle(f.note())
              .handle(f.keys())
              .text(f.token())
              .text(f.owner())
              .text(f.commitment())
              .text(f.memo())
              .text(f.seed())
              .text(f.opening());
      case Asked f -> out.kind((byte) 44).handle(f.about()).number(f.count());
      case Deal f ->
          write(out.kind((byte) 46), f.vault())
              .handle(f.fill())
              .number(f.trade())
              .handles(f.inputs())
              .handles(f.outputs());
      case Signed f -> out.kind((byte) 47).handle(f.batch());
      case Drawn f -> out.kind((byte) 48).handle(f.batch()).outcome(f.permuted());
    };
  }

  private static Encoder write(Encoder out, Vault vault) {
    return out.number(vault.chainId()).text(vault.address());
  }

  private static Vault vault(Decoder in) {
    return new Vault(in.number(), in.text());
  }

  private static Note note(Decoder in) {
    Vault vault = vault(in);
    return new Note(
        in.handle(),
        vault,
        in.handle(),
        in.text(),
        in.text(),
        in.text(),
        in.text(),
        in.text(),
        in.text());
  }

  private static Deal deal(Decoder in) {
    Vault vault = vault(in);
    return new Deal(in.handle(), vault, in.number(), in.handles(), in.handles());
  }

  private static Drawn drawn(Decoder in) {
    Handle batch = in.handle();
    if (in.outcome() instanceof Outcome.Permuted permuted) {
      return new Drawn(batch, permuted);
    }
    throw new MalformedException("a batch that was drawn, without an order");
  }

  static Fact read(Decoder in) {
    byte kind = in.kind();
    return switch (kind) {
      case 1 -> new Reference(in.number(), in.number(), in.number(), in.number());
      case 3 -> new Misses(in.text(), in.number(), in.number());
      case 4 -> new UnderRoster(in.handle(), in.number());
      case 44 -> new Asked(in.handle(), in.number());
      case 45 -> note(in);
      case 46 -> deal(in);
      case 47 -> new Signed(in.handle());
      case 48 -> drawn(in);
      default -> throw new MalformedException("a fact of the unknown kind " + kind);
    };
  }
}
