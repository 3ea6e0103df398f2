package obscura.settlement.solana;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import obscura.settlement.crypto.Bytes;
import obscura.settlement.crypto.Hash;
import obscura.settlement.solana.rpc.AccountView;
import obscura.settlement.solana.rpc.AddressHistory;
import obscura.settlement.solana.rpc.ClockSysvar;
import obscura.settlement.solana.rpc.Commitment;
import obscura.settlement.solana.rpc.SolanaEndpoints;
import obscura.settlement.solana.rpc.SolanaNode;
import obscura.settlement.solana.rpc.TransactionRefusedException;
import obscura.settlement.solana.rpc.TransactionStatus;
import obscura.settlement.swap.solana.PayerOutlet;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.p2p.solanaj.core.Account;
import org.p2p.solanaj.core.PublicKey;
import org.p2p.solanaj.core.TransactionInstruction;
import org.p2p.solanaj.programs.SystemProgram;

/** What a node is asked, and how transactions get to it when it has a bad day. */
class NodeTest {
  private static final long LAG = 10;
  private static final long BLOCKHASH_SLOTS = 150;
  private static final Duration PATIENCE = Duration.ofSeconds(20);
  private static SolanaChain chain;
  private static SolanaNode node;
  private static Account payer;
  private PublicKey recipient;
  private PayerOutlet outlet;
  private long made;

  @BeforeAll
  static void chainRuns() throws Exception {
    chain = new SolanaChain();
    node = chain.node();
    payer = chain.newAccount();
    chain.call("svm_finality", List.of(LAG));
  }

  @AfterAll
  static void chainEnds() {
    chain.close();
  }

  @BeforeEach
  void somebodyIsToBePaid() {
    recipient = new Account().getPublicKey();
    made = 0;
    outlet =
        new PayerOutlet(node, TransactionSigner.of(payer), new PayerOutlet.Price(1_000, 3_000));
  }

  private static Bytes purpose(String name) {
    return Bytes.of(Hash.sha256(Hash.utf8(name)));
  }

  private void pay(String what) throws IOException {
    outlet.handIn(purpose(what), this::payment);
  }

  private List<TransactionInstruction> payment() {
    made++;
    return List.of(SystemProgram.transfer(payer.getPublicKey(), recipient, 1_000_000));
  }

  private static Optional<AccountView> account(Commitment commitment, PublicKey key)
      throws IOException {
    return node.accounts(commitment, List.of(key)).getFirst();
  }

  private List<TransactionStatus> history(int pageSize) throws IOException {
    List<TransactionStatus> all = new ArrayList<>();
    AddressHistory.Walk walk = new AddressHistory(node, recipient, pageSize).newestFirst();
    while (walk.hasNext()) {
      all.add(walk.next());
    }
    return all;
  }

  @Test
  void whatIsConfirmedIsFinalSomeSlotsLater() throws Exception {
    pay("rent");
    assertThat(account(Commitment.CONFIRMED, recipient)).isPresent();
    assertThat(account(Commitment.FINALIZED, recipient)).isEmpty();
    assertThat(history(10)).extracting(TransactionStatus::isFinal).containsExactly(false);
    chain.advance(4, LAG);
    assertThat(account(Commitment.FINALIZED, recipient)).isPresent();
    assertThat(history(10)).extracting(TransactionStatus::isFinal).containsExactly(true);
  }

  @Test
  void theClockIsTheOneOfTheProgram() throws Exception {
    long before = chain.now();
    chain.advance(100, LAG);
    chain.advance(7, 1);
    assertThat(ClockSysvar.seconds(account(Commitment.CONFIRMED, ClockSysvar.ADDRESS)))
        .isEqualTo(before + 107);
    assertThat(ClockSysvar.seconds(account(Commitment.FINALIZED, ClockSysvar.ADDRESS)))
        .isEqualTo(before);
  }

  @Test
  void aHistoryOfSeveralPagesIsReadToItsEnd() throws Exception {
    for (int i = 0; i < 5; i++) {
      pay("month " + i);
    }
    List<TransactionStatus> whole = history(1_000);
    assertThat(whole).hasSize(5);
    assertThat(history(2)).isEqualTo(whole);
    assertThat(history(5)).isEqualTo(whole);
    assertThat(new AddressHistory(node, recipient, 3).oldestFirst(Commitment.CONFIRMED).getFirst())
        .satisfies(oldest -> {
          assertThat(oldest.signature()).isEqualTo(whole.getLast().signature());
          assertThat(node.blockhash(oldest.slot(), Commitment.CONFIRMED).length()).isEqualTo(32);
        });
  }

