package obscura.settlement.service.evm;

import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Function;
import obscura.domain.TradeId;
import obscura.settlement.crypto.Bytes;
import obscura.settlement.service.core.Alert;
import obscura.settlement.service.core.BlockRef;
import obscura.settlement.service.core.FeeMarket;
import obscura.settlement.service.core.Inclusion;
import obscura.settlement.service.port.AlertSink;
import obscura.settlement.service.port.Chain;
import obscura.settlement.service.port.UnavailableException;

/**
 * Several endpoints as one chain. An answer counts if more than half of those that answer give it,
 * otherwise nothing is known and an alert is raised. So one of three may lie, and of two none may;
 * any number may be silent, down to a least number of answers.
 *
 * <p>The head is the newest block that more than half have reached. Until the next look at the head
 * only those that have are asked, and what they say of later blocks is not heard, so that one that
 * is ahead or behind contradicts nobody. One thread.
 */
public final class ComparedChain implements Chain {
  private final List<Chain> endpoints;
  private final int answersMin;
  private final AlertSink alerts;
  private long height = Long.MAX_VALUE;
  private List<Chain> asked;

  /**
   * Takes endpoints.
   *
   * @param answersMin fewer answers are none; 1 trusts a last endpoint alone
   * @throws IllegalArgumentException if there are fewer endpoints
   */
  public ComparedChain(List<Chain> endpoints, int answersMin, AlertSink alerts) {
    if (answersMin < 1 || answersMin > endpoints.size()) {
      throw new IllegalArgumentException("1 to " + endpoints.size() + " answers are needed");
    }
    this.endpoints = List.copyOf(endpoints);
    this.asked = this.endpoints;
    this.answersMin = answersMin;
    this.alerts = alerts;
  }

  @Override
  public BlockRef head() {
    Map<Chain, Long> heads = new LinkedHashMap<>();
    for (Chain endpoint : endpoints) {
      answer(endpoint, Chain::head).ifPresent(head -> heads.put(endpoint, head.number()));
    }
    if (heads.size() < answersMin) {
      throw tooFew(heads.size());
    }
    List<Long> sorted = heads.values().stream().sorted(Comparator.reverseOrder()).toList();
    long reached = sorted.get(sorted.size() / 2);
    height = reached;
    asked = heads.keySet().stream().filter(e -> heads.getOrDefault(e, 0L) >= reached).toList();
    return block(reached)
        .orElseThrow(() -> new UnavailableException("block " + reached + " is not to be had"))
        .reference();
  }

  @Override
  public Optional<Block> block(long number) {
    return agreed("block " + number, chain -> chain.block(number));
  }

  @Override
  public long nonce(long block) {
    return agreed("nonce", chain -> chain.nonce(block));
  }

  @Override
  public Optional<Receipt> receipt(Bytes transaction) {
    return agreed(
        "receipt of " + transaction,
        chain -> chain.receipt(transaction).filter(r -> r.place().block() <= height));
  }

  @Override
  public boolean isSettled(TradeId trade, long block) {
    return agreed("settlement of " + trade, chain -> chain.isSettled(trade, block));
  }

  @Override
  public Optional<Inclusion> batch(long number) {
    return agreed("batch " + number, chain -> chain.batch(number).filter(p -> p.block() <= height));
  }

  /** Whether it would be reverted must be agreed; the amount is the middle one. */
  @Override
  public OptionalLong gas(Bytes call) {
    List<OptionalLong> all = answers(chain -> chain.gas(call));
    List<Long> amounts = all.stream().flatMap(gas -> gas.stream().boxed()).sorted().toList();
    if (amounts.size() * 2 == all.size()) {
      throw disagreement("estimate");
    }
    return amounts.size() * 2 > all.size()
        ? OptionalLong.of(amounts.get(amounts.size() / 2))
        : OptionalLong.empty();
  }

  /** The middle market by its base fee. */
  @Override
  public FeeMarket fees() {
    List<FeeMarket> markets =
        answers(Chain::fees).stream().sorted(Comparator.comparing(FeeMarket::nextBaseFee)).toList();
    return markets.get(markets.size() / 2);
  }

  private <T> T agreed(String what, Function<Chain, T> question) {
    List<T> all = answers(question);
    Map<T, Integer> votes = new LinkedHashMap<>();
    all.forEach(answer -> votes.merge(answer, 1, Integer::sum));
    if (votes.size() > 1) {
      alert(what);
    }
    return votes.entrySet().stream()
        .filter(vote -> vote.getValue() * 2 > all.size())
        .map(Map.Entry::getKey)
        .findFirst()
        .orElseThrow(() -> new UnavailableException("endpoints contradict each other: " + what));
  }

  private <T> List<T> answers(Function<Chain, T> question) {
    List<T> answers =
        asked.stream().flatMap(endpoint -> answer(endpoint, question).stream()).toList();
    if (answers.size() < answersMin) {
      throw tooFew(answers.size());
    }
    return answers;
  }

  private UnavailableException tooFew(int answers) {
    return new UnavailableException(answers + " of " + endpoints.size() + " endpoints answer");
  }

  /** Empty if the endpoint is silent. */
  private static <T> Optional<T> answer(Chain endpoint, Function<Chain, T> question) {
    try {
      return Optional.of(question.apply(endpoint));
    } catch (UnavailableException silent) {
      return Optional.empty();
    }
  }

  private UnavailableException disagreement(String what) {
    alert(what);
    return new UnavailableException("endpoints contradict each other: " + what);
  }

  private void alert(String what) {
    alerts.alert(new Alert(Alert.Kind.ENDPOINTS_DISAGREE, 0, what));
  }
}
