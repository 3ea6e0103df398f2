package obscura.mpc.remote;

import obscura.mpc.api.Measured;
import obscura.mpc.api.Sample;
import obscura.mpc.api.Step;
import obscura.mpc.codec.Decoder;
import obscura.mpc.codec.Encoder;
import obscura.mpc.codec.MalformedException;

/** What is to be measured, and what was, as bytes. */
final class Measurements {
  private Measurements() {}

  static Encoder write(Encoder out, Sample sample) {
    return out.text(sample.step().name()).number(sample.times());
  }

  static Sample sample(Decoder in) {
    Step step = in.named(Step.class);
    long times = in.number();
    if (times < 1 || times > Sample.TIMES_MAX) {
      throw new MalformedException("to be measured " + times + " times");
    }
    return new Sample(step, (int) times);
  }

  static Encoder write(Encoder out, Measured m) {
    return out.text(m.step().name())
        .number(m.times())
        .number(m.medianNanos())
        .number(m.slowNanos())
        .number(m.rounds())
        .number(m.bytes())
        .number(m.triples());
  }

  static Measured measured(Decoder in) {
    return new Measured(
        in.named(Step.class),
        Math.toIntExact(in.number()),
        in.number(),
        in.number(),
        in.number(),
        in.number(),
        in.number());
  }
}
