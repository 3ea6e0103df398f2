package obscura.settlement.service;

import java.math.BigInteger;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.BeforeContainer;
import obscura.domain.TradeId;
import obscura.settlement.crypto.Bytes;
import obscura.settlement.service.core.FailCode;
import obscura.settlement.service.store.StoreConfig;
import obscura.settlement.service.store.StoreDatabase;

/** Random faults at random steps; at the end every trade is settled once or not at all. */
class ServiceProperties {
  private static final int STEPS = 60;
  private static StoreDatabase database;

  @BeforeContainer
  static void open() {
    database = StoreDatabase.open(new StoreConfig("jdbc:h2:mem:properties", "sa", ""));
  }

  @AfterContainer
  static void close() {
    database.close();
  }

  @Property(tries = 150)
  void everyTradeIsConfirmedOrFailedExactlyOnce(@ForAll long seed) {
    Random random = new Random(seed);
    Scene scene = new Scene(database, Duration.ofSeconds(random.nextBoolean() ? 90 : 0));
    for (int i = 0; i < STEPS; i++) {
      happens(scene, random);
    }
    scene.comesToAnEnd();
    scene.assertExactlyOnce();
  }

  private static void happens(Scene scene, Random random) {
    SimChain chain = scene.chain;
    switch (random.nextInt(22)) {
      case 0, 1, 2 -> scene.submit(1 + random.nextInt(12));
      case 3, 4, 5, 6 -> scene.rounds(1 + random.nextInt(3));
      case 7 -> chain.reorganise(1 + random.nextInt((int) Scene.CONFIRMATIONS - 1), false);
      case 8 -> chain.reorganise(1 + random.nextInt((int) Scene.CONFIRMATIONS - 1), true);
      case 9 -> chain.dropPool();
      case 10 -> chain.down = !chain.down;
      case 11 -> chain.outletDown = !chain.outletDown;
      case 12 -> chain.baseFee = BigInteger.valueOf(random.nextBoolean() ? 100 : 900);
      case 13 -> chain.baseFee = BigInteger.valueOf(5_000_000);
      case 14 -> chain.useNonceElsewhere();
      case 15 -> {
        List<Bytes> calls = List.copyOf(scene.office.calls);
        if (!calls.isEmpty()) {
          chain.strangerHandsIn(calls.get(random.nextInt(calls.size())));
        }
      }
      case 16 -> chain.passTime(random.nextInt(700));
      case 17 -> chain.poisoned.add(1L + random.nextInt(12));
      case 18 -> {
        TradeId trade = new TradeId(1 + random.nextInt(12));
        (random.nextBoolean() ? scene.office.objections : scene.office.refusals)
            .put(trade, FailCode.INSUFFICIENT_BALANCE);
      }
      case 19 -> scene.office.down = !scene.office.down;
      default -> scene.killer.killAt(random.nextInt(40), random.nextBoolean());
    }
    scene.tick();
  }
}
