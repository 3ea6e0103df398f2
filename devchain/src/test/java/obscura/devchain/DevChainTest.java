package obscura.devchain;

import static obscura.devchain.Wallet.GWEI;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.math.BigInteger;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.web3j.abi.FunctionEncoder;
import org.web3j.abi.datatypes.Address;
import org.web3j.abi.datatypes.Function;
import org.web3j.abi.datatypes.generated.Uint256;
import org.web3j.crypto.ContractUtils;
import org.web3j.protocol.Web3j;
import org.web3j.protocol.core.DefaultBlockParameter;
import org.web3j.protocol.core.DefaultBlockParameterName;
import org.web3j.protocol.core.methods.request.EthFilter;
import org.web3j.protocol.core.methods.request.Transaction;
import org.web3j.protocol.core.methods.response.EthBlock;
import org.web3j.protocol.core.methods.response.EthCall;
import org.web3j.protocol.core.methods.response.EthLog;
import org.web3j.protocol.core.methods.response.EthSendTransaction;
import org.web3j.protocol.core.methods.response.TransactionReceipt;
import org.web3j.utils.Numeric;

/** The chain as a web3j client sees it. */
class DevChainTest {
  private static final long CHAIN_ID = 31_337;
  private static final Instant NOON = Instant.parse("2026-11-20T12:00:00Z");
  private static final BigInteger ETHER = BigInteger.TEN.pow(18);
  private static final String SOMEBODY = "0x00000000000000000000000000000000deadbeef";

  /** Returns the block's time. */
  private static final String CLOCK = "0x6009600c60003960096000f34260005260206000f3";

  private final DevChain chain = new DevChain(CHAIN_ID, InstantSource.fixed(NOON));
  private final Web3j web3 = Web3j.build(chain.service());
  private final Wallet alice = new Wallet(web3, CHAIN_ID, 0xa11ce);

  @BeforeEach
  void aliceHasTenEther() {
    chain.fund(alice.address(), ETHER.multiply(BigInteger.TEN));
  }

  @AfterEach
  void close() {
    chain.close();
  }

  @Test
  void aTransferMovesItsValueAndCostsItsFee() throws Exception {
    String hash = alice.send(alice.signed(BigInteger.ZERO, SOMEBODY, ETHER, "0x", 21_000));
    TransactionReceipt receipt = receipt(hash);
    assertThat(receipt.isStatusOK()).isTrue();
    assertThat(receipt.getGasUsed()).isEqualTo(21_000);
    assertThat(balance(SOMEBODY)).isEqualTo(ETHER);
    BigInteger fee = BigInteger.valueOf(21_000).multiply(GWEI.multiply(BigInteger.TWO));
    assertThat(balance(alice.address()))
        .isEqualTo(ETHER.multiply(BigInteger.valueOf(9)).subtract(fee));
    assertThat(alice.nonce()).isEqualTo(1);
  }

  @Test
  void aTokenIsMadeAndLeavesLogs() throws Exception {
    TransactionReceipt made = alice.execute(null, DevToken.creation("Wrapped Ether", "WETH", 18));
    String token = made.getContractAddress();
    assertThat(token)
        .isEqualTo(ContractUtils.generateContractAddress(alice.address(), BigInteger.ZERO));
    assertThat(alice.nonce()).isEqualTo(1);
    assertThat(alice.execute(null, DevToken.creation("Another", "OTHER", 18)).getContractAddress())
        .isEqualTo(ContractUtils.generateContractAddress(alice.address(), BigInteger.ONE));
    assertThat(alice.nonce()).isEqualTo(2);
    alice.execute(token, DevToken.mint(alice.address(), BigInteger.valueOf(1000)));
    TransactionReceipt moved = alice.execute(token, transfer(SOMEBODY, 300));

    assertThat(number(token, "balanceOf", SOMEBODY)).isEqualTo(300);
    assertThat(number(token, "balanceOf", alice.address())).isEqualTo(700);
    EthFilter filter =
        new EthFilter(DefaultBlockParameterName.EARLIEST, DefaultBlockParameterName.LATEST, token);
    filter.addNullTopic();
    filter.addNullTopic();
    filter.addSingleTopic(Numeric.toHexStringWithPrefixZeroPadded(Numeric.toBigInt(SOMEBODY), 64));
    List<EthLog.LogResult<?>> found = web3.ethGetLogs(filter).send().getLogs();
    assertThat(found).hasSize(1);
    EthLog.LogObject log = (EthLog.LogObject) found.getFirst();
    assertThat(log.getTransactionHash()).isEqualTo(moved.getTransactionHash());
    assertThat(Numeric.toBigInt(log.getData())).isEqualTo(300);
  }

