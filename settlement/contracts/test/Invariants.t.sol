// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {Handler} from "./Handler.sol";
import {Test} from "./Vm.sol";

/// Whatever happens, in whatever order: the vault holds what it owes.
contract InvariantsTest is Test {
    struct FuzzSelector {
        address addr;
        bytes4[] selectors;
    }

    Handler private handler;

    function setUp() public {
        handler = new Handler();
    }

    /// What forge may call.
    function targetContracts() external view returns (address[] memory targets) {
        targets = new address[](1);
        targets[0] = address(handler);
    }

    function targetSelectors() external view returns (FuzzSelector[] memory targets) {
        bytes4[] memory selectors = new bytes4[](7);
        selectors[0] = Handler.deposit.selector;
        selectors[1] = Handler.split.selector;
        selectors[2] = Handler.merge.selector;
        selectors[3] = Handler.claim.selector;
        selectors[4] = Handler.withdraw.selector;
        selectors[5] = Handler.spendAgain.selector;
        selectors[6] = Handler.forge.selector;
        targets = new FuzzSelector[](1);
        targets[0] = FuzzSelector(address(handler), selectors);
    }

    function invariant_theVaultHoldsWhatItOwes() public view {
        for (uint256 i = 0; i < 2; ++i) {
            bool ofWeth = i == 0;
            assertEq(handler.held(ofWeth), handler.owed(ofWeth));
            assertEq(handler.held(ofWeth), handler.paidIn(ofWeth));
        }
    }

    function invariant_noNoteIsSpentTwice() public view {
        assertEq(handler.doubleSpends(), 0);
        assertTrue(handler.everyLiveNoteIsUnspent(), "live ones are there, spent ones are gone");
    }

    function invariant_nothingIsMadeOfNothing() public view {
        assertEq(handler.forgeries(), 0);
    }

    /// The walk can reach the interesting places.
    function test_eachStepDoesWhatItSays() public {
        handler.deposit(1_000_003, true);
        handler.split(0, 2);
        handler.split(1, 2);
        handler.claim(0);
        handler.deposit(77, false);
        handler.merge(0, 1);
        handler.merge(3, 2);
        handler.withdraw(0, 5);
        handler.spendAgain(1);
        handler.forge(0, 1);
        assertEq(handler.settled(), 4);
        invariant_theVaultHoldsWhatItOwes();
        invariant_noNoteIsSpentTwice();
        invariant_nothingIsMadeOfNothing();
    }
}
