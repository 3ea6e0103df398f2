package obscura.mpc.roster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The book compares 16 bits of an instrument's number; larger ones do not get into the roster. */
class EntryTest {
  private static String instrument(String number) {
    return "instrument " + number + " 0.001 0.01 on midpoint 1 100";
  }

  @Test
  void theHighestNumberThatFitsIntoTheBook() {
    assertThat(Entry.parse(instrument("65535")).line()).isEqualTo(instrument("65535"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"0", "65536", "65537", "4611686018427387904", "-1"})
  void othersAreRefusedInOneLine(String number) {
    assertThatThrownBy(() -> Entry.parse(instrument(number)))
        .isInstanceOf(RosterException.class)
        .hasMessageStartingWith("\"" + instrument(number) + "\" is no entry; allowed:");
  }

  @Test
  void aBandHasAPrice() {
    assertThat(Entry.parse("instrument 5 0.001 0.01 on midpoint 7 7"))
        .isEqualTo(new Entry.Instrument(5, "0.001", "0.01", true, Entry.Pricing.MIDPOINT, 7, 7));
    assertThatThrownBy(() -> Entry.parse("instrument 5 0.001 0.01 on midpoint 8 7"))
        .isInstanceOf(RosterException.class)
        .hasMessageContaining("is no entry");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "minimum * 5 100",
        "minimum A 65535 0",
        "minimum A-1_x 1 4611686018427387903",
        "participant DESK1 ALPHA"
      })
  void leastQuantitiesAndParticipants(String line) {
    assertThat(Entry.parse(line).line()).isEqualTo(line);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "minimum ** 5 100",
        "minimum * 0 100",
        "minimum * 5 -1",
        "minimum * 5 4611686018427387904",
        "minimum * 5",
        "participant DESK1",
        "participant * ALPHA",
        "participant DESK1 AL PHA"
      })
  void otherLeastQuantitiesAndParticipantsAreRefused(String line) {
    assertThatThrownBy(() -> Entry.parse(line))
        .isInstanceOf(RosterException.class)
        .hasMessageContaining("minimum FIRM|* INSTRUMENT LOTS, participant COMPID FIRM");
  }
}
