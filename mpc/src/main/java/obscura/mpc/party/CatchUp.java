package obscura.mpc.party;

import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import obscura.mpc.api.Vector;
import obscura.mpc.codec.Decoder;
import obscura.mpc.codec.Encoder;
import obscura.mpc.codec.MalformedException;
import obscura.mpc.net.Links;
import obscura.mpc.net.PeersDifferException;
import obscura.mpc.share.Commitment;
import obscura.mpc.share.Word;
import obscura.mpc.share.Words;
import org.jspecify.annotations.Nullable;

/**
 * Gives a party the shares that it has lost: each of its two shares of an item is held by one of
 * the others too. What is public must come from both alike. In the malicious mode each share is
 * checked against the commitment that the *other* neighbour keeps ({@link Sealing}), so that one
 * that lies plants nothing. One thread.
 */
final class CatchUp {
  static final Comparator<Change> ORDER =
      Comparator.<Change, Item.Kind>comparing(change -> Item.of(change).kind())
          .thenComparing(change -> change.handle().toString());

  private final PartyState state;
  private final Links links;
  private final boolean proven;
  private final long nowMillis;

  /**
   * For one epoch.
   *
   * @param proven whether nothing is taken without proof
   * @param nowMillis by this party's clock
   */
  CatchUp(PartyState state, Links links, boolean proven, long nowMillis) {
    this.state = state;
    this.links = links;
    this.proven = proven;
    this.nowMillis = nowMillis;
  }

  /** Items that can be given, in the order in which all parties write them. */
  List<Change> items() {
    return state.everything().stream()
        .filter(change -> !(change instanceof Change.OfSeal) && !PublicState.isUnnamed(change))
        .sorted(ORDER)
        .toList();
  }

  /** Has the two others give all they know of to the third. */
  void everything(int behind) {
    if (behind != links.party()) {
      byte[] all = jobs(new Encoder().number(state.sharing())).bytes();
      byte[] given = given(behind == links.next(), items(), all);
      byte[] none = new byte[0];
      exchange(behind == links.next() ? given : none, behind == links.next() ? none : given);
      return;
    }
    Bulk.Received received = exchange(new byte[0], new byte[0]);
    readSafely(() -> {
      Decoder fromNext = new Decoder(received.fromNext());
      Decoder fromPrevious = new Decoder(received.fromPrevious());
      long sharing = fromNext.number();
      if (sharing != fromPrevious.number()) {
        throw differ("the two others hold different shares");
      }
      List<Answered> jobs = jobs(fromNext, fromPrevious);
      List<Change> items = taken(fromNext, fromPrevious);
      state.adopt(sharing, jobs, items);
    });
  }

  /** Gives inputs to the neighbours that lack them, and takes those that this party lacks. */
  List<Change> inputs(List<Change> forNext, List<Change> forPrevious) {
    byte[] nothing = new byte[0];
    Bulk.Received received =
        exchange(
            given(true, forNext.stream().sorted(ORDER).toList(), nothing),
            given(false, forPrevious.stream().sorted(ORDER).toList(), nothing));
    List<Change> taken = new ArrayList<>();
    readSafely(() ->
        taken.addAll(
            taken(new Decoder(received.fromNext()), new Decoder(received.fromPrevious()))));
    return taken;
  }

  private Bulk.Received exchange(byte[] toNext, byte[] toPrevious) {
    return new Bulk(links).exchange(toNext, toPrevious);
  }

  /** What a peer says may be anything. */
  private void readSafely(Runnable reading) {
    try {
      reading.run();
    } catch (MalformedException | IllegalArgumentException | IllegalStateException e) {
      throw differ("what the others say of the lost state cannot be read");
    }
  }

  private PeersDifferException differ(String what) {
    return new PeersDifferException(what, links.others());
  }

  private Encoder jobs(Encoder out) {
    return out.list(state.outcomes(), (o, job) -> RecordCodec.answered(o, job));
  }

  private List<Answered> jobs(Decoder fromNext, Decoder fromPrevious) {
    List<Answered> jobs = fromNext.list(() -> RecordCodec.answered(fromNext));
    if (!jobs.equals(fromPrevious.list(() -> RecordCodec.answered(fromPrevious)))) {
      throw differ("the two others tell different jobs");
    }
    return jobs;
  }

  /** Items with the shares that the receiver keeps too, and the seals. */
  private byte[] given(boolean toNext, List<Change> items, byte[] before) {
    ShareView view = toNext ? ShareView.FOR_NEXT : ShareView.FOR_PREVIOUS;
    Encoder out = new Encoder().raw(before);
    return out.list(
            items,
            (o, item) -> {
              byte[] bytes = view.of(item);
              o.number(bytes.length).raw(bytes);
              proof(o, toNext, item);
            })
        .bytes();
  }

