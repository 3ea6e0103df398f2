package obscura.desk.settle;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;
import java.util.stream.LongStream;
import obscura.domain.TradeId;
import obscura.settlement.core.TradeInstruction;
import obscura.settlement.service.core.ChainInstruction;

/** Trades of random amounts at random prices between random owners. */
final class RandomTrades {
  static final String BASE = "WETH";
  static final String QUOTE = "DAI";
  static final int DECIMALS = 18;
  private static final int PRICE_DECIMALS = 12;

  /** 10^20 units: a hundred whole tokens. */
  private static final BigInteger BASE_MAX = BigInteger.TEN.pow(DECIMALS + 2);

  private static final BigInteger BASE_MIN = BigInteger.TEN.pow(DECIMALS);
  private static final long PRICE_MAX = 4_000;
  private static final long PRICE_MIN = 2_000;
  private static final BigInteger QUOTE_MAX = BASE_MAX.multiply(BigInteger.valueOf(PRICE_MAX));

  private final RandomGenerator random;
  private final List<TradeOwner> owners;
  private final String chain;

  RandomTrades(RandomGenerator random, List<TradeOwner> owners, String chain) {
    this.random = random;
    this.owners = owners;
    this.chain = chain;
  }

  /** A trade and who makes it. */
  record Trade(
      ChainInstruction instruction, TradeOwner buyer, TradeOwner seller, BigDecimal price) {
    BigInteger baseUnits() {
      return units(instruction.trade().baseAmount());
    }

    BigInteger quoteUnits() {
      return units(instruction.trade().quoteAmount());
    }

    private static BigInteger units(BigDecimal amount) {
      return amount.movePointRight(DECIMALS).toBigIntegerExact();
    }

    /** Shows no amounts. */
    @Override
    public String toString() {
      return instruction.toString();
    }
  }

  /** So many. */
  List<Trade> trades(int count) {
    return LongStream.rangeClosed(1, count).mapToObj(this::trade).toList();
  }

  /** An amount of the base token that pays any trade, and leaves something over. */
  BigInteger baseDeposit() {
    return between(BASE_MAX, BASE_MAX.shiftLeft(1));
  }

  /** An amount of the quote token that pays any trade, and leaves something over. */
  BigInteger quoteDeposit() {
    return between(QUOTE_MAX, QUOTE_MAX.shiftLeft(1));
  }

  private Trade trade(long id) {
    int buyer = random.nextInt(owners.size());
    int seller = (buyer + 1 + random.nextInt(owners.size() - 1)) % owners.size();
    BigDecimal base = new BigDecimal(between(BASE_MIN, BASE_MAX), DECIMALS);
    BigInteger scale = BigInteger.TEN.pow(PRICE_DECIMALS);
    BigDecimal price =
        new BigDecimal(
            between(
                BigInteger.valueOf(PRICE_MIN).multiply(scale),
                BigInteger.valueOf(PRICE_MAX).multiply(scale)),
            PRICE_DECIMALS);
    BigDecimal quote = base.multiply(price).setScale(DECIMALS, RoundingMode.DOWN);
    return new Trade(
        new ChainInstruction(
            new TradeInstruction(
                new TradeId(id),
                owners.get(buyer).firm(),
                owners.get(seller).firm(),
                BASE,
                QUOTE,
                base,
                quote),
            chain,
            Optional.empty()),
        owners.get(buyer),
        owners.get(seller),
        price);
  }

  /** Evenly distributed but for a part in 2^64. */
  private BigInteger between(BigInteger min, BigInteger max) {
    BigInteger range = max.subtract(min);
    byte[] bytes = new byte[range.bitLength() / Byte.SIZE + 1 + Long.BYTES];
    random.nextBytes(bytes);
    return min.add(new BigInteger(1, bytes).mod(range));
  }
}
