package obscura.engine.adapter.notes;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import obscura.domain.TradeId;
import obscura.mpc.api.Handle;
import obscura.mpc.api.Outcome;
import obscura.mpc.api.Rule;
import obscura.mpc.api.Settlement;
import obscura.mpc.api.Settlement.Told;
import obscura.settlement.service.core.Instruction;
import obscura.settlement.service.core.SharedInstruction;
import obscura.settlement.service.port.OrderCheck;
import obscura.settlement.service.port.UnavailableException;
import obscura.settlement.service.store.StoreDatabase;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Whether a trade is what its owners say (requirement 20.2). Where an owner gave an instruction of
 * its own, the parties compare it with the fill and open that one bit. Where none did, the orders
 * that the owners signed are the check: the parties made the fill from them, and when they commit
 * it they open whether instrument and side are the fill's. While the parties have not answered,
 * nobody can say: that is no difference. One thread.
 */
public final class OwnersInstructions implements OrderCheck {
  private static final Logger LOG = LoggerFactory.getLogger(OwnersInstructions.class);

  private final NoteParties parties;
  private final StoreDatabase database;
  private final OrderCheck open;

  /**
   * A check of both kinds of instructions.
   *
   * @param open for those whose amounts can be read
   */
  public OwnersInstructions(NoteParties parties, StoreDatabase database, OrderCheck open) {
    this.parties = parties;
    this.database = database;
    this.open = open;
  }

  /**
   * What an owner said.
   *
   * @param equal as the parties told
   * @param wasAsked if they were asked, and may have answered
   * @param isLost if they did, and nobody knows what
   */
  private record Word(Handle handle, Optional<Boolean> equal, boolean wasAsked, boolean isLost) {}

  /**
   * An owner's instruction, to be compared before the trade is signed; the same again is no harm.
   *
   * @param instruction an input that the parties hold for {@link
   *     obscura.mpc.api.Purpose.Instruction}
   */
  public void say(TradeId trade, Handle instruction) {
    if (words(trade).stream().noneMatch(word -> word.handle.equals(instruction))) {
      database.transaction(connection ->
          new Sql(connection)
              .update(
                  "INSERT INTO shared_word (trade_id, handle) VALUES (?, ?)",
                  trade.value(),
                  instruction.bytes()));
    }
  }

  @Override
  public boolean equalsOrders(Instruction instruction) {
    return instruction instanceof SharedInstruction shared
        ? words(shared.id()).stream().allMatch(word -> isEqual(shared.id(), word))
        : open.equalsOrders(instruction);
  }

  private boolean isEqual(TradeId trade, Word word) {
    if (word.equal.isPresent()) {
      return word.equal.get();
    }
    if (word.isLost) {
      throw lost(trade);
    }
    note(trade, word, "was_asked");
    boolean equal =
        switch (parties.run(new Settlement.Equals(word.handle))) {
          case Outcome.Settled(Told told) -> told.yes();
          case Outcome.Refused(Rule rule) when rule == Rule.USED_BEFORE && word.wasAsked -> {
            note(trade, word, "is_lost");
            LOG.error(
                "ALERT what the parties said of an instruction of {} is lost: it cannot be settled"
                    + " before an operator gives it up",
                trade);
            throw lost(trade);
          }
          case Outcome.Refused refused -> {
            LOG.error("ALERT the parties refuse an instruction of {}: {}", trade, refused.rule());
            yield false;
          }
          default -> throw new IllegalStateException("an answer to another task");
        };
    database.transaction(connection ->
        new Sql(connection)
            .update(
                "UPDATE shared_word SET is_equal = ? WHERE trade_id = ? AND handle = ?",
                equal,
                trade.value(),
                word.handle.bytes()));
    return equal;
  }

  private static UnavailableException lost(TradeId trade) {
    return new UnavailableException("the answer to an instruction of " + trade + " is lost");
  }

  private void note(TradeId trade, Word word, String column) {
    database.transaction(connection ->
        new Sql(connection)
            .update(
                "UPDATE shared_word SET " + column + " = TRUE WHERE trade_id = ? AND handle = ?",
                trade.value(),
                word.handle.bytes()));
  }

  private List<Word> words(TradeId trade) {
    return database.transaction(connection ->
        new Sql(connection)
            .rows(
                OwnersInstructions::word,
                "SELECT handle, is_equal, was_asked, is_lost FROM shared_word WHERE trade_id = ?",
                trade.value()));
  }

  private static Word word(ResultSet row) throws SQLException {
    boolean equal = row.getBoolean(2);
    Optional<Boolean> said = row.wasNull() ? Optional.empty() : Optional.of(equal);
    return new Word(Handle.of(row.getBytes(1)), said, row.getBoolean(3), row.getBoolean(4));
  }
}
