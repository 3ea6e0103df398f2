package obscura.settlement.service.evm;

import java.math.BigInteger;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Stream;
import obscura.domain.TradeId;
import obscura.settlement.crypto.Bytes;
import obscura.settlement.service.core.BlockRef;
import obscura.settlement.service.core.FeeMarket;
import obscura.settlement.service.core.FeeStrategy;
import obscura.settlement.service.core.Inclusion;
import obscura.settlement.service.port.Chain;
import obscura.settlement.service.port.UnavailableException;
import org.web3j.abi.EventEncoder;
import org.web3j.abi.FunctionEncoder;
import org.web3j.abi.TypeEncoder;
import org.web3j.abi.TypeReference;
import org.web3j.abi.datatypes.Bool;
import org.web3j.abi.datatypes.Event;
import org.web3j.abi.datatypes.Function;
import org.web3j.abi.datatypes.generated.Bytes32;
import org.web3j.abi.datatypes.generated.Uint64;
import org.web3j.protocol.Web3j;
import org.web3j.protocol.Web3jService;
import org.web3j.protocol.core.DefaultBlockParameter;
import org.web3j.protocol.core.DefaultBlockParameterName;
import org.web3j.protocol.core.Request;
import org.web3j.protocol.core.Response;
import org.web3j.protocol.core.methods.request.EthFilter;
import org.web3j.protocol.core.methods.request.Transaction;
import org.web3j.protocol.core.methods.response.EthBlock;
import org.web3j.protocol.core.methods.response.EthEstimateGas;
import org.web3j.protocol.core.methods.response.EthFeeHistory;
import org.web3j.protocol.core.methods.response.EthLog;

/** One endpoint of an EVM chain. Any thread. */
public final class EvmChain implements Chain {
  private static final String FEE_BLOCKS = "0x14";
  private static final int REVERTED = 3;
  private static final Event BATCH_SETTLED =
      new Event(
          "BatchSettled",
          List.of(
              new TypeReference<Uint64>(true) {},
              new TypeReference<Bytes32>() {},
              new TypeReference<Bytes32>() {}));

  private final Web3jService service;
  private final Web3j web3j;
  private final Bytes contract;
  private final Bytes account;
  private final long firstBlock;

  /**
   * Takes an endpoint. Its time-outs are those of the service.
   *
   * @param account that sends settlements
   * @param firstBlock the one in which the contract was deployed, or an earlier one
   */
  public EvmChain(Web3jService service, Bytes contract, Bytes account, long firstBlock) {
    this.service = service;
    this.web3j = Web3j.build(service);
    this.contract = contract;
    this.account = account;
    this.firstBlock = firstBlock;
  }

  @Override
  public BlockRef head() {
    EthBlock.Block block =
        Rpc.answer(web3j.ethGetBlockByNumber(DefaultBlockParameterName.LATEST, false)).getBlock();
    if (block == null) {
      throw new UnavailableException("there is no head");
    }
    return reference(block);
  }

  @Override
  public Optional<Block> block(long number) {
    return Optional.ofNullable(Rpc.answer(web3j.ethGetBlockByNumber(at(number), true)).getBlock())
        .map(block -> new Block(reference(block), transactions(block)));
  }

  @Override
  public long nonce(long block) {
    return Rpc.answer(web3j.ethGetTransactionCount(account.toString(), at(block)))
        .getTransactionCount()
        .longValueExact();
  }

  @Override
  public Optional<Receipt> receipt(Bytes transaction) {
    return Rpc.answer(web3j.ethGetTransactionReceipt(transaction.toString()))
        .getTransactionReceipt()
        .map(receipt ->
            new Receipt(
                new Inclusion(
                    receipt.getBlockNumber().longValueExact(),
                    Bytes.hex(receipt.getBlockHash()),
                    transaction),
                receipt.isStatusOK()));
  }

