package obscura.settlement.solana;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.p2p.solanaj.core.PublicKey;
import org.p2p.solanaj.core.TransactionInstruction;

/** From the vault's first day to the last withdrawal; compute units are printed. */
class WholeFlowTest {
  private static SolanaChain chain;

  @BeforeAll
  static void chainRuns() throws Exception {
    chain = new SolanaChain();
  }

  @AfterAll
  static void chainEnds() {
    chain.close();
  }

  @Test
  void aHundredTradesSettleAndAnOwnerLeavesWithoutTheVenue() {
    Venue venue = new Venue(chain);
    print("initialize", venue.initialize());
    print("list_mint (SPL Token)", venue.list(venue.usd));
    print("list_mint (Token-2022)", venue.list(venue.eth));

    List<Venue.Owned> deposits = new ArrayList<>();
    List<Long> units = new ArrayList<>();
    for (int trade = 0; trade < 100; trade++) {
      deposits.add(venue.deposit(venue.usd, 3_000_000L + trade, units::add));
      deposits.add(venue.deposit(venue.eth, 1_000L + trade, units::add));
    }
    print("deposit, dearest of 200", units.stream().max(Long::compare).orElseThrow());

    Batch batch = Batch.swapping(venue, Batch.ids(4_000, 100), deposits);
    Venue.pagesOf(batch.trades).forEach(batch::needPage);
    print("open_batch", chain.send(venue.operator, batch.open()));
    BatchPieces cut = new BatchPieces(venue.vault, batch.terms);
    send(venue, "add_trades", cut.trades(batch.trades));
    send(venue, "add_inputs", cut.inputs(batch.inputs));
    send(venue, "add_outputs", cut.outputs(batch.outputs));
    print("settle", chain.send(venue.operator, batch.settle()));

    BatchState state = BatchState.of(chain.data(venue.vault.batch(batch.number)));
    assertThat(state.root()).isEqualTo(batch.tree().root());
    assertThat(state.count()).isEqualTo(200);
    assertThat(chain.exists(venue.vault.draft(batch.number))).isFalse();
  }

  private static void send(Venue venue, String name, List<TransactionInstruction> pieces) {
    long dearest = 0;
    for (TransactionInstruction piece : pieces) {
      dearest = Math.max(dearest, chain.send(venue.operator, piece));
    }
    print(name + ", dearest of " + pieces.size(), dearest);
  }

  private static void print(String operation, long units) {
    System.out.printf("%-40s %,9d compute units%n", operation, units);
  }

  static PublicKey unused() {
    return SolanaChain.PROGRAM;
  }
}
