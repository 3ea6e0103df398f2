package obscura.mpc.party;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;
import obscura.mpc.api.Handle;
import obscura.mpc.api.Purpose;
import obscura.mpc.api.Reveal;
import obscura.mpc.api.Rule;
import obscura.mpc.audit.AuditSeal;
import obscura.mpc.input.SealedPart;
import obscura.mpc.input.SharedInput;
import obscura.mpc.roster.Entry;
import obscura.mpc.roster.Roster;
import obscura.mpc.roster.RosterException;
import obscura.mpc.roster.RosterText;
import obscura.mpc.share.Words;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What goes into a party's state and out of it beside the jobs: inputs, if their record is signed
 * and their shares fit; shares for those entitled. One thread.
 */
final class Intake {
  /** How far a record's time may be behind this party's clock, when it is put. */
  private static final long BEHIND_MILLIS = Duration.ofMinutes(10).toMillis();

  private static final Logger LOG = LoggerFactory.getLogger(Intake.class);

  private final int party;
  private final PartyState state;
  private final Charter charter;
  private final Refusals refusals;
  private final Consumer<byte[]> store;
  private final boolean sealed;

  /**
   * For one party.
   *
   * @param store writes a record down
   * @param sealed whether inputs are kept with what proves them to one that loses them
   */
  Intake(
      int party,
      PartyState state,
      Charter charter,
      Refusals refusals,
      Consumer<byte[]> store,
      boolean sealed) {
    this.party = party;
    this.state = state;
    this.charter = charter;
    this.refusals = refusals;
    this.store = store;
    this.sealed = sealed;
  }

  /**
   * Checks the record's signature and the commitments, then stores the shares. One that is there
   * and was not used is answered as before.
   *
   * @throws obscura.mpc.api.RefusedException if one is wrong, or the handle was used
   */
  Handle put(SharedInput input, long nowMillis) {
    Handle handle = input.handle();
    if (!input.record().instance().equals(charter.instance())) {
      throw refusals.of(Rule.OTHER_VENUE, "an input of another venue", handle);
    }
    if (!charter.plainOperations() && input.record().origin().purpose() instanceof Purpose.Test) {
      throw refusals.of(Rule.NOT_LOADED, "a plain value", handle);
    }
    Purpose purpose = input.record().origin().purpose();
    // Keys do nothing before the owner's own word, or its operators', has admitted them.
    Stream<String> speakers =
        purpose instanceof Purpose.NoteKeys
            ? Stream.empty()
            : GatewaysWord.speakers(input.record().origin());
    GatewaysWord.Flaw flaw =
        GatewaysWord.flaw(
            state.adopted(),
            state.adopted().gateway().filter(input::isSignedBy).isPresent(),
            speakers);
    if (flaw != null) {
      throw refusals.of(flaw.rule(), "an input " + flaw.words(), handle);
    }
    String mistaken =
        purpose instanceof Purpose.NoteKeys
            ? null
            : GatewaysWord.mistakenFirm(state.adopted(), input.record().origin());
    if (mistaken != null) {
      throw refusals.of(Rule.PARTICIPANT, "an input " + mistaken, handle);
    }
    return keep(input, nowMillis, true);
  }

  /**
   * The same of keys that their owner sealed to this party. Nobody else signs them and they have no
   * time: who has the box may bring it, and as often as it likes, for what is in it is the owner's
   * and does nothing before it is admitted.
   *
   * @throws obscura.mpc.api.RefusedException if the box does not open as this party's of this
   *     record, what is in it does not fit, or the keys were used
   */
  Handle put(SealedPart part, long nowMillis) {
    Handle handle = part.handle();
    if (!part.record().instance().equals(charter.instance())) {
      throw refusals.of(Rule.OTHER_VENUE, "sealed keys of another venue", handle);
    }
    if (!part.isOfKeys()) {
      throw refusals.of(Rule.OTHER_CONTEXT, "a sealed input that is no note keys", handle);
    }
    if (part.party() != party) {
      throw refusals.of(Rule.BOX, "a box for another party", handle);
    }
    SharedInput input =
        part.opened(charter.sealingKey())
            .orElseThrow(() ->
                refusals.of(Rule.BOX, "a box that does not open as mine of this record", handle));
    return keep(input, nowMillis, false);
  }

