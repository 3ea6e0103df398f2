// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {ReentrancyGuard} from "@openzeppelin/contracts/utils/ReentrancyGuard.sol";
import {Bn254} from "../src/Bn254.sol";
import {Notes} from "../src/Notes.sol";
import {SIPSettlement} from "../src/SIPSettlement.sol";
import {SIPVault} from "../src/SIPVault.sol";
import {Opening, Signature, Withdrawal} from "../src/Types.sol";
import {CallbackToken, FeeToken, SilentToken} from "./Tokens.sol";
import {Trades} from "./Trades.sol";

/// Tokens in, tokens out, and the way out without the venue.
contract VaultTest is Trades {
    address private constant RECIPIENT = address(0xbeef);
    uint256 private constant AMOUNT = 5e18;

    // ---- generators ---------------------------------------------------------------------------------------------------

    function test_generatorsComeFromTheirNames() public view {
        bytes32 h = sha256("OBSCURA-BN254-H-v1:0");
        assertEq(uint256(h) % Bn254.P, Bn254.HX);
        onCurveWithEvenY(Bn254.HX, Bn254.HY);
        (uint256 x, uint256 y) = vault.generators(address(weth));
        onCurveWithEvenY(x, y);
        assertTrue(isFirst(address(weth), x), "the first counter on the curve");
    }

    function test_everyGeneratorIsOnTheCurveWithEvenY(bytes32 seed) public view {
        (uint256 x, uint256 y) = Bn254.generator(abi.encode(seed));
        onCurveWithEvenY(x, y);
    }

    function test_everyTokenHasAGeneratorOfItsOwn() public view {
        (uint256 x,) = vault.generators(address(weth));
        (uint256 other,) = vault.generators(address(usdc));
        assertTrue(x != other, "two generators");
    }

    function test_aTokenIsListedOnce() public {
        vm.expectRevert(abi.encodeWithSelector(SIPVault.TokenListedAlready.selector, address(weth)));
        vault.listToken(address(weth));
        vm.expectRevert(abi.encodeWithSelector(SIPVault.NotAToken.selector, address(0x1234)));
        vault.listToken(address(0x1234));
    }

    // ---- deposits -----------------------------------------------------------------------------------------------------

    function test_aDepositMakesANoteOfItsAmount(uint96 amount, uint256 blinding) public {
        vm.assume(amount != 0);
        blinding %= Bn254.Q;
        weth.mint(address(this), amount);
        weth.approve(address(vault), amount);
        (uint256 x, uint256 y) = commitment(address(weth), amount, blinding);
        vm.expectEmit();
        emit SIPVault.Deposited(1 << 63, address(weth), address(0xd0e), amount, x, y, memo(9));
        vault.deposit(address(weth), amount, address(0xd0e), blinding, memo(9));
        assertEq(weth.balanceOf(address(vault)), amount);
    }

    function test_anAmountIsBetween1And2To96() public {
        expectDepositRefused(0, abi.encodeWithSelector(SIPVault.AmountOutOfRange.selector, 0));
        expectDepositRefused(1 << 96, abi.encodeWithSelector(SIPVault.AmountOutOfRange.selector, 1 << 96));
        expectDepositRefused(Bn254.Q + 1, abi.encodeWithSelector(SIPVault.AmountOutOfRange.selector, Bn254.Q + 1));
    }

    function test_depositsAreChecked() public {
        vm.expectRevert(abi.encodeWithSelector(SIPVault.BlindingOutOfRange.selector));
        vault.deposit(address(weth), 1, RECIPIENT, Bn254.Q, memo(1));
        vm.expectRevert(abi.encodeWithSelector(SIPVault.TokenNotListed.selector, address(0x77)));
        vault.deposit(address(0x77), 1, RECIPIENT, 1, memo(1));
        vm.expectRevert(abi.encodeWithSelector(SIPVault.OwnerAbsent.selector));
        vault.deposit(address(weth), 1, address(0), 1, memo(1));
        vm.expectRevert(abi.encodeWithSelector(SIPVault.MemoOfWrongLength.selector, 61, 62));
        vault.deposit(address(weth), 1, RECIPIENT, 1, new bytes(61));
        vm.expectRevert(abi.encodeWithSelector(SIPVault.MemoOfWrongLength.selector, 63, 62));
        vault.deposit(address(weth), 1, RECIPIENT, 1, new bytes(63));
    }

    function test_aTokenThatTakesAFeeIsRefused() public {
        FeeToken fee = new FeeToken();
        vault.listToken(address(fee));
        fee.mint(address(this), 1000);
        fee.approve(address(vault), 1000);
        vm.expectRevert(abi.encodeWithSelector(SIPVault.ReceivedOtherAmount.selector, 990, 1000));
        vault.deposit(address(fee), 1000, RECIPIENT, 1, memo(1));
    }

    function test_aTokenThatReturnsNothingWorks() public {
        SilentToken silent = new SilentToken();
        vault.listToken(address(silent));
        Coin memory coin = depositOf(address(silent), 500);
        Withdrawal memory w = requested(coin, 0);
        vm.warp(block.timestamp + WITHDRAWAL_DELAY);
        vault.finishWithdrawal(coin.note, coin.path, w, openingOf(coin));
        assertEq(silent.balanceOf(RECIPIENT), 500);
    }

    // ---- withdrawals --------------------------------------------------------------------------------------------------

    function test_anOwnerLeavesWithoutTheVenue() public {
        Coin memory coin = depositOf(address(weth), AMOUNT);
        Withdrawal memory w = requested(coin, 1e16);
        vm.warp(START + WITHDRAWAL_DELAY);
        vault.finishWithdrawal(coin.note, coin.path, w, openingOf(coin));
        assertEq(weth.balanceOf(RECIPIENT), AMOUNT - 1e16);
        assertEq(weth.balanceOf(RELAY), 1e16);
        assertEq(weth.balanceOf(address(vault)), 0);
    }

    function test_whatATradeBroughtIsWithdrawnToo() public {
        Coin[] memory made = settle(signed(trade()));
        for (uint256 i = 0; i < 4; ++i) {
            withdrawNow(made[i]);
        }
        assertEq(weth.balanceOf(RECIPIENT), SELLER_HAS);
        assertEq(usdc.balanceOf(RECIPIENT), BUYER_HAS);
        assertEq(weth.balanceOf(address(vault)) + usdc.balanceOf(address(vault)), 0);
    }

    function test_aPauseStopsDepositsAndBatchesOnly() public {
        Coin memory coin = depositOf(address(weth), AMOUNT);
        Coin memory other = depositOf(address(weth), AMOUNT);
        Draft memory d = signed(trade());
        vm.prank(GUARDIAN);
        vault.pause();
        vm.expectRevert(abi.encodeWithSelector(SIPVault.VaultPaused.selector));
        vault.settle(d.batch);
        vm.expectRevert(abi.encodeWithSelector(SIPVault.VaultPaused.selector));
        vault.deposit(address(weth), 1, RECIPIENT, 1, memo(1));
        vault.revoke(other.note, other.path, revocation(other));
        withdrawNow(coin);
        assertEq(weth.balanceOf(RECIPIENT), AMOUNT);
        vm.prank(GUARDIAN);
        vault.resume();
        depositOf(address(weth), 1);
    }

    function test_onlyTheGuardianPauses() public {
        vm.expectRevert(abi.encodeWithSelector(SIPVault.NotTheGuardian.selector, address(this)));
        vault.pause();
        vm.expectRevert(abi.encodeWithSelector(SIPVault.NotTheGuardian.selector, address(this)));
        vault.resume();
    }

    function test_aWithdrawalIsPaidOnce() public {
        Coin memory coin = depositOf(address(weth), AMOUNT);
        depositOf(address(weth), AMOUNT);
        Withdrawal memory w = requested(coin, 0);
        vm.expectRevert(abi.encodeWithSelector(SIPVault.AlreadyRequested.selector, withdrawalDigest(coin.note, w)));
        request(coin, w);
        vm.warp(START + WITHDRAWAL_DELAY);
        vault.finishWithdrawal(coin.note, coin.path, w, openingOf(coin));
        vm.expectRevert(abi.encodeWithSelector(Notes.NoteSpent.selector, idOf(coin.note)));
        vault.finishWithdrawal(coin.note, coin.path, w, openingOf(coin));
        vm.expectRevert(abi.encodeWithSelector(Notes.NoteSpent.selector, idOf(coin.note)));
        request(coin, Withdrawal(RECIPIENT, 1, uint64(block.timestamp)));
    }

    function test_aNoteOfABatchIsPaidOnceToo() public {
        Coin memory coin = settle(signed(trade()))[3];
        Withdrawal memory w = requested(coin, 0);
        vm.warp(START + WITHDRAWAL_DELAY);
        vault.finishWithdrawal(coin.note, coin.path, w, openingOf(coin));
        vm.expectRevert(abi.encodeWithSelector(Notes.NoteSpent.selector, idOf(coin.note)));
        vault.finishWithdrawal(coin.note, coin.path, w, openingOf(coin));
    }

    function test_aWithdrawalWaits() public {
        Coin memory coin = depositOf(address(weth), AMOUNT);
        Withdrawal memory w = Withdrawal(RECIPIENT, 0, START);
        vm.expectRevert(abi.encodeWithSelector(SIPVault.NotRequested.selector, withdrawalDigest(coin.note, w)));
        vault.finishWithdrawal(coin.note, coin.path, w, openingOf(coin));
        request(coin, w);
        vm.warp(START + WITHDRAWAL_DELAY - 1);
        vm.expectRevert(abi.encodeWithSelector(SIPVault.NotMature.selector, START + WITHDRAWAL_DELAY));
        vault.finishWithdrawal(coin.note, coin.path, w, openingOf(coin));
    }

    function test_onlyTheOwnerLeaves() public {
        Coin memory coin = depositOf(address(weth), AMOUNT);
        Withdrawal memory w = Withdrawal(RECIPIENT, 0, START);
        Signature memory foreign = sign(0xbad, withdrawalDigest(coin.note, w));
        vm.expectRevert(abi.encodeWithSelector(SIPVault.NotTheOwner.selector, idOf(coin.note), vm.addr(0xbad)));
        vault.requestWithdrawal(coin.note, coin.path, w, foreign);
        vm.expectRevert(abi.encodeWithSelector(SIPVault.NotTheOwner.selector, idOf(coin.note), address(0)));
        vault.requestWithdrawal(coin.note, coin.path, w, Signature(0, 0));
    }

    function test_theTermsAreTheOwners(uint256 what) public {
        Coin memory coin = depositOf(address(weth), AMOUNT);
        Withdrawal memory w = Withdrawal(RECIPIENT, 7, START);
        Signature memory signature = sign(coin.key, withdrawalDigest(coin.note, w));
        if (what % 3 == 0) w.recipient = address(0xbad);
        if (what % 3 == 1) w.fee += 1;
        if (what % 3 == 2) w.deadline += 1;
        vm.expectPartialRevert(SIPVault.NotTheOwner.selector);
        vault.requestWithdrawal(coin.note, coin.path, w, signature);
    }

    function test_aRequestHasADeadlineAndARecipient() public {
        Coin memory coin = depositOf(address(weth), AMOUNT);
        vm.expectRevert(abi.encodeWithSelector(SIPVault.RequestExpired.selector, START - 1));
        request(coin, Withdrawal(RECIPIENT, 0, START - 1));
        vm.expectRevert(abi.encodeWithSelector(SIPVault.RecipientAbsent.selector));
        request(coin, Withdrawal(address(0), 0, START));
    }

    function test_onlyTheTrueOpeningPays(uint96 amount) public {
        vm.assume(amount != AMOUNT && amount != 0);
        Coin memory coin = depositOf(address(weth), AMOUNT);
        Withdrawal memory w = requested(coin, 0);
        vm.warp(START + WITHDRAWAL_DELAY);
        vm.expectRevert(abi.encodeWithSelector(SIPVault.WrongOpening.selector, idOf(coin.note)));
        vault.finishWithdrawal(coin.note, coin.path, w, Opening(amount, coin.blinding));
    }

    function test_anAmountIsNotCountedModTheOrder() public {
        Coin memory coin = depositOf(address(weth), AMOUNT);
        Withdrawal memory w = requested(coin, 0);
        vm.warp(START + WITHDRAWAL_DELAY);
        vm.expectRevert(abi.encodeWithSelector(SIPVault.AmountOutOfRange.selector, AMOUNT + Bn254.Q));
        vault.finishWithdrawal(coin.note, coin.path, w, Opening(AMOUNT + Bn254.Q, coin.blinding));
    }

    function test_oneTokensGeneratorDoesNotOpenAnothers() public {
        // An output that calls itself USDC but was made with WETH's generator: the sum holds, and nobody can take it out.
        Coin memory coin = depositOf(address(weth), AMOUNT);
        Make[] memory makes = new Make[](1);
        makes[0] = Make(address(weth), AMOUNT, 0);
        Draft memory d = draft(coins(coin), makes);
        d.batch.outputs[0].token = address(usdc);
        d.made[0].note.token = address(usdc);
        Coin memory made = settle(signed(d))[0];
        Withdrawal memory w = requested(made, 0);
        vm.warp(START + WITHDRAWAL_DELAY);
        vm.expectRevert(abi.encodeWithSelector(SIPVault.WrongOpening.selector, idOf(made.note)));
        vault.finishWithdrawal(made.note, made.path, w, openingOf(made));
    }

    function test_theFeeIsAtMostTheAmount() public {
        Coin memory coin = depositOf(address(weth), AMOUNT);
        Withdrawal memory w = requested(coin, uint96(AMOUNT + 1));
        Withdrawal memory all = requested(coin, uint96(AMOUNT));
        vm.warp(START + WITHDRAWAL_DELAY);
        vm.expectRevert(abi.encodeWithSelector(SIPVault.FeeExceedsAmount.selector, AMOUNT + 1, AMOUNT));
        vault.finishWithdrawal(coin.note, coin.path, w, openingOf(coin));
        vault.finishWithdrawal(coin.note, coin.path, all, openingOf(coin));
        assertEq(weth.balanceOf(RELAY), AMOUNT);
    }

    function test_aNoteThatIsNotThereCannotBeWithdrawn() public {
        Coin memory coin = depositOf(address(weth), AMOUNT);
        coin.note.batch += 1;
        vm.expectRevert(abi.encodeWithSelector(Notes.NoteUnknown.selector, idOf(coin.note)));
        request(coin, Withdrawal(RECIPIENT, 0, START));
    }

    // ---- permits and their end ----------------------------------------------------------------------------------------

    function test_untilItMaturesABatchMaySpendTheNote() public {
        Draft memory d = trade();
        Withdrawal memory w = requested(d.spent[0], 0);
        vm.warp(START + WITHDRAWAL_DELAY - 1);
        d.batch.deadline = uint64(block.timestamp);
        settle(signed(d));
        vm.warp(START + WITHDRAWAL_DELAY);
        vm.expectRevert(abi.encodeWithSelector(Notes.NoteSpent.selector, idOf(d.spent[0].note)));
        vault.finishWithdrawal(d.spent[0].note, d.spent[0].path, w, openingOf(d.spent[0]));
    }

    function test_onceMaturedPermitsEnd() public {
        Coin[] memory made = settle(signed(trade()));
        requested(made[0], 0);
        refusedAsRevoked(made[0]);
    }

    function test_aRevocationEndsPermitsAfterTheDelay() public {
        Coin[] memory made = settle(signed(trade()));
        Coin memory deposited = depositOf(address(weth), SOLD);
        vault.revoke(made[0].note, made[0].path, revocation(made[0]));
        vault.revoke(deposited.note, deposited.path, revocation(deposited));
        refusedAsRevoked(made[0]);
        vm.warp(START);
        refusedAsRevoked(deposited);
    }

    function test_aRevokedNoteStillMovesByConsent() public {
        Coin[] memory made = settle(signed(trade()));
        vault.revoke(made[0].note, made[0].path, revocation(made[0]));
        vm.warp(START + WITHDRAWAL_DELAY);
        Draft memory d = draft(coins(made[0]), wethOf(SOLD));
        consentAll(d);
        settle(sealedBy(d, PARTY_0, PARTY_1));
    }

    function test_aRevocationIsTheOwnersAndCountsOnce() public {
        Coin memory coin = depositOf(address(weth), AMOUNT);
        Signature memory mine = revocation(coin);
        coin.key = 0xbad;
        Signature memory foreign = revocation(coin);
        vm.expectRevert(abi.encodeWithSelector(SIPVault.NotTheOwner.selector, idOf(coin.note), vm.addr(0xbad)));
        vault.revoke(coin.note, coin.path, foreign);
        vault.revoke(coin.note, coin.path, mine);
        vm.expectRevert(
            abi.encodeWithSelector(SIPVault.AlreadyRevoked.selector, idOf(coin.note), START + WITHDRAWAL_DELAY)
        );
        vault.revoke(coin.note, coin.path, mine);
    }

    // ---- re-entrance --------------------------------------------------------------------------------------------------

    function test_aTokenThatCallsBackGetsNothing() public {
        CallbackToken token = new CallbackToken();
        vault.listToken(address(token));
        Coin memory coin = depositOf(address(token), 100);
        depositOf(address(token), 100);
        Withdrawal memory w = requested(coin, 0);
        vm.warp(START + WITHDRAWAL_DELAY);
        token.onTransfer(
            address(vault), abi.encodeCall(vault.finishWithdrawal, (coin.note, coin.path, w, openingOf(coin)))
        );
        vault.finishWithdrawal(coin.note, coin.path, w, openingOf(coin));
        assertEq(token.balanceOf(RECIPIENT), 100);
        assertEq(bytes32(token.refusal()), bytes32(ReentrancyGuard.ReentrancyGuardReentrantCall.selector));
    }

    function test_aDepositWithinADepositIsRefused() public {
        CallbackToken token = new CallbackToken();
        vault.listToken(address(token));
        token.mint(address(this), 100);
        token.approve(address(vault), 100);
        token.onTransfer(address(vault), abi.encodeCall(vault.deposit, (address(token), 1, RECIPIENT, 1, memo(1))));
        vault.deposit(address(token), 100, RECIPIENT, 1, memo(1));
        assertEq(bytes32(token.refusal()), bytes32(ReentrancyGuard.ReentrancyGuardReentrantCall.selector));
        assertEq(token.balanceOf(address(vault)), 100);
    }

    // ---- construction -------------------------------------------------------------------------------------------------

    function test_delaysGrow() public {
        address[3] memory parties = [vm.addr(PARTY_0), vm.addr(PARTY_1), vm.addr(PARTY_2)];
        vm.expectRevert(abi.encodeWithSelector(SIPVault.DelaysOutOfOrder.selector, 60, 60, 61));
        new SIPSettlement(GUARDIAN, parties, 60, 60, 61);
        vm.expectRevert(abi.encodeWithSelector(SIPVault.DelaysOutOfOrder.selector, 60, 61, 61));
        new SIPSettlement(GUARDIAN, parties, 60, 61, 61);
        vm.expectRevert(abi.encodeWithSelector(SIPVault.NotTheGuardian.selector, address(0)));
        new SIPSettlement(address(0), parties, 60, 61, 62);
    }

    function refusedAsRevoked(Coin memory coin) private {
        vm.warp(START + WITHDRAWAL_DELAY);
        Draft memory d = signed(draft(coins(coin), wethOf(coin.amount)));
        vm.expectRevert(
            abi.encodeWithSelector(SIPSettlement.PermitRevoked.selector, idOf(coin.note), START + WITHDRAWAL_DELAY)
        );
        vault.settle(d.batch);
    }

    function wethOf(uint256 amount) private view returns (Make[] memory makes) {
        makes = new Make[](1);
        makes[0] = Make(address(weth), amount, 0);
    }

    function revocation(Coin memory coin) private view returns (Signature memory) {
        return sign(coin.key, typed(keccak256(abi.encode(keccak256("Revoke(bytes32 note)"), idOf(coin.note)))));
    }

    function requested(Coin memory coin, uint96 fee) private returns (Withdrawal memory w) {
        w = Withdrawal(RECIPIENT, fee, uint64(block.timestamp));
        request(coin, w);
    }

    function request(Coin memory coin, Withdrawal memory w) private {
        Signature memory signature = sign(coin.key, withdrawalDigest(coin.note, w));
        vm.prank(RELAY);
        vault.requestWithdrawal(coin.note, coin.path, w, signature);
    }

    function withdrawNow(Coin memory coin) private {
        Withdrawal memory w = requested(coin, 0);
        vm.warp(block.timestamp + WITHDRAWAL_DELAY);
        vault.finishWithdrawal(coin.note, coin.path, w, openingOf(coin));
    }

    function expectDepositRefused(uint256 amount, bytes memory refusal) private {
        vm.expectRevert(refusal);
        vault.deposit(address(weth), amount, RECIPIENT, 1, memo(1));
    }

    function onCurveWithEvenY(uint256 x, uint256 y) private pure {
        assertEq(mulmod(y, y, Bn254.P), addmod(mulmod(mulmod(x, x, Bn254.P), x, Bn254.P), 3, Bn254.P));
        assertEq(y & 1, 0);
    }

    function isFirst(address token, uint256 x) private view returns (bool) {
        for (uint8 counter = 0; counter < 100; ++counter) {
            uint256 candidate = uint256(
                sha256(abi.encodePacked("OBSCURA-BN254-G-v1:", block.chainid, address(vault), token, counter))
            ) % Bn254.P;
            if (candidate == x) return true;
            uint256 square = addmod(mulmod(mulmod(candidate, candidate, Bn254.P), candidate, Bn254.P), 3, Bn254.P);
            if (isSquare(square)) return false;
        }
        return false;
    }

    /// Euler's criterion, by repeated squaring.
    function isSquare(uint256 value) private pure returns (bool) {
        uint256 exponent = (Bn254.P - 1) / 2;
        uint256 result = 1;
        for (uint256 base = value; exponent != 0; exponent >>= 1) {
            if (exponent & 1 == 1) result = mulmod(result, base, Bn254.P);
            base = mulmod(base, base, Bn254.P);
        }
        return result == 1;
    }
}
