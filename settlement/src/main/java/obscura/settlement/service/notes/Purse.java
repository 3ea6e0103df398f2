package obscura.settlement.service.notes;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import obscura.domain.FirmId;
import obscura.settlement.crypto.Bytes;
import obscura.settlement.note.Opening;

/** Notes that can be spent, opened; those taken out are not there any more. One thread. */
final class Purse {
  private final List<Coin> coins;

  Purse(List<Coin> coins) {
    this.coins = new ArrayList<>(coins);
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
    Map<Need, List<Coin>> taken = new java.util.LinkedHashMap<>();
    for (Map.Entry<Need, BigInteger> need : needs.entrySet()) {
      Optional<List<Coin>> some = cover(need.getKey(), need.getValue());
      if (some.isEmpty()) {
        return Optional.empty();
      }
      taken.put(need.getKey(), some.get());
    }
    taken.values().forEach(coins::removeAll);
    return Optional.of(taken);
  }

  private Optional<List<Coin>> cover(Need need, BigInteger amount) {
    List<Coin> chosen = new ArrayList<>();
    BigInteger sum = BigInteger.ZERO;
    List<Coin> fitting =
        coins.stream()
            .filter(c -> c.note().firm().equals(need.firm()))
            .filter(c -> c.note().token().equals(need.token()))
            .sorted(Comparator.comparing(Coin::amount).reversed())
            .toList();
    for (Coin coin : fitting) {
      if (sum.compareTo(amount) < 0) {
        chosen.add(coin);
        sum = sum.add(coin.amount());
      }
    }
    return sum.compareTo(amount) < 0 ? Optional.empty() : Optional.of(chosen);
  }
}
