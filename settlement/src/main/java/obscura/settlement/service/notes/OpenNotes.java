package obscura.settlement.service.notes;

import java.math.BigInteger;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import obscura.domain.FirmId;
import obscura.domain.TradeId;
import obscura.settlement.core.Leg;
import obscura.settlement.crypto.Bytes;
import obscura.settlement.evm.EvmBatch;
import obscura.settlement.evm.SpentNote;
import obscura.settlement.evm.VaultCalls;
import obscura.settlement.note.BalanceProof;
import obscura.settlement.note.BatchContent;
import obscura.settlement.note.EvmVault;
import obscura.settlement.note.NewNote;
import obscura.settlement.note.NoteKeys;
import obscura.settlement.note.NoteMemo;
import obscura.settlement.note.NoteOutput;
import obscura.settlement.note.NotePlace;
import obscura.settlement.note.NoteSeed;
import obscura.settlement.note.NoteTree;
import obscura.settlement.note.Opening;
import obscura.settlement.service.core.ChainInstruction;
import obscura.settlement.service.core.ChainTokens;
import obscura.settlement.service.core.FailCode;
import obscura.settlement.service.core.Instruction;
import obscura.settlement.service.notes.Purse.Coin;
import obscura.settlement.service.notes.Purse.Need;
import obscura.settlement.service.port.NoteOffice;
import obscura.settlement.sip.MetaAddress;

/**
 * Makes batches of trades whose amounts it may read, and refuses others. Everything that moves goes to one-time
 * addresses, each of a meta-address of the recipient's stock that is used once: the legs, the
 * maker's fee, and what is left over. One thread for {@link #prepare}; any for the rest.
 */
public final class OpenNotes implements NoteOffice {
  private final EvmVault vault;
  private final ChainTokens tokens;
  private final NoteBook book;
  private final Keys keys;
  private final VaultView view;
  private final InstantSource clock;

  /** Of notes in the book; opening one is slow. */
  private final Map<Bytes, Opening> openings = new ConcurrentHashMap<>();

  private final SecureRandom random = new SecureRandom();

  /**
   * What it holds in the embedded profile.
   *
   * @param owners share keys of a firm; empty if it has none here
   */
  public record Keys(PartyKeys signers, Function<FirmId, Optional<NoteKeys>> owners) {}

  public OpenNotes(
      EvmVault vault,
      ChainTokens tokens,
      NoteBook book,
      Keys keys,
      VaultView view,
      InstantSource clock) {
    this.vault = vault;
    this.tokens = tokens;
    this.book = book;
    this.keys = keys;
    this.view = view;
    this.clock = clock;
  }

  /**
   * Takes an owner's permit.
   *
   * @throws IllegalArgumentException if the firm's share keys do not open the note, the permit is
   *     not its owner's, or the vault does not have the note; the message says which
   */
  public void permit(PermittedNote note) {
    Bytes id = note.spend().note().id(vault);
    Optional<Opening> opening = opened(note);
    if (opening.isEmpty()) {
      throw new IllegalArgumentException("the note does not open with the keys of " + note.firm());
    }
    Bytes digest = vault.permitDigest(id, note.expirySeconds());
    boolean signed =
        note.spend()
            .consent()
            .signerOf(digest)
            .filter(signer -> Bytes.of(signer.bytes()).equals(note.spend().note().note().owner()))
            .isPresent();
    if (!signed || note.expirySeconds() == SpentNote.CONSENT) {
      throw new IllegalArgumentException("the permit is not signed by the owner of note " + id);
    }
    if (!view.isUnspent(id, note.spend().note())) {
      throw new IllegalArgumentException("the vault has no unspent note " + id);
    }
    book.add(id, note);
    openings.put(id, opening.get());
  }

  @Override
  public FailCode check(Instruction trade) {
    return trade instanceof ChainInstruction open
        ? objection(open, purse(clock.instant().getEpochSecond()))
        : FailCode.APPROVAL_MISSING;
  }

