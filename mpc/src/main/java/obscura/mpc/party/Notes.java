package obscura.mpc.party;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import obscura.mpc.api.Handle;
import obscura.mpc.api.Purpose;
import obscura.mpc.api.Rule;
import obscura.mpc.api.Settlement.Destination;
import obscura.mpc.circuit.Delivery;
import obscura.mpc.field.Scalar;
import obscura.mpc.note.OneTime;
import obscura.mpc.note.ShareKey;
import obscura.mpc.note.Vault;
import obscura.mpc.share.Words;
import org.jspecify.annotations.Nullable;

/**
 * The notes whose amounts the parties share, and the keys of their owners. What a job may not use
 * is refused here.
 */
final class Notes {
  private final Run run;

  Notes(Run run) {
    this.run = run;
  }

  /** The two of an owner's three share keys that this party holds. */
  record Keys(ShareKey mine, ShareKey next) {
    /** Shares of a note's r. */
    Scalar blinding(String seed) {
      return new Scalar(mine.blinding(seed), next.blinding(seed));
    }
  }

  /** Admitted keys, known to be there. */
  Keys keys(Handle handle) {
    Words words = run.state().known(handle).words();
    return new Keys(new ShareKey(OwnersKeys.mine(words)), new ShareKey(OwnersKeys.next(words)));
  }

  /** The one-time owner of a note that is to go to {@code owner}; null, and a refusal, if not. */
  @Nullable OneTime owner(Destination to, String owner) {
    Secret keys = run.state().secret(to.keys());
    if (keys == null || keys.phase() != Phase.KEYS) {
      run.refuse(Rule.UNKNOWN_HANDLE, "a note under keys that were not admitted", to.keys());
      return null;
    }
    if (!keys.owner().equals(owner)) {
      run.refuse(Rule.OTHER_OWNER, "a note for somebody else", to.keys());
      return null;
    }
    Purpose.NoteKeys told = record(keys);
    if (OwnersKeys.areForbidden(run.state().adopted(), owner, told)) {
      run.refuse(Rule.ROSTER, "a note under keys that the operators took out of use", to.keys());
      return null;
    }
    List<String> paths = told.paths();
    try {
      return OneTime.of(paths.get(Objects.checkIndex(to.path(), paths.size())), to.ephemeral());
    } catch (IllegalArgumentException | IndexOutOfBoundsException wrong) {
      run.refuse(Rule.OTHER_CONTEXT, "a note to no address of its owner", to.keys());
      return null;
    }
  }

  private static Purpose.NoteKeys record(Secret keys) {
    if (keys.origin() != null && keys.origin().purpose() instanceof Purpose.NoteKeys told) {
      return told;
    }
    throw new IllegalStateException("keys without their record");
  }

  /** A note that must be there, because the state names it. */
  Fact.Note known(Handle handle) {
    if (run.fact(Fact.note(handle)) instanceof Fact.Note note) {
      return note;
    }
    throw new IllegalStateException("the note " + handle + " is missing");
  }

  /** What notes are to pay: their owner's, in one vault, of one token. */
  record Purse(String owner, Vault vault, String token) {}

  /** Notes of one purse, no note twice; null, and a refusal, if one is anything else. */
  @Nullable List<Delivery.Amount> amounts(List<Handle> handles, Purse purse) {
    Set<String> commitments = new HashSet<>();
    List<Delivery.Amount> amounts = new ArrayList<>();
    for (Handle handle : handles) {
      if (!(run.fact(Fact.note(handle)) instanceof Fact.Note note)) {
        run.refuse(Rule.UNKNOWN_HANDLE, "an unknown note", handle);
        return null;
      }
      Secret amount = run.state().known(handle);
      if (!amount.owner().equals(purse.owner())) {
        run.refuse(Rule.OTHER_OWNER, "to pay with somebody else's note", handle);
        return null;
      }
      if (!note.vault().equals(purse.vault())) {
        run.refuse(Rule.OTHER_CONTEXT, "to pay with a note of another vault", handle);
        return null;
      }
      if (!note.token().equals(purse.token())
          || !commitments.add(note.commitment())
          || commitments.size() > Delivery.NOTES_MAX) {
        run.refuse(Rule.OTHER_CONTEXT, "notes of another token, twice, or too many", handle);
        return null;
      }
      amounts.add(new Delivery.Amount(amount.get(Secret.QUANTITY), amount.get(Secret.PRICE)));
    }
    return amounts;
  }

  /** Shares of the r of a note. */
  Scalar blinding(Fact.Note note) {
    return note.seed().isEmpty()
        ? Scalar.constant(run.gates().party(), new BigInteger(note.opening(), 16))
        : keys(note.keys()).blinding(note.seed());
  }
}
