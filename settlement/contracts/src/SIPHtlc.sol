// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {SIPVault} from "./SIPVault.sol";
import {Lock, Note} from "./Types.sol";

/// Locked notes: who knows the preimage turns one into a note of its owner's before the deadline; from the deadline on
/// anyone may turn it into a note of the refund owner's. The commitment stays, so no amount is shown. Never paused.
abstract contract SIPHtlc is SIPVault {
    /// Sets the leaf of a locked note apart from a node of the tree, which is a hash of two words too few.
    bytes32 internal constant LOCK_LEAF = keccak256("OBSCURA-LOCK-v1");

    uint256 public constant REFUND_MEMO_LENGTH = 94;

    event LockClaimed(bytes32 indexed leaf, uint64 indexed batch, Note note, bytes32 preimage);
    event LockRefunded(bytes32 indexed leaf, uint64 indexed batch, Note note);

    error WrongPreimage(bytes32 leaf);
    error LockExpired(uint64 deadline);
    error LockNotExpired(uint64 deadline);

    /// `note` is the locked note as its batch made it. The event's note is the new one.
    function claim(Note calldata note, Lock calldata lock, bytes32[] calldata path, bytes32 preimage) external {
        bytes32 leaf = _lockLeaf(noteId(note), _lockHash(lock));
        if (block.timestamp >= lock.deadline) revert LockExpired(lock.deadline);
        if (sha256(abi.encodePacked(preimage)) != lock.hash) revert WrongPreimage(leaf);
        _spend(leaf, note.batch, note.index, path);
        (uint64 batch,) = _bear(note.token, note.owner, note.x, note.y);
        emit LockClaimed(leaf, batch, Note(note.token, note.owner, note.x, note.y, batch, 0), preimage);
    }

    function refund(Note calldata note, Lock calldata lock, bytes32[] calldata path) external {
        bytes32 leaf = _lockLeaf(noteId(note), _lockHash(lock));
        if (block.timestamp < lock.deadline) revert LockNotExpired(lock.deadline);
        _spend(leaf, note.batch, note.index, path);
        (uint64 batch,) = _bear(note.token, lock.refundOwner, note.x, note.y);
        emit LockRefunded(leaf, batch, Note(note.token, lock.refundOwner, note.x, note.y, batch, 0));
    }

    function _lockHash(Lock calldata lock) internal pure returns (bytes32) {
        return keccak256(abi.encode(lock.hash, lock.refundOwner, lock.deadline, lock.refundMemo));
    }

    function _lockLeaf(bytes32 id, bytes32 lockHash) internal pure returns (bytes32) {
        return keccak256(abi.encode(LOCK_LEAF, id, lockHash));
    }
}