  @Override
  public Prepared prepare(Request request) {
    book.release(request.batch());
    Purse purse = purse(request.deadlineSeconds());
    Map<FirmId, Long> stock = new HashMap<>();
    Map<TradeId, FailCode> refused = new HashMap<>();
    List<Part> parts = new ArrayList<>();
    for (Instruction instruction : request.trades()) {
      if (!(instruction instanceof ChainInstruction trade)) {
        refused.put(instruction.id(), FailCode.APPROVAL_MISSING);
        continue;
      }
      Optional<Map<Need, List<Coin>>> taken = purse.take(needs(trade));
      if (taken.isEmpty() || !takeRecipients(trade, stock)) {
        refused.put(
            trade.id(),
            taken.isEmpty() ? FailCode.INSUFFICIENT_BALANCE : FailCode.APPROVAL_MISSING);
      } else {
        parts.add(new Part(trade, taken.get()));
      }
    }
    return refused.isEmpty() ? signed(request, parts) : new Prepared.Refused(refused);
  }

  @Override
  public void settled(long batch) {
    book.spent(batch).forEach(openings::remove);
  }

  @Override
  public void released(long batch) {
    book.release(batch);
  }

  /** A trade and the notes that pay it. */
  private record Part(ChainInstruction trade, Map<Need, List<Coin>> coins) {}

  /** A note that is to be made for a trade. */
  private record Wanted(TradeId trade, FirmId to, String address, NewNote.Value value) {}

  /** A note made for a trade. */
  private record Output(TradeId trade, NewNote note) {}

  private Prepared signed(Request request, List<Part> parts) {
    List<Coin> inputs = parts.stream().flatMap(p -> coins(p).stream()).toList();
    book.hold(request.batch(), inputs.stream().map(Coin::id).toList());
    List<Output> outputs =
        parts.stream().flatMap(part -> wanted(part).stream()).toList().parallelStream()
            .map(this::output)
            .toList();
    List<NoteOutput> made = outputs.stream().map(output -> output.note.output()).toList();
    BatchContent content =
        new BatchContent(
            request.batch(),
            view.epoch(),
            request.deadlineSeconds(),
            Bytes.zeros(0),
            request.trades().stream().map(trade -> trade.id().value()).toList(),
            inputs.stream().map(Coin::id).toList(),
            made);
    Bytes digest = vault.batchDigest(content);
    EvmBatch batch =
        new EvmBatch(
            content,
            inputs.stream().map(coin -> coin.note().spend()).toList(),
            BalanceProof.prove(vault, excess(inputs, outputs), digest, bytes(32)),
            keys.signers.sign(digest));
    NoteTree tree = content.tree(vault);
    return new Prepared.Signed(
        VaultCalls.settle(batch), digest, tree.root(), made(content, tree, outputs));
  }

  private Map<TradeId, List<Made>> made(BatchContent content, NoteTree tree, List<Output> outputs) {
    Map<TradeId, List<Made>> made = new LinkedHashMap<>();
    for (int i = 0; i < outputs.size(); i++) {
      NoteOutput output = content.outputs().get(i);
      made.computeIfAbsent(outputs.get(i).trade, id -> new ArrayList<>())
          .add(
              new Made(
                  i,
                  output.note().token(),
                  output.note().owner(),
                  Bytes.of(output.note().commitment().encode()),
                  output.leaf(vault, new NotePlace(content.number(), i)),
                  tree.path(i)));
    }
    return made;
  }

  private BigInteger excess(List<Coin> inputs, List<Output> outputs) {
    BigInteger in =
        inputs.stream().map(c -> c.opening().blinding()).reduce(BigInteger.ZERO, BigInteger::add);
    BigInteger out =
        outputs.stream()
            .map(o -> o.note.opening().blinding())
            .reduce(BigInteger.ZERO, BigInteger::add);
    return in.subtract(out).mod(vault.group().order());
  }

  /** One note for each transfer, and one for what is left over of each payer's token. */
  private List<Wanted> wanted(Part part) {
    TradeId trade = part.trade.id();
    List<Wanted> notes = new ArrayList<>();
    for (Leg leg : part.trade.transfers()) {
      notes.add(wanted(trade, leg.to(), address(leg.token()), units(leg)));
    }
    Map<Need, BigInteger> needs = needs(part.trade);
    part.coins.forEach((need, coins) -> {
      BigInteger sum = coins.stream().map(Coin::amount).reduce(BigInteger.ZERO, BigInteger::add);
      BigInteger left = sum.subtract(needs.getOrDefault(need, BigInteger.ZERO));
      if (left.signum() > 0) {
        notes.add(wanted(trade, need.firm(), need.token(), left));
      }
    });
    return notes;
  }

