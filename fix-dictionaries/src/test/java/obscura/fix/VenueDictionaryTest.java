package obscura.fix;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.InputStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import quickfix.DataDictionary;
import quickfix.FieldType;

class VenueDictionaryTest {
  private static DataDictionary venue;
  private static DataDictionary standard;

  @BeforeAll
  static void load() throws Exception {
    venue = dictionary("/obscura/fix/FIX44-venue.xml");
    standard = dictionary("/FIX44.xml");
  }

  @Test
  void everyStandardMessageIsStillThereAndTheVenuesTwoAreNew() {
    for (String type : new String[] {"A", "D", "8", "R", "S", "AE", "y", "V"}) {
      assertThat(venue.isMsgType(type)).as(type).isTrue();
    }
    assertThat(standard.isMsgType("U1")).isFalse();
    assertThat(venue.isMsgType("U1")).isTrue();
    assertThat(venue.isMsgType("U2")).isTrue();
  }

  @Test
  void anOrderMayCarryAChainAndANonceButAnExecutionReportNoNonce() {
    assertThat(venue.isMsgField("D", VenueTag.CHAIN_ID)).isTrue();
    assertThat(venue.isMsgField("D", VenueTag.CLIENT_NONCE)).isTrue();
    assertThat(venue.isMsgField("8", VenueTag.CLIENT_NONCE)).isFalse();
    assertThat(venue.isMsgField("D", VenueTag.SETTL_STATE)).isFalse();
  }

  @Test
  void aVenueFieldIsNeverRequiredBecauseDirectSessionsSendNone() {
    assertThat(venue.isRequiredField("D", VenueTag.CLIENT_NONCE)).isFalse();
    assertThat(venue.isRequiredField("R", VenueTag.PRIVACY_LEVEL)).isFalse();
  }

  @Test
  void theSealedBlockIsALengthAndItsData() {
    assertThat(venue.getFieldType(VenueTag.SEALED_LEN)).isEqualTo(FieldType.LENGTH);
    assertThat(venue.getFieldType(VenueTag.SEALED)).isEqualTo(FieldType.DATA);
  }

  @Test
  void enumerationsKnowTheirValues() {
    assertThat(venue.isFieldValue(VenueTag.PRIVACY_LEVEL, "S")).isTrue();
    assertThat(venue.isFieldValue(VenueTag.PRIVACY_LEVEL, "X")).isFalse();
    assertThat(venue.isFieldValue(VenueTag.SETTL_FAIL_CODE, "9")).isTrue();
    assertThat(venue.isFieldValue(VenueTag.SETTL_FAIL_CODE, "10")).isFalse();
  }

  @Test
  void theTickSizeStandsInsideTheInstrumentOfASecurityList() {
    DataDictionary instrument = venue.getGroup("y", 146).getDataDictionary();
    assertThat(instrument.isField(VenueTag.TICK_SIZE)).isTrue();
    assertThat(instrument.isField(VenueTag.QUOTE_CHAIN_ID)).isTrue();
    assertThat(venue.getGroup("o", 473).getDataDictionary().isField(VenueTag.ONBOARD_ITEM))
        .isTrue();
  }

  private static DataDictionary dictionary(String resource) throws Exception {
    try (InputStream in = VenueDictionaryTest.class.getResourceAsStream(resource)) {
      return new DataDictionary(in);
    }
  }
}
