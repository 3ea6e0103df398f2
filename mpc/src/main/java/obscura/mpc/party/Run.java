package obscura.mpc.party;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import obscura.mpc.api.Handle;
import obscura.mpc.circuit.Gates;
import obscura.mpc.net.Links;
import obscura.mpc.share.Commitment;
import obscura.mpc.share.Opening;
import obscura.mpc.share.Word;
import obscura.mpc.share.Words;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One attempt at one job: reads the state, computes, opens, and collects the changes. The state
 * itself changes only when the attempt has succeeded and its record is written.
 */
final class Run {
  private static final Logger LOG = LoggerFactory.getLogger(Run.class);

  private final PartyState state;
  private final Gates gates;
  private final Opening opening;
  private final Links links;
  private final long job;
  private final long nowMillis;
  private final List<Change> changes = new ArrayList<>();
  private final Map<Handle, Secret> changed = new LinkedHashMap<>();
  private int derived;

  Run(PartyState state, Gates gates, Opening opening, Links links, long job, long nowMillis) {
    this.state = state;
    this.gates = gates;
    this.opening = opening;
    this.links = links;
    this.job = job;
    this.nowMillis = nowMillis;
  }

  PartyState state() {
    return state;
  }

  Gates gates() {
    return gates;
  }

  List<Change> changes() {
    return changes;
  }

  boolean open(String what, Word bit) {
    return open(what, bit, 1) == 1;
  }

  long open(String what, Word word, int bits) {
    gates.verify();
    return opening.open(links, what, word, bits);
  }

  long[] open(String what, Word[] words, int bits) {
    gates.verify();
    return opening.open(links, what, words, bits);
  }

  /** An input that no job has named yet; null, and a line in the log, if it is anything else. */
  @Nullable Secret fresh(Handle handle) {
    Secret secret = state.secret(handle);
    if (secret == null || secret.phase() != Phase.NEW) {
      refuse(secret == null ? "an unknown handle" : "a handle used before", handle);
      return null;
    }
    return secret;
  }

  /** Logs what this party does not do, whatever the venue asks. */
  void refuse(String what, Handle handle) {
    LOG.warn("party {} refuses in job {}: {}: {}", gates.party(), job, what, handle);
  }

  void set(Handle handle, Secret secret) {
    changes.add(new Change.OfSecret(handle, secret));
    changed.put(handle, secret);
  }

  void set(Handle handle, Request request) {
    changes.add(new Change.OfRequest(handle, request));
  }

  void rest(Handle handle, Resting order) {
    changes.add(new Change.OfBook(handle, order));
  }

  void leaveBook(Handle handle) {
    changes.add(new Change.OfBook(handle, null));
  }

  void spend(Handle handle) {
    Secret secret = changed.getOrDefault(handle, state.secret(handle));
    if (secret != null && secret.phase() != Phase.SPENT) {
      set(handle, secret.in(Phase.SPENT));
    }
  }

  /** A new secret that this job made; {@link Phase#SPENT} from the start, so only for reading. */
  Handle derive(String label, String owner, List<String> readers, boolean open, List<Word> words) {
    Handle handle = Commitment.derived(label, job, derived++);
    set(handle, new Secret(Phase.SPENT, owner, readers, open, nowMillis, Words.of(words)));
    return handle;
  }
}