  private Wanted wanted(TradeId trade, FirmId to, Bytes token, BigInteger amount) {
    String address =
        book.take(to)
            .orElseThrow(() -> new IllegalStateException(to + " has no meta-address left"));
    return new Wanted(trade, to, address, new NewNote.Value(token, amount));
  }

  /** Arithmetic alone: any thread. */
  private Output output(Wanted wanted) {
    return new Output(
        wanted.trade,
        NewNote.of(
            vault,
            keys.owners.apply(wanted.to).orElseThrow(),
            MetaAddress.parse(wanted.address),
            wanted.value,
            new NewNote.Randomness(bytes(32), new NoteSeed(Bytes.of(bytes(NoteSeed.BYTES))))));
  }

  private FailCode objection(ChainInstruction trade, Purse purse) {
    if (!takeRecipients(trade, new HashMap<>())) {
      return FailCode.APPROVAL_MISSING;
    }
    return purse.take(needs(trade)).isPresent() ? FailCode.NONE : FailCode.INSUFFICIENT_BALANCE;
  }

  /**
   * Whether every firm of a trade has keys here and enough meta-addresses: for what it gets and for
   * what may be left over of what it gives.
   *
   * @param stock how many each firm has left; less by this trade's afterwards
   */
  private boolean takeRecipients(ChainInstruction trade, Map<FirmId, Long> stock) {
    for (Leg leg : trade.transfers()) {
      for (FirmId firm : List.of(leg.to(), leg.from())) {
        long left = stock.computeIfAbsent(firm, book::stockOf) - 1;
        if (left < 0 || keys.owners.apply(firm).isEmpty()) {
          return false;
        }
        stock.put(firm, left);
      }
    }
    return true;
  }

  private Map<Need, BigInteger> needs(ChainInstruction trade) {
    Map<Need, BigInteger> needs = new LinkedHashMap<>();
    for (Leg leg : trade.transfers()) {
      needs.merge(new Need(leg.from(), address(leg.token())), units(leg), BigInteger::add);
    }
    return needs;
  }

  /** What can be spent until a time, as the vault has it now. */
  private Purse purse(long untilSeconds) {
    return new Purse(this::coins, coin -> isSpendable(coin.id(), coin.note(), untilSeconds));
  }

  private List<Coin> coins(FirmId firm) {
    List<Coin> coins = new ArrayList<>();
    book.free(firm)
        .forEach((id, note) ->
            opening(id, note).ifPresent(opening -> coins.add(new Coin(id, note, opening))));
    return coins;
  }

  private boolean isSpendable(Bytes id, PermittedNote note, long untilSeconds) {
    if (note.expirySeconds() <= untilSeconds) {
      return false;
    }
    long end = view.permitsEndAt(id);
    if (end != 0 && end <= untilSeconds) {
      return false;
    }
    return view.isUnspent(id, note.spend().note());
  }

  private Optional<Opening> opening(Bytes id, PermittedNote note) {
    return Optional.ofNullable(openings.computeIfAbsent(id, of -> opened(note).orElse(null)));
  }

  private Optional<Opening> opened(PermittedNote note) {
    Optional<NoteKeys> owner = keys.owners.apply(note.firm());
    return NoteMemo.parse(vault.ownerCurve(), note.memo())
        .flatMap(memo -> owner.flatMap(k -> memo.open(vault, note.spend().note().note(), k)));
  }

  private Bytes address(String token) {
    return tokens.token(token).orElseThrow().address();
  }

  private BigInteger units(Leg leg) {
    return tokens.units(leg).orElseThrow();
  }

  private byte[] bytes(int count) {
    byte[] fresh = new byte[count];
    random.nextBytes(fresh);
    return fresh;
  }

  private static List<Coin> coins(Part part) {
    return part.coins.values().stream().flatMap(List::stream).toList();
  }
}
