package obscura.mpc.party;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import obscura.mpc.api.Handle;
import obscura.mpc.api.Rule;
import obscura.mpc.api.Settlement;
import obscura.mpc.api.Settlement.Answer;
import obscura.mpc.api.Settlement.CommitFill;
import obscura.mpc.api.Settlement.Covered;
import obscura.mpc.api.Settlement.Made;
import obscura.mpc.api.Settlement.Note;
import obscura.mpc.api.Settlement.Told;
import obscura.mpc.circuit.Delivery;
import obscura.mpc.circuit.Delivery.Amount;
import obscura.mpc.circuit.Fold;
import obscura.mpc.circuit.Gates;
import obscura.mpc.note.OneTime;
import obscura.mpc.note.Vault;
import obscura.mpc.roster.Entry;
import obscura.mpc.share.Bits;
import obscura.mpc.share.Word;
import org.jspecify.annotations.Nullable;

/** What fills and orders amount to in notes: they are made, or it is told whether they suffice. */
final class FillJobs {
  private static final Made NOTHING = new Made(false, List.of());
  private static final int OUTPUTS = 4;

  /** Quantities and prices are below 2^62. */
  private static final int VALUE_BITS = 62;

  private final Run run;
  private final Notes notes;

  FillJobs(Run run, Notes notes) {
    this.run = run;
    this.notes = notes;
  }

  /** Who deals with whom, and by what. */
  private record Sides(Secret fill, Entry.Rail rail, String seller, String buyer) {
    Vault vault() {
      return new Vault(rail.chain(), rail.vault());
    }
  }

  /** Makes the notes of a fill. */
  Answer commit(CommitFill task) {
    Sides sides = sides(task);
    if (sides == null) {
      return NOTHING;
    }
    List<OneTime> addresses = addresses(task, sides);
    Vault vault = sides.vault();
    List<Amount> base =
        notes.amounts(
            task.baseNotes(), new Notes.Purse(sides.seller(), vault, sides.rail().base()));
    List<Amount> quote =
        notes.amounts(
            task.quoteNotes(), new Notes.Purse(sides.buyer(), vault, sides.rail().quote()));
    if (addresses == null
        || base == null
        || quote == null
        || !isOfTrade(task, vault)
        || !mayAsk(task.fill())) {
      return NOTHING;
    }
    Delivery delivery = delivery(sides.fill(), sides.rail(), base, quote);
    Word named = named(sides.fill(), task.instrument(), task.ownerSells());
    Gates gates = run.gates();
    if (!run.open("commits", gates.and(named, delivery.allowed(gates)))) {
      return NOTHING;
    }
    Made made =
        new FillNotes(run, notes, vault)
            .of(wanted(task, sides, addresses, delivery), sides.fill().open());
    run.set(
        new Fact.Deal(
            task.fill(),
            vault,
            task.trade(),
            Stream.concat(task.baseNotes().stream(), task.quoteNotes().stream()).toList(),
            made.notes().stream().map(Note::handle).toList()));
    return made;
  }

  private @Nullable Sides sides(CommitFill task) {
    Secret fill = fill(task.fill());
    Entry.Rail rail = fill == null ? null : rail(task.instrument(), task.fill());
    if (fill == null || rail == null) {
      return null;
    }
    String reader = fill.readers().getFirst();
    return task.ownerSells()
        ? new Sides(fill, rail, fill.owner(), reader)
        : new Sides(fill, rail, reader, fill.owner());
  }

  /** What a job dealt: nothing else has a reader beside its owner. */
  @Nullable Secret fill(Handle handle) {
    Secret fill = run.state().secret(handle);
    if (fill == null) {
      run.refuse(Rule.UNKNOWN_HANDLE, "an unknown fill", handle);
      return null;
    }
    if (fill.phase() != Phase.SPENT || fill.readers().size() != 1) {
      run.refuse(Rule.OTHER_CONTEXT, "to settle what is no fill", handle);
      return null;
    }
    return fill;
  }

  private Entry.@Nullable Rail rail(long instrument, Handle handle) {
    Entry.Rail rail = run.state().adopted().rail(instrument).orElse(null);
    if (rail == null) {
      run.refuse(Rule.ROSTER, "an instrument that settles on no chain", handle);
    }
    return rail;
  }

  /** A fill is settled in one vault, under one id, which that vault lets pass once. */
  private boolean isOfTrade(CommitFill task, Vault vault) {
    Fact.Deal before = run.fact(Fact.deal(task.fill())) instanceof Fact.Deal deal ? deal : null;
    if (task.trade() <= 0 || (before != null && before.trade() != task.trade())) {
      run.refuse(Rule.USED_BEFORE, "a fill under another trade id", task.fill());
      return false;
    }
    if (before != null && !before.vault().equals(vault)) {
      run.refuse(Rule.USED_BEFORE, "a fill that was committed for another vault", task.fill());
      return false;
    }
    return true;
  }