  @Test
  void aTransactionUnderWayIsSentAgainAsItIsAndNoSecondIsMade() throws Exception {
    chain.call("svm_hold", List.of());
    pay("rent");
    pay("rent");
    chain.call("svm_drop", List.of());
    chain.call("svm_hold", List.of());
    pay("rent");
    chain.call("svm_release", List.of());
    pay("rent");
    assertThat(made).isEqualTo(1);
    assertThat(history(10)).hasSize(1);
  }

  @Test
  void whenItsBlockhashIsTooOldAnotherIsMadeForMore() throws Exception {
    chain.call("svm_hold", List.of());
    pay("rent");
    chain.advance(61, BLOCKHASH_SLOTS + 1);
    pay("rent");
    chain.call("svm_release", List.of());
    assertThat(made).isEqualTo(2);
    assertThat(history(10)).hasSize(1);
    byte[] price =
        node.transaction(history(10).getFirst().signature())
            .orElseThrow()
            .instructions()
            .getFirst()
            .data()
            .array();
    assertThat(Borsh.reader(price).getLong(1)).isEqualTo(2_000);
  }

  @Test
  void aLostAnswerPaysNobodyTwice() throws Exception {
    chain.call("svm_hold", List.of());
    pay("rent");
    chain.call("svm_mood", List.of("deaf"));
    assertThatThrownBy(() -> pay("rent")).isInstanceOf(IOException.class);
    chain.call("svm_mood", List.of("up"));
    chain.call("svm_release", List.of());
    pay("rent");
    assertThat(history(10)).hasSize(1);
  }

  @Test
  void aRefusalOfTheProgramHasItsName() {
    VaultAddresses vault = VaultAddresses.of(SolanaChain.PROGRAM, payer.getPublicKey(), 99);
    chain.send(
        payer,
        new VaultInstructions(vault)
            .initialize(
                payer.getPublicKey(),
                99,
                new VaultInstructions.Authorities(
                    List.of(
                        new Account().getPublicKey(),
                        new Account().getPublicKey(),
                        new Account().getPublicKey()),
                    new Account().getPublicKey()),
                Venue.DELAYS));
    TransactionInstruction notMine =
        new VaultInstructions(vault).setPaused(payer.getPublicKey(), true);
    assertThatThrownBy(() -> outlet.handIn(purpose("pause"), () -> List.of(notMine)))
        .isInstanceOfSatisfying(
            TransactionRefusedException.class,
            refused -> assertThat(refused.error()).contains(SipError.NOT_GUARDIAN));
  }

  @Test
  void oneEndpointOfTwoIsEnoughAndNoneIsNot() throws Exception {
    URI dead;
    try (ServerSocket closed = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      dead = URI.create("http://127.0.0.1:" + closed.getLocalPort());
    }
    URI alive = URI.create("http://127.0.0.1:" + chain.port());
    SolanaNode both = new SolanaNode(new SolanaEndpoints(List.of(dead, alive), PATIENCE));
    assertThat(both.blockHeight(Commitment.CONFIRMED)).isPositive();
    SolanaNode none = new SolanaNode(new SolanaEndpoints(List.of(dead), PATIENCE));
    assertThatThrownBy(() -> none.blockHeight(Commitment.CONFIRMED))
        .isInstanceOf(IOException.class);
    chain.call("svm_mood", List.of("down"));
    assertThatThrownBy(() -> both.blockHeight(Commitment.CONFIRMED))
        .isInstanceOf(IOException.class);
    chain.call("svm_mood", List.of("up"));
    assertThat(both.blockHeight(Commitment.CONFIRMED)).isPositive();
  }

  @Test
  void anEndpointThatSaysNothingIsGivenUpInTime() throws Exception {
    try (ServerSocket silent = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
      URI mute = URI.create("http://127.0.0.1:" + silent.getLocalPort());
      URI alive = URI.create("http://127.0.0.1:" + chain.port());
      SolanaNode patient =
          new SolanaNode(new SolanaEndpoints(List.of(mute, alive), Duration.ofMillis(800)));
      assertThat(patient.blockHeight(Commitment.CONFIRMED)).isPositive();
    }
  }
}
