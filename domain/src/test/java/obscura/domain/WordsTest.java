package obscura.domain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Ids, codes and states as the rules of engagement spell them. */
final class WordsTest {
  @Test
  void idsOfCounterpartiesKeepToTheirAlphabet() {
    for (String good : List.of("a", "A-1_z", "x".repeat(36))) {
      assertThat(new ClientId(good)).hasToString(good);
    }
    for (String bad : List.of("", "x".repeat(37), "a b", "ä", "a=1", "a\u0001", "a\n")) {
      assertThat(ClientId.isValid(bad)).as(bad).isFalse();
      assertThatIllegalArgumentException().isThrownBy(() -> new ClientId(bad));
    }
  }

  @Test
  void compIdsKeepToTheirs() {
    for (String good : List.of("ABC", "DESK-1", "X".repeat(16))) {
      assertThat(new ParticipantId(good)).hasToString(good);
    }
    for (String bad : List.of("", "AB", "X".repeat(17), "desk1", "DESK 1", "DESK_1")) {
      assertThatIllegalArgumentException().isThrownBy(() -> new ParticipantId(bad));
    }
  }

  @Test
  void firmsToo() {
    assertThat(new FirmId("A")).hasToString("A");
    for (String bad : List.of("", "a", "X".repeat(33))) {
      assertThatIllegalArgumentException().isThrownBy(() -> new FirmId(bad));
    }
  }

  @Test
  void anIdOfAnIllFormedKindDoesNotSayWhatItWasGiven() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new ClientId("38=1000"))
        .withMessageNotContaining("1000");
  }

  @Test
  void aHandleIsSixtyFourHexDigits() {
    assertThat(new Handle(0, -1, 1, 0xABCDEFL).toString())
        .hasSize(64)
        .isEqualTo(
            "0000000000000000" + "ffffffffffffffff" + "0000000000000001" + "0000000000abcdef");
  }

  @Test
  void venueCodesAreUniqueAndLeadTheirText() {
    List<Integer> codes = Arrays.stream(VenueCode.values()).map(VenueCode::code).toList();
    assertThat(codes).doesNotHaveDuplicates().isSorted();
    assertThat(VenueCode.DUPLICATE_ID).hasToString("407 duplicate ClOrdID, QuoteReqID or QuoteID");
  }

  @Test
  void theValuesOfFix() {
    assertThat(Side.BUY.fix()).isEqualTo('1');
    assertThat(Side.SELL.fix()).isEqualTo('2');
    assertThat(Side.BUY.opposite()).isEqualTo(Side.SELL);
    assertThat(Side.SELL.opposite()).isEqualTo(Side.BUY);
    assertThat(Arrays.stream(TimeInForce.values()).map(TimeInForce::fix))
        .containsExactly('0', '3', '4', '6');
    assertThat(Arrays.stream(PrivacyLevel.values()).map(PrivacyLevel::fix))
        .containsExactly('T', 'S', 'C');
    assertThat(Arrays.stream(SettlementState.values()).map(SettlementState::code))
        .containsExactly(0, 1, 2, 3, 4, 5, 6, 7, 8);
  }

  @Test
  void settlementGoesForwardOrIsReorganised() {
    assertThat(SettlementState.MATCHED.mayBecome(SettlementState.LOCKED)).isTrue();
    assertThat(SettlementState.LOCKED.mayBecome(SettlementState.MATCHED)).isFalse();
    assertThat(SettlementState.INSTRUCTIONS_MISSING.mayBecome(SettlementState.MATCHED)).isTrue();
    assertThat(SettlementState.INCLUDED.mayBecome(SettlementState.DROPPED)).isTrue();
    assertThat(SettlementState.DROPPED.mayBecome(SettlementState.LOCKED)).isTrue();
    assertThat(SettlementState.DROPPED.mayBecome(SettlementState.MATCHED)).isFalse();
    for (SettlementState state : SettlementState.values()) {
      assertThat(state.mayBecome(state)).as("%s", state).isFalse();
      for (SettlementState last : SettlementState.values()) {
        assertThat(last.isFinal() && last.mayBecome(state)).as("%s", last).isFalse();
      }
    }
  }
}
