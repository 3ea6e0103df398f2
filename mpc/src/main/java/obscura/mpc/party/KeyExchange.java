package obscura.mpc.party;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import javax.crypto.KDF;
import javax.crypto.spec.HKDFParameterSpec;
import obscura.mpc.net.Links;
import obscura.mpc.net.PeersDifferException;
import obscura.mpc.share.Commitment;
import obscura.mpc.share.ZeroShares;

/**
 * The pairwise keys of one epoch ({@code mpc.md} section 6). A party offers to the one before it
 * and answers the one after it; each pair's secret comes from {@link HybridKeys} through HKDF (RFC
 * 5869) with the transcript as salt: epoch, both numbers, what the lines authenticated, offer and
 * answer. Both sides prove that they have the same key before it is used. Three rounds.
 */
final class KeyExchange {
  private static final String LABEL = "OBSCURA-MPC-EPOCH-v1";
  private static final int PROOF_BYTES = 32;

  private final Links links;
  private final long epoch;

  /** A pair's key, and the two proofs of having it. */
  @SuppressWarnings("ArrayRecordComponent")
  private record PairKey(
      byte[] zeros,
      byte[] triples,
      byte[] seals,
      byte[] draws,
      byte[] offerProof,
      byte[] answerProof) {}

  /**
   * What an epoch's keys are for.
   *
   * @param triplesOwn known to this party and the one before
   * @param triplesNext known to the next party and this one
   * @param sealsOwn known to this party and the one before
   * @param sealsNext known to the next party and this one
   * @param drawsOwn known to this party and the one before
   * @param drawsNext known to the next party and this one
   */
  @SuppressWarnings("ArrayRecordComponent")
  record EpochKeys(
      ZeroShares zeros,
      byte[] triplesOwn,
      byte[] triplesNext,
      byte[] sealsOwn,
      byte[] sealsNext,
      byte[] drawsOwn,
      byte[] drawsNext) {
    /** Tells no key. */
    @Override
    public String toString() {
      return "EpochKeys[sealed]";
    }
  }

  KeyExchange(Links links, long epoch) {
    this.links = links;
    this.epoch = epoch;
  }

  /** Fresh keys, the same at both ends of each pair. */
  EpochKeys agree() {
    try {
      return exchange();
    } catch (GeneralSecurityException e) {
      throw new PeersDifferException("the key exchange failed: " + e.getMessage(), links.others());
    }
  }

  private EpochKeys exchange() throws GeneralSecurityException {
    int me = links.party();
    int next = (me + 1) % 3;
    HybridKeys own = new HybridKeys();
    byte[] myOffer = own.offer();
    byte[] nextOffer = rotate(myOffer);
    HybridKeys.Agreed answered = HybridKeys.respond(nextOffer);
    byte[] previousAnswer = answer(answered.answer());
    HybridKeys.Agreed finished = own.finish(previousAnswer);
    PairKey mine = derive(me, finished, myOffer);
    PairKey theirs = derive(next, answered, nextOffer);
    prove(mine, theirs);
    return new EpochKeys(
        new ZeroShares(mine.zeros(), theirs.zeros()),
        mine.triples(),
        theirs.triples(),
        mine.seals(),
        theirs.seals(),
        mine.draws(),
        theirs.draws());
  }

  private PairKey derive(int initiator, HybridKeys.Agreed agreed, byte[] offer)
      throws GeneralSecurityException {
    int responder = (initiator + 2) % 3;
    MessageDigest transcript = Commitment.sha256();
    transcript.update(LABEL.getBytes(StandardCharsets.US_ASCII));
    transcript.update(
        ByteBuffer.allocate(10).putLong(epoch).put((byte) initiator).put((byte) responder).flip());
    transcript.update(links.identity(initiator));
    transcript.update(links.identity(responder));
    transcript.update(offer);
    transcript.update(agreed.answer());
    byte[] salt = transcript.digest();
    return new PairKey(
        expand(agreed, salt, "zero shares", ZeroShares.KEY_BYTES),
        expand(agreed, salt, "triples", ZeroShares.KEY_BYTES),
        expand(agreed, salt, "seals", ZeroShares.KEY_BYTES),
        expand(agreed, salt, "draws", ZeroShares.KEY_BYTES),
        expand(agreed, salt, "proof of the offer", PROOF_BYTES),
        expand(agreed, salt, "proof of the answer", PROOF_BYTES));
  }

  private static byte[] expand(HybridKeys.Agreed agreed, byte[] salt, String purpose, int bytes)
      throws GeneralSecurityException {
    byte[] info = (LABEL + "/" + purpose).getBytes(StandardCharsets.US_ASCII);
    return KDF.getInstance("HKDF-SHA256")
        .deriveData(
            HKDFParameterSpec.ofExtract()
                .addIKM(agreed.curve())
                .addIKM(agreed.lattice())
                .addSalt(salt)
                .thenExpand(info, bytes));
  }

  private void prove(PairKey mine, PairKey theirs) {
    int count = PROOF_BYTES / Long.BYTES;
    long[] fromNext = new long[count];
    long[] fromPrevious = new long[count];
    links.exchange(
        words(theirs.answerProof()), words(mine.offerProof()), fromNext, fromPrevious, count);
    boolean right =
        MessageDigest.isEqual(bytes(fromNext, PROOF_BYTES), theirs.offerProof())
            && MessageDigest.isEqual(bytes(fromPrevious, PROOF_BYTES), mine.answerProof());
    if (!right) {
      throw new PeersDifferException("a peer came to another key", links.others());
    }
  }

  private byte[] rotate(byte[] offer) {
    long[] sent = words(offer);
    long[] received = new long[sent.length];
    links.rotate(sent, received, sent.length);
    return bytes(received, HybridKeys.OFFER_BYTES);
  }

  /** Answers travel the other way round the ring; what goes to the previous party is empty. */
  private byte[] answer(byte[] answer) {
    long[] sent = words(answer);
    long[] empty = new long[sent.length];
    long[] received = new long[sent.length];
    links.exchange(sent, empty, new long[sent.length], received, sent.length);
    return bytes(received, HybridKeys.ANSWER_BYTES);
  }

  private static long[] words(byte[] bytes) {
    long[] words = new long[(bytes.length + Long.BYTES - 1) / Long.BYTES];
    ByteBuffer padded = ByteBuffer.allocate(words.length * Long.BYTES).put(bytes).rewind();
    padded.asLongBuffer().get(words);
    return words;
  }

  private static byte[] bytes(long[] words, int length) {
    ByteBuffer all = ByteBuffer.allocate(words.length * Long.BYTES);
    all.asLongBuffer().put(words);
    byte[] bytes = new byte[length];
    all.get(bytes);
    return bytes;
  }
}
