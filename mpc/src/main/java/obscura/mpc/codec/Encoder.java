package obscura.mpc.codec;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import obscura.mpc.api.Handle;
import obscura.mpc.api.Job;
import obscura.mpc.api.Origin;
import obscura.mpc.api.Outcome;
import obscura.mpc.api.Purpose;
import obscura.mpc.api.Statement;
import obscura.mpc.api.Transcript;
import obscura.mpc.share.Word;
import obscura.mpc.share.Words;

/** Writes values as bytes, big-endian; {@link Decoder} is the inverse. One thread. */
public final class Encoder {
  private final ByteArrayOutputStream buffer = new ByteArrayOutputStream(512);
  private final DataOutputStream out = new DataOutputStream(buffer);
  private final UnaryOperator<Word> view;
  private final Function<Statement, String> signature;

  public Encoder() {
    this(word -> word);
  }

  /** Writes of each word only what the view leaves. */
  public Encoder(UnaryOperator<Word> view) {
    this(view, Statement::signature);
  }

  private Encoder(UnaryOperator<Word> view, Function<Statement, String> signature) {
    this.view = view;
    this.signature = signature;
  }

  /** Writes something else in the place of each statement's signature. */
  public static Encoder marking(Function<Statement, String> signature) {
    return new Encoder(word -> word, signature);
  }

  /** All that was written. */
  public byte[] bytes() {
    return buffer.toByteArray();
  }

  public Encoder kind(byte kind) {
    return write(() -> out.writeByte(kind));
  }

  public Encoder job(Job job) {
    number(job.number());
    return switch (job) {
      case Job.AdmitRequest j -> kind((byte) 1).handle(j.request());
      case Job.AdmitQuote j -> kind((byte) 2).handle(j.request()).handle(j.quote());
      case Job.WithdrawQuote j -> kind((byte) 3).handle(j.request()).statement(j.word());
      case Job.SelectBest j ->
          kind((byte) 4).handle(j.request()).list(j.passes(), Encoder::statement);
      case Job.Accept j -> kind((byte) 5).handle(j.request()).handle(j.taker());
      case Job.CloseRequest j -> Endings.write(kind((byte) 10).handle(j.request()), j.why());
      case Job.AddOrder j -> kind((byte) 7).handle(j.order());
      case Job.RemoveOrder j -> Endings.write(kind((byte) 11).handle(j.order()), j.why());
      case Job.ReplaceOrder j -> kind((byte) 9).handle(j.order()).handle(j.replacement());
      case Job.Settle j -> Settlements.write(kind((byte) 42), j.task());
      case Job.Compute j -> Batches.write(kind((byte) 40), j.operation());
      case Job.RandomPermutation j -> kind((byte) 41).handle(j.batch()).number(j.size());
      case Job.Sweep j -> kind((byte) 30);
      case Job.SetReference j -> kind((byte) 31).text(j.price().line());
    };
  }

  public Encoder outcome(Outcome outcome) {
    return switch (outcome) {
      case Outcome.Admitted o -> kind((byte) 1).bit(o.valid());
      case Outcome.Done o -> kind((byte) 2);
      case Outcome.Selected o ->
          kind((byte) 3).handles(o.oneWay()).handles(o.offer()).handles(o.bid());
      case Outcome.Accepted o ->
          kind((byte) 4).bit(o.valid()).handles(o.winner()).handles(o.fill());
      case Outcome.Matched o -> kind((byte) 5).matched(o);
      case Outcome.Removed o -> kind((byte) 6).bit(o.removed());
      case Outcome.Refused o -> kind((byte) 7).text(o.rule().name());
      case Outcome.Settled o -> Settlements.write(kind((byte) 42), o.answer());
      case Outcome.Computed o -> Batches.write(kind((byte) 40), o);
      case Outcome.Permuted o -> Orders.write(kind((byte) 41), o);
      case Outcome.TooEarly o -> kind((byte) 8);
      case Outcome.Composed o -> kind((byte) 9).bit(o.enough()).handles(o.terms());
      case Outcome.Swept o -> kind((byte) 30).handles(o.order()).matched(o.matched()).bit(o.due());
      case Outcome.OverBudget o -> kind((byte) 31);
      case Outcome.TooLate o -> kind((byte) 32);
    };
  }

