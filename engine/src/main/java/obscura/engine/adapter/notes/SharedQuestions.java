package obscura.engine.adapter.notes;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Optional;
import obscura.mpc.api.Job;
import obscura.mpc.api.Settlement.CommitFill;
import obscura.mpc.codec.Decoder;
import obscura.mpc.codec.Encoder;
import obscura.settlement.crypto.Bytes;
import obscura.settlement.crypto.Hash;
import obscura.settlement.service.store.StoreDatabase;
import obscura.settlement.service.store.StoreKey;

/**
 * What the parties were asked of trades and have not answered yet, one question a trade. The same
 * question is asked again, as another one would count against the trade. Durable. Any thread.
 */
final class SharedQuestions {
  private static final String CONTEXT = "question of ";

  private final StoreDatabase database;
  private final StoreKey key;

  SharedQuestions(StoreDatabase database, StoreKey key) {
    this.database = database;
    this.key = key;
  }

  /**
   * A question.
   *
   * @param base keys of the seller's notes in it
   * @param quote keys of the buyer's
   */
  record Question(CommitFill task, List<Bytes> base, List<Bytes> quote) {
    Question {
      base = List.copyOf(base);
      quote = List.copyOf(quote);
    }
  }

  /** What was asked of a trade and not answered. */
  Optional<Question> find(long trade) {
    return database
        .transaction(connection ->
            new Sql(connection)
                .rows(
                    row -> row.getBytes(1),
                    "SELECT sealed FROM shared_question WHERE trade_id = ?",
                    trade))
        .stream()
        .findFirst()
        .map(sealed -> SharedBytes.read(key.open(sealed, context(trade)), SharedQuestions::read));
  }

  /** From now on this is asked of the trade. */
  void put(long trade, Question question) {
    byte[] sealed = key.seal(SharedBytes.written(out -> write(question, out)), context(trade));
    database.transaction(connection -> {
      Sql sql = new Sql(connection);
      sql.update("DELETE FROM shared_question WHERE trade_id = ?", trade);
      return sql.update(
          "INSERT INTO shared_question (trade_id, sealed) VALUES (?, ?)", trade, sealed);
    });
  }

  /** It was answered. */
  void answered(long trade) {
    database.transaction(connection ->
        new Sql(connection).update("DELETE FROM shared_question WHERE trade_id = ?", trade));
  }

  private static void write(Question question, DataOutputStream out) throws IOException {
    Job job = new Job.Settle(1, question.task());
    SharedBytes.write(Bytes.of(new Encoder().job(job).bytes()), out);
    SharedBytes.write(question.base(), out);
    SharedBytes.write(question.quote(), out);
  }

  private static Question read(DataInputStream in) throws IOException {
    Decoder job = new Decoder(SharedBytes.bytes(in).array());
    if (job.job() instanceof Job.Settle(long _, CommitFill task)) {
      return new Question(task, SharedBytes.list(in), SharedBytes.list(in));
    }
    throw new IOException("a question about no fill");
  }

  private static byte[] context(long trade) {
    byte[] label = Hash.utf8(CONTEXT);
    return ByteBuffer.allocate(label.length + Long.BYTES).put(label).putLong(trade).array();
  }
}
