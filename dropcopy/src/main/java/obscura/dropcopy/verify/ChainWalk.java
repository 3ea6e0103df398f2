package obscura.dropcopy.verify;

import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import obscura.dropcopy.record.Bytes;
import obscura.dropcopy.record.SealedValues;
import obscura.dropcopy.record.StoredRecord;
import obscura.dropcopy.record.TradingRecord;
import obscura.dropcopy.seal.KeySession;
import obscura.dropcopy.seal.WrappedSeed;
import obscura.dropcopy.store.ChainHead;
import obscura.dropcopy.store.CorruptRecordException;

/** The state of one check: the last record that holds, and the first break. One thread. */
final class ChainWalk {
  private final Function<Bytes, List<WrappedSeed>> sessions;
  private final Optional<ChainHead> anchor;
  private final Set<Bytes> soundSessions = new HashSet<>();
  private Optional<ChainBreak> firstBreak = Optional.empty();
  private long number;
  private long position;
  private int part = -1;
  private Bytes hash = Bytes.zero(StoredRecord.HASH_BYTES);

  ChainWalk(Function<Bytes, List<WrappedSeed>> sessions, Optional<ChainHead> anchor) {
    this.sessions = sessions;
    this.anchor = anchor;
  }

  void accept(StoredRecord stored) {
    if (firstBreak.isPresent()) {
      return;
    }
    firstBreak = check(stored);
    if (firstBreak.isEmpty()) {
      number = stored.number();
      position = stored.record().position();
      part = stored.record().part();
      hash = stored.hash();
    }
  }

  ChainReport finish(ChainHead head) {
    if (firstBreak.isEmpty()) {
      firstBreak = checkHead(head).or(this::checkAnchorReached);
    }
    return new ChainReport(number, head, firstBreak);
  }

  ChainReport stopAt(CorruptRecordException corrupt, ChainHead head) {
    if (firstBreak.isEmpty()) {
      firstBreak =
          found(
              ChainBreak.Kind.CHANGED,
              corrupt.number(),
              0,
              "record " + corrupt.number() + " is not one that the venue writes");
    }
    return new ChainReport(number, head, firstBreak);
  }

  private Optional<ChainBreak> check(StoredRecord stored) {
    long at = stored.number();
    TradingRecord record = stored.record();
    if (at != number + 1) {
      String text = "record " + (number + 1) + " is missing: record " + at + " follows " + number;
      return found(ChainBreak.Kind.MISSING, number + 1, 0, text);
    }
    if (!stored.hash().equals(stored.expectedHash())) {
      return found(ChainBreak.Kind.CHANGED, stored, "its values do not give its hash");
    }
    if (!stored.previousHash().equals(hash)) {
      return found(
          ChainBreak.Kind.UNLINKED, stored, "it does not name the hash of record " + number);
    }
    if (record.position() < position || (record.position() == position && record.part() <= part)) {
      return found(ChainBreak.Kind.OUT_OF_ORDER, stored, "its event does not come after the last");
    }
    if (stored.sealed().isPresent() && !keysHold(stored.sealed().get())) {
      return found(ChainBreak.Kind.KEYS, stored, "its wrapped keys are missing or changed");
    }
    return checkAnchor(stored);
  }

  private Optional<ChainBreak> checkAnchor(StoredRecord stored) {
    boolean differs =
        anchor
            .filter(a -> a.number() == stored.number() && !a.hash().equals(stored.hash()))
            .isPresent();
    return differs
        ? found(ChainBreak.Kind.ANCHOR, stored, "its hash is not the one written down earlier")
        : Optional.empty();
  }

  private Optional<ChainBreak> checkAnchorReached() {
    return anchor
        .filter(a -> a.number() > number)
        .flatMap(a ->
            found(
                ChainBreak.Kind.ANCHOR,
                number + 1,
                0,
                "the chain ends at record " + number + ", earlier it had " + a.number()));
  }

  private Optional<ChainBreak> checkHead(ChainHead head) {
    if (number < head.number()) {
      String text = "the chain ends at record " + number + ", its head says " + head.number();
      return found(ChainBreak.Kind.CUT, number + 1, 0, text);
    }
    if (number > head.number()) {
      String text = "the chain goes on to record " + number + ", its head says " + head.number();
      return found(ChainBreak.Kind.BEYOND_HEAD, head.number() + 1, 0, text);
    }
    if (!head.hash().equals(hash) || head.position() < position) {
      String text = "the head does not name the hash and event of record " + number;
      return found(ChainBreak.Kind.HEAD, number, position, text);
    }
    return Optional.empty();
  }

  private boolean keysHold(SealedValues sealed) {
    Bytes name = sealed.session();
    if (!soundSessions.contains(name)) {
      if (!KeySession.nameOf(sessions.apply(name)).equals(name)) {
        return false;
      }
      soundSessions.add(name);
    }
    return true;
  }

  private static Optional<ChainBreak> found(
      ChainBreak.Kind kind, StoredRecord stored, String what) {
    long position = stored.record().position();
    String text = "record " + stored.number() + " (event " + stored.record() + "): " + what;
    return found(kind, stored.number(), position, text);
  }

  private static Optional<ChainBreak> found(
      ChainBreak.Kind kind, long number, long position, String text) {
    return Optional.of(new ChainBreak(number, position, kind, text));
  }
}
