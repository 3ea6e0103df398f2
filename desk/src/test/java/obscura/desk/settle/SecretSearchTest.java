package obscura.desk.settle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

final class SecretSearchTest {
  private static final long NUMBER = 0x00f1_e2d3_c4b5_a697L;
  private final SecretSearch search = new SecretSearch();

  SecretSearchTest() {
    search.add("it", BigInteger.valueOf(NUMBER));
    search.addText("it", "1234.5678");
  }

  @Test
  void aNumberIsFoundAtEveryWidthInBothOrdersAndAsText() {
    for (int width = 8; width <= 32; width++) {
      byte[] big = new byte[width + 3];
      ByteBuffer.wrap(big, width - 7, 8).putLong(NUMBER);
      assertThat(search.in(big)).as("%d bytes, big-endian", width).hasSize(1);
      byte[] little = new byte[width + 3];
      ByteBuffer.wrap(little, 1, 8).order(ByteOrder.LITTLE_ENDIAN).putLong(NUMBER);
      assertThat(search.in(little)).as("%d bytes, little-endian", width).hasSize(1);
    }
    assertThat(search.in(ascii("a" + NUMBER + "z"))).hasSize(1);
    assertThat(search.in(ascii("price 1234.5678"))).hasSize(1);
    assertThat(search.in(ascii("price 1234.567"))).isEmpty();
    assertThat(search.in(new byte[5])).isEmpty();
  }

  @Test
  void anotherNumberIsNotFound() {
    byte[] data = new byte[32];
    ByteBuffer.wrap(data, 5, 8).putLong(NUMBER + 1);
    assertThat(search.in(data)).isEmpty();
  }

  @Test
  void whatWouldBeFoundByChanceIsRefusedAndNotShown() {
    assertThatThrownBy(() -> search.add("the price", BigInteger.valueOf(0xffff_ffff_ffL)))
        .hasMessage("the price big-endian is too short to be looked for");
  }

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }
}