  @Test
  void aRevertSaysWhyAndChangesNothingButTheFee() throws Exception {
    String token =
        alice.execute(null, DevToken.creation("USD Coin", "USDC", 6)).getContractAddress();
    Transaction call =
        Transaction.createFunctionCallTransaction(
            alice.address(), null, null, null, token, transfer(SOMEBODY, 1));
    EthCall refused = web3.ethCall(call, DefaultBlockParameterName.LATEST).send();
    assertThat(refused.getError().getCode()).isEqualTo(3);
    assertThat(refused.getError().getMessage()).isEqualTo("execution reverted");
    // ERC20InsufficientBalance(address,uint256,uint256)
    assertThat(refused.getError().getData()).contains("0xe450d38c");
    assertThat(web3.ethEstimateGas(call).send().getError().getMessage())
        .isEqualTo("execution reverted");

    TransactionReceipt receipt = alice.execute(token, transfer(SOMEBODY, 1));
    assertThat(receipt.isStatusOK()).isFalse();
    assertThat(receipt.getLogs()).isEmpty();
    assertThat(number(token, "balanceOf", SOMEBODY)).isZero();
    assertThat(alice.nonce()).isEqualTo(2);
  }

  @Test
  void anEstimateIsEnoughAndNotFarTooMuch() throws Exception {
    String token =
        alice.execute(null, DevToken.creation("USD Coin", "USDC", 6)).getContractAddress();
    String mint = DevToken.mint(SOMEBODY, BigInteger.TEN);
    BigInteger estimate =
        web3.ethEstimateGas(
                Transaction.createFunctionCallTransaction(
                    alice.address(), null, null, null, token, mint))
            .send()
            .getAmountUsed();
    String hash =
        alice.send(alice.signed(alice.nonce(), token, BigInteger.ZERO, mint, estimate.longValue()));
    TransactionReceipt receipt = receipt(hash);
    assertThat(receipt.isStatusOK()).isTrue();
    assertThat(estimate.subtract(receipt.getGasUsed()))
        .isBetween(BigInteger.ZERO, BigInteger.valueOf(2_000));
  }

  @Test
  void whatThePoolDoesNotTakeIsRefusedWithItsReason() throws Exception {
    alice.send(alice.signed(BigInteger.ZERO, SOMEBODY, BigInteger.ONE, "0x", 21_000));
    refused("nonce too low", alice.signed(BigInteger.ZERO, SOMEBODY, BigInteger.TWO, "0x", 21_000));
    refused(
        "intrinsic gas too low",
        alice.signed(BigInteger.ONE, SOMEBODY, BigInteger.ONE, "0x", 20_999));
    refused(
        "exceeds block gas limit",
        alice.signed(BigInteger.ONE, SOMEBODY, BigInteger.ONE, "0x", 30_000_001));
    refused(
        "insufficient funds",
        alice.signed(BigInteger.ONE, SOMEBODY, ETHER.multiply(BigInteger.TEN), "0x", 21_000));
    refused("not a transaction", "0x1234");
    refused(
        "invalid chain id",
        new Wallet(web3, 1, 0xa11ce)
            .signed(BigInteger.ONE, SOMEBODY, BigInteger.ONE, "0x", 21_000));
    assertThat(balance(SOMEBODY)).isEqualTo(1);
  }

  @Test
  void heldTransactionsWaitAndADearerOneTakesTheirPlace() throws Exception {
    chain.holdBlocks();
    String first =
        alice.send(alice.signed(BigInteger.ZERO, SOMEBODY, BigInteger.ONE, "0x", 21_000));
    assertThat(web3.ethGetTransactionReceipt(first).send().getTransactionReceipt()).isEmpty();
    assertThat(
            web3.ethGetTransactionByHash(first)
                .send()
                .getTransaction()
                .orElseThrow()
                .getBlockHash())
        .isNull();
    assertThat(alice.nonce()).isEqualTo(1);
    refused("already known", alice.signed(BigInteger.ZERO, SOMEBODY, BigInteger.ONE, "0x", 21_000));
    refused("underpriced", alice.signed(BigInteger.ZERO, SOMEBODY, BigInteger.TWO, "0x", 21_000));
    alice.tip = GWEI.multiply(BigInteger.TEN);
    String second =
        alice.send(alice.signed(BigInteger.ZERO, SOMEBODY, BigInteger.TWO, "0x", 21_000));
    chain.mine();
    assertThat(receipt(second).isStatusOK()).isTrue();
    assertThat(web3.ethGetTransactionByHash(first).send().getTransaction()).isEmpty();
    assertThat(balance(SOMEBODY)).isEqualTo(2);
  }

  @Test
  void aGapInTheNoncesWaitsUntilItIsFilled() throws Exception {
    String later = alice.send(alice.signed(BigInteger.ONE, SOMEBODY, BigInteger.ONE, "0x", 21_000));
    assertThat(web3.ethGetTransactionReceipt(later).send().getTransactionReceipt()).isEmpty();
    alice.send(alice.signed(BigInteger.ZERO, SOMEBODY, BigInteger.ONE, "0x", 21_000));
    assertThat(receipt(later).isStatusOK()).isTrue();
  }

