package obscura.settlement.solana;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import obscura.settlement.crypto.Bytes;
import obscura.settlement.crypto.Hash;
import obscura.settlement.note.NoteLock;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.p2p.solanaj.core.Account;
import org.p2p.solanaj.core.PublicKey;
import org.p2p.solanaj.core.TransactionInstruction;
import tools.jackson.databind.JsonNode;

/**
 * Somebody who has our IDL and Anchor's client, and nothing else of ours, does all that can be
 * done.
 */
class AnchorClientTest {
  private static SolanaChain chain;
  private static AnchorClient anchor;
  private final Set<String> done = new HashSet<>();

  @BeforeAll
  static void clientRuns() throws Exception {
    chain = new SolanaChain();
    anchor = new AnchorClient(chain.port());
  }

  @AfterAll
  static void clientEnds() {
    anchor.close();
    chain.close();
  }

  private JsonNode send(TransactionInstruction instruction, Account... signers) {
    JsonNode answer = anchor.send(instruction, signers);
    assertThat(answer.has("refusal")).as("%s", answer).isFalse();
    done.add(answer.get("name").asString());
    return answer;
  }

  @Test
  void everyOperationGoesThroughAnchor() {
    Venue venue = new Venue(chain);
    Account operator = venue.operator;
    PublicKey payer = operator.getPublicKey();
    send(venue.vaults.initialize(payer, 1, venue.authorities(), Venue.DELAYS), operator);
    Bytes mint = Venue.bytes(venue.usd.key());
    byte[] listing = venue.rules.listingDigest(1, mint).array();
    send(venue.vaults.listMint(payer, venue.usd.token(), venue.signed(0, 1, listing)), operator);
    venue.list(venue.eth);
    vaultIsAsDescribed(venue);

    Venue.Owned first = depositedByAnchor(venue);
    Batch settled = settledByAnchor(venue, first);
    leftByAnchor(venue, settled);
    givenUpByAnchor(venue);
    unlockedByAnchor(venue);

    send(venue.vaults.setPaused(venue.guardian.getPublicKey(), true), venue.guardian);
    assertThat(fetched("vault", venue.vault.address()).get("paused").asBoolean()).isTrue();
    byte[] signers =
        venue
            .rules
            .signersDigest(
                1,
                0,
                venue.parties.stream().map(p -> Venue.bytes(p.getPublicKey())).toList(),
                Venue.bytes(venue.guardian.getPublicKey()))
            .array();
    send(venue.vaults.proposeSigners(venue.authorities(), venue.signed(0, 2, signers)), operator);
    assertThat(done)
        .isEqualTo(
            Arrays.stream(Operation.values())
                .map(AnchorClientTest::camelCase)
                .collect(Collectors.toSet()));
  }

  private static String camelCase(Operation operation) {
    StringBuilder name = new StringBuilder();
    for (String word : operation.programName().split("_", -1)) {
      name.append(
          name.isEmpty()
              ? word
              : word.substring(0, 1).toUpperCase(Locale.ROOT) + word.substring(1));
    }
    return name.toString();
  }

  private static JsonNode fetched(String kind, PublicKey address) {
    return anchor.fetch(kind, address.toBase58());
  }

  private static void vaultIsAsDescribed(Venue venue) {
    JsonNode vault = fetched("vault", venue.vault.address());
    assertThat(vault.get("creator").asString()).isEqualTo(venue.operator.getPublicKey().toBase58());
    assertThat(vault.get("signers").valueStream().map(JsonNode::asString).toList())
        .isEqualTo(Venue.keys(venue.parties).stream().map(PublicKey::toBase58).toList());
    assertThat(number(vault.get("deadlineMax"))).isEqualTo(Venue.DELAYS.longestBatch());
    JsonNode listing = fetched("listing", venue.vault.listing(venue.eth.key()));
    assertThat(listing.get("tokenProgram").asString()).isEqualTo(TokenMint.TOKEN_2022.toBase58());
    Bytes generator = Bytes.of(venue.rules.generators(Venue.bytes(venue.eth.key())).g().encode());
    assertThat(bytes(listing.get("generator"))).isEqualTo(generator);
  }

  private static long number(JsonNode hex) {
    return Long.parseLong(hex.asString(), 16);
  }

  private static Bytes bytes(JsonNode array) {
    byte[] bytes = new byte[array.size()];
    for (int i = 0; i < bytes.length; i++) {
      bytes[i] = (byte) array.get(i).asInt();
    }
    return Bytes.of(bytes);
  }

