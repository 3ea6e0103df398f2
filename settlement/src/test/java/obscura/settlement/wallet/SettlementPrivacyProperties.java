package obscura.settlement.wallet;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Tag;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import obscura.settlement.crypto.Bytes;
import obscura.settlement.crypto.Point;
import obscura.settlement.note.BalanceProof;
import obscura.settlement.note.BatchContent;
import obscura.settlement.note.NewNote;
import obscura.settlement.note.NoteOutput;
import obscura.settlement.note.NotePlace;
import obscura.settlement.note.OwnerSeed;
import org.bouncycastle.util.BigIntegers;

/**
 * Property 16: a matched trade settles with stealth addresses and commitments; what the chain gets
 * proves the balance and shows no amount.
 */
@Tag("property-16")
class SettlementPrivacyProperties {
  private static final long LEAST = 1L << 40;
  private static final long MOST = 1L << 61;

  @Property(tries = 100)
  void theProofHoldsAndNoAmountIsShown(
      @ForAll Random random,
      @ForAll boolean evm,
      @ForAll @LongRange(min = LEAST, max = MOST) long paid,
      @ForAll @LongRange(min = LEAST, max = MOST) long change,
      @ForAll @LongRange(min = LEAST, max = MOST) long bought) {
    Trade trade = new Trade(random, evm, new long[] {paid + change, bought}, paid, change, bought);
    BalanceProof proof = trade.proof(random);

    assertThat(proof.holds(trade.rail.vault(), trade.excess(), trade.digest())).isTrue();
    String shown = trade.shown(proof);
    for (long amount : new long[] {paid, change, bought, paid + change}) {
      byte[] bigEndian = BigIntegers.asUnsignedByteArray(BigInteger.valueOf(amount));
      assertThat(shown)
          .doesNotContain(HexFormat.of().formatHex(bigEndian))
          .doesNotContain(
              HexFormat.of().formatHex(org.bouncycastle.util.Arrays.reverse(bigEndian)));
    }
    Holdings taker = trade.holdings(trade.taker);
    assertThat(taker.balances())
        .containsEntry(trade.rail.dollars(), BigInteger.valueOf(change))
        .containsEntry(trade.rail.ether(), BigInteger.valueOf(bought));
  }

  /** What is shown has one length, and two batches with the same amounts have nothing in common. */
  @Property(tries = 100)
  void equalAmountsDoNotShow(
      @ForAll Random random,
      @ForAll boolean evm,
      @ForAll @LongRange(min = 1, max = MOST) long amount,
      @ForAll @LongRange(min = 1, max = MOST) long otherAmount) {
    Trade one = new Trade(random, evm, new long[] {2 * amount, amount}, amount, amount, amount);
    Trade same = new Trade(random, evm, new long[] {2 * amount, amount}, amount, amount, amount);
    Trade other =
        new Trade(
            random,
            evm,
            new long[] {2 * otherAmount, otherAmount},
            otherAmount,
            otherAmount,
            otherAmount);
    assertThat(one.shown(one.proof(random))).hasSameSizeAs(other.shown(other.proof(random)));
    List<Point> commitments = new ArrayList<>();
    List<Bytes> amounts = new ArrayList<>();
    for (NewNote note : Stream.concat(one.all().stream(), same.all().stream()).toList()) {
      commitments.add(note.note().commitment());
      amounts.add(note.memo().paddedAmount());
    }
    assertThat(commitments).doesNotHaveDuplicates();
    assertThat(amounts).doesNotHaveDuplicates();
  }

  /**
   * Whoever knows all blindings still cannot prove a batch that makes or loses a unit, nor one that
   * makes of one token what it loses of the other.
   */
  @Property(tries = 100)
  void aBatchThatMakesOrLosesAnythingHasNoProof(
      @ForAll Random random,
      @ForAll boolean evm,
      @ForAll @LongRange(min = 2, max = MOST) long amount,
      @ForAll @IntRange(min = -1, max = 1) int dollarsMade,
      @ForAll @IntRange(min = -1, max = 1) int etherMade) {
    Trade trade =
        new Trade(
            random,
            evm,
            new long[] {amount + 1, amount},
            amount + dollarsMade,
            1,
            amount + etherMade);
    boolean balanced = dollarsMade == 0 && etherMade == 0;
    assertThat(trade.proof(random).holds(trade.rail.vault(), trade.excess(), trade.digest()))
        .isEqualTo(balanced);
  }

  /** A taker pays dollars and keeps change, a maker gives ether. */
  private static final class Trade {
    private final Rail rail;
    private final OwnerSeed taker;
    private final List<NewNote> inputs;
    private final List<NewNote> outputs;

    Trade(Random random, boolean evm, long[] spent, long paid, long change, long bought) {
      rail = evm ? Rail.evm() : Rail.solana();
      taker = Rail.seed(random);
      OwnerSeed maker = Rail.seed(random);
      inputs =
          List.of(
              rail.note(taker, 0, Rail.value(rail.dollars(), spent[0]), random),
              rail.note(maker, 0, Rail.value(rail.ether(), spent[1]), random));
      outputs =
          List.of(
              rail.note(maker, 1, Rail.value(rail.dollars(), paid), random),
              rail.note(taker, 1, Rail.value(rail.dollars(), change), random),
              rail.note(taker, 2, Rail.value(rail.ether(), bought), random));
    }

    List<NewNote> all() {
      return Stream.concat(inputs.stream(), outputs.stream()).toList();
    }

    Point excess() {
      return BalanceProof.excess(
          rail.vault().group(),
          inputs.stream().map(note -> note.note().commitment()).toList(),
          outputs.stream().map(note -> note.note().commitment()).toList());
    }

    BalanceProof proof(Random random) {
      BigInteger in = sum(inputs);
      return BalanceProof.prove(
          rail.vault(), in.subtract(sum(outputs)), digest(), Rail.bytes(random, 32));
    }

    Bytes digest() {
      return rail.vault().batchDigest(batch());
    }

    private BatchContent batch() {
      List<Bytes> ids = new ArrayList<>();
      for (NewNote input : inputs) {
        ids.add(rail.vault().noteId(input.note(), new NotePlace(1, ids.size())));
      }
      return new BatchContent(2, 1, 1_800_000_000L, Bytes.zeros(32), List.of(1L), ids, published());
    }

    private List<NoteOutput> published() {
      return outputs.stream().map(NewNote::output).toList();
    }

    /** Every byte that the chain gets of the notes, in hex. */
    String shown(BalanceProof proof) {
      StringBuilder shown = new StringBuilder();
      for (NewNote note : all()) {
        shown.append(note.note().token()).append(note.note().owner()).append(' ');
        shown.append(Bytes.of(note.note().commitment().encode())).append(' ');
        shown.append(note.memo().encode()).append(' ');
      }
      shown.append(Bytes.of(proof.commitment().encode()));
      shown.append(Bytes.of(BigIntegers.asUnsignedByteArray(32, proof.answer())));
      return shown.append(digest()).toString();
    }

    Holdings holdings(OwnerSeed owner) {
      PlayedChain chain = new PlayedChain();
      chain.settle(List.of(), published());
      return rail.wallet(owner).rebuild(chain);
    }

    private static BigInteger sum(List<NewNote> notes) {
      return notes.stream()
          .map(note -> note.opening().blinding())
          .reduce(BigInteger.ZERO, BigInteger::add);
    }
  }
}
