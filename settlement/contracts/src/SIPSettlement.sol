// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {Bn254} from "./Bn254.sol";
import {SIPHtlc} from "./SIPHtlc.sol";
import {SIPVault} from "./SIPVault.sol";
import {BalanceProof, Batch, Input, Lock, LockedOutput, Output} from "./Types.sol";

/// The contract that is deployed: the vault, its locks, and batches of the venue. A batch turns notes into notes; that no
/// token was made or lost follows from one sum over all of them, because every token has a generator of its own. Whether
/// an output's amount is below 2^96, and its token the one that it names, is what the two signing parties answer for.
contract SIPSettlement is SIPHtlc {
    bytes32 private constant BATCH_TYPE =
        keccak256("Batch(uint64 number,uint64 epoch,uint64 deadline,bytes32 trades,bytes32 inputs,bytes32 outputs)");
    bytes32 private constant PERMIT_TYPE = keccak256("Permit(bytes32 note,uint64 expiry)");
    bytes32 private constant CONSENT_TYPE = keccak256("Consent(bytes32 note,bytes32 batch)");

    mapping(uint256 word => uint256 bits) private _settled;

    /// Leaves of the tree, hashes for the digest, and the sum of the commitments of a batch's outputs.
    struct Made {
        bytes32[] leaves;
        bytes32[] hashes;
        Bn254.Sum sum;
    }

    event BatchSettled(uint64 indexed number, bytes32 root, bytes32 digest);

    error BatchExpired(uint64 deadline);
    error DeadlineTooFar(uint64 deadline, uint64 latest);
    error WrongEpoch(uint64 epoch, uint64 current);
    error BatchEmpty();
    error TradeSettled(uint64 trade);
    error PathsOfWrongLength(uint256 length, uint256 expected);
    error MemosOfWrongLength(uint256 length, uint256 expected);
    error LocksOutOfOrder(uint256 lock);
    error PermitExpired(bytes32 note, uint64 expiry);
    error PermitRevoked(bytes32 note, uint64 since);
    error NoConsent(bytes32 note, address recovered);
    error NotBalanced();

    constructor(
        address guardian,
        address[3] memory firstSigners,
        uint64 batchLifetime,
        uint64 withdrawalDelay,
        uint64 signerDelay
    ) SIPVault(guardian, firstSigners, batchLifetime, withdrawalDelay, signerDelay) {}

    function isSettled(uint64 trade) external view returns (bool) {
        return _settled[trade >> 8] & (1 << (trade & 0xff)) != 0;
    }

    /// Settles a batch that two parties signed. Anyone may hand it in.
    function settle(Batch calldata batch) external nonReentrant whenOpen {
        _requireTimely(batch);
        bytes32 trades = _useTrades(batch.trades);
        (bytes32[] memory ids, Bn254.Sum memory excess) = _spendInputs(batch.inputs, batch.paths);
        Made memory made = _make(batch.number, batch.outputs, batch.memos, batch.locks);
        bytes32 root = _bearAll(batch.number, made.leaves, made.hashes.length);
        bytes32 digest = _digestOf(batch, trades, ids, made.hashes);
        _requireTwo(digest, batch.signatures);
        _requireConsents(batch.inputs, ids, digest);
        Bn254.subtract(excess, made.sum);
        _requireBalance(excess, batch.proof, digest);
        emit BatchSettled(batch.number, root, digest);
    }

    function _digestOf(Batch calldata batch, bytes32 trades, bytes32[] memory ids, bytes32[] memory outputs)
        private
        view
        returns (bytes32)
    {
        bytes32 inputs = keccak256(abi.encodePacked(ids));
        return _hashTypedDataV4(
            keccak256(
                abi.encode(
                    BATCH_TYPE,
                    batch.number,
                    batch.epoch,
                    batch.deadline,
                    trades,
                    inputs,
                    keccak256(abi.encodePacked(outputs))
                )
            )
        );
    }

    function _requireTimely(Batch calldata batch) private view {
        if (block.timestamp > batch.deadline) revert BatchExpired(batch.deadline);
        uint64 latest = uint64(block.timestamp) + BATCH_LIFETIME;
        if (batch.deadline > latest) revert DeadlineTooFar(batch.deadline, latest);
        if (batch.epoch != epoch) revert WrongEpoch(batch.epoch, epoch);
        if (batch.inputs.length == 0 || batch.outputs.length == 0) revert BatchEmpty();
        _requireNumberFree(batch.number);
    }

    function _useTrades(uint64[] calldata trades) private returns (bytes32) {
        bytes memory packed = new bytes(trades.length * 8);
        for (uint256 i = 0; i < trades.length; ++i) {
            uint64 trade = trades[i];
            uint256 bit = 1 << (trade & 0xff);
            uint256 word = _settled[trade >> 8];
            if (word & bit != 0) revert TradeSettled(trade);
            _settled[trade >> 8] = word | bit;
            assembly ("memory-safe") {
                // Eight bytes at 8i; the zeros after them fall on the next one's place, or on padding.
                mstore(add(add(packed, 0x20), shl(3, i)), shl(192, trade))
            }
        }
        return keccak256(packed);
    }

    function _spendInputs(Input[] calldata inputs, bytes32[] calldata paths)
        private
        returns (bytes32[] memory ids, Bn254.Sum memory sum)
    {
        ids = new bytes32[](inputs.length);
        IdWords memory words = _idWords();
        uint256 from = 0;
        for (uint256 i = 0; i < inputs.length; ++i) {
            Input calldata input = inputs[i];
            uint256 to = from + input.depth;
            if (to > paths.length) revert PathsOfWrongLength(paths.length, to);
            bytes32 id = _idOf(words, input.note);
            if (_spend(id, words.batch, words.index, paths[from:to])) _requirePermitsLast(input.expiry, id);
            Bn254.add(sum, words.x, words.y);
            ids[i] = id;
            from = to;
        }
        if (from != paths.length) revert PathsOfWrongLength(paths.length, from);
    }

    function _requirePermitsLast(uint64 expiry, bytes32 id) private view {
        if (expiry == 0) return;
        uint64 since = permitsEndAt[id];
        if (since != 0 && block.timestamp >= since) revert PermitRevoked(id, since);
    }

    function _make(uint64 number, Output[] calldata outputs, bytes calldata memos, LockedOutput[] calldata locked)
        private
        view
        returns (Made memory made)
    {
        uint256 count = outputs.length;
        if (memos.length != count * MEMO_LENGTH) revert MemosOfWrongLength(memos.length, count * MEMO_LENGTH);
        made.leaves = _leaves(count);
        made.hashes = new bytes32[](count);
        bytes32[] memory locks = _lockHashes(locked, count);
        IdWords memory words = _idWords();
        words.batch = number;
        for (uint256 i = 0; i < count; ++i) {
            bytes32 lock = locks.length == 0 ? bytes32(0) : locks[i];
            made.leaves[i] = _leafOf(words, outputs[i], i, lock);
            made.hashes[i] = _hashOf(words, memos[i * MEMO_LENGTH:(i + 1) * MEMO_LENGTH], lock);
            Bn254.add(made.sum, words.x, words.y);
        }
    }

    function _leafOf(IdWords memory words, Output calldata output, uint256 index, bytes32 lock)
        private
        pure
        returns (bytes32 leaf)
    {
        words.token = output.token;
        words.owner = output.owner;
        words.x = output.x;
        words.y = output.y;
        words.index = uint32(index);
        if (words.owner == address(0)) revert OwnerAbsent();
        leaf = _hash(words);
        if (lock != 0) leaf = _lockLeaf(leaf, lock);
    }

    function _hashOf(IdWords memory words, bytes calldata memo, bytes32 lock) private pure returns (bytes32) {
        return keccak256(abi.encodePacked(words.token, words.owner, words.x, words.y, memo, lock));
    }

    /// The lock hash of each output, 0 for those without; empty if no output is locked.
    function _lockHashes(LockedOutput[] calldata locks, uint256 count) private pure returns (bytes32[] memory hashes) {
        if (locks.length == 0) return hashes;
        hashes = new bytes32[](count);
        uint256 next = 0;
        for (uint256 i = 0; i < locks.length; ++i) {
            uint256 output = locks[i].output;
            if (output < next || output >= count) revert LocksOutOfOrder(i);
            Lock calldata lock = locks[i].lock;
            if (lock.refundOwner == address(0)) revert OwnerAbsent();
            if (lock.refundMemo.length != REFUND_MEMO_LENGTH) {
                revert MemoOfWrongLength(lock.refundMemo.length, REFUND_MEMO_LENGTH);
            }
            hashes[output] = _lockHash(lock);
            next = output + 1;
        }
    }

    function _requireConsents(Input[] calldata inputs, bytes32[] memory ids, bytes32 digest) private view {
        for (uint256 i = 0; i < ids.length; ++i) {
            Input calldata input = inputs[i];
            uint64 expiry = input.expiry;
            if (expiry != 0 && block.timestamp > expiry) revert PermitExpired(ids[i], expiry);
            bytes32 signed = expiry == 0
                ? keccak256(abi.encode(CONSENT_TYPE, ids[i], digest))
                : keccak256(abi.encode(PERMIT_TYPE, ids[i], expiry));
            address recovered = _recover(_hashTypedDataV4(signed), input.consent);
            if (recovered == address(0) || recovered != input.note.owner) revert NoConsent(ids[i], recovered);
        }
    }

    /// s·H = R + e·E shows that E is a multiple of H: it has no part of any token's generator.
    function _requireBalance(Bn254.Sum memory excess, BalanceProof calldata proof, bytes32 digest) private view {
        if (excess.x | excess.y == 0) revert Bn254.PointAtInfinity();
        if (proof.s >= Bn254.Q) revert NotBalanced();
        uint256 challenge = uint256(keccak256(abi.encode(excess.x, excess.y, proof.x, proof.y, digest))) % Bn254.Q;
        Bn254.Sum memory right;
        (right.x, right.y) = Bn254.multiply(excess.x, excess.y, challenge);
        Bn254.add(right, proof.x, proof.y);
        (uint256 leftX, uint256 leftY) = Bn254.multiply(Bn254.HX, Bn254.HY, proof.s);
        if (leftX != right.x || leftY != right.y) revert NotBalanced();
    }
}
