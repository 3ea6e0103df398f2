package obscura.settlement.service.notes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Tag;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import net.jqwik.api.lifecycle.AfterProperty;
import net.jqwik.api.lifecycle.BeforeProperty;
import obscura.domain.TradeId;
import obscura.settlement.core.TradeInstruction;
import obscura.settlement.crypto.Bytes;
import obscura.settlement.crypto.Point;
import obscura.settlement.evm.BatchCalldata;
import obscura.settlement.evm.EvmBatch;
import obscura.settlement.evm.PlacedNote;
import obscura.settlement.note.BalanceProof;
import obscura.settlement.note.EvmVault;
import obscura.settlement.note.NewNote;
import obscura.settlement.note.Note;
import obscura.settlement.note.NoteKeys;
import obscura.settlement.note.NoteMemo;
import obscura.settlement.note.NoteOutput;
import obscura.settlement.service.core.ChainInstruction;
import obscura.settlement.service.core.ChainTokens;
import obscura.settlement.service.core.FailCode;
import obscura.settlement.service.core.MakerFee;
import obscura.settlement.service.evm.Owner;
import obscura.settlement.service.port.NoteOffice.Prepared;
import obscura.settlement.service.port.NoteOffice.Request;
import obscura.settlement.service.store.StoreConfig;
import obscura.settlement.service.store.StoreDatabase;
import obscura.settlement.service.store.StoreKey;
import obscura.settlement.sip.EthereumAddress;

/** What an office that may read amounts makes of trades. */
class OpenNotesProperties {
  private static final Bytes BASE = Bytes.hex("0x" + "ba".repeat(20));
  private static final Bytes QUOTE = Bytes.hex("0x" + "c0".repeat(20));
  private static final String CHAIN = "eip155:1";
  private static final ChainTokens TOKENS =
      new ChainTokens(
          CHAIN,
          Map.of("ETH", new ChainTokens.Token(BASE, 0), "USD", new ChainTokens.Token(QUOTE, 0)));
  private static final Instant NOON = Instant.ofEpochSecond(1_800_000_000L);
  private static final long DEADLINE = NOON.getEpochSecond() + 600;
  private static final EvmVault VAULT =
      new EvmVault(BigInteger.ONE, EthereumAddress.of(Bytes.hex("0x" + "aa".repeat(20)).array()));

  private final Owner buyer = new Owner("BUYER");
  private final Owner seller = new Owner("SELLER");
  private final Owner maker = new Owner("MAKER");
  private final FakeView view = new FakeView();
  private StoreDatabase database;
  private NoteBook book;
  private OpenNotes office;
  private long places = Long.MIN_VALUE;
  private long numbers;

  @BeforeProperty
  void open() {
    database = StoreDatabase.open(new StoreConfig("jdbc:h2:mem:open-notes", "sa", ""));
    StoreKey key = StoreKey.of(new byte[32]);
    book = new NoteBook(database, key);
    office =
        new OpenNotes(
            VAULT,
            TOKENS,
            book,
            new OpenNotes.Keys(
                new PartyKeys(List.of(BigInteger.ONE, BigInteger.TWO, BigInteger.TEN)),
                firm ->
                    owners()
                        .filter(o -> o.firm.equals(firm))
                        .map(o -> o.seed.noteKeys())
                        .findFirst()),
            view,
            () -> NOON);
  }

  @AfterProperty
  void close() {
    database.close();
  }

