package obscura.mpc.party;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.List;
import java.util.Optional;
import obscura.mpc.api.Handle;
import obscura.mpc.api.Receipt;
import obscura.mpc.api.Transcript;
import obscura.mpc.receipt.PartyKey;
import obscura.mpc.receipt.SetTree;
import obscura.mpc.receipt.Signable;
import obscura.mpc.roster.Roster;
import obscura.mpc.share.Commitment;

/**
 * Signs what this party has done, with its own key: receipts of the quotes that it admitted,
 * transcripts of selections. One thread.
 */
final class Notary {
  private static final byte[] PADDING = "OBSCURA-SET-PADDING-v1".getBytes(StandardCharsets.US_ASCII);

  private final int party;
  private final PartyKey key;

  Notary(int party, PartyKey key) {
    this.party = party;
    this.key = key;
  }

  /** Whether the roster names this key, so that anybody believes what it signs. */
  boolean isNamedIn(Roster roster) {
    return roster
        .signer(party)
        .filter(named -> named.equals(key.publicHex()))
        .isPresent();
  }

  /** A receipt. */
  Paper receipt(PartyState state, Handle request, Handle quote, Run.Task task) {
    Paper unsigned = new Paper(quote, state.adopted().head(), task.job(), task.nowMillis(), "");
    Receipt receipt = receipt(state, request, unsigned);
    return signed(unsigned, Signable.receipt(state.adopted().instance(), receipt));
  }

  private Paper signed(Paper unsigned, byte[] message) {
    return new Paper(
        unsigned.about(),
        unsigned.roster(),
        unsigned.job(),
        unsigned.timeMillis(),
        key.sign(message));
  }

  private Receipt receipt(PartyState state, Handle request, Paper paper) {
    return new Receipt(
        party,
        paper.roster(),
        request,
        paper.about(),
        state.known(paper.about()).owner(),
        paper.job(),
        paper.timeMillis(),
        paper.signature());
  }

  /** A transcript's signature. */
  Paper transcript(Transcript transcript, long nowMillis) {
    Handle request = transcript.request();
    Paper unsigned = new Paper(request, transcript.roster(), transcript.job(), nowMillis, "");
    return signed(unsigned, Signable.transcript(transcript));
  }

  /**
   * From what the empty places of a request's tree are made: what the parties and the venue know,
   * and makers do not. It hashes the jobs so far.
   */
  static Handle padding(Handle chain, Handle request) {
    MessageDigest sha = Commitment.sha256();
    sha.update(PADDING);
    sha.update(chain.bytes());
    sha.update(request.bytes());
    return Handle.of(sha.digest());
  }

  /** The set that is about to be compared, and what the three sign of it. */
  static Minutes minutes(PartyState state, Handle handle, Request request, long job) {
    Handle padding = padding(state.chain(), handle);
    List<Handle> set = request.quotes().stream().map(Request.Quote::handle).toList();
    Transcript transcript =
        new Transcript(
            state.adopted().instance(),
            state.adopted().head(),
            handle,
            job,
            new SetTree(set, padding).root(),
            request.window().closesMillis(),
            List.of());
    return new Minutes(transcript, padding, set);
  }

  /** What this party has signed of a request. */
  Papers papers(PartyState state, Handle handle, Request request) {
    Minutes minutes = request.window().minutes();
    List<Handle> quotes =
        minutes == null
            ? request.quotes().stream().map(Request.Quote::handle).toList()
            : minutes.quotes();
    return new Papers(
        Optional.ofNullable(minutes).map(Minutes::transcript),
        minutes == null ? new Handle(0, 0, 0, 0) : minutes.padding(),
        quotes,
        minutes == null
            ? Optional.empty()
            : Optional.ofNullable(state.paper(handle)).map(Paper::signature),
        quotes.stream()
            .flatMap(quote -> Optional.ofNullable(state.paper(quote)).stream())
            .map(paper -> receipt(state, handle, paper))
            .toList());
  }
}
