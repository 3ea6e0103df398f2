package obscura.settlement.wallet;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Tag;
import net.jqwik.api.constraints.IntRange;
import obscura.settlement.note.OwnerSeed;
import obscura.settlement.sip.MetaAddress;
import obscura.settlement.sip.StealthPayment;

/** Property 15: a unique stealth address for every participant and every transaction. */
@Tag("property-15")
class StealthAddressProperties {
  private static final int TRANSACTIONS = 4;

  @Property(tries = 120)
  void everyTransactionOfEveryParticipantHasAnAddressOfItsOwn(
      @ForAll Random random, @ForAll @IntRange(min = 2, max = 4) int participants) {
    Set<String> addresses = new HashSet<>();
    Set<MetaAddress> metaAddresses = new HashSet<>();
    for (int participant = 0; participant < participants; participant++) {
      OwnerSeed seed = Rail.seed(random);
      for (int path = 0; path < TRANSACTIONS; path++) {
        for (String chain : List.of("ethereum", "solana")) {
          MetaAddress meta = seed.metaAddress(chain, path);
          metaAddresses.add(meta);
          addresses.add(StealthPayment.to(meta, Rail.bytes(random, 32)).address());
          addresses.add(StealthPayment.to(meta, Rail.bytes(random, 32)).address());
        }
      }
    }
    assertThat(metaAddresses).hasSize(participants * TRANSACTIONS * 2);
    assertThat(addresses).hasSize(participants * TRANSACTIONS * 4);
  }

  @Property(tries = 100)
  void theAddressIsItsOwnersAndNobodyElses(@ForAll Random random, @ForAll boolean evm) {
    String chain = evm ? "ethereum" : "solana";
    OwnerSeed alice = Rail.seed(random);
    OwnerSeed bob = Rail.seed(random);
    List<String> finders = new ArrayList<>();
    StealthPayment payment = StealthPayment.to(alice.metaAddress(chain, 1), Rail.bytes(random, 32));
    for (int path = 0; path < 3; path++) {
      if (alice.stealthKeys(chain, path).claim(payment).isPresent()) {
        finders.add("alice " + path);
      }
      if (bob.stealthKeys(chain, path).claim(payment).isPresent()) {
        finders.add("bob " + path);
      }
    }
    assertThat(finders).containsExactly("alice 1");
    assertThat(alice.stealthKeys(chain, 1).claim(payment).orElseThrow().address())
        .isEqualTo(payment.address());
  }
}
