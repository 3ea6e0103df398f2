package obscura.dropcopy.verify;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Tag;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import obscura.dropcopy.Records;
import obscura.dropcopy.record.Bytes;
import obscura.dropcopy.record.SealedValues;
import obscura.dropcopy.record.StoredRecord;
import obscura.dropcopy.record.TradingRecord;
import obscura.dropcopy.store.ChainHead;

/** Whatever is done to one place of a chain, the check names a place no later than that. */
@Tag("requirement-20.5")
class ChainProperties {
  @Property(tries = 200)
  void anUntouchedChainIsWhole(@ForAll @Size(min = 1, max = 20) List<Boolean> shape) {
    List<StoredRecord> chain = chain(shape);
    assertThat(check(chain, head(chain)).firstBreak()).isEmpty();
  }

  @Property(tries = 300)
  void aChangedRecordIsNamed(
      @ForAll @Size(min = 1, max = 20) List<Boolean> shape,
      @ForAll @IntRange(max = 19) int where,
      @ForAll @IntRange(max = 5) int what) {
    List<StoredRecord> chain = chain(shape);
    int index = where % chain.size();
    ChainHead head = head(chain);
    chain.set(index, changed(chain.get(index), what));
    assertBreak(check(chain, head), ChainBreak.Kind.CHANGED, index + 1);
  }

  @Property(tries = 200)
  void aRecordWithANewHashBreaksTheLinkOfTheNext(
      @ForAll @Size(min = 2, max = 20) List<Boolean> shape, @ForAll @IntRange(max = 19) int where) {
    List<StoredRecord> chain = chain(shape);
    int index = where % (chain.size() - 1);
    ChainHead head = head(chain);
    StoredRecord old = chain.get(index);
    TradingRecord forged = old.record().withSecret(Collections.emptySortedMap());
    forged = renamed(forged);
    chain.set(index, StoredRecord.link(old.number(), forged, old.sealed(), old.previousHash()));
    assertBreak(check(chain, head), ChainBreak.Kind.UNLINKED, index + 2);
  }

  @Property(tries = 200)
  void aDroppedRecordIsNamed(
      @ForAll @Size(min = 1, max = 20) List<Boolean> shape, @ForAll @IntRange(max = 19) int where) {
    List<StoredRecord> chain = chain(shape);
    int index = where % chain.size();
    ChainHead head = head(chain);
    chain.remove(index);
    ChainBreak.Kind kind = index == chain.size() ? ChainBreak.Kind.CUT : ChainBreak.Kind.MISSING;
    assertBreak(check(chain, head), kind, index + 1);
  }

  @Property(tries = 200)
  void swappedContentsAreNamedAtTheFirst(
      @ForAll @Size(min = 2, max = 20) List<Boolean> shape,
      @ForAll @IntRange(max = 19) int one,
      @ForAll @IntRange(max = 19) int other) {
    List<StoredRecord> chain = chain(shape);
    int first = Math.min(one % chain.size(), other % chain.size());
    int second = Math.max(one % chain.size(), other % chain.size());
    if (first == second) {
      return;
    }
    ChainHead head = head(chain);
    StoredRecord a = chain.get(first);
    StoredRecord b = chain.get(second);
    chain.set(first, numbered(b, a.number()));
    chain.set(second, numbered(a, b.number()));
    assertBreak(check(chain, head), ChainBreak.Kind.CHANGED, first + 1);
  }

  private static StoredRecord numbered(StoredRecord r, long number) {
    return new StoredRecord(number, r.record(), r.sealed(), r.previousHash(), r.hash());
  }

  private static StoredRecord changed(StoredRecord r, int what) {
    Bytes other = Bytes.of(new byte[] {1, 2, 3});
    return switch (what) {
      case 0 ->
          new StoredRecord(r.number(), renamed(r.record()), r.sealed(), r.previousHash(), r.hash());
      case 1 -> new StoredRecord(r.number(), r.record(), r.sealed(), other, r.hash());
      case 2 -> new StoredRecord(r.number(), r.record(), r.sealed(), r.previousHash(), other);
      case 3 ->
          new StoredRecord(
              r.number(),
              r.record(),
              Optional.of(new SealedValues(other, 0, other)),
              r.previousHash(),
              r.hash());
      case 4 ->
          new StoredRecord(r.number(), moved(r.record()), r.sealed(), r.previousHash(), r.hash());
      default ->
          new StoredRecord(
              r.number(),
              Records.settlement(r.record().position(), "T", "FINAL"),
              r.sealed(),
              r.previousHash(),
              r.hash());
    };
  }

  private static TradingRecord moved(TradingRecord r) {
    return Records.fill(r.position(), r.part() + 1, r.participant(), "BUY", "1", "1").sealed();
  }

  private static TradingRecord renamed(TradingRecord r) {
    return Records.fill(r.position(), r.part(), "EVE", "BUY", "1", "1").sealed();
  }

  /** One record for each element; true starts a new event, false is a further part of the last. */
  private static List<StoredRecord> chain(List<Boolean> shape) {
    List<StoredRecord> chain = new ArrayList<>();
    Bytes previous = Bytes.zero(StoredRecord.HASH_BYTES);
    long position = 1;
    int part = -1;
    for (boolean newEvent : shape) {
      position = newEvent ? position + 1 : position;
      part = newEvent ? 0 : part + 1;
      TradingRecord record = Records.fill(position, part, "ALICE", "BUY", "1", "2").sealed();
      StoredRecord link = StoredRecord.link(chain.size() + 1, record, Optional.empty(), previous);
      chain.add(link);
      previous = link.hash();
    }
    return chain;
  }

  private static ChainHead head(List<StoredRecord> chain) {
    StoredRecord last = chain.getLast();
    return new ChainHead(last.number(), last.record().position(), last.hash());
  }

  private static ChainReport check(List<StoredRecord> chain, ChainHead head) {
    ChainWalk walk = new ChainWalk(name -> List.of(), Optional.empty());
    chain.forEach(walk::accept);
    return walk.finish(head);
  }

  private static void assertBreak(ChainReport report, ChainBreak.Kind kind, long number) {
    assertThat(report.firstBreak())
        .hasValueSatisfying(found -> {
          assertThat(found.kind()).isEqualTo(kind);
          assertThat(found.number()).isEqualTo(number);
        });
  }
}
