// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {Bn254} from "../src/Bn254.sol";
import {Notes} from "../src/Notes.sol";
import {SIPSettlement} from "../src/SIPSettlement.sol";
import {SIPVault} from "../src/SIPVault.sol";
import {SignerSet} from "../src/SignerSet.sol";
import {Output, Signature} from "../src/Types.sol";
import {Trades} from "./Trades.sol";

/// What a batch may do, and each way in which one is refused.
contract SettleTest is Trades {
    uint256 private constant N = 0xFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFEBAAEDCE6AF48A03BBFD25E8CD0364141;

    function test_aTradeTurnsTwoNotesIntoFour() public {
        Draft memory d = signed(trade());
        Coin[] memory made = settle(d);
        for (uint32 i = 0; i < 4; ++i) {
            assertEq(vault.noteId(made[i].note), idOf(made[i].note));
            assertTrue(vault.isUnspent(idOf(made[i].note), d.batch.number, i, made[i].path), "output is there");
        }
        for (uint256 i = 0; i < 2; ++i) {
            assertTrue(
                !vault.isUnspent(idOf(d.spent[i].note), d.spent[i].note.batch, 0, d.spent[i].path), "input is gone"
            );
        }
        assertTrue(vault.isSettled(d.batch.trades[0]), "trade is settled");
    }

    function test_theEventCarriesRootAndDigest() public {
        Draft memory d = signed(trade());
        bytes32[] memory leaves = leavesOf(d.batch);
        bytes32 root = keccak256(
            abi.encode(keccak256(abi.encode(leaves[0], leaves[1])), keccak256(abi.encode(leaves[2], leaves[3])))
        );
        vm.expectEmit();
        emit SIPSettlement.BatchSettled(d.batch.number, root, digestOf(d.batch));
        vault.settle(d.batch);
        assertEq(vault.roots(d.batch.number), root);
    }

    function test_outputsOfOneBatchAreInputsOfTheNext() public {
        Coin[] memory first = settle(signed(trade()));
        Coin[] memory second = settle(signed(draft(coins(first[1], first[2]), one(address(usdc), BUYER_HAS))));
        assertEq(second.length, 1);
        assertTrue(vault.isUnspent(idOf(second[0].note), second[0].note.batch, 0, second[0].path), "merged");
    }

    function test_anOwnerMayConsentToOneBatchInsteadOfAPermit() public {
        Draft memory d = trade();
        consentAll(d);
        settle(sealedBy(d, PARTY_2, PARTY_0));
    }

    function test_consentToAnotherBatchIsNone() public {
        Draft memory d = trade();
        consentAll(d);
        d.batch.deadline -= 1;
        sealedBy(d, PARTY_0, PARTY_1);
        vm.expectPartialRevert(SIPSettlement.NoConsent.selector);
        vault.settle(d.batch);
    }

    function test_anyTwoPartiesMaySign() public {
        Draft memory d = trade();
        permitAll(d, d.batch.deadline);
        settle(sealedBy(d, PARTY_2, PARTY_1));
    }

    // ---- replays ------------------------------------------------------------------------------------------------------

    function test_aBatchIsNotSettledTwice() public {
        Draft memory d = signed(trade());
        vault.settle(d.batch);
        vm.expectRevert(abi.encodeWithSelector(Notes.BatchNumberUsed.selector, d.batch.number));
        vault.settle(d.batch);
    }

    function test_aTradeIsNotSettledTwice() public {
        Draft memory d = signed(trade());
        vault.settle(d.batch);
        Draft memory again = trade();
        again.batch.trades[0] = d.batch.trades[0];
        signed(again);
        vm.expectRevert(abi.encodeWithSelector(SIPSettlement.TradeSettled.selector, d.batch.trades[0]));
        vault.settle(again.batch);
    }

    function test_aTradeStandsInABatchOnce() public {
        Draft memory d = trade();
        d.batch.trades = new uint64[](2);
        (d.batch.trades[0], d.batch.trades[1]) = (77, 77);
        signed(d);
        vm.expectRevert(abi.encodeWithSelector(SIPSettlement.TradeSettled.selector, uint64(77)));
        vault.settle(d.batch);
    }

    function test_aBatchIsForOneChain() public {
        Draft memory d = signed(trade());
        vm.chainId(4242);
        vm.expectPartialRevert(Notes.NoteUnknown.selector);
        vault.settle(d.batch);
    }

    function test_signaturesForAnotherChainDoNotCount() public {
        // Even for a note that would exist there: only the domain of the signatures differs.
        vm.chainId(4242);
        Draft memory d = trade();
        permitAll(d, d.batch.deadline);
        vm.chainId(31337);
        bytes32 elsewhere = digestOf(d.batch);
        vm.chainId(4242);
        sealedBy(d, PARTY_0, PARTY_1);
        d.batch.signatures = [sign(PARTY_0, elsewhere), sign(PARTY_1, elsewhere)];
        vm.expectPartialRevert(SignerSet.NotASigner.selector);
        vault.settle(d.batch);
    }

    function test_aBatchIsForOneVault() public {
        Draft memory d = signed(trade());
        SIPSettlement other = newVault();
        vm.expectPartialRevert(Notes.NoteUnknown.selector);
        other.settle(d.batch);
    }

    function test_numbersOfTheVaultsOwnAreNotForBatches() public {
        Draft memory d = trade();
        d.batch.number = 1 << 63;
        signed(d);
        vm.expectRevert(abi.encodeWithSelector(Notes.BatchNumberReserved.selector, uint64(1 << 63)));
        vault.settle(d.batch);
    }

    // ---- signatures ---------------------------------------------------------------------------------------------------

    function test_onePartyAloneCannotSettle() public {
        Draft memory d = trade();
        permitAll(d, d.batch.deadline);
        sealedBy(d, PARTY_0, PARTY_0);
        vm.expectRevert(abi.encodeWithSelector(SignerSet.SameSignerTwice.selector, vm.addr(PARTY_0)));
        vault.settle(d.batch);
        d.batch.signatures[1] = Signature(0, 0);
        vm.expectRevert(abi.encodeWithSelector(SignerSet.NotASigner.selector, address(0)));
        vault.settle(d.batch);
    }

    function test_aStrangerIsNoParty() public {
        Draft memory d = trade();
        permitAll(d, d.batch.deadline);
        sealedBy(d, PARTY_0, 0xbad);
        vm.expectRevert(abi.encodeWithSelector(SignerSet.NotASigner.selector, vm.addr(0xbad)));
        vault.settle(d.batch);
    }

    function test_aSignatureHasALowS() public {
        Draft memory d = signed(trade());
        bytes32 s = d.batch.signatures[0].vs & bytes32(uint256(type(int256).max));
        // The other root of the same signature; its top bit stands where the parity does.
        d.batch.signatures[0].vs = bytes32(N - uint256(s));
        vm.expectPartialRevert(SignerSet.NotASigner.selector);
        vault.settle(d.batch);
        // The highest s that the compact form can carry is above half of the order.
        d.batch.signatures[0].vs = bytes32(uint256(type(int256).max));
        vm.expectRevert(abi.encodeWithSelector(SignerSet.NotASigner.selector, address(0)));
        vault.settle(d.batch);
    }

    function test_anotherEpochIsRefused() public {
        Draft memory d = trade();
        d.batch.epoch = 2;
        signed(d);
        vm.expectRevert(abi.encodeWithSelector(SIPSettlement.WrongEpoch.selector, uint64(2), uint64(1)));
        vault.settle(d.batch);
    }

    function test_nothingThatWasSignedMayChange(uint256 what) public {
        Draft memory d = signed(trade());
        Output memory o = d.batch.outputs[1];
        what %= 6;
        if (what == 0) d.batch.deadline -= 1;
        if (what == 1) d.batch.number += 1;
        if (what == 2) d.batch.trades[0] += 1;
        if (what == 3) d.batch.memos[100] ^= 0x01;
        if (what == 4) o.owner = address(0xbad);
        if (what == 5) o.token = address(weth);
        vm.expectPartialRevert(SignerSet.NotASigner.selector);
        vault.settle(d.batch);
    }

    // ---- time ---------------------------------------------------------------------------------------------------------

    function test_aBatchHasADeadline() public {
        Draft memory d = trade();
        permitAll(d, START + 10 * LIFETIME);
        sealedBy(d, PARTY_0, PARTY_1);
        vm.warp(d.batch.deadline + 1);
        vm.expectRevert(abi.encodeWithSelector(SIPSettlement.BatchExpired.selector, d.batch.deadline));
        vault.settle(d.batch);
    }

    function test_aDeadlineIsNotFarAway() public {
        Draft memory d = trade();
        d.batch.deadline += 1;
        signed(d);
        vm.expectRevert(
            abi.encodeWithSelector(SIPSettlement.DeadlineTooFar.selector, d.batch.deadline, START + LIFETIME)
        );
        vault.settle(d.batch);
    }

    // ---- amounts ------------------------------------------------------------------------------------------------------

    function test_noAmountIsMadeOfNothing(uint96 more) public {
        vm.assume(more != 0);
        Make[] memory makes = one(address(weth), uint256(SELLER_HAS) + more);
        Draft memory d = signed(draft(coins(depositOf(address(weth), SELLER_HAS)), makes));
        vm.expectRevert(abi.encodeWithSelector(SIPSettlement.NotBalanced.selector));
        vault.settle(d.batch);
    }

    function test_noAmountIsLost(uint96 less) public {
        uint256 lost = less % SELLER_HAS + 1;
        Make[] memory makes = one(address(weth), SELLER_HAS - lost);
        Draft memory d = signed(draft(coins(depositOf(address(weth), SELLER_HAS)), makes));
        vm.expectRevert(abi.encodeWithSelector(SIPSettlement.NotBalanced.selector));
        vault.settle(d.batch);
    }

    function test_oneTokenDoesNotBalanceAnother() public {
        Draft memory d = signed(draft(coins(depositOf(address(weth), 1e18)), one(address(usdc), 1e18)));
        vm.expectRevert(abi.encodeWithSelector(SIPSettlement.NotBalanced.selector));
        vault.settle(d.batch);
    }

    function test_whatTheInputsHoldMayBeSplitInAnyWay(uint96 amount, uint96 part) public {
        vm.assume(amount > 1);
        uint256 left = uint256(part) % (uint256(amount) - 1) + 1;
        Make[] memory makes = new Make[](2);
        makes[0] = Make(address(weth), left, 0);
        makes[1] = Make(address(weth), amount - left, 0);
        Coin[] memory made = settle(signed(draft(coins(depositOf(address(weth), amount)), makes)));
        assertEq(made[0].amount + made[1].amount, amount);
    }

    function test_aForgedProofFails(uint256 seed) public {
        Draft memory d = signed(trade());
        d.batch.proof.s = addmod(d.batch.proof.s, seed % (Bn254.Q - 1) + 1, Bn254.Q);
        vm.expectRevert(abi.encodeWithSelector(SIPSettlement.NotBalanced.selector));
        vault.settle(d.batch);
    }

    function test_theProofHasOneFormOnly() public {
        Draft memory d = signed(trade());
        d.batch.proof.s += Bn254.Q;
        vm.expectRevert(abi.encodeWithSelector(SIPSettlement.NotBalanced.selector));
        vault.settle(d.batch);
    }

    function test_theProofIsForThisBatchOnly() public {
        Draft memory d = trade();
        permitAll(d, d.batch.deadline);
        prove(d, bytes32(uint256(1)));
        bytes32 digest = digestOf(d.batch);
        d.batch.signatures = [sign(PARTY_0, digest), sign(PARTY_1, digest)];
        vm.expectRevert(abi.encodeWithSelector(SIPSettlement.NotBalanced.selector));
        vault.settle(d.batch);
    }

    // ---- points -------------------------------------------------------------------------------------------------------

    function test_infinityIsNoCommitment() public {
        refusedWithOutput(0, 0, abi.encodeWithSelector(Bn254.PointAtInfinity.selector));
    }

    function test_aPointIsOnTheCurve() public {
        refusedWithOutput(1, 3, abi.encodeWithSelector(Bn254.PointNotOnCurve.selector, 1, 3));
    }

    function test_coordinatesAreBelowP() public {
        refusedWithOutput(1 + Bn254.P, 2, abi.encodeWithSelector(Bn254.PointNotOnCurve.selector, 1 + Bn254.P, 2));
        refusedWithOutput(1, 2 + Bn254.P, abi.encodeWithSelector(Bn254.PointNotOnCurve.selector, 1, 2 + Bn254.P));
    }

    function test_theProofsPointIsNotInfinity() public {
        Draft memory d = signed(trade());
        d.batch.proof.x = 0;
        d.batch.proof.y = 0;
        vm.expectRevert(abi.encodeWithSelector(Bn254.PointAtInfinity.selector));
        vault.settle(d.batch);
        d.batch.proof.x = 5;
        vm.expectRevert(abi.encodeWithSelector(Bn254.PointNotOnCurve.selector, 5, 0));
        vault.settle(d.batch);
    }

    function test_theExcessIsNotInfinity() public {
        // Same commitment in and out: the blindings cancel too, and the proof would show nothing.
        Coin memory coin = depositOf(address(weth), 1e18);
        Draft memory d = draft(coins(coin), one(address(weth), 1e18));
        d.made[0].blinding = coin.blinding;
        (d.batch.outputs[0].x, d.batch.outputs[0].y) = (coin.note.x, coin.note.y);
        signed(d);
        vm.expectRevert(abi.encodeWithSelector(Bn254.PointAtInfinity.selector));
        vault.settle(d.batch);
    }

    // ---- notes --------------------------------------------------------------------------------------------------------

    function test_aNoteIsSpentOnce() public {
        Coin[] memory made = settle(signed(trade()));
        settle(signed(draft(coins(made[0]), one(address(weth), SOLD))));
        Draft memory again = signed(draft(coins(made[0]), one(address(weth), SOLD)));
        vm.expectRevert(abi.encodeWithSelector(Notes.NoteSpent.selector, idOf(made[0].note)));
        vault.settle(again.batch);
    }

    function test_aDepositIsSpentOnce() public {
        Draft memory d = signed(trade());
        settle(d);
        Draft memory again = signed(draft(coins(d.spent[0]), one(address(weth), SELLER_HAS)));
        vm.expectRevert(abi.encodeWithSelector(Notes.NoteSpent.selector, idOf(d.spent[0].note)));
        vault.settle(again.batch);
    }

    function test_aNoteIsSpentOnceWithinABatch() public {
        Coin[] memory made = settle(signed(trade()));
        Draft memory twice = signed(draft(coins(made[0], made[0]), one(address(weth), 2 * SOLD)));
        vm.expectRevert(abi.encodeWithSelector(Notes.NoteSpent.selector, idOf(made[0].note)));
        vault.settle(twice.batch);
    }

    function test_aNoteThatNobodyMadeIsUnknown() public {
        Coin[] memory made = settle(signed(trade()));
        Coin memory foreign = made[0];
        foreign.note.owner = vm.addr(0xbad);
        foreign.key = 0xbad;
        Draft memory d = signed(draft(coins(foreign), one(address(weth), SOLD)));
        vm.expectRevert(abi.encodeWithSelector(Notes.NoteUnknown.selector, idOf(foreign.note)));
        vault.settle(d.batch);
    }

    function test_aPathLeadsToTheRoot(uint256 level, uint256 seed) public {
        Coin[] memory made = settle(signed(trade()));
        Coin memory coin = made[seed % 4];
        coin.path[level % 2] ^= bytes32(seed | 1);
        Draft memory d = signed(draft(coins(coin), one(coin.note.token, coin.amount)));
        vm.expectRevert(abi.encodeWithSelector(Notes.NoteUnknown.selector, idOf(coin.note)));
        vault.settle(d.batch);
    }

    function test_aPathIsNeitherShorterNorLonger() public {
        Coin[] memory made = settle(signed(trade()));
        Draft memory d = signed(draft(coins(made[0]), one(address(weth), SOLD)));
        d.batch.inputs[0].depth = 1;
        vm.expectRevert(abi.encodeWithSelector(Notes.NoteUnknown.selector, idOf(made[0].note)));
        vault.settle(d.batch);
        d.batch.inputs[0].depth = 3;
        vm.expectRevert(abi.encodeWithSelector(SIPSettlement.PathsOfWrongLength.selector, 2, 3));
        vault.settle(d.batch);
        d.batch.inputs[0].depth = 2;
        d.batch.paths = new bytes32[](3);
        (d.batch.paths[0], d.batch.paths[1]) = (made[0].path[0], made[0].path[1]);
        vm.expectRevert(abi.encodeWithSelector(SIPSettlement.PathsOfWrongLength.selector, 3, 2));
        vault.settle(d.batch);
    }

    function test_anotherIndexIsAnotherNote() public {
        Coin[] memory made = settle(signed(trade()));
        made[0].note.index = 4;
        Draft memory d = signed(draft(coins(made[0]), one(address(weth), SOLD)));
        vm.expectRevert(abi.encodeWithSelector(Notes.NoteUnknown.selector, idOf(made[0].note)));
        vault.settle(d.batch);
    }

    // ---- permits ------------------------------------------------------------------------------------------------------

    function test_withoutAPermitNothingIsSpent() public {
        Draft memory d = signed(trade());
        d.batch.inputs[0].consent = Signature(0, 0);
        vm.expectRevert(abi.encodeWithSelector(SIPSettlement.NoConsent.selector, idOf(d.spent[0].note), address(0)));
        vault.settle(d.batch);
    }

    function test_nobodyElsePermits() public {
        Draft memory d = trade();
        d.spent[1].key = 0xbad;
        signed(d);
        vm.expectRevert(abi.encodeWithSelector(SIPSettlement.NoConsent.selector, idOf(d.spent[1].note), vm.addr(0xbad)));
        vault.settle(d.batch);
    }

    function test_aPermitEnds() public {
        Draft memory d = trade();
        permitAll(d, START + 10);
        sealedBy(d, PARTY_0, PARTY_1);
        vm.warp(START + 11);
        vm.expectRevert(abi.encodeWithSelector(SIPSettlement.PermitExpired.selector, idOf(d.spent[0].note), START + 10));
        vault.settle(d.batch);
        vm.warp(START + 10);
        vault.settle(d.batch);
    }

    function test_aPermitIsForItsExpiryOnly() public {
        Draft memory d = signed(trade());
        d.batch.inputs[0].expiry += 1;
        vm.expectPartialRevert(SIPSettlement.NoConsent.selector);
        vault.settle(d.batch);
    }

    // ---- shape --------------------------------------------------------------------------------------------------------

    function test_memosAreOfOneLength(uint8 length) public {
        vm.assume(length != 4 * 62);
        Draft memory d = signed(trade());
        d.batch.memos = new bytes(length);
        vm.expectRevert(abi.encodeWithSelector(SIPSettlement.MemosOfWrongLength.selector, length, 4 * 62));
        vault.settle(d.batch);
    }

    function test_anOutputHasAnOwner() public {
        Draft memory d = signed(trade());
        d.batch.outputs[3].owner = address(0);
        vm.expectRevert(abi.encodeWithSelector(SIPVault.OwnerAbsent.selector));
        vault.settle(d.batch);
    }

    function test_anEmptyBatchIsNone() public {
        Draft memory d = signed(trade());
        d.batch.outputs = new Output[](0);
        vm.expectRevert(abi.encodeWithSelector(SIPSettlement.BatchEmpty.selector));
        vault.settle(d.batch);
    }

    function test_aBatchHasABoundedTree() public {
        Draft memory d = signed(trade());
        d.batch.outputs = new Output[](1025);
        d.batch.memos = new bytes(1025 * 62);
        vm.expectRevert(abi.encodeWithSelector(Notes.TooManyNotes.selector, 1025));
        vault.settle(d.batch);
    }

    /// forge-config: default.fuzz.runs = 12
    function test_aBatchOfAnySizeCanBeSpentWhole(uint256 size) public {
        size = size % 150 + 1;
        Make[] memory makes = new Make[](size);
        for (uint256 i = 0; i < size; ++i) {
            makes[i] = Make(address(weth), i + 1, 0);
        }
        uint256 total = size * (size + 1) / 2;
        Coin[] memory made = settle(signed(draft(coins(depositOf(address(weth), total)), makes)));
        settle(signed(draft(made, one(address(weth), total))));
        for (uint32 i = 0; i < size; ++i) {
            assertTrue(!vault.isUnspent(idOf(made[i].note), made[i].note.batch, i, made[i].path), "spent");
        }
    }

    function refusedWithOutput(uint256 x, uint256 y, bytes memory refusal) private {
        Draft memory d = trade();
        permitAll(d, d.batch.deadline);
        (d.batch.outputs[2].x, d.batch.outputs[2].y) = (x, y);
        bytes32 digest = digestOf(d.batch);
        d.batch.signatures = [sign(PARTY_0, digest), sign(PARTY_1, digest)];
        vm.expectRevert(refusal);
        vault.settle(d.batch);
    }

    function one(address token, uint256 amount) private pure returns (Make[] memory makes) {
        makes = new Make[](1);
        makes[0] = Make(token, amount, 0);
    }
}