  @Property(tries = 100)
  @Tag("property-36")
  void theFeeGoesToAOneTimeAddressOfTheMakerAndNothingIsMadeOrLost(
      @ForAll @LongRange(min = 1, max = 1L << 60) long base,
      @ForAll @LongRange(min = 1, max = 1L << 60) long quote,
      @ForAll @LongRange(min = 1, max = 1L << 60) long fee,
      @ForAll @IntRange(max = 2) int left) {
    owners().forEach(this::stock);
    give(seller, BASE, base + left);
    give(buyer, QUOTE, quote);
    give(buyer, QUOTE, fee);
    ChainInstruction trade = trade(base, quote, Optional.of(fee));
    assertThat(office.check(trade)).isEqualTo(FailCode.NONE);

    Prepared.Signed signed = (Prepared.Signed) prepare(trade);
    EvmBatch batch = BatchCalldata.decode(VAULT, signed.call());
    assertThat(balanced(batch, signed.digest())).isTrue();
    assertThat(batch.signatures().stream().map(s -> s.signerOf(signed.digest()).orElseThrow()))
        .doesNotHaveDuplicates()
        .hasSize(2);

    Map<Owner, Map<Bytes, List<Long>>> got = received(batch);
    assertThat(got.get(maker)).isEqualTo(Map.of(QUOTE, List.of(fee)));
    assertThat(got.get(buyer).get(BASE)).containsExactly(base);
    assertThat(got.get(seller).get(QUOTE)).containsExactly(quote);
    assertThat(got.get(seller).getOrDefault(BASE, List.of()))
        .isEqualTo(left == 0 ? List.of() : List.of((long) left));
    assertThat(got.get(buyer)).containsOnlyKeys(BASE);
    assertThat(batch.content().outputs().stream().map(o -> o.note().owner()))
        .as("one-time owners")
        .doesNotHaveDuplicates();
    office.settled(batch.content().number());
    assertThat(free()).isZero();
  }

  @Property(tries = 100)
  @Tag("property-27")
  void onlyTradesOfTokensThatTheChainHasAreCarried(
      @ForAll boolean baseThere,
      @ForAll boolean quoteThere,
      @ForAll boolean chainThere,
      @ForAll @LongRange(min = 1, max = 1L << 55) long amount,
      @ForAll @IntRange(max = 3) int digitsTooMany) {
    ChainInstruction trade =
        new ChainInstruction(
            new TradeInstruction(
                new TradeId(1),
                buyer.firm,
                seller.firm,
                baseThere ? "ETH" : "BTC",
                quoteThere ? "USD" : "EUR",
                BigDecimal.valueOf(amount * 10 + 1, digitsTooMany),
                BigDecimal.valueOf(amount)),
            chainThere ? CHAIN : "eip155:5",
            Optional.empty());
    assertThat(TOKENS.carry(trade))
        .isEqualTo(baseThere && quoteThere && chainThere && digitsTooMany == 0);
  }

  @Example
  void aTradeThatTheNotesDoNotCoverIsRefusedAndHoldsNothing() {
    owners().forEach(this::stock);
    give(seller, BASE, 10);
    give(buyer, QUOTE, 10);
    ChainInstruction trade = trade(10, 11, Optional.empty());
    assertThat(office.check(trade)).isEqualTo(FailCode.INSUFFICIENT_BALANCE);
    assertThat(prepare(trade))
        .isEqualTo(new Prepared.Refused(Map.of(trade.id(), FailCode.INSUFFICIENT_BALANCE)));
    assertThat(free()).isEqualTo(2);
  }

  @Example
  void aPermitThatEndsBeforeTheBatchDoesCoversNothing() {
    owners().forEach(this::stock);
    give(buyer, QUOTE, 10);
    Owner.Deposit deposit = placed(seller, BASE, 10);
    office.permit(seller.permit(VAULT, deposit, DEADLINE));
    assertThat(prepare(trade(10, 10, Optional.empty()))).isInstanceOf(Prepared.Refused.class);
    office.permit(seller.permit(VAULT, deposit, DEADLINE + 1));
    assertThat(prepare(trade(10, 10, Optional.empty()))).isInstanceOf(Prepared.Signed.class);
  }

  @Example
  void aRevokedPermitCoversNothingAndAReleasedBatchGivesItsNotesBack() {
    owners().forEach(this::stock);
    give(buyer, QUOTE, 10);
    give(seller, BASE, 10);
    ChainInstruction trade = trade(10, 10, Optional.empty());
    assertThat(prepare(trade)).isInstanceOf(Prepared.Signed.class);
    assertThat(free()).isZero();
    office.released(numbers);
    assertThat(free()).isEqualTo(2);
    view.permitsEndAt = DEADLINE;
    assertThat(prepare(trade)).isInstanceOf(Prepared.Refused.class);
  }