  private Venue.Owned depositedByAnchor(Venue venue) {
    PublicKey payer = venue.operator.getPublicKey();
    Venue.Owned owned = venue.owned(venue.usd, 900, venue.singleNumber(), 0);
    PublicKey source = venue.usd.account(payer, 900);
    JsonNode sent =
        send(
            venue.vaults.deposit(payer, source, venue.usd.token(), venue.of(owned)),
            venue.operator);
    assertThat(number(sent.at("/args/amount"))).isEqualTo(900);
    JsonNode event = anchor.events(sent.get("signature").asString()).get(0);
    assertThat(event.get("name").asString()).isEqualTo("noteBorn");
    assertThat(bytes(event.at("/data/id"))).isEqualTo(owned.note().id(venue.vault));
    return owned;
  }

  private Batch settledByAnchor(Venue venue, Venue.Owned first) {
    Account operator = venue.operator;
    Batch batch = Batch.swapping(venue, List.of(1L), List.of(first, venue.deposit(venue.eth, 4)));
    send(venue.batches.openPage(operator.getPublicKey(), 0), operator);
    send(batch.open(), operator);
    batch.pieces().forEach(piece -> send(piece, operator));
    JsonNode draft = fetched("draft", venue.vault.draft(batch.number()));
    assertThat(bytes(draft.get("digest"))).isEqualTo(batch.digest());
    JsonNode refused = anchor.send(batch.pieces().getFirst(), operator);
    assertThat(refused.get("refusal").asString()).isEqualTo("Pieces come in order, each once");
    JsonNode sent = send(batch.settle(), operator);
    JsonNode event = anchor.events(sent.get("signature").asString()).get(0);
    assertThat(event.get("name").asString()).isEqualTo("batchSettled");
    assertThat(bytes(event.at("/data/root"))).isEqualTo(batch.tree().root());
    JsonNode account = fetched("batch", venue.vault.batch(batch.number()));
    assertThat(account.get("count").asInt()).isEqualTo(2);
    return batch;
  }

  private void leftByAnchor(Venue venue, Batch batch) {
    Account operator = venue.operator;
    PublicKey payer = operator.getPublicKey();
    Venue.Owned leaving = batch.made().getFirst();
    PublicKey recipient = venue.usd.account(new Account().getPublicKey(), 0);
    PublicKey fees = venue.usd.account(payer, 0);
    OwnerInstructions.Withdrawal signed =
        venue.withdrawal(leaving, recipient, 100, chain.now() + 60);
    send(venue.owners.requestWithdrawal(payer, fees, batch.located(0), signed), operator);
    Bytes id = batch.made().get(1).note().id(venue.vault);
    byte[] revocation = batch.made().get(1).key().sign(venue.rules.revokeDigest(id).array());
    send(venue.owners.revoke(payer, batch.located(1), revocation), operator);
    JsonNode notice = fetched("notice", venue.vault.notice(leaving.note().id(venue.vault)));
    assertThat(notice.get("recipient").asString()).isEqualTo(recipient.toBase58());
    assertThat(number(notice.get("fee"))).isEqualTo(100);
    chain.setTime(chain.now() + Venue.DELAYS.withdrawal());
    send(
        venue.owners.finishWithdrawal(
            leaving.note(), venue.usd.token(), recipient, leaving.opening()),
        operator);
    send(venue.owners.collectFee(leaving.note(), venue.usd.token(), fees), operator);
    assertThat(chain.tokens(recipient)).isEqualTo(800);
    assertThat(chain.tokens(fees)).isEqualTo(100);
  }

  private void givenUpByAnchor(Venue venue) {
    Batch batch =
        Batch.swapping(venue, List.of(2L), List.of(venue.deposit(venue.usd, 3))).handedIn();
    send(venue.batches.cancel(batch.content()), venue.operator);
    List<Long> sources = List.of(batch.spent().getFirst().note().batch());
    send(venue.batches.release(batch.number(), 0, sources), venue.operator);
    chain.setTime(batch.deadline() + 1);
    send(venue.batches.closeDraft(batch.content()), venue.operator);
  }

  private void unlockedByAnchor(Venue venue) {
    PublicKey payer = venue.operator.getPublicKey();
    byte[] preimage = venue.bytes(32);
    NoteLock lock =
        new NoteLock(
            Bytes.of(Hash.sha256(preimage)),
            Bytes.of(venue.newKey().owner()),
            chain.now() + 900,
            Bytes.of(venue.bytes(NoteFields.REFUND_MEMO_BYTES)));
    Batch batch =
        Batch.swapping(
                venue,
                List.of(3L),
                List.of(venue.deposit(venue.usd, 3), venue.deposit(venue.eth, 4)))
            .locked(lock)
            .opened();
    batch.pieces().forEach(piece -> send(piece, venue.operator));
    chain.send(venue.operator, batch.settle());
    send(
        venue.owners.claim(payer, preimage, venue.singleNumber(), batch.located(0), lock),
        venue.operator);
    chain.setTime(lock.deadlineSeconds());
    send(venue.owners.refund(payer, venue.singleNumber(), batch.located(1), lock), venue.operator);
  }
}
