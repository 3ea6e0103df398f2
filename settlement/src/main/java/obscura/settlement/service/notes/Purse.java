package obscura.settlement.service.notes;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import obscura.domain.FirmId;
import obscura.settlement.crypto.Bytes;
import obscura.settlement.note.Opening;

/**
 * Notes of firms, opened; those taken out are not there any more. Notes are looked for when a firm
 * first pays, and whether one can be spent is asked only when it is wanted. One thread.
 */
final class Purse {
  private final Function<FirmId, List<Coin>> notesOf;
  private final Predicate<Coin> spendable;
  private final Map<FirmId, List<Coin>> coins = new HashMap<>();

  Purse(Function<FirmId, List<Coin>> notesOf, Predicate<Coin> spendable) {
    this.notesOf = notesOf;
    this.spendable = spendable;
  }

  /** An opened note. */
  record Coin(Bytes id, PermittedNote note, Opening opening) {
    BigInteger amount() {
      return opening.amount();
    }

    /** Shows no amount. */
    @Override
    public String toString() {
      return "Coin[" + id + "]";
    }
  }

  /** Who pays how much of a token, in its smallest unit. */
  record Need(FirmId firm, Bytes token) {}

  /**
   * Takes notes for all needs, largest first so that they are few; empty, and nothing is taken, if
   * one is not covered.
   */
  Optional<Map<Need, List<Coin>>> take(Map<Need, BigInteger> needs) {
    Map<Need, List<Coin>> taken = new LinkedHashMap<>();
    for (Map.Entry<Need, BigInteger> need : needs.entrySet()) {
      Optional<List<Coin>> some = cover(need.getKey(), need.getValue());
      if (some.isEmpty()) {
        return Optional.empty();
      }
      taken.put(need.getKey(), some.get());
    }
    taken.forEach((need, some) -> coinsOf(need.firm()).removeAll(some));
    return Optional.of(taken);
  }

  private Optional<List<Coin>> cover(Need need, BigInteger amount) {
    List<Coin> chosen = new ArrayList<>();
    BigInteger sum = BigInteger.ZERO;
    List<Coin> fitting =
        coinsOf(need.firm()).stream()
            .filter(c -> c.note().token().equals(need.token()))
            .sorted(Comparator.comparing(Coin::amount).reversed())
            .toList();
    for (Coin coin : fitting) {
      if (sum.compareTo(amount) < 0 && spendable.test(coin)) {
        chosen.add(coin);
        sum = sum.add(coin.amount());
      }
    }
    return sum.compareTo(amount) < 0 ? Optional.empty() : Optional.of(chosen);
  }

  private List<Coin> coinsOf(FirmId firm) {
    return coins.computeIfAbsent(firm, of -> new ArrayList<>(notesOf.apply(of)));
  }
}