  @Example
  void aPermitOfAnotherOwnerOrForANoteThatIsNotThereIsRefused() {
    Owner.Deposit deposit = placed(seller, BASE, 10);
    PermittedNote permit = seller.permit(VAULT, deposit, DEADLINE + 1);
    PermittedNote notTheirs = new PermittedNote(buyer.firm, permit.spend(), permit.memo());
    assertThatThrownBy(() -> office.permit(notTheirs)).hasMessageContaining("does not open");
    Owner.Deposit other = placed(seller, BASE, 10);
    PermittedNote forged =
        seller.permit(
            VAULT, new Owner.Deposit(deposit.note(), deposit.made(), other.key()), DEADLINE + 1);
    assertThatThrownBy(() -> office.permit(forged)).hasMessageContaining("not signed");
    view.unspent = false;
    assertThatThrownBy(() -> office.permit(permit)).hasMessageContaining("no unspent note");
    assertThat(free()).isZero();
  }

  private int free() {
    return owners().mapToInt(owner -> book.free(owner.firm).size()).sum();
  }

  private Prepared prepare(ChainInstruction trade) {
    return office.prepare(new Request(++numbers, DEADLINE, List.of(trade)));
  }

  private ChainInstruction trade(long base, long quote, Optional<Long> fee) {
    return new ChainInstruction(
        new TradeInstruction(
            new TradeId(numbers + 1),
            buyer.firm,
            seller.firm,
            "ETH",
            "USD",
            BigDecimal.valueOf(base),
            BigDecimal.valueOf(quote)),
        CHAIN,
        fee.map(f -> new MakerFee(buyer.firm, maker.firm, "USD", BigDecimal.valueOf(f))));
  }

  private Stream<Owner> owners() {
    return Stream.of(buyer, seller, maker);
  }

  private void stock(Owner owner) {
    while (book.stockOf(owner.firm) < 3) {
      assertThat(book.stock(owner.firm, owner.metaAddress())).isTrue();
    }
  }

  private void give(Owner owner, Bytes token, long units) {
    office.permit(owner.permit(VAULT, placed(owner, token, units), DEADLINE + 1));
  }

  private Owner.Deposit placed(Owner owner, Bytes token, long units) {
    return Owner.placed(
        owner.made(VAULT, new NewNote.Value(token, BigInteger.valueOf(units))), places++);
  }

  private static boolean balanced(EvmBatch batch, Bytes digest) {
    List<Point> in =
        batch.inputs().stream().map(input -> input.note().note().commitment()).toList();
    List<Point> out =
        batch.content().outputs().stream().map(output -> output.note().commitment()).toList();
    return batch.proof().holds(VAULT, BalanceProof.excess(VAULT.group(), in, out), digest);
  }

  /** What each owner finds and opens in a batch. */
  private Map<Owner, Map<Bytes, List<Long>>> received(EvmBatch batch) {
    Map<Owner, Map<Bytes, List<Long>>> received = new HashMap<>();
    for (NoteOutput output : batch.content().outputs()) {
      Note note = output.note();
      NoteMemo memo = NoteMemo.parse(VAULT.ownerCurve(), output.memo()).orElseThrow();
      for (Owner owner : owners().toList()) {
        NoteKeys keys = owner.seed.noteKeys();
        memo.open(VAULT, note, keys)
            .filter(opening -> owner.owns(memo, note.owner()))
            .ifPresent(opening ->
                received
                    .computeIfAbsent(owner, o -> new HashMap<>())
                    .computeIfAbsent(note.token(), t -> new ArrayList<>())
                    .add(opening.amount().longValueExact()));
      }
    }
    return received;
  }

  /** A vault that has every note. */
  private static final class FakeView implements VaultView {
    private boolean unspent = true;
    private long permitsEndAt;

    @Override
    public boolean isUnspent(Bytes id, PlacedNote note) {
      return unspent;
    }

    @Override
    public long permitsEndAt(Bytes id) {
      return permitsEndAt;
    }

    @Override
    public long epoch() {
      return 1;
    }
  }
}
