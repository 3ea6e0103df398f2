package obscura.engine.adapter.mpc;

import java.util.Optional;
import obscura.domain.VenueCode;
import obscura.engine.port.Terms;
import obscura.mpc.api.Composed;
import obscura.mpc.api.Handle;
import obscura.mpc.api.Refusal;
import obscura.mpc.api.Vector;

/** Between the words of the venue and those of the parties. */
final class Vectors {
  private Vectors() {}

  static Vector vector(Terms terms) {
    return Vector.input(
        terms.instrument(),
        terms.sells() ? Vector.SELL : 0,
        terms.lots(),
        terms.ticks(),
        terms.minLots(),
        terms.feeBasisPoints());
  }

  static Terms terms(Vector vector) {
    if (Composed.is(vector)) {
      return terms(Composed.of(vector));
    }
    return new Terms(
        vector.instrument(),
        (vector.flags() & Vector.SELL) != 0,
        vector.quantity(),
        vector.price(),
        vector.minQuantity(),
        vector.fee(),
        refusal(vector.refusal()));
  }

  /** The mean price, and the makers' fees together, both rounded against the taker. */
  private static Terms terms(Composed composed) {
    return new Terms(
        composed.instrument(),
        composed.sells(),
        composed.quantity(),
        composed.price(),
        0,
        composed.feeBasisPoints(),
        Optional.empty(),
        composed.makers());
  }

  /** The first reason that the parties found, in the order of the rules of engagement. */
  static Optional<VenueCode> refusal(long bits) {
    for (Refusal refusal : Refusal.values()) {
      if (refusal.in(bits)) {
        return Optional.of(code(refusal));
      }
    }
    return Optional.empty();
  }

  private static VenueCode code(Refusal refusal) {
    return switch (refusal) {
      case QUANTITY_RANGE, BELOW_MINIMUM -> VenueCode.QUANTITY;
      case PRICE_RANGE, PRICE_BAND -> VenueCode.PRICE_BAND;
      case MINIMUM_ABOVE_QUANTITY -> VenueCode.MIN_QTY;
      case RESERVED_BITS -> VenueCode.SEALED_RANGE;
      case INSTRUMENT_NOT_ENABLED -> VenueCode.HALTED;
      case INSTRUMENT_DIFFERS, SIDE_DIFFERS -> VenueCode.WRONG_SIDE_OR_SIZE;
      case SIZE_DIFFERS -> VenueCode.SIZE_DIFFERS;
      case PRICE_DIFFERS -> VenueCode.PRICE_DIFFERS;
    };
  }

  static Handle handle(obscura.domain.Handle handle) {
    return new Handle(handle.a(), handle.b(), handle.c(), handle.d());
  }

  static obscura.domain.Handle handle(Handle handle) {
    return new obscura.domain.Handle(handle.a(), handle.b(), handle.c(), handle.d());
  }
}
