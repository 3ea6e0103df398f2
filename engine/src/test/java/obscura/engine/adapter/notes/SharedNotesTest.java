package obscura.engine.adapter.notes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;
import obscura.domain.SettlementState;
import obscura.domain.TradeId;
import obscura.mpc.api.Handle;
import obscura.mpc.api.Input;
import obscura.mpc.api.Purpose;
import obscura.mpc.api.Vector;
import obscura.settlement.crypto.Bytes;
import obscura.settlement.evm.CompactSignature;
import obscura.settlement.evm.SpentNote;
import obscura.settlement.evm.VaultArchive;
import obscura.settlement.evm.VaultCalls;
import obscura.settlement.evm.VaultEvent;
import obscura.settlement.note.WithdrawalTerms;
import obscura.settlement.service.core.FailCode;
import obscura.settlement.service.core.Notice;
import obscura.settlement.service.core.SharedInstruction;
import obscura.settlement.service.core.TradeState;
import obscura.settlement.service.port.NoteOffice.Prepared;
import obscura.settlement.service.port.NoteOffice.Request;
import obscura.settlement.sip.EthereumAddress;
import obscura.settlement.wallet.OwnedNote;
import obscura.settlement.wallet.OwnerSignatures;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;

/** Trades whose amounts only the parties share become final on a chain that learns none. */
class SharedNotesTest {
  private static final long LOTS = 918_273;
  private static final long TICKS = 645_546;
  private static final BigInteger BASE = new BigInteger("4000000000000000123");
  private static final BigInteger QUOTE = new BigInteger("7000000000000000456");
  private static final BigInteger LITTLE = BigInteger.valueOf(777);

  @TempDir Path folder;
  private SharedScene scene;
  private final ListAppender<ILoggingEvent> log = new ListAppender<>();

  @BeforeEach
  void open() throws Exception {
    log.start();
    root().addAppender(log);
    scene = new SharedScene(folder);
  }

  @AfterEach
  void close() {
    root().detachAppender(log);
    scene.close();
  }

