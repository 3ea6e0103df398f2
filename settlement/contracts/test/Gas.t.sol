// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {SIPSettlement} from "../src/SIPSettlement.sol";
import {Note, Signature, Withdrawal} from "../src/Types.sol";
import {Trades} from "./Trades.sol";

/// What a trade costs: two inputs with permits, four outputs with memos. Every call is a transaction of its own, with its
/// 21,000 and its calldata at 16 and 4 gas a byte.
/// forge-config: default.isolate = true
contract GasTest is Trades {
    uint256 private constant AIM = 75_000;

    function test_aBatchOfOne() public {
        record("one trade, inputs deposited", settleDeposits(1));
    }

    function test_aBatchOfTen() public {
        record("ten trades, inputs deposited", settleDeposits(10));
    }

    function test_aBatchOfFifty() public {
        Costs memory costs = settleDeposits(50);
        record("fifty trades, inputs deposited", costs);
        assertTrue(costs.gasUsed / 50 <= AIM, "a trade costs at most 75,000");
        assertTrue(costs.floor / 50 <= AIM, "also by the calldata floor of EIP-7623");
    }

    /// Each note comes out of a batch of its own: no slot is shared.
    function test_aBatchOfFiftyFromAHundredBatches() public {
        Coin[] memory spent = new Coin[](100);
        for (uint256 i = 0; i < 100; ++i) {
            (address token, uint256 amount) = i % 2 == 0 ? (address(weth), SELLER_HAS) : (address(usdc), BUYER_HAS);
            Make[] memory makes = new Make[](5);
            for (uint256 j = 0; j < 5; ++j) {
                makes[j] = Make(token, j == 3 ? amount : 1, 0);
            }
            spent[i] = settle(signed(draft(one(depositOf(token, amount + 4)), makes)))[3];
        }
        Costs memory costs = settleTrades(spent);
        record("fifty trades, inputs of a hundred batches of 5", costs);
        assertTrue(costs.gasUsed / 50 <= AIM, "a trade costs at most 75,000");
        assertTrue(costs.floor / 50 <= AIM, "also by the calldata floor of EIP-7623");
    }

    /// The outputs of fifty trades are the inputs of the next fifty.
    function test_aBatchOfFiftyFromOneBatch() public {
        Coin[] memory made = settle(depositTrades(50));
        Coin[] memory spent = new Coin[](100);
        Make[] memory makes = new Make[](200);
        for (uint256 i = 0; i < 100; ++i) {
            spent[i] = made[i + i / 2];
            makes[2 * i] = Make(spent[i].note.token, spent[i].amount / 2, 0);
            makes[2 * i + 1] = Make(spent[i].note.token, spent[i].amount - spent[i].amount / 2, 0);
        }
        record("fifty trades, inputs of one batch of 200", measured(spent, makes));
    }

    function test_twoPlainTransfers() public {
        uint256 used = 0;
        weth.mint(address(this), 10e18);
        usdc.mint(address(this), 10_000e6);
        weth.transfer(address(0x1111), SOLD);
        used += vm.lastCallGas().gasTotalUsed;
        usdc.transfer(address(0x2222), PAID);
        used += vm.lastCallGas().gasTotalUsed;
        vm.snapshotValue("gas", "two plain ERC-20 transfers to new holders", used);
        weth.transfer(address(0x1111), SOLD);
        used = vm.lastCallGas().gasTotalUsed;
        usdc.transfer(address(0x2222), PAID);
        used += vm.lastCallGas().gasTotalUsed;
        vm.snapshotValue("gas", "two plain ERC-20 transfers to holders", used);
    }

    function test_depositAndWithdrawal() public {
        Coin memory coin;
        (coin.amount, coin.key, coin.blinding) = (1e18, fresh(), fresh());
        weth.mint(address(this), 2e18);
        weth.approve(address(vault), 2e18);
        vault.deposit(address(weth), 1e18, vm.addr(fresh()), fresh(), memo(1));
        uint64 batch = vault.deposit(address(weth), 1e18, vm.addr(coin.key), coin.blinding, memo(1));
        vm.snapshotValue("gas", "deposit", vm.lastCallGas().gasTotalUsed);
        (uint256 x, uint256 y) = commitment(address(weth), 1e18, coin.blinding);
        coin.note = Note(address(weth), vm.addr(coin.key), x, y, batch, 0);
        Withdrawal memory w = Withdrawal(address(0xbeef), 1e15, START);
        Signature memory signature = sign(coin.key, withdrawalDigest(coin.note, w));
        vault.requestWithdrawal(coin.note, coin.path, w, signature);
        vm.snapshotValue("gas", "withdrawal requested", vm.lastCallGas().gasTotalUsed);
        vm.warp(START + WITHDRAWAL_DELAY);
        vault.finishWithdrawal(coin.note, coin.path, w, openingOf(coin));
        vm.snapshotValue("gas", "withdrawal finished", vm.lastCallGas().gasTotalUsed);
    }

    struct Costs {
        uint256 trades;
        uint256 gasUsed;
        uint256 calldataGas;
        uint256 floor;
    }

    function settleDeposits(uint256 count) private returns (Costs memory) {
        return measure(depositTrades(count));
    }

    function depositTrades(uint256 count) private returns (Draft memory) {
        Coin[] memory spent = new Coin[](2 * count);
        for (uint256 i = 0; i < count; ++i) {
            spent[2 * i] = depositOf(address(weth), SELLER_HAS);
            spent[2 * i + 1] = depositOf(address(usdc), BUYER_HAS);
        }
        return withTrades(spent, tradeOutputs(count));
    }

    function settleTrades(Coin[] memory spent) private returns (Costs memory) {
        return measured(spent, tradeOutputs(spent.length / 2));
    }

    function measured(Coin[] memory spent, Make[] memory makes) private returns (Costs memory) {
        return measure(withTrades(spent, makes));
    }

    function withTrades(Coin[] memory spent, Make[] memory makes) private returns (Draft memory d) {
        d = draft(spent, makes);
        d.batch.trades = new uint64[](spent.length / 2);
        for (uint256 i = 0; i < d.batch.trades.length; ++i) {
            d.batch.trades[i] = nextTrade++;
        }
        return signed(d);
    }

    function measure(Draft memory d) private returns (Costs memory costs) {
        costs.trades = d.batch.trades.length;
        bytes memory data = abi.encodeCall(SIPSettlement.settle, (d.batch));
        uint256 zeros = 0;
        for (uint256 i = 0; i < data.length; ++i) {
            if (data[i] == 0) ++zeros;
        }
        costs.calldataGas = 16 * (data.length - zeros) + 4 * zeros;
        costs.floor = 21_000 + costs.calldataGas * 10 / 4;
        vault.settle(d.batch);
        costs.gasUsed = vm.lastCallGas().gasTotalUsed;
    }

    function record(string memory name, Costs memory costs) private {
        vm.snapshotValue("gas", string.concat(name, ": a trade"), costs.gasUsed / costs.trades);
        vm.snapshotValue("gas", string.concat(name, ": of it calldata"), costs.calldataGas / costs.trades);
        vm.snapshotValue("gas", string.concat(name, ": a trade by EIP-7623's floor"), costs.floor / costs.trades);
    }

    function one(Coin memory coin) private pure returns (Coin[] memory) {
        return coins(coin);
    }
}