  private Encoder matched(Outcome.Matched o) {
    bit(o.valid()).bit(o.ended()).bit(o.keptArrival()).bit(o.done()).bit(o.resting());
    bit(o.unfinished());
    number(o.fills().size());
    o.fills().forEach(fill -> handle(fill.contra()).handle(fill.fill()).bit(fill.contraDone()));
    return this;
  }

  public Encoder origin(Origin o) {
    text(o.owner()).text(o.firm()).number(o.sequence()).number(o.timeMillis()).text(o.ownId());
    return number(o.part()).bit(o.openToCompliance()).purpose(o.purpose());
  }

  public Encoder statement(Statement s) {
    return said(s.owner(), s.timeMillis(), s.purpose()).text(signature.apply(s));
  }

  /** What is signed of a {@link Statement}. */
  public Encoder said(String owner, long timeMillis, Purpose purpose) {
    return text(owner).number(timeMillis).purpose(purpose);
  }

  private Encoder purpose(Purpose purpose) {
    return switch (purpose) {
      case Purpose.Order p -> kind((byte) 8).text(p.lifetime().name()).number(p.expiresMillis());
      case Purpose.Request p ->
          kind((byte) 9)
              .bit(p.twoWay())
              .bit(p.allowPartial())
              .texts(p.invited())
              .number(p.closesMillis())
              .bit(p.allowSplit())
              .number(p.expiresMillis());
      case Purpose.Quote p -> kind((byte) 3).text(p.alias());
      case Purpose.Accept p -> kind((byte) 4).handle(p.selection());
      case Purpose.Replacement p -> kind((byte) 10).text(p.originalId()).number(p.expiresMillis());
      case Purpose.NoteKeys p -> kind((byte) 45).texts(p.paths()).texts(p.fingerprints());
      case Purpose.Deposit p -> Settlements.write(kind((byte) 44), p);
      case Purpose.Instruction p -> kind((byte) 43).handle(p.fill());
      case Purpose.Test p -> kind((byte) 40).text(p.context().label());
      case Purpose.Withdrawal p -> kind((byte) 6).handle(p.quote());
      case Purpose.Pass p -> kind((byte) 7).text(p.alias());
      case Purpose.Cancel p -> kind((byte) 11).handle(p.cancelled());
    };
  }

  public Encoder transcript(Transcript t) {
    return text(t.instance())
        .handle(t.roster())
        .handle(t.request())
        .number(t.job())
        .handle(t.root())
        .number(t.closesMillis())
        .handles(t.selected());
  }

  public Encoder words(Words words) {
    number(words.size());
    for (int k = 0; k < words.size(); k++) {
      word(words.get(k));
    }
    return this;
  }

  /** Both shares of a word, or what the view leaves of them. */
  public Encoder word(Word word) {
    Word seen = view.apply(word);
    return number(seen.mine()).number(seen.next());
  }

  public Encoder handles(List<Handle> handles) {
    number(handles.size());
    handles.forEach(this::handle);
    return this;
  }

  public Encoder texts(List<String> texts) {
    number(texts.size());
    texts.forEach(this::text);
    return this;
  }

  public Encoder handle(Handle h) {
    return number(h.a()).number(h.b()).number(h.c()).number(h.d());
  }

  /** A list: its length, then each item. */
  public <T> Encoder list(List<T> items, BiConsumer<Encoder, T> item) {
    number(items.size());
    items.forEach(one -> item.accept(this, one));
    return this;
  }

  /** Bytes of a length that the reader knows. */
  public Encoder raw(byte[] bytes) {
    return write(() -> out.write(bytes));
  }

  public Encoder text(String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    return write(() -> {
      out.writeInt(bytes.length);
      out.write(bytes);
    });
  }

  public Encoder number(long number) {
    return write(() -> out.writeLong(number));
  }

  public Encoder bit(boolean bit) {
    return write(() -> out.writeBoolean(bit));
  }

  private interface Writing {
    void run() throws IOException;
  }

  private Encoder write(Writing writing) {
    try {
      writing.run();
      return this;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
