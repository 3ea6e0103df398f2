package obscura.mpc.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import obscura.mpc.codec.Decoder;
import obscura.mpc.codec.Encoder;
import obscura.mpc.codec.MalformedException;
import org.junit.jupiter.api.Test;

/** The book compares 16 bits of an instrument's number; larger ones do not come in. */
class JobTest {
  private static final Handle ORDER = new Handle(1, 2, 3, 4);
  private static final Handle OTHER = new Handle(5, 6, 7, 8);

  @Test
  void instrumentsThatFitIntoTheBook() {
    List<Long> enabled = List.of(0L, 1L, 65_535L);
    Job add = new Job.AddOrder(1, ORDER, enabled);
    assertThat(new Decoder(new Encoder().job(add).bytes()).job()).isEqualTo(add);
  }

  @Test
  void largerOnesAreRefusedByNumber() {
    for (long number : new long[] {65_536, 65_537, 1L << 62, -1}) {
      List<Long> enabled = List.of(1L, number);
      assertThatThrownBy(() -> new Job.AddOrder(1, ORDER, enabled))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessage("instrument number " + number + " is not in 0 to 65535");
      assertThatThrownBy(() -> new Job.ReplaceOrder(1, ORDER, OTHER, enabled))
          .hasMessageContaining("not in 0 to 65535");
    }
  }

  /** A party does not die of what a venue sends. */
  @Test
  void onTheLineTheyAreMalformed() {
    Job request = new Job.ReplaceOrder(1, ORDER, OTHER, List.of(65_535L));
    byte[] bytes = new Encoder().job(request).bytes();
    bytes[bytes.length - 3] = 1;
    assertThatThrownBy(() -> new Decoder(bytes).job()).isInstanceOf(MalformedException.class);
  }
}
