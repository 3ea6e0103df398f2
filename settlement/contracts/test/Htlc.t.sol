// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {Notes} from "../src/Notes.sol";
import {SIPHtlc} from "../src/SIPHtlc.sol";
import {SIPSettlement} from "../src/SIPSettlement.sol";
import {SIPVault} from "../src/SIPVault.sol";
import {Lock, LockedOutput, Note, Withdrawal} from "../src/Types.sol";
import {Trades} from "./Trades.sol";

/// Locked notes: one leg of an exchange between two chains.
contract HtlcTest is Trades {
    bytes32 private constant PREIMAGE = bytes32(uint256(0x5ec2e7));
    uint64 private constant DEADLINE = START + 2 hours;
    uint256 private constant REFUND_KEY = 0x4ef;
    uint256 private constant AMOUNT = 3e18;

    Lock private terms;

    function setUp() public override {
        super.setUp();
        bytes memory refundMemo = bytes.concat(memo(3), bytes32(uint256(4)));
        terms = Lock(sha256(abi.encodePacked(PREIMAGE)), vm.addr(REFUND_KEY), DEADLINE, refundMemo);
    }

    function test_thePreimageTurnsALockIntoANoteOfItsOwner() public {
        Coin memory locked = lockedCoin(0);
        vm.warp(DEADLINE - 1);
        vm.expectEmit();
        emit SIPHtlc.LockClaimed(leafOf(locked), nextOwn(), own(locked, locked.note.owner), PREIMAGE);
        vault.claim(locked.note, lock(), locked.path, PREIMAGE);
        withdraw(coinOf(locked, locked.note.owner, locked.key), locked.amount);
    }

    function test_fromTheDeadlineOnItGoesBack() public {
        Coin memory locked = lockedCoin(1);
        vm.warp(DEADLINE);
        vm.expectEmit();
        emit SIPHtlc.LockRefunded(leafOf(locked), nextOwn(), own(locked, vm.addr(REFUND_KEY)));
        vault.refund(locked.note, lock(), locked.path);
        withdraw(coinOf(locked, vm.addr(REFUND_KEY), REFUND_KEY), locked.amount);
    }

    function test_anotherPreimageOpensNothing(bytes32 preimage) public {
        vm.assume(preimage != PREIMAGE);
        Coin memory locked = lockedCoin(0);
        vm.expectRevert(abi.encodeWithSelector(SIPHtlc.WrongPreimage.selector, leafOf(locked)));
        vault.claim(locked.note, lock(), locked.path, preimage);
    }

    function test_afterTheDeadlineNobodyClaims() public {
        Coin memory locked = lockedCoin(0);
        vm.warp(DEADLINE);
        vm.expectRevert(abi.encodeWithSelector(SIPHtlc.LockExpired.selector, DEADLINE));
        vault.claim(locked.note, lock(), locked.path, PREIMAGE);
    }

    function test_beforeTheDeadlineNobodyTakesItBack() public {
        Coin memory locked = lockedCoin(0);
        vm.warp(DEADLINE - 1);
        vm.expectRevert(abi.encodeWithSelector(SIPHtlc.LockNotExpired.selector, DEADLINE));
        vault.refund(locked.note, lock(), locked.path);
    }

    function test_aLockIsTakenOnce() public {
        Coin memory locked = lockedCoin(0);
        vault.claim(locked.note, lock(), locked.path, PREIMAGE);
        vm.expectRevert(abi.encodeWithSelector(Notes.NoteSpent.selector, leafOf(locked)));
        vault.claim(locked.note, lock(), locked.path, PREIMAGE);
        vm.warp(DEADLINE);
        vm.expectRevert(abi.encodeWithSelector(Notes.NoteSpent.selector, leafOf(locked)));
        vault.refund(locked.note, lock(), locked.path);
    }

    function test_theTermsOfALockAreFixed(uint256 what) public {
        Coin memory locked = lockedCoin(0);
        Lock memory other = lock();
        what %= 4;
        if (what == 0) other.deadline += 1;
        if (what == 1) other.refundOwner = address(0xbad);
        if (what == 2) other.hash = sha256(abi.encodePacked(bytes32(uint256(1))));
        if (what == 3) other.refundMemo[5] ^= 0x01;
        vm.expectPartialRevert(Notes.NoteUnknown.selector);
        vault.claim(locked.note, other, locked.path, what == 2 ? bytes32(uint256(1)) : PREIMAGE);
    }

    /// A leaf of two words would look like a node: the owner could show the note below it, with one level more of path.
    function test_aLockedNoteIsNotSpentAsAPlainOne() public {
        Coin memory locked = lockedCoin(0);
        Make[] memory makes = new Make[](1);
        makes[0] = Make(address(weth), AMOUNT, 0);
        Draft memory d = signed(draft(coins(locked), makes));
        vm.expectRevert(abi.encodeWithSelector(Notes.NoteUnknown.selector, idOf(locked.note)));
        vault.settle(d.batch);

        bytes32[] memory below = new bytes32[](1);
        below[0] = lockHash(lock());
        locked.path = joined(below, locked.path);
        d = signed(draft(coins(locked), makes));
        vm.expectRevert(abi.encodeWithSelector(Notes.NoteUnknown.selector, idOf(locked.note)));
        vault.settle(d.batch);
    }

    function test_aPlainNoteIsNotClaimed() public {
        Coin memory coin = depositOf(address(weth), AMOUNT);
        vm.expectPartialRevert(Notes.NoteUnknown.selector);
        vault.claim(coin.note, lock(), coin.path, PREIMAGE);
        vm.warp(DEADLINE);
        vm.expectPartialRevert(Notes.NoteUnknown.selector);
        vault.refund(coin.note, lock(), coin.path);
    }

    function test_aPauseStopsNeitherClaimNorRefund() public {
        Coin memory first = lockedCoin(0);
        Coin memory second = lockedCoin(1);
        vm.prank(GUARDIAN);
        vault.pause();
        vault.claim(first.note, lock(), first.path, PREIMAGE);
        vm.warp(DEADLINE);
        vault.refund(second.note, lock(), second.path);
    }

    function test_locksStandInOrder() public {
        Draft memory d = lockDraft(0);
        LockedOutput memory one = d.batch.locks[0];
        d.batch.locks = new LockedOutput[](2);
        (d.batch.locks[0], d.batch.locks[1]) = (one, one);
        signed(d);
        vm.expectRevert(abi.encodeWithSelector(SIPSettlement.LocksOutOfOrder.selector, 1));
        vault.settle(d.batch);
        d = lockDraft(0);
        d.batch.locks[0].output = 2;
        signed(d);
        vm.expectRevert(abi.encodeWithSelector(SIPSettlement.LocksOutOfOrder.selector, 0));
        vault.settle(d.batch);
        d = lockDraft(0);
        d.batch.locks[0].lock.refundOwner = address(0);
        signed(d);
        vm.expectRevert(abi.encodeWithSelector(SIPVault.OwnerAbsent.selector));
        vault.settle(d.batch);
        d = lockDraft(0);
        d.batch.locks[0].lock.refundMemo = memo(1);
        signed(d);
        vm.expectRevert(abi.encodeWithSelector(SIPVault.MemoOfWrongLength.selector, 62, 94));
        vault.settle(d.batch);
    }

    function lock() private view returns (Lock memory) {
        return terms;
    }

    /// A batch of two outputs of which one is locked.
    function lockDraft(uint32 which) private returns (Draft memory d) {
        Make[] memory makes = new Make[](2);
        makes[which] = Make(address(weth), AMOUNT, 0);
        makes[1 - which] = Make(address(weth), 1, 0);
        d = draft(coins(depositOf(address(weth), AMOUNT + 1)), makes);
        d.batch.locks = new LockedOutput[](1);
        d.batch.locks[0] = LockedOutput(which, lock());
    }

    function lockedCoin(uint32 which) private returns (Coin memory) {
        return settle(signed(lockDraft(which)))[which];
    }

    function leafOf(Coin memory locked) private view returns (bytes32) {
        return keccak256(abi.encode(keccak256("OBSCURA-LOCK-v1"), idOf(locked.note), lockHash(lock())));
    }

    /// The deposit took the first number of the vault's own.
    function nextOwn() private pure returns (uint64) {
        return (1 << 63) + 1;
    }

    function own(Coin memory locked, address owner) private pure returns (Note memory) {
        return Note(locked.note.token, owner, locked.note.x, locked.note.y, nextOwn(), 0);
    }

    function coinOf(Coin memory locked, address owner, uint256 key) private pure returns (Coin memory) {
        return Coin(own(locked, owner), locked.amount, locked.blinding, key, new bytes32[](0));
    }

    function withdraw(Coin memory coin, uint256 expected) private {
        Withdrawal memory w = Withdrawal(address(0xbeef), 0, uint64(block.timestamp));
        vault.requestWithdrawal(coin.note, coin.path, w, sign(coin.key, withdrawalDigest(coin.note, w)));
        vm.warp(block.timestamp + WITHDRAWAL_DELAY);
        vault.finishWithdrawal(coin.note, coin.path, w, openingOf(coin));
        assertEq(weth.balanceOf(address(0xbeef)), expected);
    }
}
