package obscura.engine.adapter.dropcopy;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.CompletionException;
import obscura.domain.Handle;
import obscura.domain.Instrument;
import obscura.domain.VenueCode;
import obscura.dropcopy.record.Attributes;
import obscura.engine.core.Order;
import obscura.engine.port.Directory;
import obscura.engine.port.RevealRefusedException;
import obscura.engine.port.Secrets;
import obscura.engine.port.Terms;

/**
 * Values for the compliance store, revealed to it by the parties and encrypted by the store at
 * once. What is not open to compliance stays empty.
 */
public final class Values {
  private final Secrets secrets;
  private final Directory directory;

  public Values(Secrets secrets, Directory directory) {
    this.secrets = secrets;
    this.directory = directory;
  }

  /** Symbol, side, quantity, price and minimum of what a client sent. */
  SortedMap<String, String> terms(Optional<Handle> handle) {
    SortedMap<String, String> all = new TreeMap<>();
    one(handle).ifPresent(terms -> describe(all, terms, terms.refusal()));
    return all;
  }

  /** The same of a maker's quote. */
  SortedMap<String, String> quote(Optional<Handle> handle) {
    SortedMap<String, String> all = new TreeMap<>();
    one(handle).ifPresent(terms -> describe(all, terms, terms.quoteRefusal()));
    return all;
  }

  private Optional<Terms> one(Optional<Handle> handle) {
    return handle.flatMap(h -> reveal(List.of(h))).map(List::getFirst);
  }

  private void describe(SortedMap<String, String> all, Terms terms, Optional<VenueCode> refusal) {
    Optional<Instrument> known = directory.instrument(terms.instrument());
    if (known.isEmpty()) {
      return;
    }
    Instrument instrument = known.get();
    all.put(Attributes.SYMBOL, instrument.symbol());
    all.put(Attributes.SIDE, terms.sells() ? "SELL" : "BUY");
    all.put("orderQty", text(instrument.quantity(terms.lots())));
    if (terms.ticks() > 0) {
      all.put("price", text(instrument.price(terms.ticks())));
    }
    if (terms.minLots() > 0) {
      all.put("minQty", text(instrument.quantity(terms.minLots())));
    }
    refusal.ifPresent(code -> all.put("refusal", code.toString()));
  }

  /** The last fill of an order and where the order stands after it. */
  SortedMap<String, String> fill(Order order) {
    SortedMap<String, String> all = new TreeMap<>();
    List<Handle> handles = new ArrayList<>();
    handles.add(order.terms());
    handles.addAll(order.fills());
    Optional<List<Terms>> revealed = reveal(handles);
    if (revealed.isEmpty()) {
      return all;
    }
    Terms terms = revealed.get().get(0);
    Instrument instrument = directory.instrument(terms.instrument()).orElseThrow();
    List<Terms> fills = revealed.get().subList(1, handles.size());
    Terms last = fills.getLast();
    BigDecimal cum = BigDecimal.ZERO;
    BigDecimal paid = BigDecimal.ZERO;
    BigDecimal leaves = instrument.quantity(terms.lots());
    for (int i = 0; i < fills.size(); i++) {
      BigDecimal quantity = instrument.quantity(fills.get(i).lots());
      leaves = leaves.subtract(quantity);
      if (!order.busted().contains(order.fills().get(i))) {
        cum = cum.add(quantity);
        paid = paid.add(quantity.multiply(instrument.price(fills.get(i).ticks())));
      }
    }
    all.put(Attributes.SYMBOL, instrument.symbol());
    all.put(Attributes.SIDE, terms.sells() ? "SELL" : "BUY");
    all.put(Attributes.LAST_QTY, text(instrument.quantity(last.lots())));
    all.put(Attributes.LAST_PX, text(instrument.price(last.ticks())));
    all.put(Attributes.CUM_QTY, text(cum));
    all.put(Attributes.LEAVES_QTY, text(order.status().isOpen() ? leaves : BigDecimal.ZERO));
    all.put(Attributes.AVG_PX, text(paid.divide(cum, MathContext.DECIMAL64)));
    return all;
  }

  private static String text(BigDecimal value) {
    return value.stripTrailingZeros().toPlainString();
  }

  private Optional<List<Terms>> reveal(List<Handle> handles) {
    try {
      return Optional.of(secrets.reveal(handles, Secrets.COMPLIANCE).join());
    } catch (CompletionException failed) {
      if (failed.getCause() instanceof RevealRefusedException) {
        return Optional.empty();
      }
      throw failed;
    }
  }
}
