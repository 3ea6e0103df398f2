package obscura.mpc.remote;

import java.util.List;
import obscura.mpc.api.Handle;
import obscura.mpc.api.Job;
import obscura.mpc.api.Reveal;
import obscura.mpc.api.Sample;
import obscura.mpc.codec.Decoder;
import obscura.mpc.codec.Encoder;
import obscura.mpc.codec.MalformedException;
import obscura.mpc.input.SealedPart;
import obscura.mpc.input.SharedInput;

/** What the venue asks a party; one for each method of the port. */
sealed interface Question {
  record Status() implements Question {}

  record Join(long epoch) implements Question {}

  record Put(SharedInput input) implements Question {}

  record Execute(Job job, long run) implements Question {}

  record Disclose(Reveal reveal) implements Question {}

  record Unnamed(long beforeMillis) implements Question {}

  record Drop(List<Handle> handles) implements Question {}

  record Prepare(long run) implements Question {}

  record Roster(String text) implements Question {}

  record Measure(Sample sample, long run) implements Question {}

  record DrawRoots() implements Question {}

  record Papers(Handle request) implements Question {}

  record SealFor(Handle handle, String auditor) implements Question {}

  record PutSealed(SealedPart part) implements Question {}

  static Encoder write(Encoder out, Question question) {
    return switch (question) {
      case Status q -> out.kind((byte) 1);
      case Join q -> out.kind((byte) 2).number(q.epoch());
      case Put q -> Inputs.write(out.kind((byte) 3), q.input());
      case Execute q -> out.kind((byte) 4).number(q.run()).job(q.job());
      case Disclose q ->
          out.kind((byte) 5).handles(q.reveal().handles()).text(q.reveal().recipient());
      case Unnamed q -> out.kind((byte) 6).number(q.beforeMillis());
      case Drop q -> out.kind((byte) 7).handles(q.handles());
      case Prepare q -> out.kind((byte) 8).number(q.run());
      case Roster q -> out.kind((byte) 9).text(q.text());
      case DrawRoots q -> out.kind((byte) 41);
      case SealFor q -> out.kind((byte) 42).handle(q.handle()).text(q.auditor());
      case Measure q -> Measurements.write(out.kind((byte) 40).number(q.run()), q.sample());
      case PutSealed q -> Inputs.write(out.kind((byte) 43), q.part());
      case Papers q -> out.kind((byte) 20).handle(q.request());
    };
  }

  static Question read(Decoder in) {
    byte kind = in.kind();
    return switch (kind) {
      case 1 -> new Status();
      case 2 -> new Join(in.number());
      case 3 -> new Put(Inputs.read(in));
      case 4 -> {
        long run = in.number();
        yield new Execute(in.job(), run);
      }
      case 5 -> new Disclose(new Reveal(in.handles(), in.text()));
      case 6 -> new Unnamed(in.number());
      case 7 -> new Drop(in.handles());
      case 8 -> new Prepare(in.number());
      case 9 -> new Roster(in.text());
      case 40 -> {
        long run = in.number();
        yield new Measure(Measurements.sample(in), run);
      }
      case 41 -> new DrawRoots();
      case 20 -> new Papers(in.handle());
      case 42 -> new SealFor(in.handle(), in.text());
      case 43 -> new PutSealed(Inputs.readSealed(in));
      default -> throw new MalformedException("a question of the unknown kind " + kind);
    };
  }
}
