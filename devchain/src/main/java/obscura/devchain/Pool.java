package obscura.devchain;

import io.horizen.evm.Address;
import io.horizen.evm.Hash;
import java.math.BigInteger;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.TreeMap;

/** Transactions that wait for a block: one for each sender and nonce. */
final class Pool {
  /** A replacement pays at least a tenth more, as geth wants it. */
  private static final BigInteger BUMP_PERCENT = BigInteger.valueOf(110);

  private static final BigInteger HUNDRED = BigInteger.valueOf(100);

  private final SequencedMap<Address, TreeMap<BigInteger, Transaction>> senders =
      new LinkedHashMap<>();

  /**
   * Takes a transaction; replaces one of the same nonce that pays less.
   *
   * @throws DevChainException if it is there already, or pays too little more
   */
  void add(Transaction transaction) {
    Map<BigInteger, Transaction> own =
        senders.computeIfAbsent(transaction.from(), ignored -> new TreeMap<>());
    Transaction old = own.get(transaction.nonce());
    if (old != null) {
      if (old.hash().equals(transaction.hash())) {
        throw new DevChainException(DevChainException.REFUSED, "already known");
      }
      if (tooLittle(transaction.maxFee(), old.maxFee())
          || tooLittle(transaction.maxTip(), old.maxTip())) {
        throw new DevChainException(
            DevChainException.REFUSED, "replacement transaction underpriced");
      }
    }
    own.put(transaction.nonce(), transaction);
  }

  private static boolean tooLittle(BigInteger offered, BigInteger before) {
    return offered.multiply(HUNDRED).compareTo(before.multiply(BUMP_PERCENT)) < 0;
  }

  /** The best of the transactions that could be next: by tip, then by the age of its sender. */
  Optional<Transaction> next(BigInteger baseFee, NonceOf nonces, BigInteger gasLeft) {
    return senders.entrySet().stream()
        .map(entry -> Optional.ofNullable(entry.getValue().get(nonces.of(entry.getKey()))))
        .flatMap(Optional::stream)
        .filter(transaction -> transaction.maxFee().compareTo(baseFee) >= 0)
        .filter(transaction -> transaction.gasLimit().compareTo(gasLeft) <= 0)
        .max(Comparator.comparing(transaction -> transaction.price(baseFee)));
  }

  void remove(Transaction transaction) {
    TreeMap<BigInteger, Transaction> own = senders.get(transaction.from());
    if (own != null) {
      own.remove(transaction.nonce());
      if (own.isEmpty()) {
        senders.remove(transaction.from());
      }
    }
  }

  Optional<Transaction> find(Hash hash) {
    return senders.values().stream()
        .map(Map::values)
        .flatMap(Collection::stream)
        .filter(transaction -> transaction.hash().equals(hash))
        .findAny();
  }

  /** The nonce after those that wait without a gap. */
  BigInteger pendingNonce(Address sender, BigInteger mined) {
    TreeMap<BigInteger, Transaction> own = senders.get(sender);
    BigInteger next = mined;
    while (own != null && own.containsKey(next)) {
      next = next.add(BigInteger.ONE);
    }
    return next;
  }

  /** Gives the next nonce of an account. */
  interface NonceOf {
    BigInteger of(Address account);
  }
}
