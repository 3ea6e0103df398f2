package obscura.engine.core;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import obscura.domain.ClientId;
import obscura.domain.FirmId;
import obscura.domain.Handle;
import obscura.domain.OrderId;
import obscura.domain.ParticipantId;
import obscura.domain.PrivacyLevel;
import obscura.domain.TimeInForce;

/**
 * An order as the venue knows it: everything but its values.
 *
 * @param clientId the ClOrdID that names it now: the last replacement's, or its own
 * @param quoted an accepted quote (40=D), not a dark order
 * @param terms its values: the last replacement's, or its own
 * @param fills handles of all its fills so far, in order
 * @param busted those of its fills whose trade failed to settle: they fill it, but do not count
 */
public record Order(
    OrderId id,
    ParticipantId participant,
    FirmId firm,
    ClientId clientId,
    boolean quoted,
    Handle terms,
    TimeInForce timeInForce,
    Optional<Instant> expireTime,
    PrivacyLevel privacy,
    OrderStatus status,
    List<Handle> fills,
    OrderNotes notes,
    List<Handle> busted) {
  public Order with(OrderStatus next) {
    return new Order(
        id,
        participant,
        firm,
        clientId,
        quoted,
        terms,
        timeInForce,
        expireTime,
        privacy,
        next,
        fills,
        notes,
        busted);
  }

  /** The order after one more fill. */
  public Order filled(Handle fill, boolean done) {
    List<Handle> all = new ArrayList<>(fills);
    all.add(fill);
    return new Order(
        id,
        participant,
        firm,
        clientId,
        quoted,
        terms,
        timeInForce,
        expireTime,
        privacy,
        done ? OrderStatus.FILLED : OrderStatus.PARTIALLY_FILLED,
        List.copyOf(all),
        notes,
        busted);
  }

  /** The order under a replacement's id and values. */
  public Order replaced(ClientId newId, Handle newTerms, Optional<Instant> newExpireTime) {
    return new Order(
        id,
        participant,
        firm,
        newId,
        quoted,
        newTerms,
        timeInForce,
        newExpireTime,
        privacy,
        status,
        fills,
        notes,
        busted);
  }

  /** The order when a trade of it was busted: that fill counts no more, and is not filled again. */
  public Order busted(Handle fill) {
    List<Handle> all = new ArrayList<>(busted);
    all.add(fill);
    return new Order(
        id,
        participant,
        firm,
        clientId,
        quoted,
        terms,
        timeInForce,
        expireTime,
        privacy,
        status,
        fills,
        notes,
        List.copyOf(all));
  }

  /**
   * OrdStatus(39), where no cancel or replace is pending. An order that was filled counts as
   * cancelled once a fill of it is busted: nothing is open, and not all of it was carried out.
   */
  public char ordStatus() {
    return switch (status) {
      case PARTIALLY_FILLED ->
          busted.size() == fills.size() ? OrderStatus.ACTIVE.fix() : status.fix();
      case FILLED -> busted.isEmpty() ? status.fix() : OrderStatus.CANCELLED.fix();
      case SUBMITTED, ACTIVE, CANCELLED, EXPIRED, REFUSED -> status.fix();
    };
  }
}
