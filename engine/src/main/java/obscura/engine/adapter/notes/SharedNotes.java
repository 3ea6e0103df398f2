package obscura.engine.adapter.notes;

import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import obscura.domain.TradeId;
import obscura.engine.adapter.notes.FillCommitter.Committed;
import obscura.engine.adapter.notes.SharedDeals.Output;
import obscura.mpc.api.Settlement;
import obscura.settlement.crypto.Bytes;
import obscura.settlement.evm.SpentNote;
import obscura.settlement.note.BatchContent;
import obscura.settlement.note.EvmVault;
import obscura.settlement.note.NoteOutput;
import obscura.settlement.note.NotePlace;
import obscura.settlement.note.NoteTree;
import obscura.settlement.service.core.ChainTokens;
import obscura.settlement.service.core.FailCode;
import obscura.settlement.service.core.Instruction;
import obscura.settlement.service.core.SharedInstruction;
import obscura.settlement.service.notes.VaultView;
import obscura.settlement.service.port.NoteOffice;
import obscura.settlement.service.port.UnavailableException;
import obscura.settlement.service.store.StoreDatabase;
import obscura.settlement.service.store.StoreKey;

/**
 * Makes batches of trades whose amounts it does not know: the three parties commit to what each
 * moves, prove the balance and sign. It chooses the notes that pay by their age alone. One thread
 * for {@link #check} and {@link #prepare}; any for the rest.
 */
public final class SharedNotes implements NoteOffice {
  private final EvmVault vault;
  private final VaultView view;
  private final SharedBook book;
  private final SharedDeals deals;
  private final FillCommitter committer;
  private final BatchSigning signing;
  private final NoteAdmission admission;
  private final InstantSource clock;
  private final Vault chain;
  private final SharedPaths paths;
  private final NoteRecords records;

  /**
   * An office over its tables in the service's store.
   *
   * @param chain where the notes are
   */
  public SharedNotes(
      NoteParties parties, Vault chain, StoreDatabase database, StoreKey key, InstantSource clock) {
    this.vault = chain.vault();
    this.view = chain.view();
    this.clock = clock;
    this.book = new SharedBook(database, key);
    this.deals = new SharedDeals(database, key);
    this.chain = chain;
    this.paths = new SharedPaths(database, key);
    this.records = new NoteRecords(database, key);
    FillAsking asking = new FillAsking(parties, deals, paths, new SharedQuestions(database, key));
    this.committer = new FillCommitter(asking, chain, book, deals, paths);
    this.signing = new BatchSigning(parties, vault);
    this.admission = new NoteAdmission(parties, vault, view, book, paths);
  }

  /**
   * Where the notes are.
   *
   * @param tokens by the names that instructions use
   */
  public record Vault(EvmVault vault, VaultView view, ChainTokens tokens) {}

  /** By which owners' keys, deposits and permits come in. */
  public NoteAdmission admission() {
    return admission;
  }

  /** By which operators hand over what owners say. */
  public NoteIntake intake(NoteIntake.Venue venue) {
    NoteIntake.Known known = new NoteIntake.Known(admission, book, paths, records);
    return new NoteIntake(venue, chain, known, clock);
  }

  @Override
  public FailCode check(Instruction trade) {
    return trade instanceof SharedInstruction shared
        ? committer.objection(shared, clock.instant().getEpochSecond())
        : FailCode.APPROVAL_MISSING;
  }

  @Override
  public Prepared prepare(Request request) {
    if (request.trades().size() > Settlement.FILLS_MAX) {
      throw new IllegalArgumentException(
          "the parties sign " + Settlement.FILLS_MAX + " trades at most");
    }
    boolean maybeSigned = book.isHolding(request.batch());
    Map<TradeId, FailCode> refused = new HashMap<>();
    List<Committed> parts = new ArrayList<>();
    FillCommitter.Turn turn = committer.turn(request);
    for (Instruction instruction : request.trades()) {
      if (!(instruction instanceof SharedInstruction trade)) {
        refused.put(instruction.id(), FailCode.APPROVAL_MISSING);
        continue;
      }
      switch (turn.commit(trade)) {
        case FillCommitter.Refused(FailCode reason) -> refused.put(trade.id(), reason);
        case Committed part -> parts.add(part);
      }
    }
    if (refused.isEmpty()) {
      return signed(request, parts, maybeSigned);
    }
    if (maybeSigned) {
      throw new UnavailableException(
          "batch " + request.batch() + " may be signed, and cannot be made again now");
    }
    book.release(request.batch());
    return new Prepared.Refused(refused);
  }

  @Override
  public void settled(long batch) {
    book.settled(batch);
  }

  @Override
  public void released(long batch) {
    book.release(batch);
  }

  /** From the first question on, two parties may have signed: what they may is on disk before. */
  private Prepared signed(Request request, List<Committed> parts, boolean maybeSigned) {
    List<SharedNote> inputs = parts.stream().flatMap(part -> part.inputs().stream()).toList();
    List<Output> outputs = parts.stream().flatMap(part -> part.outputs().stream()).toList();
    BatchContent content =
        new BatchContent(
            request.batch(),
            view.epoch(),
            request.deadlineSeconds(),
            Bytes.zeros(0),
            request.trades().stream().map(trade -> trade.id().value()).toList(),
            inputs.stream().map(note -> note.spend().note().id(vault)).toList(),
            outputs.stream().map(SharedNotes::output).toList());
    book.hold(request.batch(), inputs);
    book.promise(request.batch(), outputs.stream().map(Output::note).toList());
    deals.sign(request.batch(), content.trades());
    List<SpentNote> spent = inputs.stream().map(SharedNote::spend).toList();
    Optional<Bytes> call =
        signing.call(content, parts.stream().map(Committed::fill).toList(), spent);
    if (call.isEmpty() && maybeSigned) {
      throw new UnavailableException(
          "batch " + request.batch() + " may be signed, and is not signed again");
    }
    if (call.isEmpty()) {
      book.release(request.batch());
      Map<TradeId, FailCode> all = new HashMap<>();
      request.trades().forEach(trade -> all.put(trade.id(), FailCode.APPROVAL_MISSING));
      return new Prepared.Refused(all);
    }
    NoteTree tree = content.tree(vault);
    return new Prepared.Signed(
        call.get(), vault.batchDigest(content), tree.root(), made(content, tree, parts));
  }

  private static NoteOutput output(Output output) {
    return new NoteOutput(output.note().note(), output.memo(), Optional.empty());
  }

  private Map<TradeId, List<Made>> made(
      BatchContent content, NoteTree tree, List<Committed> parts) {
    Map<TradeId, List<Made>> made = new LinkedHashMap<>();
    int index = 0;
    for (Committed part : parts) {
      List<Made> notes = new ArrayList<>();
      for (int k = 0; k < part.outputs().size(); k++) {
        NoteOutput output = content.outputs().get(index);
        notes.add(
            new Made(
                index,
                output.note().token(),
                output.note().owner(),
                Bytes.of(output.note().commitment().encode()),
                output.leaf(vault, new NotePlace(content.number(), index)),
                tree.path(index)));
        index++;
      }
      made.put(part.trade(), notes);
    }
    return made;
  }
}