  /** The blinding of what is given, and commitments to the two other shares. */
  private void proof(Encoder out, boolean toNext, Change item) {
    Seal seal = state.seal(Item.of(item));
    out.bit(seal != null);
    if (seal == null) {
      return;
    }
    byte[] unknown =
        toNext
            ? commitment(links.party(), ShareView.MINE, item, seal.mineBlinding(), seal.context())
            : commitment(links.next(), ShareView.NEXT, item, seal.nextBlinding(), seal.context());
    byte[] context = seal.context();
    out.raw(toNext ? seal.nextBlinding() : seal.mineBlinding())
        .raw(seal.third())
        .raw(unknown)
        .bit(context != null);
    if (context != null) {
      out.raw(context);
    }
  }

  @SuppressWarnings("ArrayRecordComponent")
  private record Proof(byte[] blinding, byte[] other, byte[] unknown, byte @Nullable [] context) {}

  private static @Nullable Proof proof(Decoder in) {
    return in.bit()
        ? new Proof(
            in.raw(Seal.BYTES),
            in.raw(Seal.BYTES),
            in.raw(Seal.BYTES),
            in.bit() ? in.raw(Seal.BYTES) : null)
        : null;
  }

  private List<Change> taken(Decoder fromNext, Decoder fromPrevious) {
    long count = fromNext.number();
    if (count != fromPrevious.number()) {
      throw differ("the two others do not know the same");
    }
    List<Change> taken = new ArrayList<>();
    for (long k = 0; k < count; k++) {
      byte[] next = fromNext.raw((int) fromNext.number());
      byte[] previous = fromPrevious.raw((int) fromPrevious.number());
      Change item = merged(next, previous);
      taken.add(stamped(item));
      Proof ofNext = proof(fromNext);
      Proof ofPrevious = proof(fromPrevious);
      if (proven) {
        taken.add(new Change.OfSeal(Item.of(item), proven(item, ofNext, ofPrevious)));
      }
    }
    fromNext.end();
    fromPrevious.end();
    return taken;
  }

  /** The views are zero where the other one's shares stand; what is public must be the same. */
  private Change merged(byte[] next, byte[] previous) {
    byte[] open = ShareView.PUBLIC.of(RecordCodec.change(new Decoder(next)));
    byte[] again = ShareView.PUBLIC.of(RecordCodec.change(new Decoder(previous)));
    if (!Arrays.equals(open, again) || next.length != open.length) {
      throw differ("the two others do not say the same of an item");
    }
    byte[] whole = new byte[open.length];
    for (int k = 0; k < whole.length; k++) {
      whole[k] = (byte) (next[k] ^ previous[k] ^ open[k]);
    }
    Decoder in = new Decoder(whole);
    Change item = RecordCodec.change(in);
    in.end();
    if (item.isRemoval() || item instanceof Change.OfSeal) {
      throw differ("an item that is none");
    }
    return item;
  }

  private Change stamped(Change item) {
    return item instanceof Change.OfSecret c && c.value() != null
        ? new Change.OfSecret(c.handle(), c.value().storedAt(nowMillis))
        : item;
  }

  /** The seal, if each share is what the party that does not hold it has a commitment to. */
  private Seal proven(Change item, @Nullable Proof next, @Nullable Proof previous) {
    if (next == null || previous == null) {
      throw differ(
          "what party "
              + links.party()
              + " lost cannot be proved: it was stored without seals, in the semi-honest mode");
    }
    byte[] context = next.context();
    byte[] mine = commitment(links.party(), ShareView.MINE, item, previous.blinding(), context);
    byte[] other = commitment(links.next(), ShareView.NEXT, item, next.blinding(), context);
    boolean right =
        Arrays.equals(context, previous.context())
            && MessageDigest.isEqual(mine, next.other())
            && MessageDigest.isEqual(other, previous.other())
            && MessageDigest.isEqual(next.unknown(), previous.unknown());
    if (!right) {
      throw differ("a share that was lost came back as another one");
    }
    return new Seal(previous.blinding(), next.blinding(), next.unknown(), context);
  }

  /** Of an input the commitment in its handle, else the one that its holders agreed on. */
  private static byte[] commitment(
      int k, ShareView view, Change item, byte[] blinding, byte @Nullable [] context) {
    if (context == null) {
      return Sealing.commitment(k, view, item, blinding);
    }
    if (!(item instanceof Change.OfSecret c) || c.value() == null) {
      throw new MalformedException("a seal of an input on something else");
    }
    Words words = c.value().words();
    if (words.size() != Vector.WORDS || !words.get(Secret.REFUSAL).equals(Word.ZERO)) {
      throw new MalformedException("an input that is none");
    }
    long[] shares = new long[Vector.INPUT_WORDS];
    for (int w = 0; w < shares.length; w++) {
      shares[w] = view == ShareView.MINE ? words.mine(w) : words.next(w);
    }
    return Commitment.of(context, k, shares, blinding);
  }
}
