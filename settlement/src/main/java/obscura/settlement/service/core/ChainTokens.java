package obscura.settlement.service.core;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Map;
import java.util.Optional;
import obscura.settlement.core.Leg;
import obscura.settlement.crypto.Bytes;

/**
 * The tokens that the vault of a chain has (requirement 9.5).
 *
 * @param chain CAIP-2 id
 * @param tokens by name
 */
public record ChainTokens(String chain, Map<String, Token> tokens) {
  /** Amounts in notes are below 2 to this many bits on EVM. */
  private static final int AMOUNT_BITS = 96;

  /** Copies. */
  public ChainTokens {
    tokens = Map.copyOf(tokens);
  }

  /** Whether everything that an instruction moves can be moved on this chain. */
  public boolean carry(Instruction instruction) {
    return instruction.chain().equals(chain)
        && switch (instruction) {
          case ChainInstruction open ->
              open.transfers().stream().allMatch(leg -> units(leg).isPresent());
          case SharedInstruction shared ->
              tokens.containsKey(shared.market().base())
                  && tokens.containsKey(shared.market().quote());
        };
  }

  /** A leg's amount in the token's smallest unit; empty if there is no such amount or token. */
  public Optional<BigInteger> units(Leg leg) {
    return token(leg.token()).flatMap(token -> token.units(leg.amount()));
  }

  /** A token by its name. */
  public Optional<Token> token(String name) {
    return Optional.ofNullable(tokens.get(name));
  }

  /**
   * A token on its chain.
   *
   * @param address of its contract, or its mint
   * @param decimals digits of its smallest unit
   */
  public record Token(Bytes address, int decimals) {
    Optional<BigInteger> units(BigDecimal amount) {
      BigDecimal scaled = amount.movePointRight(decimals).stripTrailingZeros();
      return scaled.scale() > 0 || scaled.toBigInteger().bitLength() > AMOUNT_BITS
          ? Optional.empty()
          : Optional.of(scaled.toBigIntegerExact());
    }
  }
}
