package obscura.engine.whole;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.stream.StreamSupport;
import obscura.engine.adapter.admin.Caller;
import obscura.engine.adapter.settlement.VaultOnChain;
import obscura.mpc.note.SignerKey;
import obscura.settlement.crypto.Bytes;
import obscura.settlement.evm.DepositLine;
import obscura.settlement.sip.EthereumAddress;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.json.JsonMapper;

/**
 * Two desks hand in sealed keys, deposits and permits; their trade settles on the chain, and both
 * leave with seed and chain alone. The venue's files and log have no amount of it.
 */
class NotesIntakeTest {
  private static final String SIZE = "1317624576.693";
  private static final String BUY_LIMIT = "11398765432.09";
  private static final String SELL_LIMIT = "11176543219.87";
  private static final BigInteger WETH = new BigInteger("5000000000000000000000000777");
  private static final BigInteger USDC = new BigInteger("60000000000000000000000000999");
  private static final int AE_MAX = 8;

  @TempDir Path folder;
  private Path data;
  private VaultOnChain chain;
  private NotesDesk buyer;
  private NotesDesk seller;
  private final ScheduledExecutorService miner = Executors.newSingleThreadScheduledExecutor();

  @BeforeEach
  void open() throws Exception {
    data = folder.resolve("data");
    java.nio.file.Files.createDirectories(data);
    List<EthereumAddress> signers = new ArrayList<>();
    for (int party = 0; party < 3; party++) {
      SignerKey signer = SignerKey.in(data.resolve("settlement-" + party + ".key"));
      signers.add(EthereumAddress.parse("0x" + signer.address()));
    }
    chain = new VaultOnChain(1, signers);
    buyer = new NotesDesk("DESK1", chain);
    seller = new NotesDesk("DESK2", chain);
  }

  @AfterEach
  void close() {
    miner.shutdownNow();
    chain.close();
  }

  private LocalVenue venue() throws Exception {
    Map<String, String> settings = new HashMap<>(chain.settings());
    settings.put("settlement.evm.poll", "100ms");
    settings.put("settlement.evm.payer-key-file", VaultOnChain.payerKey(folder).toString());
    return new LocalVenue(data, settings);
  }

  private Caller operator(LocalVenue venue) throws Exception {
    return Caller.operator(URI.create("https://127.0.0.1:" + venue.adminPort()), data);
  }

  private static String json(Map<String, String> arguments) {
    return JsonMapper.shared().writeValueAsString(arguments);
  }

  private static Caller.Reply hand(Caller operator, String verb, String line) throws Exception {
    return operator.call("notes-" + verb, json(Map.of("line", line)));
  }

  @Test
  void whatOperatorsHandInForTwoDesksSettlesTheirTradeAndNoFileHasItsAmounts() throws Exception {
    List<BigDecimal> secrets =
        new ArrayList<>(
            List.of(new BigDecimal(SIZE), new BigDecimal(BUY_LIMIT), new BigDecimal(SELL_LIMIT)));
    try (CapturedLog log = new CapturedLog()) {
      List<String> handed;
      try (LocalVenue venue = venue();
          Caller operator = operator(venue)) {
        handed = takesIn(operator);
      }
      try (LocalVenue venue = venue();
          Caller operator = operator(venue)) {
        knowsAllOfItAfterARestart(operator, handed);
        secrets.addAll(traded(venue));
        theLedgerHasWhatTheVaultHas(operator);
      }
      PlaintextSearch search = new PlaintextSearch(secrets);
      assertThat(search.inFolder(data)).isEmpty();
      assertThat(search.inText(log.text())).isEmpty();
    }
    EthereumAddress first = EthereumAddress.parse("0x" + "a1".repeat(20));
    EthereumAddress second = EthereumAddress.parse("0x" + "b2".repeat(20));
    BigInteger bought = buyer.balance(chain.weth());
    assertThat(bought).isEqualTo(new BigDecimal(SIZE).movePointRight(18).toBigIntegerExact());
    assertThat(seller.balance(chain.weth())).isEqualTo(WETH.subtract(bought));
    assertThat(buyer.balance(chain.usdc()).add(seller.balance(chain.usdc()))).isEqualTo(USDC);
    buyer.leaveTo(first);
    seller.leaveTo(second);
    assertThat(chain.balance(chain.weth(), first)).isEqualTo(bought);
    for (Bytes token : List.of(chain.weth(), chain.usdc())) {
      assertThat(chain.balance(token, chain.vault().address())).isZero();
    }
  }

