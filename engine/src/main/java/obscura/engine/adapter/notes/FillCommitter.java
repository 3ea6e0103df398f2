package obscura.engine.adapter.notes;

import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.Stream;
import obscura.domain.TradeId;
import obscura.engine.adapter.notes.SharedDeals.Deal;
import obscura.engine.adapter.notes.SharedDeals.Output;
import obscura.mpc.api.Handle;
import obscura.mpc.api.Outcome;
import obscura.mpc.api.Rule;
import obscura.mpc.api.Settlement;
import obscura.mpc.api.Settlement.CommitFill;
import obscura.mpc.api.Settlement.Destination;
import obscura.mpc.api.Settlement.Made;
import obscura.settlement.crypto.Bytes;
import obscura.settlement.crypto.Hash;
import obscura.settlement.evm.SpentNote;
import obscura.settlement.service.core.FailCode;
import obscura.settlement.service.core.Instruction;
import obscura.settlement.service.core.SharedInstruction;
import obscura.settlement.service.notes.VaultView;
import obscura.settlement.service.port.NoteOffice.Request;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Has the parties commit to what trades move, with notes that their owners permitted. Nobody here
 * knows how much a note is, so notes are taken oldest first, and whether they suffice is the one
 * bit that the parties open. One thread.
 */
final class FillCommitter {
  private static final Logger LOG = LoggerFactory.getLogger(FillCommitter.class);
  private static final int PATHS_OF_EACH = 2;
  private static final int SECRET_BYTES = 32;

  private final NoteParties parties;
  private final SharedNotes.Vault chain;
  private final SharedBook book;
  private final SharedDeals deals;
  private final SharedPaths paths;
  private final SecureRandom random = new SecureRandom();

  FillCommitter(
      NoteParties parties,
      SharedNotes.Vault chain,
      SharedBook book,
      SharedDeals deals,
      SharedPaths paths) {
    this.parties = parties;
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

  /** Notes that may pay for a trade. */
  private record Payment(List<SharedNote> base, List<SharedNote> quote) {
    Bytes id() {
      byte[][] keys =
          Stream.concat(base.stream(), quote.stream())
              .map(note -> note.key().array())
              .toArray(byte[][]::new);
      return Bytes.of(Hash.sha256(Bytes.of(keys).array()));
    }
  }

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
    return paths.left(owner) + paths.of(trade.value(), owner) >= PATHS_OF_EACH;
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
      List<Payment> payments = payments(shares(seller(trade), base), shares(buyer(trade), quote));
      waiting.merge(seller(trade), -1, Integer::sum);
      waiting.merge(buyer(trade), -1, Integer::sum);
      Optional<Committed> before = committedBefore(trade, base, quote);
      if (before.isPresent()) {
        return took(before.get());
      }
      if (base.isEmpty() || quote.isEmpty()) {
        return new Refused(FailCode.INSUFFICIENT_BALANCE);
      }
      for (Payment payment : payments) {
        if (!deals.isDenied(trade.id().value(), payment.id())) {
          Optional<Answer> answer = ask(trade, payment);
          if (answer.isPresent()) {
            return answer.get() instanceof Committed committed ? took(committed) : answer.get();
          }
        }
      }
      return new Refused(FailCode.INSUFFICIENT_BALANCE);
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
                ? Optional.of(new Committed(trade.id(), fill(trade), inputs, deal.outputs()))
                : Optional.empty();
          });
    }

    /**
     * The payer's notes in the portions in which they are tried: first this trade's share of them,
     * so that something stays for the others of the batch, then all, {@link Settlement#NOTES_MAX}
     * at a time.
     */
    private List<List<SharedNote>> shares(Payer payer, List<SharedNote> notes) {
      int trades = Math.max(1, waiting.getOrDefault(payer, 1));
      int share = Math.min(Settlement.NOTES_MAX, Math.ceilDiv(notes.size(), trades));
      List<List<SharedNote>> portions = new ArrayList<>();
      portions.add(notes.subList(0, share));
      for (int from = 0; from < notes.size(); from += Settlement.NOTES_MAX) {
        List<SharedNote> portion =
            notes.subList(from, Math.min(notes.size(), from + Settlement.NOTES_MAX));
        if (!portions.contains(portion)) {
          portions.add(portion);
        }
      }
      return portions;
    }
  }

  /** Every portion of one side with every of the other, the first ones first. */
  private static List<Payment> payments(List<List<SharedNote>> base, List<List<SharedNote>> quote) {
    List<Payment> payments = new ArrayList<>();
    for (int sum = 0; sum < base.size() + quote.size() - 1; sum++) {
      for (int k = Math.max(0, sum - quote.size() + 1); k <= Math.min(sum, base.size() - 1); k++) {
        payments.add(new Payment(base.get(k), quote.get(sum - k)));
      }
    }
    return payments.subList(0, Math.min(payments.size(), Settlement.ASKED_MAX));
  }

  /** Empty if these notes do not suffice. */
  private Optional<Answer> ask(SharedInstruction trade, Payment payment) {
    Optional<List<Destination>> outputs = destinations(trade);
    if (outputs.isEmpty()) {
      return Optional.of(new Refused(FailCode.APPROVAL_MISSING));
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
    deals.forget(trade.id().value());
    return switch (parties.run(task)) {
      case Outcome.Settled(Made made) when made.valid() ->
          Optional.of(committed(trade, payment, made));
      case Outcome.Settled(Made _) -> {
        deals.deny(trade.id().value(), payment.id());
        yield Optional.empty();
      }
      case Outcome.Refused(Rule rule) -> {
        LOG.error("ALERT the parties refuse to commit {}: {}", trade.id(), rule);
        yield Optional.of(
            new Refused(
                rule == Rule.USED_BEFORE
                    ? FailCode.INSUFFICIENT_BALANCE
                    : FailCode.APPROVAL_MISSING));
      }
      default -> throw new IllegalStateException("an answer to another task");
    };
  }

  private Committed committed(SharedInstruction trade, Payment payment, Made made) {
    List<String> owners = recipients(trade);
    List<Output> outputs = new ArrayList<>();
    for (int k = 0; k < owners.size(); k++) {
      Settlement.Note note = made.notes().get(k);
      outputs.add(
          new Output(NoteAdmission.note(owners.get(k), note), NoteAdmission.bytes(note.memo())));
    }
    deals.put(
        trade.id().value(),
        new Deal(keys(payment.base()), keys(payment.quote()), outputs, OptionalLong.empty()));
    List<SharedNote> inputs = new ArrayList<>(payment.base());
    inputs.addAll(payment.quote());
    return new Committed(trade.id(), fill(trade), inputs, outputs);
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

  private static Handle fill(SharedInstruction trade) {
    obscura.domain.Handle fill = trade.fill();
    return new Handle(fill.a(), fill.b(), fill.c(), fill.d());
  }

  private static List<SharedNote> among(List<SharedNote> notes, List<Bytes> keys) {
    return keys.stream()
        .flatMap(key -> notes.stream().filter(note -> note.key().equals(key)))
        .toList();
  }

  private static List<Handle> handles(List<SharedNote> notes) {
    return notes.stream().map(SharedNote::handle).toList();
  }

  private static List<Bytes> keys(List<SharedNote> notes) {
    return notes.stream().map(SharedNote::key).toList();
  }
}