  @Test
  void aTransactionBelowTheBaseFeeWaits() throws Exception {
    chain.setBaseFee(GWEI.multiply(BigInteger.valueOf(100)));
    String hash = alice.send(alice.signed(BigInteger.ZERO, SOMEBODY, BigInteger.ONE, "0x", 21_000));
    assertThat(web3.ethGetTransactionReceipt(hash).send().getTransactionReceipt()).isEmpty();
    chain.setBaseFee(GWEI);
    assertThat(receipt(hash).isStatusOK()).isTrue();
  }

  @Test
  void contractsSeeTheTimeGoForward() throws Exception {
    String clock = alice.execute(null, CLOCK).getContractAddress();
    assertThat(raw(clock)).isEqualTo(NOON.getEpochSecond());
    chain.advance(Duration.ofDays(1));
    assertThat(raw(clock)).isEqualTo(NOON.plus(Duration.ofDays(1)).getEpochSecond());
    assertThat(block(DefaultBlockParameterName.LATEST).getTimestamp())
        .isEqualTo(NOON.plus(Duration.ofDays(1)).getEpochSecond());
  }

  @Test
  void blocksAreAChain() throws Exception {
    String hash = alice.send(alice.signed(BigInteger.ZERO, SOMEBODY, BigInteger.ONE, "0x", 21_000));
    EthBlock.Block last = block(DefaultBlockParameterName.LATEST);
    EthBlock.Block before =
        block(DefaultBlockParameter.valueOf(last.getNumber().subtract(BigInteger.ONE)));
    assertThat(last.getParentHash()).isEqualTo(before.getHash());
    assertThat(last.getTransactions()).hasSize(1);
    assertThat(last.getGasUsed()).isEqualTo(21_000);
    assertThat(receipt(hash).getBlockHash()).isEqualTo(last.getHash());
    // The root of an empty trie, as on any Ethereum chain.
    assertThat(before.getReceiptsRoot())
        .isEqualTo("0x56e81f171bcc55a6ff8345e692c0f86e5b48e01b996cadc001622fb5e363b421");
  }

  @Test
  void whatAReorganisationDropsComesAgainOrIsGone() throws Exception {
    String hash = alice.send(alice.signed(BigInteger.ZERO, SOMEBODY, BigInteger.ONE, "0x", 21_000));
    String in = receipt(hash).getBlockHash();
    chain.rollBack(1, true);
    assertThat(balance(SOMEBODY)).isZero();
    assertThat(web3.ethGetTransactionReceipt(hash).send().getTransactionReceipt()).isEmpty();
    chain.advance(Duration.ofSeconds(12));
    assertThat(balance(SOMEBODY)).isEqualTo(1);
    assertThat(receipt(hash).getBlockHash()).isNotEqualTo(in);
    chain.rollBack(1, false);
    chain.mine();
    assertThat(balance(SOMEBODY)).isZero();
    assertThat(web3.ethGetTransactionByHash(hash).send().getTransaction()).isEmpty();
  }

  @Test
  void theFeesOfTheLastBlocksAreTold() throws Exception {
    chain.mine();
    var history =
        web3.ethFeeHistory(2, DefaultBlockParameterName.LATEST, List.of(50.0))
            .send()
            .getFeeHistory();
    assertThat(history.getBaseFeePerGas()).containsExactly(GWEI, GWEI, GWEI);
    assertThat(web3.ethChainId().send().getChainId()).isEqualTo(CHAIN_ID);
    assertThat(web3.ethGasPrice().send().getGasPrice()).isEqualTo(GWEI.multiply(BigInteger.TWO));
  }

  private TransactionReceipt receipt(String hash) throws IOException {
    return web3.ethGetTransactionReceipt(hash).send().getTransactionReceipt().orElseThrow();
  }

  private BigInteger balance(String who) throws IOException {
    return web3.ethGetBalance(who, DefaultBlockParameterName.LATEST).send().getBalance();
  }

  private EthBlock.Block block(DefaultBlockParameter which) throws IOException {
    return web3.ethGetBlockByNumber(which, false).send().getBlock();
  }

  private BigInteger number(String contract, String function, String who) throws IOException {
    String data =
        FunctionEncoder.encode(new Function(function, List.of(new Address(who)), List.of()));
    return Numeric.toBigInt(
        web3.ethCall(
                Transaction.createEthCallTransaction(null, contract, data),
                DefaultBlockParameterName.LATEST)
            .send()
            .getValue());
  }

  private long raw(String contract) throws IOException {
    return Numeric.toBigInt(
            web3.ethCall(
                    Transaction.createEthCallTransaction(null, contract, "0x"),
                    DefaultBlockParameterName.LATEST)
                .send()
                .getValue())
        .longValueExact();
  }

  private static String transfer(String to, long units) {
    return FunctionEncoder.encode(
        new Function(
            "transfer",
            List.of(new Address(to), new Uint256(BigInteger.valueOf(units))),
            List.of()));
  }

  private void refused(String reason, String signed) throws IOException {
    EthSendTransaction answer = web3.ethSendRawTransaction(signed).send();
    assertThat(answer.getError().getMessage()).contains(reason);
    assertThatThrownBy(() -> alice.send(signed)).hasMessageContaining(reason);
  }
}
