package obscura.settlement.wallet;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import obscura.settlement.crypto.Bytes;
import obscura.settlement.note.BatchContent;
import obscura.settlement.note.Note;
import obscura.settlement.note.NoteKeys;
import obscura.settlement.note.NoteLock;
import obscura.settlement.note.NoteMemo;
import obscura.settlement.note.NoteOutput;
import obscura.settlement.note.NotePlace;
import obscura.settlement.note.NoteTree;
import obscura.settlement.note.Opening;
import obscura.settlement.note.OwnerSeed;
import obscura.settlement.note.RefundMemo;
import obscura.settlement.note.Vault;
import obscura.settlement.sip.MetaAddress;

/**
 * The wallet of one owner for one vault. It keeps nothing: what it holds follows from the seed and
 * the chain ({@link #rebuild}).
 *
 * <p>To find its notes it tries to open every output on the chain with its share keys, which takes
 * the same however many paths there are; only for those that open it makes a shared point for each
 * path that may have been used, the likeliest first. A memo that does not open its note's
 * commitment with an amount in range is not the owner's, whoever's address it bears.
 */
public final class OwnerWallet {
  /**
   * Paths that may be handed out beyond the last one seen on the chain. A stock handed out further
   * could not be found again from the seed alone.
   */
  public static final int GAP = 100;

  private final Vault vault;
  private final String chain;
  private final OwnerSeed seed;
  private final NoteKeys noteKeys;

  /**
   * Names the vault and whose wallet it is.
   *
   * @param chain the chain's name in meta-addresses and paths, e.g. {@code ethereum}
   */
  public OwnerWallet(Vault vault, String chain, OwnerSeed seed) {
    this.vault = vault;
    this.chain = chain;
    this.seed = seed;
    this.noteKeys = seed.noteKeys();
  }

  /** Reads the whole chain. */
  public Holdings rebuild(ChainArchive archive) {
    Reading reading = new Reading(0);
    try (Stream<ChainRecord> records = archive.records()) {
      records.forEachOrdered(reading::add);
    }
    return reading.holdings(archive);
  }

  /**
   * What the outputs of a proposed batch would give this wallet, for it to compare with the trade
   * before it consents. Locked outputs are not among them.
   */
  public List<OwnedNote> preview(BatchContent batch, Holdings now) {
    Reading reading = new Reading(now.nextPath());
    reading.add(new ChainRecord.Born(batch.number(), batch.outputs()));
    return reading.owned;
  }

  /**
   * Meta-addresses to hand to the venue, which uses each once.
   *
   * @param firstPath the first one not handed out yet
   * @throws IllegalArgumentException if the stock would reach further than {@link #GAP} beyond what
   *     the chain shows, or the path lies before that
   */
  public List<MetaAddress> stock(Holdings now, long firstPath, int count) {
    long end = firstPath + count;
    if (count < 0 || firstPath < now.nextPath() || end > now.nextPath() + GAP) {
      throw new IllegalArgumentException(
          "paths "
              + firstPath
              + " to "
              + end
              + " are not among the "
              + GAP
              + " from "
              + now.nextPath());
    }
    return LongStream.range(firstPath, end)
        .mapToObj(path -> seed.metaAddress(chain, path))
        .toList();
  }

  /**
   * The siblings that show a note in its batch: what the vault asks for in every request.
   *
   * @throws IllegalArgumentException if the archive has no such batch, or no such note in it
   */
  public List<Bytes> treePath(ChainArchive archive, NotePlace place) {
    try (Stream<ChainRecord> records = archive.records()) {
      ChainRecord record =
          records
              .filter(candidate -> candidate.batch() == place.batch())
              .findFirst()
              .orElseThrow(() -> new IllegalArgumentException("no such batch on the chain"));
      if (!(record instanceof ChainRecord.Born born)) {
        return List.of();
      }
      if (place.index() >= born.outputs().size()) {
        throw new IllegalArgumentException("no such note in its batch");
      }
      return tree(born).path(place.index());
    }
  }

