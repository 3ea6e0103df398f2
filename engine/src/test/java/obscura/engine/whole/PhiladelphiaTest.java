package obscura.engine.whole;

import static org.assertj.core.api.Assertions.assertThat;

import com.paritytrading.philadelphia.FIXMessage;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A FIX engine that knows nothing of the venue, Philadelphia, trades on it in both roles. */
class PhiladelphiaTest {
  private LocalVenue venue;
  private PhiladelphiaSession taker;
  private PhiladelphiaSession maker;

  @BeforeEach
  void bothLogOn(@TempDir Path data) throws Exception {
    venue = new LocalVenue(data);
    taker = new PhiladelphiaSession(venue.tradePort(), "DESK1").logOn();
    maker = new PhiladelphiaSession(venue.makerPort(), "MAKER1").logOn();
  }

  @AfterEach
  void everybodyLeaves() throws IOException {
    taker.close();
    maker.close();
    venue.close();
  }

  @Test
  void aRequestEndsInADealInBothRoles() throws IOException {
    taker.send(
        "R",
        "131=r1",
        "146=1",
        "55=WETH-USDC",
        "537=1",
        "54=1",
        "38=2.5",
        "126=" + Line.time(60),
        "60=now");
    FIXMessage asked = maker.await("R", "55=WETH-USDC", "54=1");
    assertThat(decimal(asked, 38)).isEqualByComparingTo("2.5");
    assertThat(text(asked, 131)).as("the maker's own id of the request").isNotEqualTo("r1");

    maker.send(
        "S",
        "117=q1",
        "131=" + text(asked, 131),
        "537=1",
        "55=WETH-USDC",
        "133=3001.05",
        "135=2.5",
        "62=" + Line.time(60),
        "60=now");
    FIXMessage best = taker.await("S", "131=r1");
    assertThat(decimal(best, 133)).isEqualByComparingTo("3001.05");
    assertThat(decimal(best, 135)).isEqualByComparingTo("2.5");

    taker.send(
        "D",
        "11=deal1",
        "117=" + text(best, 117),
        "55=WETH-USDC",
        "54=1",
        "38=2.5",
        "40=D",
        "44=3001.05",
        "59=4",
        "60=now");
    FIXMessage bought = taker.await("8", "150=F", "11=deal1");
    FIXMessage sold = maker.await("8", "150=F", "11=q1");
    assertFilled(bought, "1", "2.5", "3001.05");
    assertFilled(sold, "2", "2.5", "3001.05");
    assertThat(text(bought, 527)).as("the match that both share").isEqualTo(text(sold, 527));
    assertThat(text(taker.await("AE"), 880)).isEqualTo(text(bought, 527));
    assertThat(text(maker.await("AE"), 880)).isEqualTo(text(bought, 527));
    bothLogOutWithoutComplaint();
  }

  @Test
  void aDarkOrderMeetsAnotherClientsInBothRoles() throws IOException {
    try (Line contra = venue.taker("DESK2").loggedOn()) {
      taker.send(
          "D", "11=d1", "55=WETH-USDC", "54=1", "38=1", "40=2", "44=3000.02", "59=0", "60=now");
      assertThat(decimal(taker.await("8", "150=0", "11=d1"), 151)).isEqualByComparingTo("1");
      contra.say("35=D|11=c1|55=WETH-USDC|54=2|60=now|38=3|40=2|44=3000.00|59=0");
      assertFilled(taker.await("8", "150=F", "11=d1"), "1", "1", "3000.01");

      maker.send(
          "D", "11=m1", "55=WETH-USDC", "54=1", "38=2", "40=2", "44=3000.04", "59=3", "60=now");
      assertFilled(maker.await("8", "150=F", "11=m1"), "1", "2", "3000.02");
      assertThat(contra.await("35=8", "39=1").get(14)).isEqualTo("1");
      assertThat(contra.await("35=8", "39=2").get(14)).isEqualTo("3");
    }
    bothLogOutWithoutComplaint();
  }

  private void bothLogOutWithoutComplaint() throws IOException {
    taker.logOut();
    maker.logOut();
    assertThat(taker.complaints()).isEmpty();
    assertThat(maker.complaints()).isEmpty();
  }

  private static void assertFilled(FIXMessage fill, String side, String quantity, String price) {
    assertThat(text(fill, 39)).isEqualTo("2");
    assertThat(text(fill, 54)).isEqualTo(side);
    assertThat(decimal(fill, 32)).isEqualByComparingTo(quantity);
    assertThat(decimal(fill, 31)).isEqualByComparingTo(price);
    assertThat(decimal(fill, 14)).isEqualByComparingTo(quantity);
    assertThat(decimal(fill, 6)).isEqualByComparingTo(price);
    assertThat(decimal(fill, 151)).isEqualByComparingTo("0");
  }

  private static BigDecimal decimal(FIXMessage message, int tag) {
    return new BigDecimal(text(message, tag));
  }

  private static String text(FIXMessage message, int tag) {
    var value = message.valueOf(tag);
    assertThat(value).as("tag %d of %s", tag, message).isNotNull();
    return value.asString().toString();
  }
}
