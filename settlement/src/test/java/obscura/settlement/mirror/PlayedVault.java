package obscura.settlement.mirror;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import obscura.domain.FirmId;
import obscura.settlement.core.Leg;
import obscura.settlement.crypto.Bytes;
import obscura.settlement.crypto.Hash;

/**
 * A vault on a chain that is played: blocks, movements, reorganisations, and who really owns what.
 */
final class PlayedVault implements VaultWitness {
  static final String NAME = "31337.0123456789ab";
  static final long CONFIRMATIONS = 3;
  static final Set<String> SYMBOLS = Set.of("WETH", "USDC");

  boolean down;
  private final List<VaultMovement> movements = new ArrayList<>();
  private final Map<Bytes, FirmId> owners = new HashMap<>();
  private final Map<Bytes, FirmId> known = new HashMap<>();
  private final Map<String, BigDecimal> besides = new HashMap<>();
  private final List<Leg> traded = new ArrayList<>();
  private long head;
  private int notes;

  @Override
  public boolean namesOwners() {
    return true;
  }

  void mine() {
    head++;
  }

  /** Tokens come in; the venue is told the owner or is not. */
  Bytes deposit(FirmId owner, boolean told, String symbol, BigDecimal amount) {
    Bytes note = note(owner, told);
    movements.add(new VaultMovement.Deposit(place(note), symbol, amount));
    return note;
  }

  /** The owner takes a note out of what is final of its own; false if that is too little. */
  boolean withdraw(FirmId owner, String symbol, BigDecimal amount) {
    boolean covered = owned(owner, symbol).compareTo(amount) >= 0;
    if (covered) {
      Bytes note = note(owner, true);
      movements.add(new VaultMovement.Requested(place(note), java.time.Instant.EPOCH));
      movements.add(new VaultMovement.Withdrawal(place(note), symbol, amount));
    }
    return covered;
  }

  void request(FirmId owner) {
    movements.add(new VaultMovement.Requested(place(note(owner, true)), java.time.Instant.EPOCH));
  }

  /** A batch with one trade; false if a side has too little that is final and that it told. */
  boolean trade(List<Leg> legs) {
    boolean covered =
        legs.stream().allMatch(leg -> owned(leg.from(), leg.token()).compareTo(leg.amount()) >= 0);
    if (covered) {
      traded.addAll(legs);
    }
    return covered;
  }

  /** Tokens that come or go without a word of the vault. */
  void besides(String symbol, BigDecimal amount) {
    besides.merge(symbol, amount, BigDecimal::add);
  }

  /** The venue is told whose every note is. */
  void tellOwners() {
    known.putAll(owners);
  }

  void tellOwner(Bytes note, FirmId owner) {
    known.put(note, owner);
  }

  /** Blocks that were not final are gone, with what was in them; as many empty ones come. */
  void reorganise() {
    movements.removeIf(movement -> movement.place().block() > finalBlock());
  }

  /** What was final is gone too. */
  void reorganiseDeeply() {
    movements.clear();
  }

  private long finalBlock() {
    return head - CONFIRMATIONS + 1;
  }

  private Bytes note(FirmId owner, boolean told) {
    Bytes note = Bytes.of(Hash.sha256(Hash.utf8("note " + ++notes)));
    owners.put(note, owner);
    if (told) {
      known.put(note, owner);
    }
    return note;
  }

  private VaultMovement.Place place(Bytes note) {
    return new VaultMovement.Place(note, head + 1, "0x" + notes);
  }

  /** What an owner has that is final and that the venue may know of, less all that left. */
  BigDecimal owned(FirmId owner, String symbol) {
    BigDecimal sum = BigDecimal.ZERO;
    for (VaultMovement each : movements) {
      boolean its = owner.equals(owners.get(each.place().note()));
      if (its
          && each instanceof VaultMovement.Deposit in
          && in.symbol().equals(symbol)
          && in.place().block() <= finalBlock()
          && known.containsKey(in.place().note())) {
        sum = sum.add(in.amount());
      }
      if (its && each instanceof VaultMovement.Withdrawal out && out.symbol().equals(symbol)) {
        sum = sum.subtract(out.amount());
      }
    }
    for (Leg leg : traded) {
      if (leg.token().equals(symbol)) {
        sum = leg.from().equals(owner) ? sum.subtract(leg.amount()) : sum;
        sum = leg.to().equals(owner) ? sum.add(leg.amount()) : sum;
      }
    }
    return sum;
  }

  @Override
  public String vault() {
    return NAME;
  }

  @Override
  public Set<String> symbols() {
    return SYMBOLS;
  }

  @Override
  public long confirmations() {
    return CONFIRMATIONS;
  }

  @Override
  public long head() {
    answer();
    return head;
  }

  @Override
  public List<VaultMovement> movements(long fromBlock, long toBlock) {
    answer();
    return movements.stream()
        .filter(each -> each.place().block() >= fromBlock && each.place().block() <= toBlock)
        .toList();
  }

  @Override
  public BigDecimal held(String symbol, long block) {
    answer();
    Map<String, BigDecimal> held = new TreeMap<>(besides);
    for (VaultMovement each : movements(0, block)) {
      switch (each) {
        case VaultMovement.Deposit in -> held.merge(in.symbol(), in.amount(), BigDecimal::add);
        case VaultMovement.Withdrawal out ->
            held.merge(out.symbol(), out.amount().negate(), BigDecimal::add);
        case VaultMovement.Requested _ -> {}
      }
    }
    return held.getOrDefault(symbol, BigDecimal.ZERO);
  }

  @Override
  public Optional<FirmId> ownerOf(Bytes note) {
    return Optional.ofNullable(known.get(note));
  }

  private void answer() {
    if (down) {
      throw new WitnessException("down", new IllegalStateException("down"));
    }
  }
}