  private Handle keep(SharedInput input, long nowMillis, boolean timed) {
    Handle handle = input.handle();
    if (input.party() != party || !input.isConsistent()) {
      throw refusals.of(Rule.COMMITMENT, "an input does not fit its commitments", handle);
    }
    if (input.record().origin().purpose() instanceof Purpose.NoteKeys told
        && !OwnersKeys.areOfRecord(told, party, input.words())) {
      throw refusals.of(Rule.COMMITMENT, "keys that are not those of their record", handle);
    }
    Secret known = state.secret(handle);
    if (known == null) {
      if (timed && !isOfNow(input.record().origin().timeMillis(), nowMillis)) {
        throw refusals.of(Rule.TIME, "an input whose time is not now", handle);
      }
      Change.OfSecret put =
          new Change.OfSecret(
              handle, Secret.input(input.record().origin(), nowMillis, input.words()));
      List<Change> changes = new ArrayList<>(List.of(put));
      if (sealed) {
        changes.add(new Change.OfSeal(Item.of(put), seal(input)));
      }
      store.accept(Records.put(changes));
      changes.forEach(state::apply);
    } else if (known.phase() != Phase.NEW) {
      throw refusals.of(Rule.USED_BEFORE, "an input that was used before", handle);
    }
    return handle;
  }

  private static boolean isOfNow(long timeMillis, long nowMillis) {
    return timeMillis <= nowMillis + BookTime.AHEAD_MILLIS
        && timeMillis >= nowMillis - BEHIND_MILLIS;
  }

  private Seal seal(SharedInput input) {
    byte[] third = input.record().commitments()[(party + 2) % 3];
    return new Seal(input.mineBlinding(), input.nextBlinding(), third, input.record().context());
  }

  /**
   * Takes note of a roster that goes on from the one known; it is gone by from the next epoch on.
   *
   * @return its length
   * @throws obscura.mpc.api.RefusedException if it is older, another, or not signed
   */
  long roster(String text) {
    Roster known = state.roster();
    Roster given;
    try {
      given = RosterText.read(text);
      if (!given.instance().equals(charter.instance())) {
        throw refusals.of(Rule.OTHER_VENUE, "a roster of another venue", given.head());
      }
      if (!given.goesOnFrom(known)) {
        throw refusals.of(Rule.ROSTER, "a roster that does not go on from mine", given.head());
      }
      given.verify(charter.operators(), known.length());
    } catch (RosterException wrong) {
      throw refusals.of(Rule.ROSTER, String.valueOf(wrong.getMessage()), known.head());
    }
    if (given.length() > known.length()) {
      store.accept(Records.roster(given));
      state.know(given);
    }
    return given.length();
  }

  /**
   * Goes by these entries of the roster. If they name another certificate for a party, somebody
   * else may stand in its place: then all shares are due to be made anew.
   */
  void adopt(int length) {
    Roster before = state.adopted();
    if (length == before.length()) {
      return;
    }
    store.accept(Records.adopted(length));
    state.adopt(length);
    if (!state.isEmpty() && !state.adopted().namesSameParties(before)) {
      state.rememberSharing(state.sharing(), true);
      store.accept(Records.sharing(state));
      LOG.info("party {}: the roster names another party, shares are made anew", party);
    }
  }

  Disclosure disclose(Reveal request) {
    List<Words> shares = new ArrayList<>();
    for (Handle handle : request.handles()) {
      String refusal = Entitlement.refusal(state, handle, request.recipient());
      if (refusal != null && state.takenBack() != null) {
        return new Disclosure(List.of(), Disclosure.NOT_YET);
      }
      if (refusal != null) {
        refusals.note(Rule.NOT_ENTITLED, "to reveal: " + refusal, handle);
        return new Disclosure(List.of(), refusal);
      }
      shares.add(state.known(handle).words());
    }
    return new Disclosure(shares, null);
  }

  /** This party's shares of a vector for an auditor, who alone can read them. */
  byte[] sealFor(Handle handle, String auditor) {
    Optional<byte[]> key = state.adopted().key(Entry.Role.AUDITOR, auditor);
    if (key.isEmpty()) {
      throw refusals.of(Rule.NOT_ENTITLED, "to seal for an auditor not in the roster", handle);
    }
    Secret secret = state.secret(handle);
    if (secret == null || !secret.open() || secret.isKeys()) {
      throw refusals.of(Rule.NOT_ENTITLED, "to seal what is not open to compliance", handle);
    }
    AuditSeal.Subject subject = new AuditSeal.Subject(charter.instance(), party, handle, auditor);
    try {
      byte[] sealed = AuditSeal.seal(subject, key.get(), secret.words());
      LOG.info("party {} sealed {} for auditor {}", party, handle, auditor);
      return sealed;
    } catch (IllegalArgumentException wrong) {
      throw refusals.of(Rule.ROSTER, "an auditor's key that is none", handle);
    }
  }

  /** None while a certain job is awaited: without its inputs it would come out otherwise. */
  int drop(List<Handle> handles) {
    if (state.isNextJobFixed()) {
      return 0;
    }
    List<Handle> present = new ArrayList<>(handles);
    present.retainAll(state.unnamed(Long.MAX_VALUE));
    store.accept(Records.drop(present));
    Records.drop(state, present);
    return present.size();
  }
}
