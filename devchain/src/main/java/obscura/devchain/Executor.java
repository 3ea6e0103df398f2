package obscura.devchain;

import io.horizen.evm.Address;
import io.horizen.evm.Evm;
import io.horizen.evm.EvmContext;
import io.horizen.evm.ForkRules;
import io.horizen.evm.Hash;
import io.horizen.evm.Invocation;
import io.horizen.evm.StateDB;
import io.horizen.evm.results.InvocationResult;
import java.math.BigInteger;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Runs calls and transactions on a state; gas, refunds, nonces and fees as geth counts them. */
final class Executor {
  private static final ForkRules SHANGHAI = new ForkRules(true);
  private static final BigInteger REFUND_QUOTIENT = BigInteger.valueOf(5);

  private final long chainId;

  /** What of a block contracts can see. */
  record Environment(long number, long time, BigInteger baseFee) {}

  /** A call that is not a transaction. */
  record Call(
      Address from, @Nullable Address to, BigInteger value, byte[] data, BigInteger gasLimit) {}

  /**
   * How a call ended.
   *
   * @param gasUsed as if it were a transaction, refunds taken off
   */
  record Outcome(InvocationResult result, BigInteger gasUsed) {
    boolean success() {
      return result.executionError.isEmpty();
    }
  }

  Executor(long chainId) {
    this.chainId = chainId;
  }

  /** Carries a transaction out; its gas is known to be bought. */
  Receipt apply(StateDB state, Transaction transaction, Environment block, List<Receipt> before) {
    BigInteger price = transaction.price(block.baseFee());
    state.setTxContext(transaction.hash(), before.size());
    state.subBalance(transaction.from(), transaction.gasLimit().multiply(price));
    Outcome outcome = run(state, call(transaction), block, price);
    BigInteger unused = transaction.gasLimit().subtract(outcome.gasUsed());
    state.addBalance(transaction.from(), unused.multiply(price));
    boolean made = transaction.to() == null && outcome.success();
    Receipt receipt =
        new Receipt(
            transaction,
            before.size(),
            outcome.success(),
            outcome.gasUsed(),
            outcome
                .gasUsed()
                .add(before.isEmpty() ? BigInteger.ZERO : before.getLast().cumulativeGas()),
            price,
            made ? outcome.result().contractAddress : null,
            List.of(state.getLogs(transaction.hash())),
            before.stream().mapToInt(each -> each.logs().size()).sum());
    state.finalizeChanges();
    return receipt;
  }

  /** Runs a call on a state that is thrown away afterwards. */
  Outcome simulate(StateDB state, Call call, Environment block) {
    state.setTxContext(Hash.ZERO, 0);
    return run(state, call, block, BigInteger.ZERO);
  }

  private Outcome run(StateDB state, Call call, Environment block, BigInteger price) {
    BigInteger intrinsic = IntrinsicGas.of(call.data(), call.to() == null);
    Address to = call.to() == null ? Address.ZERO : call.to();
    state.accessSetup(call.from(), to, Address.ZERO, SHANGHAI);
    EvmContext context =
        new EvmContext(
            BigInteger.valueOf(chainId),
            Address.ZERO,
            DevChain.BLOCK_GAS,
            price,
            BigInteger.valueOf(block.number()),
            BigInteger.valueOf(block.time()),
            block.baseFee(),
            Hash.ZERO,
            SHANGHAI);
    Invocation invocation =
        new Invocation(
            call.from(),
            call.to(),
            call.value(),
            call.data(),
            call.gasLimit().subtract(intrinsic),
            false);
    // libevm wants the nonce counted up before, for contracts too: it makes an address from the one
    // before.
    state.setNonce(call.from(), state.getNonce(call.from()).add(BigInteger.ONE));
    InvocationResult result = Evm.Apply(state, invocation, context);
    BigInteger used = call.gasLimit().subtract(result.leftOverGas);
    return new Outcome(result, used.subtract(state.getRefund().min(used.divide(REFUND_QUOTIENT))));
  }

  private static Call call(Transaction transaction) {
    return new Call(
        transaction.from(),
        transaction.to(),
        transaction.value(),
        transaction.data(),
        transaction.gasLimit());
  }
}