  /** Each answer is a bit about values, and the venue chooses what they are compared with. */
  private boolean mayAsk(Handle about) {
    long asked = run.fact(Fact.asked(about)) instanceof Fact.Asked before ? before.count() : 0;
    if (asked == Settlement.ASKED_MAX) {
      run.refuse(Rule.USED_BEFORE, "to ask once more what notes cover", about);
      return false;
    }
    run.set(new Fact.Asked(about, asked + 1));
    return true;
  }

  private @Nullable List<OneTime> addresses(CommitFill task, Sides sides) {
    List<String> owners = List.of(sides.buyer(), sides.seller(), sides.seller(), sides.buyer());
    if (task.outputs().size() != OUTPUTS) {
      run.refuse(Rule.OTHER_CONTEXT, "a fill that does not make four notes", task.fill());
      return null;
    }
    List<OneTime> addresses = new ArrayList<>();
    for (int k = 0; k < OUTPUTS; k++) {
      OneTime address = notes.owner(task.outputs().get(k), owners.get(k));
      if (address == null) {
        return null;
      }
      addresses.add(address);
    }
    return addresses;
  }

  private static List<FillNotes.Wanted> wanted(
      CommitFill task, Sides sides, List<OneTime> addresses, Delivery delivery) {
    String base = sides.rail().base();
    String quote = sides.rail().quote();
    List<String> tokens = List.of(base, quote, base, quote);
    List<String> owners = List.of(sides.buyer(), sides.seller(), sides.seller(), sides.buyer());
    List<Amount> amounts =
        List.of(
            Amount.of(delivery.amounts(), Delivery.BASE),
            Amount.of(delivery.amounts(), Delivery.QUOTE),
            Amount.of(delivery.changes(), Delivery.BASE),
            Amount.of(delivery.changes(), Delivery.QUOTE));
    List<FillNotes.Wanted> wanted = new ArrayList<>();
    for (int k = 0; k < OUTPUTS; k++) {
      wanted.add(
          new FillNotes.Wanted(
              tokens.get(k),
              owners.get(k),
              task.outputs().get(k).keys(),
              addresses.get(k),
              amounts.get(k)));
    }
    return wanted;
  }

  private Delivery delivery(Secret vector, Entry.Rail rail, List<Amount> base, List<Amount> quote) {
    return Delivery.of(
        run.gates(),
        new Delivery.Fill(vector.get(Secret.QUANTITY), vector.get(Secret.PRICE)),
        new Delivery.Units(rail.perLot(), rail.perTick()),
        base,
        quote);
  }

  /** Whether a vector is of this instrument and side, and its values are in range. */
  private Word named(Secret vector, long instrument, boolean sells) {
    Word side = vector.side().xor(run.gates().constant(sells ? 0 : 1));
    return named(vector, instrument, side);
  }

  /** The same, with a condition. */
  private Word named(Secret vector, long instrument, Word condition) {
    Gates gates = run.gates();
    Bits rows = new Bits(Long.SIZE + 1 + 2 * (Long.SIZE - VALUE_BITS), 1);
    int at = Long.SIZE;
    Word other = vector.get(Secret.INSTRUMENT).xor(gates.constant(instrument));
    rows.setLane(0, 0, Long.SIZE, gates.not(other));
    for (int field : List.of(Secret.QUANTITY, Secret.PRICE)) {
      Word high = gates.not(vector.get(field)).shiftRight(VALUE_BITS);
      rows.setLane(at, 0, Long.SIZE - VALUE_BITS, high);
      at += Long.SIZE - VALUE_BITS;
    }
    rows.setLane(at, 0, 1, condition);
    return Fold.andRows(gates, rows).lane(0, 0, 1);
  }

  /** Whether notes cover an order at its limit. */
  Answer covers(Covered task) {
    Secret order = run.state().secret(task.order());
    if (order == null || order.isPlain() || order.isKeys()) {
      run.refuse(Rule.UNKNOWN_HANDLE, "an unknown order", task.order());
      return new Told(false);
    }
    if (order.phase() == Phase.SPENT) {
      run.refuse(Rule.USED_BEFORE, "an order that is over", task.order());
      return new Told(false);
    }
    if (order.phase() != Phase.ORDER && !order.isOrder()) {
      run.refuse(Rule.OTHER_CONTEXT, "cover of what is no order", task.order());
      return new Told(false);
    }
    Entry.Rail rail = rail(task.instrument(), task.order());
    if (rail == null) {
      return new Told(false);
    }
    Vault vault = new Vault(rail.chain(), rail.vault());
    List<Amount> base =
        notes.amounts(task.baseNotes(), new Notes.Purse(order.owner(), vault, rail.base()));
    List<Amount> quote =
        notes.amounts(task.quoteNotes(), new Notes.Purse(order.owner(), vault, rail.quote()));
    if (base == null || quote == null || !mayAsk(task.order())) {
      return new Told(false);
    }
    Gates gates = run.gates();
    Bits fits = delivery(order, rail, base, quote).fits();
    Word bought = fits.lane(0, Delivery.QUOTE, 1);
    Word sold = fits.lane(0, Delivery.BASE, 1);
    Word covered = gates.and(order.side(), sold.xor(bought)).xor(bought).mask(1);
    return new Told(run.open("covers", named(order, task.instrument(), covered)));
  }
}
