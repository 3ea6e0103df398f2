package obscura.mpc.party;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import obscura.mpc.api.Handle;
import obscura.mpc.api.Rule;
import obscura.mpc.api.Settlement;
import obscura.mpc.api.Settlement.Answer;
import obscura.mpc.api.Settlement.Made;
import obscura.mpc.api.Settlement.Place;
import obscura.mpc.api.Settlement.Proved;
import obscura.mpc.api.Settlement.SignBatch;
import obscura.mpc.curve.Bn254;
import obscura.mpc.curve.Point;
import obscura.mpc.field.Scalar;
import obscura.mpc.net.PeersDifferException;
import obscura.mpc.note.Batch;
import obscura.mpc.note.Output;
import obscura.mpc.note.Vault;
import obscura.mpc.share.Bits;
import obscura.mpc.share.Word;
import org.jspecify.annotations.Nullable;

/**
 * Proves that what a batch spends is what it makes, with a Schnorr proof whose secret nobody has
 * (base H, under the difference of the commitments). From then on each party signs it when asked.
 * Inputs and outputs are this party's own, from the fills that it has committed.
 */
final class BatchProof {
  private static final Made NOTHING = new Made(false, List.of());

  /** So many that a nonce is as good as uniform modulo the order. */
  private static final int NONCE_WORDS = 6;

  private final Run run;
  private final Notes notes;
  private final List<Fact.Deal> deals = new ArrayList<>();
  private final List<Fact.Note> spent = new ArrayList<>();
  private final List<Fact.Note> made = new ArrayList<>();

  BatchProof(Run run, Notes notes) {
    this.run = run;
    this.notes = notes;
  }

  /** Proves, and lets it be signed. */
  Answer of(SignBatch task) {
    Vault vault = collected(task);
    if (vault == null) {
      return NOTHING;
    }
    Batch batch =
        new Batch(
            vault,
            task.batch(),
            task.epoch(),
            task.deadline(),
            deals.stream().map(Fact.Deal::trade).toList(),
            inputs(task.places()),
            made.stream()
                .map(n -> new Output(n.token(), n.owner(), n.commitment(), n.memo()))
                .toList());
    Points points = new Points(run);
    Scalar nonce = nonce();
    Point opened =
        points
            .open(
                "nonce", List.of(Bn254.H.times(nonce.mine())), List.of(Bn254.H.times(nonce.next())))
            .getFirst();
    BigInteger challenge = batch.challenge(opened);
    BigInteger answer = points.open("proof", nonce.plus(secret().times(challenge)));
    if (!batch.isBalanced(opened, answer)) {
      throw new PeersDifferException("a batch that does not balance", run.links().others());
    }
    Handle digest = Handle.of(batch.digest());
    run.set(new Fact.Signed(digest));
    return new Proved(digest, HexFormat.of().formatHex(opened.bytes()), "%064x".formatted(answer));
  }

  /**
   * The one vault for which all fills were committed; null, and a refusal, if they make no batch.
   */
  private @Nullable Vault collected(SignBatch task) {
    Set<Vault> vaults = new HashSet<>();
    Set<Handle> inputs = new HashSet<>();
    for (Handle fill : task.fills()) {
      if (!(run.fact(Fact.deal(fill)) instanceof Fact.Deal deal)) {
        run.refuse(Rule.UNKNOWN_HANDLE, "a fill without notes", fill);
        return null;
      }
      vaults.add(deal.vault());
      deals.add(deal);
      inputs.addAll(deal.inputs());
      deal.inputs().forEach(note -> spent.add(notes.known(note)));
      deal.outputs().forEach(note -> made.add(notes.known(note)));
    }
    boolean fits =
        vaults.size() == 1
            && inputs.size() == spent.size()
            && task.places().size() == spent.size()
            && task.fills().size() <= Settlement.FILLS_MAX
            && task.batch() >= 0
            && task.epoch() >= 0
            && task.deadline() >= 0
            && task.places().stream().allMatch(place -> place.index() >= 0);
    if (!fits) {
      run.refuse(Rule.OTHER_CONTEXT, "fills that make no batch", new Handle(0, 0, 0, 0));
      return null;
    }
    return vaults.iterator().next();
  }

  private List<Batch.Input> inputs(List<Place> places) {
    List<Batch.Input> inputs = new ArrayList<>();
    for (int k = 0; k < places.size(); k++) {
      Fact.Note note = spent.get(k);
      Place place = places.get(k);
      inputs.add(
          new Batch.Input(
              note.token(), note.owner(), note.commitment(), place.batch(), place.index()));
    }
    return inputs;
  }

  /** Shares of the sum of the r of what is spent, less that of what is made. */
  private Scalar secret() {
    Scalar sum = Scalar.ZERO;
    for (Fact.Note note : spent) {
      sum = sum.plus(notes.blinding(note));
    }
    for (Fact.Note note : made) {
      sum = sum.minus(notes.blinding(note));
    }
    return sum;
  }

  /** Each share is drawn by its two holders, from the streams of this attempt. */
  private Scalar nonce() {
    Bits random = run.gates().random(NONCE_WORDS, 1);
    BigInteger mine = BigInteger.ZERO;
    BigInteger next = BigInteger.ZERO;
    for (int k = 0; k < NONCE_WORDS; k++) {
      Word word = random.word(k, 0);
      mine = mine.shiftLeft(Long.SIZE).or(unsigned(word.mine()));
      next = next.shiftLeft(Long.SIZE).or(unsigned(word.next()));
    }
    return new Scalar(mine, next).mod(Bn254.Q);
  }

  private static BigInteger unsigned(long word) {
    return new BigInteger(Long.toUnsignedString(word));
  }
}