  private static Logger root() {
    return (Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
  }

  private static BigInteger sold() {
    return SharedScene.units(LOTS);
  }

  private static BigInteger paid() {
    return SharedScene.price(LOTS, TICKS);
  }

  /**
   * Two trades one after the other, the second paid with what was left of the first; the service
   * starts anew in between. At the end both leave with their seeds and the chain.
   */
  @Test
  void tradesSettleAndBothOwnersLeaveWithSeedAndChainAlone() throws Exception {
    scene.deposit(scene.seller, true, LITTLE);
    scene.deposit(scene.seller, true, BASE);
    scene.deposit(scene.buyer, false, QUOTE);
    scene.service().submit(scene.instruction(1, scene.fill(LOTS, TICKS)));
    scene.settle(1);
    assertThat(states(1))
        .containsSubsequence(
            SettlementState.MATCHED,
            SettlementState.LOCKED,
            SettlementState.SENT,
            SettlementState.INCLUDED,
            SettlementState.FINAL);
    assertThat(scene.service().proof(new TradeId(1)).orElseThrow().notes()).hasSize(4);
    assertBalances(BASE.add(LITTLE).subtract(sold()), paid(), sold(), QUOTE.subtract(paid()));

    scene.restartService();
    Handle second = scene.fill(2, 99);
    assertThat(scene.office().check(scene.instruction(2, second)))
        .as("change is not the venue's to spend before its owner says so")
        .isEqualTo(FailCode.INSUFFICIENT_BALANCE);
    scene.permitAll(scene.seller);
    scene.permitAll(scene.buyer);
    scene.service().submit(scene.instruction(2, second));
    scene.settle(2);
    assertBalances(
        BASE.add(LITTLE).subtract(sold()).subtract(SharedScene.units(2)),
        paid().add(SharedScene.price(2, 99)),
        sold().add(SharedScene.units(2)),
        QUOTE.subtract(paid()).subtract(SharedScene.price(2, 99)));

    scene.engine.close();
    scene.closeStore();
    leave(scene.seller, 0xa1);
    leave(scene.buyer, 0xb2);
    assertThat(scene.tokens(scene.weth, scene.vault.address())).isZero();
    assertThat(scene.tokens(scene.usdc, scene.vault.address())).isZero();
  }

  private List<SettlementState> states(long trade) {
    return scene.notices.stream()
        .filter(notice -> notice.trade().equals(new TradeId(trade)))
        .map(Notice::state)
        .toList();
  }

  private void assertBalances(
      BigInteger sellersBase,
      BigInteger sellersQuote,
      BigInteger buyersBase,
      BigInteger buyersQuote)
      throws Exception {
    List<VaultArchive.Entry> chain = scene.archive();
    assertThat(scene.seller.balance(chain, scene.weth)).isEqualTo(sellersBase);
    assertThat(scene.seller.balance(chain, scene.usdc)).isEqualTo(sellersQuote);
    assertThat(scene.buyer.balance(chain, scene.weth)).isEqualTo(buyersBase);
    assertThat(scene.buyer.balance(chain, scene.usdc)).isEqualTo(buyersQuote);
  }

  /** Withdraws all that a seed and the chain show, without the venue and the parties. */
  private void leave(NoteOwner owner, int address) throws Exception {
    List<VaultArchive.Entry> chain = scene.archive();
    List<OwnedNote> notes =
        owner.holdings(chain).unspent().stream()
            .filter(note -> note.opening().amount().signum() > 0)
            .toList();
    EthereumAddress recipient = EthereumAddress.parse("0x%040x".formatted(address));
    long deadline = scene.now() + 30L * 24 * 3600;
    WithdrawalTerms terms =
        new WithdrawalTerms(Bytes.of(recipient.bytes()), BigInteger.ZERO, deadline);
    OwnerSignatures signatures = new OwnerSignatures(scene.vault);
    for (OwnedNote note : notes) {
      CompactSignature word = CompactSignature.of(signatures.withdraw(note, terms).array());
      scene.send(VaultCalls.requestWithdrawal(owner.placed(chain, note), terms, word));
    }
    scene.chain.advance(SharedScene.WITHDRAWAL_DELAY);
    for (OwnedNote note : notes) {
      scene.send(VaultCalls.finishWithdrawal(owner.placed(chain, note), terms, note.opening()));
    }
    assertThat(scene.tokens(scene.weth, recipient)).isEqualTo(owner.balance(chain, scene.weth));
    assertThat(scene.tokens(scene.usdc, recipient)).isEqualTo(owner.balance(chain, scene.usdc));
  }

  @Test
  void noAmountIsInTheStoreNorInTheLogNorOnTheChain() throws Exception {
    scene.deposit(scene.seller, true, BASE);
    scene.deposit(scene.buyer, false, QUOTE);
    scene.service().submit(scene.instruction(1, scene.fill(LOTS, TICKS)));
    scene.settle(1);
    Bytes digest = scene.service().proof(new TradeId(1)).orElseThrow().digest();
    scene.closeStore();
    List<byte[]> written = new ArrayList<>(scene.storeFiles());
    assertThat(written).isNotEmpty();
    log.list.forEach(
        line -> written.add(line.getFormattedMessage().getBytes(StandardCharsets.UTF_8)));
    for (VaultArchive.Entry entry : scene.archive()) {
      if (entry.log().event() instanceof VaultEvent.Settled) {
        String call =
            scene
                .node
                .ethGetTransactionByHash(entry.log().transaction().toString())
                .send()
                .getTransaction()
                .orElseThrow()
                .getInput();
        written.add(Bytes.hex(call).array());
      }
    }
    List<BigInteger> secrets =
        List.of(
            BigInteger.valueOf(LOTS),
            BigInteger.valueOf(TICKS),
            sold(),
            paid(),
            BASE.subtract(sold()),
            QUOTE.subtract(paid()));
    for (BigInteger secret : secrets) {
      for (byte[] form : forms(secret)) {
        assertThat(written.stream().anyMatch(file -> contains(file, form))).isFalse();
      }
    }
    assertThat(written.stream().anyMatch(file -> contains(file, digest.array())))
        .as("what is open there is found")
        .isTrue();
  }

  /** Decimal, hex, and as 8 bytes from either end. */
  private static List<byte[]> forms(BigInteger value) {
    byte[] eight = org.bouncycastle.util.BigIntegers.asUnsignedByteArray(8, value);
    return List.of(
        value.toString().getBytes(StandardCharsets.UTF_8),
        value.toString(16).getBytes(StandardCharsets.UTF_8),
        eight,
        org.bouncycastle.util.Arrays.reverse(eight));
  }

  private static boolean contains(byte[] all, byte[] part) {
    for (int at = 0; at + part.length <= all.length; at++) {
      if (java.util.Arrays.equals(all, at, at + part.length, part, 0, part.length)) {
        return true;
      }
    }
    return false;
  }

  @Test
  void notesThatDoNotSufficeAreAskedForOnceAndTheTradeWaitsForMore() throws Exception {
    scene.deposit(scene.seller, true, BASE);
    scene.deposit(scene.buyer, false, LITTLE);
    SharedInstruction trade = scene.instruction(1, scene.fill(LOTS, TICKS));
    Request request = new Request(5, scene.now() + 600, List.of(trade));
    Prepared refused =
        new Prepared.Refused(java.util.Map.of(trade.id(), FailCode.INSUFFICIENT_BALANCE));
    assertThat(scene.office().prepare(request)).isEqualTo(refused);
    long jobs = scene.engine.executed();
    assertThat(scene.office().prepare(request)).isEqualTo(refused);
    assertThat(scene.engine.executed()).as("nobody was asked again").isEqualTo(jobs);
    scene.deposit(scene.buyer, false, QUOTE);
    assertThat(scene.office().prepare(request)).isInstanceOf(Prepared.Signed.class);
  }

  @Test
  void theSameQuestionHasTheSameAnswerAndAReleasedBatchIsMadeAnew() throws Exception {
    scene.deposit(scene.seller, true, BASE);
    scene.deposit(scene.buyer, false, QUOTE);
    SharedInstruction trade = scene.instruction(1, scene.fill(LOTS, TICKS));
    Request request = new Request(5, scene.now() + 600, List.of(trade));
    Prepared.Signed first = (Prepared.Signed) scene.office().prepare(request);
    scene.restartService();
    Prepared.Signed again = (Prepared.Signed) scene.office().prepare(request);
    assertThat(again.digest()).isEqualTo(first.digest());
    assertThat(again.outputs()).isEqualTo(first.outputs());
    Request next = new Request(6, request.deadlineSeconds(), request.trades());
    assertThat(scene.office().prepare(next))
        .as("its notes are held")
        .isInstanceOf(Prepared.Refused.class);
    scene.office().released(5);
    Prepared.Signed other = (Prepared.Signed) scene.office().prepare(next);
    assertThat(other.outputs().get(trade.id()))
        .as("seeds are used for one batch")
        .extracting(made -> made.commitment())
        .doesNotContainAnyElementsOf(
            first.outputs().get(trade.id()).stream().map(made -> made.commitment()).toList());
  }

  /**
   * Two trades of the same owners in one batch share their notes out; the parties draw their order.
   */
  @Test
  void tradesOfTheSameOwnersGoInOneBatchInTheOrderDrawn() throws Exception {
    for (int k = 0; k < 2; k++) {
      scene.deposit(scene.seller, true, BASE.add(BigInteger.valueOf(k)));
      scene.deposit(scene.buyer, false, QUOTE.add(BigInteger.valueOf(k)));
    }
    scene.service().submit(scene.instruction(1, scene.fill(LOTS, TICKS)));
    scene.service().submit(scene.instruction(2, scene.fill(2, 99)));
    scene.settle(1, 2);
    long batch = scene.service().proof(new TradeId(1)).orElseThrow().batch();
    assertThat(scene.service().proof(new TradeId(2)).orElseThrow().batch()).isEqualTo(batch);
    List<TradeId> trades = List.of(new TradeId(1), new TradeId(2));
    DrawnOrder.Draw draw = scene.order().draw(batch).orElseThrow();
    assertThat(draw.holds(DrawnOrder.digest(scene.vault, batch, trades))).isTrue();
    assertThat(
            LongStream.range(1, 64)
                .mapToObj(k -> DrawnOrder.digest(scene.vault, batch + k, trades))
                .allMatch(draw::holds))
        .as("two trades have two orders: half of all other batches would have this one")
        .isFalse();
    assertThat(scene.order().order(batch, trades)).isEqualTo(draw.permuted().order());
    List<Long> settled =
        scene.archive().stream()
            .flatMap(entry -> entry.batch().stream())
            .flatMap(one -> one.content().trades().stream())
            .toList();
    assertThat(settled)
        .isEqualTo(
            draw.permuted().order().stream().map(place -> trades.get(place).value()).toList());
  }

  @Test
  void anOwnersOwnInstructionIsComparedBeforeAnythingIsSigned() throws Exception {
    scene.deposit(scene.seller, true, BASE);
    scene.deposit(scene.buyer, false, QUOTE);
    Handle fill = scene.fill(LOTS, TICKS);
    scene.instructions().say(new TradeId(1), instruction(fill, LOTS));
    scene.instructions().say(new TradeId(1), instruction(fill, LOTS + 1));
    scene.service().submit(scene.instruction(1, fill));
    scene.settle(1);
    assertThat(scene.service().state(new TradeId(1))).contains(TradeState.FAILED);
    assertThat(scene.notices.getLast().reason()).isEqualTo(FailCode.APPROVAL_MISSING);
    scene.instructions().say(new TradeId(2), instruction(fill, LOTS));
    assertThat(scene.instructions().equalsOrders(scene.instruction(2, fill))).isTrue();
    assertThat(scene.instructions().equalsOrders(scene.instruction(2, fill))).isTrue();
    assertThat(scene.instructions().equalsOrders(scene.instruction(3, fill))).isTrue();
  }

  private Handle instruction(Handle fill, long lots) {
    Vector said = Vector.input(SharedScene.INSTRUMENT, 0, lots, TICKS, 0, 0);
    Purpose purpose = new Purpose.Instruction(fill);
    return scene.engine.put(new Input(scene.origin(scene.seller.id, purpose), said)).join();
  }

  @Test
  void aPermitIsTheOwnersForANoteOfTheVault() throws Exception {
    scene.deposit(scene.seller, true, BASE);
    SpentNote permit = scene.seller.permits(scene.archive(), scene.now() + 1000).getFirst();
    NoteAdmission admission = scene.office().admission();
    assertThatThrownBy(() -> admission.permit(scene.buyer.id, permit))
        .hasMessageContaining("the parties know no note");
    SpentNote longer = new SpentNote(permit.note(), permit.expirySeconds() + 1, permit.consent());
    assertThatThrownBy(() -> admission.permit(scene.seller.id, longer))
        .hasMessageContaining("is not signed by the owner");
    NoteOwner.Deposit forged =
        scene.seller.deposit(scene.keys.get(scene.seller.id), scene.weth, true, LITTLE);
    assertThatThrownBy(() ->
            admission.deposit(scene.engine.statement(scene.buyer.id.value(), 1, forged.word())))
        .hasMessageContaining("OTHER_OWNER");
  }
}
