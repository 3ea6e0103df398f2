package obscura.mpc.party;

import java.util.ArrayList;
import java.util.List;
import obscura.mpc.circuit.AllIn;
import obscura.mpc.circuit.Best;
import obscura.mpc.circuit.Fold;
import obscura.mpc.party.Request.Quote;
import obscura.mpc.share.Bits;
import obscura.mpc.share.Word;
import obscura.mpc.share.Words;

/** Selects the best of a request's quotes, a lane for each, by the keys made at their admission. */
final class Auction {
  private static final int PRICE = 128;
  private static final int SIZE = 64;
  private static final int FEE = 192;

  private final Run run;
  private final int quotes;
  private final Bits keys;
  private final Bits sides;
  private final Bits fields;

  /** What an auction gives: shares of the terms and, one-hot, of the winner. */
  record Won(List<Word> terms, Words winner) {}

  /** Which sides were quoted. */
  record Sides(boolean offers, boolean bids) {}

  Auction(Run run, Request request) {
    this.run = run;
    this.quotes = request.quotes().size();
    int words = Bits.wordsFor(quotes);
    this.keys = new Bits(AllIn.BITS, words);
    this.sides = new Bits(1, words);
    this.fields = new Bits(4 * 64 + 1, words);
    for (int lane = 0; lane < quotes; lane++) {
      write(lane, request.quotes().get(lane));
    }
  }

  private void write(int lane, Quote quote) {
    Secret secret = run.state().known(quote.handle());
    Words figures = quote.figures();
    keys.setLane(0, lane, 64, figures.get(Quote.KEY_LOW));
    keys.setLane(64, lane, AllIn.BITS - 64, figures.get(Quote.KEY_HIGH));
    sides.setLane(0, lane, 1, secret.side());
    fields.setLane(0, lane, 64, secret.get(Secret.INSTRUMENT));
    fields.setLane(SIZE, lane, 64, figures.get(Quote.SIZE));
    fields.setLane(PRICE, lane, 64, secret.get(Secret.PRICE));
    fields.setLane(FEE, lane, 64, secret.get(Secret.FEE));
    fields.setLane(4 * 64, lane, 1, secret.side());
  }

  /** The best of all. */
  Won best() {
    return won(Best.of(run.gates(), keys, quotes));
  }

  /** The best of the offers or of the bids; there must be one. */
  Won bestOfSide(boolean offers) {
    Bits others = offers ? run.gates().not(sides) : sides;
    return won(Best.of(run.gates(), Bits.stack(keys, others), quotes));
  }

  /** Opens two bits: whether anybody offered, whether anybody bid. */
  Sides sidesPresent() {
    Word anyOffer = Fold.anyLane(run.gates(), sides, quotes);
    Word anyBid = Fold.anyLane(run.gates(), run.gates().not(sides), quotes);
    long opened = run.open("sides quoted", anyOffer.xor(anyBid.shiftLeft(1)), 2);
    return new Sides((opened & 1) == 1, (opened & 2) == 2);
  }

  private Won won(Best best) {
    Bits picked = run.gates().pick(best.lane(), fields);
    List<Word> terms =
        List.of(
            picked.lane(0, 0, 64),
            picked.lane(4 * 64, 0, 1),
            picked.lane(SIZE, 0, 64),
            picked.lane(PRICE, 0, 64),
            Word.ZERO,
            picked.lane(FEE, 0, 64),
            Word.ZERO);
    List<Word> winner = new ArrayList<>();
    for (int w = 0; w < best.lane().words(); w++) {
      winner.add(best.lane().word(0, w));
    }
    return new Won(terms, Words.of(winner));
  }
}