  private NoteTree tree(ChainRecord.Born born) {
    List<Bytes> leaves = new ArrayList<>();
    for (NoteOutput output : born.outputs()) {
      leaves.add(output.leaf(vault, new NotePlace(born.batch(), leaves.size())));
    }
    return NoteTree.of(vault, leaves);
  }

  /** One pass over the chain. */
  private final class Reading {
    private final PathKeys paths;
    private final List<OwnedNote> owned = new ArrayList<>();
    private final List<LockedNote> locked = new ArrayList<>();

    Reading(long nextPath) {
      this.paths = new PathKeys(seed, chain, nextPath);
    }

    void add(ChainRecord record) {
      switch (record) {
        case ChainRecord.Born born -> born(born);
        case ChainRecord.Claimed claimed ->
            unlock(claimed.locked(), claimed.batch(), LockedNote.Side.CLAIM);
        case ChainRecord.Refunded refunded ->
            unlock(refunded.locked(), refunded.batch(), LockedNote.Side.REFUND);
      }
    }

    private void born(ChainRecord.Born born) {
      for (int index = 0; index < born.outputs().size(); index++) {
        NoteOutput output = born.outputs().get(index);
        NotePlace place = new NotePlace(born.batch(), index);
        Optional<OwnedNote> own = own(output, place);
        if (output.lock().isEmpty()) {
          own.ifPresent(owned::add);
        } else {
          NoteLock lock = output.lock().get();
          own.map(note -> new LockedNote(note, lock, LockedNote.Side.CLAIM)).ifPresent(locked::add);
          refundable(output.note(), lock, place)
              .map(note -> new LockedNote(note, lock, LockedNote.Side.REFUND))
              .ifPresent(locked::add);
        }
      }
    }

    private Optional<OwnedNote> own(NoteOutput output, NotePlace place) {
      Note note = output.note();
      return NoteMemo.parse(vault.ownerCurve(), output.memo())
          .flatMap(memo ->
              memo.open(vault, note, noteKeys)
                  .flatMap(opening ->
                      paths
                          .find(keys -> memo.keyOf(keys, note.owner()))
                          .map(found -> owned(note, place, found, opening))));
    }

    private Optional<OwnedNote> refundable(Note note, NoteLock lock, NotePlace place) {
      Note refunded = new Note(note.token(), lock.refundOwner(), note.commitment());
      return RefundMemo.parse(vault.ownerCurve(), lock.refundMemo())
          .flatMap(memo ->
              memo.open(vault, refunded, noteKeys)
                  .flatMap(opening ->
                      paths
                          .find(keys -> memo.keyOf(keys, lock.refundOwner()))
                          .map(found -> owned(refunded, place, found, opening))));
    }

    private OwnedNote owned(Note note, NotePlace place, PathKeys.Found found, Opening opening) {
      return new OwnedNote(
          vault.noteId(note, place), note, place, found.path(), found.key(), opening);
    }

    private void unlock(NotePlace lockedAt, long batch, LockedNote.Side side) {
      NotePlace place = new NotePlace(batch, 0);
      locked.stream()
          .filter(candidate -> candidate.note().place().equals(lockedAt))
          .filter(candidate -> candidate.side() == side)
          .map(LockedNote::note)
          .map(old ->
              new OwnedNote(
                  vault.noteId(old.note(), place),
                  old.note(),
                  place,
                  old.path(),
                  old.key(),
                  old.opening()))
          .forEach(owned::add);
      locked.removeIf(candidate -> candidate.note().place().equals(lockedAt));
    }

    Holdings holdings(ChainArchive archive) {
      List<OwnedNote> unspent = new ArrayList<>();
      List<OwnedNote> spent = new ArrayList<>();
      for (OwnedNote note : owned) {
        (archive.isSpent(note.place()) ? spent : unspent).add(note);
      }
      return new Holdings(unspent, spent, locked, paths.next());
    }
  }
}
