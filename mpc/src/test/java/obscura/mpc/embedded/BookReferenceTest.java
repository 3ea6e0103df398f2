package obscura.mpc.embedded;

import static obscura.mpc.embedded.Rig.ENABLED;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import obscura.mpc.api.Handle;
import obscura.mpc.api.Job.Lifetime;
import obscura.mpc.api.Outcome;
import obscura.mpc.api.Vector;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The book on shares does, fill by fill, what the book in the clear does. */
class BookReferenceTest {
  private static final int ORDERS = 5_000;
  private static final List<Lifetime> LIFETIMES =
      List.of(
          Lifetime.RESTS,
          Lifetime.RESTS,
          Lifetime.RESTS,
          Lifetime.RESTS,
          Lifetime.IMMEDIATE_OR_CANCEL,
          Lifetime.FILL_OR_KILL);

  @TempDir Path directory;

  private final Random random = new Random(20_261_121);
  private final BookReference reference = new BookReference();
  private int fills;

  @Test
  void randomOrders() {
    try (Rig rig = open(directory)) {
      for (int k = 0; k < orders(); k++) {
        step(rig, k);
      }
    }
    assertThat(fills).isGreaterThan(orders() / 4);
  }

  Rig open(Path directory) {
    return new Rig(directory);
  }

  int orders() {
    return ORDERS;
  }

  private void step(Rig rig, int k) {
    int dice = random.nextInt(10);
    if (dice == 0 && !reference.rows().isEmpty()) {
      Handle gone = anyRow().handle;
      assertThat(rig.remove(gone)).isTrue();
      assertThat(reference.remove(gone)).isTrue();
      assertThat(rig.remove(gone)).isFalse();
    } else if (dice == 1 && !reference.rows().isEmpty()) {
      replace(rig, k);
    } else {
      add(rig, k);
    }
  }

  private void add(Rig rig, int k) {
    String firm = "FIRM" + random.nextInt(4);
    Vector vector = randomOrder();
    Lifetime lifetime = LIFETIMES.get(random.nextInt(LIFETIMES.size()));
    Handle handle = rig.put(firm, lifetime, vector);
    Outcome.Matched got = rig.add(handle);
    compare(rig, k, firm, reference.add(handle, vector, firm, rig.job, lifetime, ENABLED), got);
  }

  private void replace(Rig rig, int k) {
    BookReference.Row row = anyRow();
    Vector old = row.vector;
    Vector vector =
        switch (random.nextInt(4)) {
          case 0 ->
              Rig.order(
                  old.instrument(),
                  old.flags(),
                  Math.max(1, old.quantity() - random.nextInt(6)),
                  old.price(),
                  Math.min(old.minQuantity(), Math.max(1, old.quantity() - 6)));
          case 1 -> Rig.order(old.instrument(), old.flags(), old.quantity(), price(), 0);
          case 2 ->
              Rig.order(
                  old.instrument(),
                  old.flags(),
                  old.quantity() + 1,
                  old.price(),
                  old.minQuantity());
          default -> randomOrder();
        };
    Handle handle = rig.instead(row.firm, row.handle, vector);
    Outcome.Matched got = rig.replace(row.handle, handle);
    compare(rig, k, row.firm, reference.replace(row.handle, handle, vector, rig.job, ENABLED), got);
  }

  private void compare(
      Rig rig, int k, String firm, BookReference.Result expected, Outcome.Matched got) {
    List<BookReference.Fill> opened = new ArrayList<>();
    for (Outcome.Fill fill : got.fills()) {
      Vector value = rig.value(firm, fill.fill());
      opened.add(
          new BookReference.Fill(
              fill.contra(), value.quantity(), value.price(), fill.contraDone()));
    }
    fills += opened.size();
    assertThat(
            new BookReference.Result(
                got.valid(),
                got.ended(),
                got.keptArrival(),
                opened,
                got.done(),
                got.resting(),
                got.unfinished()))
        .as("step %d", k)
        .isEqualTo(expected);
  }

  private Vector randomOrder() {
    long quantity = 1L + random.nextInt(20);
    long minimum = random.nextInt(3) == 0 ? 1L + random.nextInt((int) quantity) : 0;
    if (random.nextInt(40) == 0) {
      return broken(quantity);
    }
    return Rig.order(ENABLED.get(random.nextInt(3)), random.nextInt(2), quantity, price(), minimum);
  }

  private Vector broken(long quantity) {
    return switch (random.nextInt(6)) {
      case 0 -> Rig.order(1, 0, 0, 5, 0);
      case 1 -> Rig.order(1, 1, 1L << 62, 5, 0);
      case 2 -> Rig.order(1, 2, quantity, 5, 0);
      case 3 -> Rig.order(1, 0, quantity, 5, quantity + 1);
      case 4 -> Rig.order(3, 0, quantity, 5, 0);
      default -> Rig.order(2, 0, quantity, 0, 0);
    };
  }

  private long price() {
    return random.nextInt(200) == 0 ? (1L << 62) - 1 - random.nextInt(2) : 100L + random.nextInt(8);
  }

  private BookReference.Row anyRow() {
    return reference.rows().get(random.nextInt(reference.rows().size()));
  }
}
