package obscura.settlement.mirror.evm;

import java.io.IOException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import obscura.domain.FirmId;
import obscura.settlement.crypto.Bytes;
import obscura.settlement.evm.MalformedDataException;
import obscura.settlement.evm.VaultEvent;
import obscura.settlement.evm.VaultLog;
import obscura.settlement.mirror.VaultMovement;
import obscura.settlement.mirror.VaultWitness;
import obscura.settlement.mirror.WitnessException;
import obscura.settlement.note.EvmVault;
import org.web3j.abi.FunctionEncoder;
import org.web3j.abi.datatypes.Address;
import org.web3j.protocol.Web3j;
import org.web3j.protocol.core.DefaultBlockParameter;
import org.web3j.protocol.core.methods.request.EthFilter;
import org.web3j.protocol.core.methods.request.Transaction;
import org.web3j.protocol.core.methods.response.EthLog;

/** A vault as one node shows it; the node is believed. Tokens that are not named are left out. */
public final class EvmVaultWitness implements VaultWitness {
  private static final int ADDRESS_DIGITS = 12;

  private final Web3j node;
  private final EvmVault vault;
  private final Map<String, Token> tokens;
  private final Map<Bytes, String> symbols = new HashMap<>();
  private final long confirmations;
  private final Function<Bytes, Optional<FirmId>> owners;

  /**
   * A token's contract, and the digits of its smallest unit.
   *
   * @param address 20 bytes
   */
  public record Token(Bytes address, int decimals) {}

  /**
   * Asks nothing yet.
   *
   * @param tokens by symbol
   * @param confirmations blocks that make a movement final; above 0
   * @param owners whose a note is, as far as the venue was told
   */
  public EvmVaultWitness(
      Web3j node,
      EvmVault vault,
      Map<String, Token> tokens,
      long confirmations,
      Function<Bytes, Optional<FirmId>> owners) {
    this.node = node;
    this.vault = vault;
    this.tokens = Map.copyOf(tokens);
    this.confirmations = confirmations;
    this.owners = owners;
    tokens.forEach((symbol, token) -> symbols.put(token.address(), symbol));
  }

  /** Chain id and the first digits of the address. */
  @Override
  public String vault() {
    String address = vault.address().toString().toLowerCase(java.util.Locale.ROOT);
    return vault.chainId() + "." + address.substring(2, 2 + ADDRESS_DIGITS);
  }

  @Override
  public Set<String> symbols() {
    return tokens.keySet();
  }

  @Override
  public long confirmations() {
    return confirmations;
  }

  @Override
  public long head() {
    return asked(() -> node.ethBlockNumber().send().getBlockNumber().longValueExact());
  }

  @Override
  public List<VaultMovement> movements(long fromBlock, long toBlock) {
    return asked(() -> {
      EthLog answer =
          node.ethGetLogs(
                  new EthFilter(block(fromBlock), block(toBlock), vault.address().toString()))
              .send();
      if (answer.hasError()) {
        throw new IOException(answer.getError().getMessage());
      }
      List<VaultMovement> movements = new ArrayList<>();
      for (EthLog.LogResult<?> result : answer.getLogs()) {
        VaultLog.of((EthLog.LogObject) result.get())
            .flatMap(this::movement)
            .ifPresent(movements::add);
      }
      return movements;
    });
  }

  private Optional<VaultMovement> movement(VaultLog log) {
    return anyMovement(log).filter(EvmVaultWitness::movesSomething);
  }

  /** What moves nothing is nobody's business, and no entry of a ledger. */
  private static boolean movesSomething(VaultMovement movement) {
    return switch (movement) {
      case VaultMovement.Deposit deposit -> deposit.amount().signum() > 0;
      case VaultMovement.Withdrawal withdrawal -> withdrawal.amount().signum() > 0;
      case VaultMovement.Requested _ -> true;
    };
  }

  private Optional<VaultMovement> anyMovement(VaultLog log) {
    return switch (log.event()) {
      case VaultEvent.Deposited e ->
          symbol(e.note().token())
              .map(symbol ->
                  new VaultMovement.Deposit(
                      place(vault.noteId(e.note(), e.place()), log),
                      symbol,
                      amount(symbol, e.amount())));
      case VaultEvent.WithdrawalRequested e ->
          Optional.of(
              new VaultMovement.Requested(
                  place(e.note(), log), Instant.ofEpochSecond(e.maturesAtSeconds())));
      case VaultEvent.Withdrawn e ->
          symbol(e.token())
              .map(symbol ->
                  new VaultMovement.Withdrawal(
                      place(e.note(), log), symbol, amount(symbol, e.amount())));
      case VaultEvent.Settled _,
          VaultEvent.PermitsEnd _,
          VaultEvent.Claimed _,
          VaultEvent.Refunded _,
          VaultEvent.TokenListed _,
          VaultEvent.SignersProposed _,
          VaultEvent.SignersChanged _,
          VaultEvent.Paused _,
          VaultEvent.Resumed _ ->
          Optional.empty();
    };
  }

  private static VaultMovement.Place place(Bytes note, VaultLog log) {
    return new VaultMovement.Place(note, log.blockNumber(), log.transaction().toString());
  }

  private Optional<String> symbol(Bytes token) {
    return Optional.ofNullable(symbols.get(token));
  }

  private BigDecimal amount(String symbol, BigInteger units) {
    return new BigDecimal(units, token(symbol).decimals());
  }

  private Token token(String symbol) {
    return Optional.ofNullable(tokens.get(symbol)).orElseThrow();
  }

  @Override
  public BigDecimal held(String symbol, long block) {
    String question =
        FunctionEncoder.encode(
            new org.web3j.abi.datatypes.Function(
                "balanceOf", List.of(new Address(vault.address().toString())), List.of()));
    return asked(() -> {
      var answer =
          node.ethCall(
                  Transaction.createEthCallTransaction(
                      null, token(symbol).address().toString(), question),
                  block(block))
              .send();
      if (answer.hasError()) {
        throw new IOException(answer.getError().getMessage());
      }
      return amount(symbol, new BigInteger(1, Bytes.hex(answer.getValue()).array()));
    });
  }

  @Override
  public boolean namesOwners() {
    return true;
  }

  @Override
  public Optional<FirmId> ownerOf(Bytes note) {
    return owners.apply(note);
  }

  private static DefaultBlockParameter block(long number) {
    return DefaultBlockParameter.valueOf(BigInteger.valueOf(number));
  }

  private static <T> T asked(Question<T> question) {
    try {
      return question.ask();
    } catch (IOException | MalformedDataException away) {
      throw new WitnessException("the chain does not answer as a vault would", away);
    }
  }

  private interface Question<T> {
    T ask() throws IOException;
  }
}
