package obscura.engine.adapter.notes;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import obscura.domain.TradeId;
import obscura.engine.adapter.notes.SharedDeals.Output;
import obscura.mpc.api.Handle;
import obscura.settlement.crypto.Bytes;
import obscura.settlement.evm.SpentNote;
import obscura.settlement.service.core.FailCode;
import obscura.settlement.service.core.Instruction;
import obscura.settlement.service.core.SharedInstruction;
import obscura.settlement.service.notes.VaultView;
import obscura.settlement.service.port.NoteOffice.Request;

/**
 * Has the parties commit to what trades move, with notes that their owners permitted. Nobody here
 * knows how much a note is, so notes are taken oldest first, and whether they suffice is the one
 * bit that the parties open. One thread.
 */
final class FillCommitter {
  private final FillAsking asking;
  private final SharedNotes.Vault chain;
  private final SharedBook book;
  private final SharedDeals deals;
  private final SharedPaths paths;

  FillCommitter(
      FillAsking asking,
      SharedNotes.Vault chain,
      SharedBook book,
      SharedDeals deals,
      SharedPaths paths) {
    this.asking = asking;
    this.chain = chain;
    this.book = book;
    this.deals = deals;
    this.paths = paths;
  }

  /** What came of a trade. */
  sealed interface Answer permits Committed, Refused {}

  /**
   * It is committed.
   *
   * @param inputs the seller's notes, then the buyer's
   */
  record Committed(TradeId trade, Handle fill, List<SharedNote> inputs, List<Output> outputs)
      implements Answer {
    Committed {
      inputs = List.copyOf(inputs);
      outputs = List.copyOf(outputs);
    }
  }

  /** It cannot be committed now. */
  record Refused(FailCode reason) implements Answer {}

  /** An owner and a token that it pays with. */
  private record Payer(String owner, Bytes token) {}

  /** What stands against a trade before anybody is asked. */
  FailCode objection(SharedInstruction trade, long untilSeconds) {
    boolean addressed =
        hasPaths(trade.id(), trade.buyer().value()) && hasPaths(trade.id(), trade.seller().value());
    if (!addressed) {
      return FailCode.APPROVAL_MISSING;
    }
    boolean funded =
        !spendable(seller(trade), untilSeconds).isEmpty()
            && !spendable(buyer(trade), untilSeconds).isEmpty();
    return funded ? FailCode.NONE : FailCode.INSUFFICIENT_BALANCE;
  }

  private boolean hasPaths(TradeId trade, String owner) {
    return paths.left(owner) + paths.of(trade.value(), owner) >= FillAsking.PATHS_OF_EACH;
  }

  /** A turn at a batch: a note that one of its trades takes is there for no other. */
  Turn turn(Request request) {
    return new Turn(request);
  }

  /** The trades of one batch, in their order. */
  final class Turn {
    private final Request request;
    private final Set<Bytes> taken = new HashSet<>();
    private final Map<Payer, Integer> waiting = new HashMap<>();

    private Turn(Request request) {
      this.request = request;
      for (Instruction instruction : request.trades()) {
        if (instruction instanceof SharedInstruction trade) {
          waiting.merge(seller(trade), 1, Integer::sum);
          waiting.merge(buyer(trade), 1, Integer::sum);
        }
      }
    }

    /** Commits the next trade, or finds that it was committed for this batch before. */
    Answer commit(SharedInstruction trade) {
      List<SharedNote> base = left(seller(trade));
      List<SharedNote> quote = left(buyer(trade));
      List<Payment> payments =
          Payment.of(portions(seller(trade), base), portions(buyer(trade), quote));
      waiting.merge(seller(trade), -1, Integer::sum);
      waiting.merge(buyer(trade), -1, Integer::sum);
      Optional<FailCode> late = asking.late(trade);
      if (late.isPresent() && late.get() != FailCode.NONE) {
        return new Refused(late.get());
      }
      Optional<Committed> before = committedBefore(trade, base, quote);
      if (before.isPresent()) {
        return took(before.get());
      }
      if (base.isEmpty() || quote.isEmpty()) {
        return new Refused(FailCode.INSUFFICIENT_BALANCE);
      }
      for (Payment payment : payments) {
        if (!deals.isDenied(trade.id().value(), payment.id())) {
          Optional<FailCode> said = asking.ask(trade, payment);
          if (said.isPresent()) {
            return said.get() == FailCode.NONE
                ? took(committedBefore(trade, payment.base(), payment.quote()).orElseThrow())
                : new Refused(said.get());
          }
        }
      }
      return new Refused(FailCode.INSUFFICIENT_BALANCE);
    }

    private List<List<SharedNote>> portions(Payer payer, List<SharedNote> notes) {
      return Payment.portions(notes, Math.max(1, waiting.getOrDefault(payer, 1)));
    }

    private Committed took(Committed committed) {
      committed.inputs().forEach(note -> taken.add(note.key()));
      return committed;
    }

    private List<SharedNote> left(Payer payer) {
      return book.available(payer.owner, payer.token, request.batch()).stream()
          .filter(note -> isSpendable(note.spend(), request.deadlineSeconds()))
          .filter(note -> !taken.contains(note.key()))
          .toList();
    }

    /** What was committed and signed for no other batch serves, while its notes are there. */
    private Optional<Committed> committedBefore(
        SharedInstruction trade, List<SharedNote> base, List<SharedNote> quote) {
      return deals
          .find(trade.id().value())
          .filter(deal -> deal.batch().orElse(request.batch()) == request.batch())
          .flatMap(deal -> {
            List<SharedNote> inputs = new ArrayList<>(among(base, deal.base()));
            inputs.addAll(among(quote, deal.quote()));
            return inputs.size() == deal.base().size() + deal.quote().size()
                ? Optional.of(
                    new Committed(trade.id(), FillAsking.fill(trade), inputs, deal.outputs()))
                : Optional.empty();
          });
    }
  }

  private List<SharedNote> spendable(Payer payer, long untilSeconds) {
    return book.free(payer.owner, payer.token).stream()
        .filter(note -> isSpendable(note.spend(), untilSeconds))
        .toList();
  }

  private boolean isSpendable(SpentNote note, long untilSeconds) {
    if (note.expirySeconds() <= untilSeconds) {
      return false;
    }
    VaultView view = chain.view();
    Bytes id = note.note().id(chain.vault());
    long end = view.permitsEndAt(id);
    return (end == 0 || end > untilSeconds) && view.isUnspent(id, note.note());
  }

  private Payer seller(SharedInstruction trade) {
    return new Payer(trade.seller().value(), token(trade.market().base()));
  }

  private Payer buyer(SharedInstruction trade) {
    return new Payer(trade.buyer().value(), token(trade.market().quote()));
  }

  private Bytes token(String name) {
    return chain.tokens().token(name).orElseThrow().address();
  }

  private static List<SharedNote> among(List<SharedNote> notes, List<Bytes> keys) {
    return keys.stream()
        .flatMap(key -> notes.stream().filter(note -> note.key().equals(key)))
        .toList();
  }
}
