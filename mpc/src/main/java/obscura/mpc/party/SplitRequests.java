package obscura.mpc.party;

import java.util.ArrayList;
import java.util.List;
import obscura.mpc.api.Composed;
import obscura.mpc.api.Handle;
import obscura.mpc.api.Job;
import obscura.mpc.api.Outcome;
import obscura.mpc.circuit.AllIn;
import obscura.mpc.circuit.Allocation;
import obscura.mpc.circuit.Composition;
import obscura.mpc.circuit.Gates;
import obscura.mpc.circuit.MeanPrice;
import obscura.mpc.party.Request.Quote;
import obscura.mpc.party.Request.Selection;
import obscura.mpc.share.Bits;
import obscura.mpc.share.Word;
import obscura.mpc.share.Words;

/**
 * Selection and deal of requests that several makers may fill together (requirement 38). Who is
 * taken is computed anew for a deal, with the quantity that the taker deals; nothing of it is kept
 * between the two jobs.
 */
final class SplitRequests {
  private static final int VALUE_BITS = 62;

  private final Run run;
  private final Gates gates;
  private final Request request;
  private final Secret asked;

  SplitRequests(Run run, Request request, Secret asked) {
    this.run = run;
    this.gates = run.gates();
    this.request = request;
    this.asked = asked;
  }

  /**
   * Composes the terms; opens whether there is enough, unless less will do.
   *
   * @param made takes the selection that can be dealt on, if there is one
   */
  Outcome select(List<Selection> made) {
    if (request.quotes().isEmpty()) {
      return new Outcome.Composed(false, List.of());
    }
    Allocation shared = allocate(asked.get(Secret.QUANTITY));
    int count = request.quotes().size();
    Composition sums = Composition.of(gates, shared, prices(), costs(), count);
    boolean enough = request.allowPartial() || run.open("covered", shared.covered());
    Handle terms =
        run.derive(
            enough ? "terms composed" : "terms available",
            asked.owner(),
            List.of(),
            false,
            enough ? terms(sums) : available(sums));
    if (enough) {
      made.add(new Selection(terms, Words.of(List.of())));
    }
    return new Outcome.Composed(enough, List.of(terms));
  }

  private Allocation allocate(Word quantity) {
    int count = request.quotes().size();
    Bits keys = new Bits(AllIn.BITS, 1);
    Bits sizes = new Bits(64, 1);
    for (int lane = 0; lane < count; lane++) {
      Words figures = request.quotes().get(lane).figures();
      keys.setLane(0, lane, 64, figures.get(Quote.KEY_LOW));
      keys.setLane(64, lane, AllIn.BITS - 64, figures.get(Quote.KEY_HIGH));
      sizes.setLane(0, lane, 64, figures.get(Quote.SIZE));
    }
    return Allocation.of(gates, new Allocation.Quotes(keys, sizes, count), quantity);
  }

  private Bits prices() {
    return Bits.lanesOf(
        request.quotes().stream()
            .map(quote -> run.state().known(quote.handle()).get(Secret.PRICE))
            .toList());
  }

  /** Prices with fees: the keys of offers, and the complements of those of bids. */
  private Bits costs() {
    Bits costs = new Bits(AllIn.BITS, 1);
    for (int lane = 0; lane < request.quotes().size(); lane++) {
      Words figures = request.quotes().get(lane).figures();
      costs.setLane(0, lane, 64, figures.get(Quote.KEY_LOW));
      costs.setLane(64, lane, AllIn.BITS - 64, figures.get(Quote.KEY_HIGH));
    }
    return costs.xorRow(Bits.broadcast(asked.side(), 1, 1));
  }

  /** In the layout of {@link Composed}. */
  private List<Word> terms(Composition sums) {
    Word flags =
        flags()
            .xor(sums.makers().shiftLeft(Composed.MAKERS_AT))
            .xor(sums.cost().get(2).shiftLeft(Composed.COST_AT));
    return List.of(
        asked.get(Secret.INSTRUMENT),
        flags,
        sums.total(),
        sums.notional().get(0),
        sums.notional().get(1),
        sums.cost().get(0),
        sums.cost().get(1));
  }

  /** How much there is, and nothing of prices. */
  private List<Word> available(Composition sums) {
    return List.of(
        asked.get(Secret.INSTRUMENT),
        flags(),
        sums.total(),
        Word.ZERO,
        Word.ZERO,
        Word.ZERO,
        Word.ZERO);
  }

  private Word flags() {
    return gates.notBit(asked.side()).xor(gates.constant(Composed.MARK));
  }

  /**
   * The terms as {@link Validity} compares an accept with them: at the accept's own price if that
   * is the price of the composed terms, else at another.
   */
  Secret comparable(Secret taker, Secret terms) {
    List<Word> notional = List.of(terms.get(Secret.PRICE), terms.get(Secret.MINIMUM));
    MeanPrice mean = new MeanPrice(taker.side(), terms.get(Secret.QUANTITY), notional);
    Word fits = mean.is(gates, taker.get(Secret.PRICE));
    Word price = taker.get(Secret.PRICE).xor(gates.notBit(fits));
    return terms.with(terms.words().with(Secret.PRICE, price));
  }

  /** Deals what a valid accept asks for: opens who is taken, and leaves a fill for each. */
  Outcome deal(Job.Accept job, Secret taker) {
    Allocation shared = allocate(taker.get(Secret.QUANTITY));
    int count = request.quotes().size();
    long used = run.open("winners", new Word[] {shared.used().word(0, 0)}, count)[0];
    List<Handle> winners = new ArrayList<>();
    List<Handle> fills = new ArrayList<>();
    for (int lane = 0; lane < count; lane++) {
      if ((used >>> lane & 1) == 1) {
        Handle winner = request.quotes().get(lane).handle();
        winners.add(winner);
        fills.add(fill(taker, run.state().known(winner), shared.fills().lane(0, lane, VALUE_BITS)));
      }
    }
    if (winners.isEmpty()) {
      throw new IllegalStateException("job " + job.number() + " deals with nobody");
    }
    return new Outcome.Accepted(true, winners, fills);
  }

  /** At the maker's own price; no other maker may read it. */
  private Handle fill(Secret taker, Secret quote, Word quantity) {
    return run.derive(
        "fill",
        taker.owner(),
        List.of(quote.owner()),
        taker.open() || quote.open(),
        Matching.fillWords(taker, quantity, quote.get(Secret.PRICE)));
  }
}
