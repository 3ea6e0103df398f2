package obscura.mpc.codec;

import java.util.ArrayList;
import java.util.List;
import obscura.mpc.api.Context;
import obscura.mpc.api.Handle;
import obscura.mpc.api.Operation;
import obscura.mpc.api.Outcome;
import obscura.mpc.api.Purpose;

/** Plain operations as bytes. */
final class Batches {
  private Batches() {}

  static Encoder write(Encoder out, Operation batch) {
    return out.text(batch.kind().name()).list(batch.operands(), Encoder::handles);
  }

  static Operation operation(Decoder in) {
    Operation.Kind kind = in.named(Operation.Kind.class);
    List<List<Handle>> operands = in.list(in::handles);
    try {
      return new Operation(kind, operands);
    } catch (IllegalArgumentException wrong) {
      throw new MalformedException(String.valueOf(wrong.getMessage()));
    }
  }

  static Encoder write(Encoder out, Outcome.Computed computed) {
    return out.list(computed.opened(), Encoder::number).handles(computed.made());
  }

  static Outcome.Computed computed(Decoder in) {
    return new Outcome.Computed(in.list(in::number), in.handles());
  }

  static Purpose test(Decoder in) {
    String label = in.text();
    List<Context> all = new ArrayList<>(List.of(Context.values()));
    all.removeIf(context -> !context.label().equals(label));
    if (all.isEmpty()) {
      throw new MalformedException("an unknown context");
    }
    return new Purpose.Test(all.getFirst());
  }
}
