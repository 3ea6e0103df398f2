package obscura.mpc.codec;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import obscura.mpc.api.Handle;
import obscura.mpc.api.Job;
import obscura.mpc.api.Origin;
import obscura.mpc.api.Outcome;
import obscura.mpc.api.Purpose;
import obscura.mpc.api.Rule;
import obscura.mpc.api.SignedPrice;
import obscura.mpc.api.Statement;
import obscura.mpc.api.Transcript;
import obscura.mpc.share.Word;
import obscura.mpc.share.Words;

/**
 * Reads what {@link Encoder} wrote. No length is believed beyond the bytes that are there; what
 * cannot be read is a {@link MalformedException}. One thread.
 */
public final class Decoder {
  private final ByteBuffer in;

  /** Reads from the first byte. */
  public Decoder(byte[] bytes) {
    this.in = ByteBuffer.wrap(bytes);
  }

  public byte kind() {
    need(1);
    return in.get();
  }

  public Outcome outcome() {
    byte kind = kind();
    return switch (kind) {
      case 1 -> new Outcome.Admitted(bit());
      case 2 -> new Outcome.Done();
      case 3 -> new Outcome.Selected(handles(), handles(), handles());
      case 4 -> new Outcome.Accepted(bit(), handles(), handles());
      case 5 -> matched();
      case 6 -> new Outcome.Removed(bit());
      case 7 -> new Outcome.Refused(named(Rule.class));
      case 42 -> new Outcome.Settled(Settlements.answer(this));
      case 40 -> Batches.computed(this);
      case 41 -> Orders.permuted(this);
      case 8 -> new Outcome.TooEarly();
      case 9 -> new Outcome.Composed(bit(), handles());
      case 30 -> new Outcome.Swept(handles(), matched(), bit());
      case 31 -> new Outcome.OverBudget();
      case 32 -> new Outcome.TooLate();
      default -> throw unknown(kind);
    };
  }

  private Outcome.Matched matched() {
    boolean valid = bit();
    boolean ended = bit();
    boolean kept = bit();
    boolean done = bit();
    boolean resting = bit();
    boolean unfinished = bit();
    List<Outcome.Fill> fills = list(() -> new Outcome.Fill(handle(), handle(), bit()));
    return new Outcome.Matched(valid, ended, kept, fills, done, resting, unfinished);
  }

  /** A job as {@link Encoder#job} writes it. */
  public Job job() {
    long number = number();
    byte kind = kind();
    return switch (kind) {
      case 1 -> new Job.AdmitRequest(number, handle());
      case 2 -> new Job.AdmitQuote(number, handle(), handle());
      case 3 -> new Job.WithdrawQuote(number, handle(), statement());
      case 4 -> new Job.SelectBest(number, handle(), list(this::statement));
      case 5 -> new Job.Accept(number, handle(), handle());
      case 7 -> new Job.AddOrder(number, handle());
      case 9 -> new Job.ReplaceOrder(number, handle(), handle());
      case 42 -> new Job.Settle(number, Settlements.task(this));
      case 10 -> new Job.CloseRequest(number, handle(), Endings.read(this));
      case 11 -> new Job.RemoveOrder(number, handle(), Endings.read(this));
      case 40 -> new Job.Compute(number, Batches.operation(this));
      case 41 -> Orders.job(number, this);
      case 30 -> new Job.Sweep(number);
      case 31 -> new Job.SetReference(number, price());
      default -> throw unknown(kind);
    };
  }

  private SignedPrice price() {
    try {
      return SignedPrice.parse(text());
    } catch (IllegalArgumentException wrong) {
      throw new MalformedException(String.valueOf(wrong.getMessage()));
    }
  }

  /** As {@link Encoder#origin} writes it. */
  public Origin origin() {
    return new Origin(text(), text(), number(), number(), text(), part(), bit(), purpose());
  }

  private int part() {
    long part = number();
    if (part < 0 || part > 1) {
      throw new MalformedException("part " + part + " of a message");
    }
    return (int) part;
  }

  /** As {@link Encoder#statement} writes it. */
  public Statement statement() {
    return new Statement(text(), number(), purpose(), text());
  }

  /** As {@link Encoder#transcript} writes it. */
  public Transcript transcript() {
    return new Transcript(text(), handle(), handle(), number(), handle(), number(), handles());
  }

  private Purpose purpose() {
    byte kind = kind();
    return switch (kind) {
      case 3 -> new Purpose.Quote(text());
      case 4 -> new Purpose.Accept(handle());
      case 45 -> new Purpose.NoteKeys(list(this::text), list(this::text));
      case 43 -> new Purpose.Instruction(handle());
      case 44 -> Settlements.deposit(this);
      case 40 -> Batches.test(this);
      case 6 -> new Purpose.Withdrawal(handle());
      case 7 -> new Purpose.Pass(text());
      case 8 -> new Purpose.Order(named(Job.Lifetime.class), number());
      case 9 -> new Purpose.Request(bit(), bit(), list(this::text), number(), bit(), number());
      case 10 -> new Purpose.Replacement(text(), number());
      case 11 -> new Purpose.Cancel(handle());
      default -> throw unknown(kind);
    };
  }

  /** One of the constants of an enum, by its name. */
  public <E extends Enum<E>> E named(Class<E> all) {
    String name = text();
    for (E one : all.getEnumConstants()) {
      if (one.name().equals(name)) {
        return one;
      }
    }
    throw new MalformedException("an unknown " + all.getSimpleName());
  }

  public Words words() {
    return Words.of(list(() -> new Word(number(), number())));
  }

  public List<Handle> handles() {
    return list(this::handle);
  }

  /** A list whose items each take a byte at least. */
  public <T> List<T> list(Supplier<T> item) {
    long size = number();
    if (size < 0 || size > in.remaining()) {
      throw new MalformedException("a list of " + size + " items");
    }
    List<T> result = new ArrayList<>();
    for (long k = 0; k < size; k++) {
      result.add(item.get());
    }
    return List.copyOf(result);
  }

  public Handle handle() {
    return new Handle(number(), number(), number(), number());
  }

  public String text() {
    need(Integer.BYTES);
    return new String(raw(in.getInt()), StandardCharsets.UTF_8);
  }

  public long number() {
    need(Long.BYTES);
    return in.getLong();
  }

  public boolean bit() {
    return kind() != 0;
  }

  /** Bytes of a known length. */
  public byte[] raw(int length) {
    if (length < 0) {
      throw new MalformedException("a length of " + length);
    }
    need(length);
    byte[] bytes = new byte[length];
    in.get(bytes);
    return bytes;
  }

  /**
   * Ends the reading.
   *
   * @throws MalformedException if something is left
   */
  public void end() {
    if (in.hasRemaining()) {
      throw new MalformedException(in.remaining() + " bytes too many");
    }
  }

  private void need(int bytes) {
    if (in.remaining() < bytes) {
      throw new MalformedException("the message ends too early");
    }
  }

  private static MalformedException unknown(byte kind) {
    return new MalformedException("the unknown kind " + kind);
  }
}
