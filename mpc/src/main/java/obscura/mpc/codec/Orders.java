package obscura.mpc.codec;

import java.util.List;
import obscura.mpc.api.Handle;
import obscura.mpc.api.Job;
import obscura.mpc.api.Outcome;
import obscura.mpc.api.Seed;

/** Draws of a batch's order as bytes. */
final class Orders {
  private Orders() {}

  static Job.RandomPermutation job(long number, Decoder in) {
    Handle batch = in.handle();
    long size = in.number();
    if (size < 1 || size > Job.RandomPermutation.SIZE_MAX) {
      throw new MalformedException("a batch of " + size);
    }
    return new Job.RandomPermutation(number, batch, (int) size);
  }

  static Encoder write(Encoder out, Outcome.Permuted permuted) {
    return out.list(permuted.order(), (o, place) -> o.number(place))
        .number(permuted.leaf())
        .list(permuted.seeds(), (o, seed) -> o.handle(seed.bytes()).handles(seed.path()));
  }

  static Outcome.Permuted permuted(Decoder in) {
    List<Integer> order = in.list(() -> small(in.number()));
    int leaf = small(in.number());
    return new Outcome.Permuted(order, leaf, in.list(() -> new Seed(in.handle(), in.handles())));
  }

  private static int small(long number) {
    if (number < 0 || number > Integer.MAX_VALUE) {
      throw new MalformedException("a place of " + number);
    }
    return (int) number;
  }
}
