package obscura.engine.fix.outbound;

import obscura.domain.Instrument;
import obscura.engine.port.Directory;
import obscura.engine.port.Terms;

/** The instrument that revealed terms are in. */
record Instruments(Directory directory) {
  Instrument of(Terms terms) {
    return directory
        .instrument(terms.instrument())
        .orElseThrow(() -> new IllegalStateException("terms name an instrument not listed"));
  }

  /** Symbol(55), or the placeholder if the terms name no listed instrument: they may be refused. */
  String symbol(Terms terms) {
    return directory.instrument(terms.instrument()).map(Instrument::symbol).orElse(Words.NO_SYMBOL);
  }
}
