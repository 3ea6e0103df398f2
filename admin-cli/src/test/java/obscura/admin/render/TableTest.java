package obscura.admin.render;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class TableTest {
  private static Map<String, Object> row(String name, Object next, boolean on) {
    Map<String, Object> row = new LinkedHashMap<>();
    row.put("participant", name);
    row.put("nextSender", next);
    row.put("loggedOn", on);
    return row;
  }

  @Test
  void columnsAreAsWideAsTheyNeedAndNumbersStandToTheRight() {
    assertThat(
            Table.of(List.of(row("DESK1", 7, true), row("A-LONG-COMPID", 1234567890123L, false))))
        .isEqualTo(
            """
            PARTICIPANT      NEXT SENDER  LOGGED ON
            DESK1                      7  yes
            A-LONG-COMPID  1234567890123  no
            """);
  }

  @Test
  void nothingIsSaidInWords() {
    assertThat(Table.of(List.of())).isEqualTo("none\n");
  }

  @Test
  void oneRowIsShownAsLines() {
    assertThat(Table.ofOne(row("DESK1", 7, true)))
        .isEqualTo(
            """
            PARTICIPANT  DESK1
            NEXT SENDER  7
            LOGGED ON    yes
            """);
  }

  @Test
  void whatIsMissingStaysEmptyAndNoTextMovesTheCursor() {
    assertThat(Table.of(List.of(row("a\u001b[2Jb\n", null, true))))
        .isEqualTo("PARTICIPANT  NEXT SENDER  LOGGED ON\na?[2Jb?                   yes\n");
  }
}
