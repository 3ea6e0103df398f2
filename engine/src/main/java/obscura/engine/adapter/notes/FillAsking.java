package obscura.engine.adapter.notes;

import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Stream;
import obscura.engine.adapter.notes.SharedDeals.Deal;
import obscura.engine.adapter.notes.SharedDeals.Output;
import obscura.engine.adapter.notes.SharedQuestions.Question;
import obscura.mpc.api.Handle;
import obscura.mpc.api.Outcome;
import obscura.mpc.api.Rule;
import obscura.mpc.api.Settlement;
import obscura.mpc.api.Settlement.CommitFill;
import obscura.mpc.api.Settlement.Destination;
import obscura.mpc.api.Settlement.Made;
import obscura.settlement.service.core.FailCode;
import obscura.settlement.service.core.SharedInstruction;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Asks the parties to commit to what a trade moves, with these notes, and keeps what they say. Each
 * answer counts among the few that a fill has, so a question that was not answered is asked again
 * as it was, before any other. One thread.
 */
final class FillAsking {
  static final int PATHS_OF_EACH = 2;
  private static final Logger LOG = LoggerFactory.getLogger(FillAsking.class);
  private static final int SECRET_BYTES = 32;

  private final NoteParties parties;
  private final SharedDeals deals;
  private final SharedPaths paths;
  private final SharedQuestions questions;
  private final SecureRandom random = new SecureRandom();

  FillAsking(NoteParties parties, SharedDeals deals, SharedPaths paths, SharedQuestions questions) {
    this.parties = parties;
    this.deals = deals;
    this.paths = paths;
    this.questions = questions;
  }

  /**
   * The answer to what was asked before: as {@link #ask}; empty also if there is nothing.
   *
   * @throws obscura.settlement.service.port.UnavailableException if it is not there yet
   */
  Optional<FailCode> late(SharedInstruction trade) {
    return questions.find(trade.id().value()).flatMap(asked -> answer(trade, asked));
  }

  /**
   * Empty if these notes do not suffice; NONE if it is committed, and the deal kept; else why it
   * cannot be.
   *
   * @throws obscura.settlement.service.port.UnavailableException if the parties do not answer
   */
  Optional<FailCode> ask(SharedInstruction trade, Payment payment) {
    Optional<List<Destination>> outputs = destinations(trade);
    if (outputs.isEmpty()) {
      return Optional.of(FailCode.APPROVAL_MISSING);
    }
    CommitFill task =
        new CommitFill(
            fill(trade),
            trade.id().value(),
            trade.market().instrument(),
            trade.ownerSells(),
            handles(payment.base()),
            handles(payment.quote()),
            outputs.get());
    Question question =
        new Question(task, Payment.keys(payment.base()), Payment.keys(payment.quote()));
    questions.put(trade.id().value(), question);
    deals.forget(trade.id().value());
    return answer(trade, question);
  }

  private Optional<FailCode> answer(SharedInstruction trade, Question question) {
    long id = trade.id().value();
    Optional<FailCode> answer =
        switch (parties.run(question.task())) {
          case Outcome.Settled(Made made) when made.valid() -> {
            deals.put(id, deal(trade, question, made));
            yield Optional.of(FailCode.NONE);
          }
          case Outcome.Settled(Made _) -> {
            deals.deny(id, Payment.id(question.base(), question.quote()));
            yield Optional.empty();
          }
          case Outcome.Refused(Rule rule) -> {
            LOG.error("ALERT the parties refuse to commit {}: {}", trade.id(), rule);
            yield Optional.of(
                rule == Rule.USED_BEFORE
                    ? FailCode.INSUFFICIENT_BALANCE
                    : FailCode.APPROVAL_MISSING);
          }
          default -> throw new IllegalStateException("an answer to another task");
        };
    questions.answered(id);
    return answer;
  }

  private static Deal deal(SharedInstruction trade, Question question, Made made) {
    List<String> owners = recipients(trade);
    List<Output> outputs = new ArrayList<>();
    for (int k = 0; k < owners.size(); k++) {
      Settlement.Note note = made.notes().get(k);
      outputs.add(
          new Output(NoteAdmission.note(owners.get(k), note), NoteAdmission.bytes(note.memo())));
    }
    return new Deal(question.base(), question.quote(), outputs, OptionalLong.empty());
  }

  /** Who gets what is bought, what is paid, and what is left of either. */
  private static List<String> recipients(SharedInstruction trade) {
    String buyer = trade.buyer().value();
    String seller = trade.seller().value();
    return List.of(buyer, seller, seller, buyer);
  }

  private Optional<List<Destination>> destinations(SharedInstruction trade) {
    long id = trade.id().value();
    Optional<List<SharedPaths.Path>> buyer = paths.take(id, trade.buyer().value(), PATHS_OF_EACH);
    Optional<List<SharedPaths.Path>> seller = paths.take(id, trade.seller().value(), PATHS_OF_EACH);
    if (buyer.isEmpty() || seller.isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(
        Stream.of(buyer.get().get(0), seller.get().get(0), seller.get().get(1), buyer.get().get(1))
            .map(path -> new Destination(path.keys(), path.index(), secret()))
            .toList());
  }

  /** Below the order of secp256k1, whatever is drawn. */
  private String secret() {
    byte[] fresh = new byte[SECRET_BYTES];
    random.nextBytes(fresh);
    fresh[0] &= 0x7f;
    return HexFormat.of().formatHex(fresh);
  }

  static Handle fill(SharedInstruction trade) {
    obscura.domain.Handle fill = trade.fill();
    return new Handle(fill.a(), fill.b(), fill.c(), fill.d());
  }

  private static List<Handle> handles(List<SharedNote> notes) {
    return notes.stream().map(SharedNote::handle).toList();
  }
}