  @Override
  public boolean isSettled(TradeId trade, long block) {
    String data =
        FunctionEncoder.encode(
            new Function(
                "isSettled",
                List.of(new Uint64(BigInteger.valueOf(trade.value()))),
                List.of(new TypeReference<Bool>() {})));
    Transaction call =
        Transaction.createEthCallTransaction(account.toString(), contract.toString(), data);
    byte[] answer = Bytes.hex(Rpc.answer(web3j.ethCall(call, at(block))).getValue()).array();
    if (answer.length != Bytes32.MAX_BYTE_LENGTH) {
      throw new UnavailableException("the contract is not there");
    }
    return answer[answer.length - 1] == 1;
  }

  @Override
  public Optional<Inclusion> batch(long number) {
    EthFilter filter =
        new EthFilter(at(firstBlock), DefaultBlockParameterName.LATEST, contract.toString());
    filter.addSingleTopic(EventEncoder.encode(BATCH_SETTLED));
    filter.addSingleTopic("0x" + TypeEncoder.encode(new Uint64(BigInteger.valueOf(number))));
    return Rpc.answer(web3j.ethGetLogs(filter)).getLogs().stream()
        .map(result -> ((EthLog.LogObject) result.get()))
        .map(log ->
            new Inclusion(
                log.getBlockNumber().longValueExact(),
                Bytes.hex(log.getBlockHash()),
                Bytes.hex(log.getTransactionHash())))
        .findFirst();
  }

  @Override
  public OptionalLong gas(Bytes call) {
    EthEstimateGas answer =
        Rpc.ask(
            web3j.ethEstimateGas(
                Transaction.createFunctionCallTransaction(
                    account.toString(), null, null, null, contract.toString(), call.toString())));
    if (answer.hasError()) {
      if (isRevert(answer.getError())) {
        return OptionalLong.empty();
      }
      throw new UnavailableException("eth_estimateGas: error " + answer.getError().getCode());
    }
    return OptionalLong.of(answer.getAmountUsed().longValueExact());
  }

  @Override
  public FeeMarket fees() {
    List<FeeStrategy> strategies =
        Stream.of(FeeStrategy.values())
            .sorted(Comparator.comparingInt(FeeStrategy::rewardPercentile))
            .toList();
    EthFeeHistory.FeeHistory history = history(strategies);
    Map<FeeStrategy, BigInteger> tips = new EnumMap<>(FeeStrategy.class);
    for (int i = 0; i < strategies.size(); i++) {
      int percentile = i;
      tips.put(
          strategies.get(i),
          median(history.getReward().stream().map(block -> block.get(percentile)).toList()));
    }
    return new FeeMarket(history.getBaseFeePerGas().getLast(), tips);
  }

  private EthFeeHistory.FeeHistory history(List<FeeStrategy> strategies) {
    List<Object> parameters =
        List.of(
            FEE_BLOCKS,
            DefaultBlockParameterName.LATEST.getValue(),
            strategies.stream().map(FeeStrategy::rewardPercentile).toList());
    return Rpc.answer(new Request<>("eth_feeHistory", parameters, service, EthFeeHistory.class))
        .getFeeHistory();
  }

  private static boolean isRevert(Response.Error error) {
    return error.getCode() == REVERTED
        || (error.getMessage() != null && error.getMessage().contains("revert"));
  }

  private static BigInteger median(List<BigInteger> values) {
    return values.isEmpty()
        ? BigInteger.ZERO
        : values.stream().sorted().toList().get(values.size() / 2);
  }

  private static List<BlockTransaction> transactions(EthBlock.Block block) {
    return block.getTransactions().stream()
        .map(result -> (EthBlock.TransactionObject) result.get())
        .map(transaction ->
            new BlockTransaction(
                Bytes.hex(transaction.getHash()),
                Optional.ofNullable(transaction.getTo()).map(Bytes::hex)))
        .toList();
  }

  private static BlockRef reference(EthBlock.Block block) {
    return new BlockRef(
        block.getNumber().longValueExact(),
        Bytes.hex(block.getHash()),
        block.getTimestamp().longValueExact());
  }

  private static DefaultBlockParameter at(long block) {
    return DefaultBlockParameter.valueOf(BigInteger.valueOf(block));
  }
}