  /** Keys, deposits, permits of both, each asked for in the order that a careful operator keeps. */
  private List<String> takesIn(Caller operator) throws Exception {
    List<String> handed = new ArrayList<>();
    for (NotesDesk desk : List.of(buyer, seller)) {
      String keys = desk.sealed(data.resolve("roster")).write();
      Caller.Reply unconfirmed = operator.call("notes-keys", json(Map.of("file", keys)));
      assertThat(unconfirmed.done()).isFalse();
      assertThat(unconfirmed.text()).contains(desk.digest(), desk.id, "--confirm-digest");
      String other = "0".repeat(64);
      assertThat(operator.call("notes-keys", json(Map.of("file", keys, "confirm", other))).text())
          .contains("and not the confirmed one");

      boolean buys = desk == buyer;
      DepositLine deposit = desk.deposit(buys ? chain.usdc() : chain.weth(), buys ? USDC : WETH);
      assertThat(hand(operator, "deposit", deposit.write()).text())
          .contains("no note keys of " + desk.id);
      Caller.Reply taken =
          operator.call("notes-keys", json(Map.of("file", keys, "confirm", desk.digest())));
      assertThat(taken.text()).contains(desk.id, "with 12 meta-addresses are in use");
      assertThat(taken.done()).isTrue();

      String permit = desk.permits().getFirst();
      assertThat(hand(operator, "permit", permit).text()).contains("is not known");
      Caller.Reply elsewhere =
          hand(operator, "deposit", deposit.write().replaceFirst(" 11 0x", " 10 0x"));
      assertThat(elsewhere.done()).isFalse();
      assertThat(elsewhere.text()).contains("one-time address");
      assertThat(hand(operator, "deposit", deposit.write()).text())
          .contains("waits for its permit");
      assertThat(hand(operator, "deposit", deposit.write()).text()).contains("nothing changed");
      assertThat(hand(operator, "permit", permit).text()).contains("may be spent until");
      handed.addAll(List.of(keys, deposit.write(), permit));
    }
    wrongLinesChangeNothing(operator, handed);
    return handed;
  }

  private void wrongLinesChangeNothing(Caller operator, List<String> handed) throws Exception {
    List<String> before = shown(operator, "DESK1");
    String deposit = handed.get(1);
    String moved = deposit.replace(chain.vault().address().toString(), "0x" + "11".repeat(20));
    assertThat(hand(operator, "deposit", moved).text()).contains("this venue settles in");
    assertThat(hand(operator, "permit", "permit1 nonsense").text()).startsWith("a permit is");
    assertThat(operator.call("notes-show", "{\"participant\":\"NOBODY1\"}").text())
        .isEqualTo("NOBODY1 is not a participant");
    assertThat(shown(operator, "DESK1")).isEqualTo(before);
  }

  private void knowsAllOfItAfterARestart(Caller operator, List<String> handed) throws Exception {
    for (int at = 0; at < handed.size(); at += 3) {
      assertThat(operator.call("notes-keys", json(Map.of("file", handed.get(at)))).text())
          .contains("nothing changed");
      assertThat(hand(operator, "deposit", handed.get(at + 1)).text()).contains("nothing changed");
      assertThat(hand(operator, "permit", handed.get(at + 2)).text()).contains("nothing changed");
    }
    assertThat(shown(operator, "DESK1"))
        .anyMatch(line -> line.contains("addresses") && line.contains("\"11\""))
        .anyMatch(line -> line.contains("USDC") && line.contains("FREE"));
  }

  /** Sums alone: of which owner a note is, and what moved in the trade, is not in it. */
  private void theLedgerHasWhatTheVaultHas(Caller operator) throws Exception {
    Caller.Reply reconciled = operator.call("ledger-reconcile", "{}");
    assertThat(reconciled.done()).as(reconciled.text()).isTrue();
    assertThat(reconciled.text()).endsWith("the ledger is sound");
    assertThat(operator.call("ledger-queue", "{}").rows()).isEmpty();
  }

  private static List<String> shown(Caller operator, String owner) throws Exception {
    Caller.Reply reply = operator.call("notes-show", "{\"participant\":\"" + owner + "\"}");
    return StreamSupport.stream(reply.rows().spliterator(), false).map(Object::toString).toList();
  }

  /** The trade, up to its last state; its price, which the venue made of two limits. */
  private List<BigDecimal> traded(LocalVenue venue) throws Exception {
    try (Line desk1 = venue.taker("DESK1").loggedOn();
        Line desk2 = venue.taker("DESK2").loggedOn()) {
      var _ = miner.scheduleWithFixedDelay(chain.chain()::mine, 200, 200, TimeUnit.MILLISECONDS);
      desk1.say(order("b", "1", BUY_LIMIT));
      desk1.await("35=8", "150=0", "11=b");
      desk2.say(order("s", "2", SELL_LIMIT));
      String price = desk2.await("35=8", "150=F", "11=s", "39=2").get(31);
      for (Line side : new Line[] {desk1, desk2}) {
        assertThat(last(side)).startsWith("eip155:1: final").contains("tx 0x");
      }
      return List.of(new BigDecimal(price), new BigDecimal(price).multiply(new BigDecimal(SIZE)));
    }
  }

  private static String order(String id, String side, String limit) {
    return "35=D|11=%s|55=WETH-USDC|54=%s|60=now|38=%s|40=2|44=%s|59=0|20007=S"
        .formatted(id, side, SIZE, limit);
  }

  private static String last(Line line) throws IOException {
    for (int i = 0; i < AE_MAX; i++) {
      String text = line.await("35=AE").get(58);
      if (text.contains(": final") || text.contains(": failed")) {
        return text;
      }
    }
    throw new AssertionError("no AE is the last");
  }
}
