// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {Hashes} from "@openzeppelin/contracts/utils/cryptography/Hashes.sol";
import {Note} from "./Types.sol";

/// Which notes exist and which are spent. Notes are born in batches; a batch is one Merkle root, and for each 128 of its
/// notes one word of marks: the low half says *unspent*, the high half *watched* (its permits have an end). The words are
/// not zero from the start, so that spending a note always costs the small price of changing one. A batch of the vault's
/// own holds one note: its root is the note's id, and goes when it is spent.
abstract contract Notes {
    uint64 public constant FIRST_OWN_BATCH = 1 << 63;
    uint256 public constant NOTES_PER_BATCH_MAX = 1024;
    uint256 public constant DEPTH_MAX = 10;
    uint256 private constant NOTES_PER_WORD = 128;

    /// Merkle root of each batch; 0 if there is none, or if it was an own batch whose note is spent.
    mapping(uint64 batch => bytes32 root) public roots;
    mapping(uint256 batchAndWord => uint256 marks) private _marks;
    /// From when on (seconds) permits of a note count no more; 0: no such time.
    mapping(bytes32 note => uint64 end) public permitsEndAt;
    uint64 private _nextOwnBatch = FIRST_OWN_BATCH;

    error NoteUnknown(bytes32 note);
    error NoteSpent(bytes32 note);
    error BatchNumberUsed(uint64 number);
    error BatchNumberReserved(uint64 number);
    error TooManyNotes(uint256 count);

    /// The words that a note id is the Keccak-256 of, in the layout of abi.encode.
    struct IdWords {
        uint256 chainId;
        address vault;
        address token;
        address owner;
        uint256 x;
        uint256 y;
        uint64 batch;
        uint32 index;
    }

    /// The id of a note on this chain in this vault.
    function noteId(Note calldata note) public view returns (bytes32) {
        return _idOf(_idWords(), note);
    }

    /// Whether a note exists and may still be spent. `leaf` is its id, or the leaf of a locked note.
    function isUnspent(bytes32 leaf, uint64 batch, uint32 index, bytes32[] calldata path) public view returns (bool) {
        if (!_isLeaf(leaf, batch, index, path)) return false;
        return batch >= FIRST_OWN_BATCH || _marks[_word(batch, index)] & _bit(index) != 0;
    }

    function _idWords() internal view returns (IdWords memory words) {
        words.chainId = block.chainid;
        words.vault = address(this);
    }

    function _idOf(IdWords memory words, Note calldata note) internal pure returns (bytes32) {
        words.token = note.token;
        words.owner = note.owner;
        words.x = note.x;
        words.y = note.y;
        words.batch = note.batch;
        words.index = note.index;
        return _hash(words);
    }

    function _hash(IdWords memory words) internal pure returns (bytes32 id) {
        assembly ("memory-safe") {
            id := keccak256(words, 0x100)
        }
    }

    /// Marks a leaf as spent. True if it is worth a look into `permitsEndAt`.
    function _spend(bytes32 leaf, uint64 batch, uint32 index, bytes32[] calldata path) internal returns (bool watched) {
        _requireLeaf(leaf, batch, index, path);
        if (batch >= FIRST_OWN_BATCH) {
            delete roots[batch];
            return true;
        }
        uint256 word = _word(batch, index);
        uint256 marks = _marks[word];
        uint256 bit = _bit(index);
        if (marks & bit == 0) revert NoteSpent(leaf);
        watched = marks & (bit << NOTES_PER_WORD) != 0;
        _marks[word] = marks & ~(bit | (bit << NOTES_PER_WORD));
    }

    /// Ends a note's permits at a time, unless they end already.
    function _endPermits(bytes32 id, Note calldata note, bytes32[] calldata path, uint64 end) internal returns (bool) {
        if (!isUnspent(id, note.batch, note.index, path)) {
            _requireLeaf(id, note.batch, note.index, path);
            revert NoteSpent(id);
        }
        if (permitsEndAt[id] != 0) return false;
        permitsEndAt[id] = end;
        if (note.batch < FIRST_OWN_BATCH) {
            _marks[_word(note.batch, note.index)] |= _bit(note.index) << NOTES_PER_WORD;
        }
        return true;
    }

    /// Makes a batch of the vault's own out of one note.
    function _bear(address token, address owner, uint256 x, uint256 y) internal returns (uint64 batch, bytes32 id) {
        batch = _nextOwnBatch++;
        IdWords memory words = _idWords();
        words.token = token;
        words.owner = owner;
        words.x = x;
        words.y = y;
        words.batch = batch;
        id = _hash(words);
        roots[batch] = id;
    }

    function _requireNumberFree(uint64 number) internal view {
        if (number >= FIRST_OWN_BATCH) revert BatchNumberReserved(number);
        if (roots[number] != 0) revert BatchNumberUsed(number);
    }

    /// Makes a batch of the venue's. Overwrites the leaves.
    function _bearAll(uint64 number, bytes32[] memory leaves, uint256 count) internal returns (bytes32 root) {
        root = _fold(leaves);
        roots[number] = root;
        for (uint256 from = 0; from < count; from += NOTES_PER_WORD) {
            uint256 here = count - from < NOTES_PER_WORD ? count - from : NOTES_PER_WORD;
            _marks[_word(number, uint32(from))] = (1 << here) - 1;
        }
    }

    /// Room for the leaves of a tree of `count` notes: the next power of two, missing ones 0.
    function _leaves(uint256 count) internal pure returns (bytes32[] memory) {
        if (count > NOTES_PER_BATCH_MAX) revert TooManyNotes(count);
        uint256 size = 1;
        while (size < count) size <<= 1;
        return new bytes32[](size);
    }

    function _fold(bytes32[] memory nodes) private pure returns (bytes32) {
        for (uint256 size = nodes.length; size > 1; size >>= 1) {
            assembly ("memory-safe") {
                let from := add(nodes, 0x20)
                let to := from
                for { let end := add(from, shl(5, size)) } lt(from, end) { from := add(from, 0x40) } {
                    mstore(to, keccak256(from, 0x40))
                    to := add(to, 0x20)
                }
            }
        }
        return nodes[0];
    }

    function _requireLeaf(bytes32 leaf, uint64 batch, uint32 index, bytes32[] calldata path) private view {
        if (_isLeaf(leaf, batch, index, path)) return;
        if (batch >= FIRST_OWN_BATCH && batch < _nextOwnBatch && roots[batch] == 0) revert NoteSpent(leaf);
        revert NoteUnknown(leaf);
    }

    function _isLeaf(bytes32 leaf, uint64 batch, uint256 index, bytes32[] calldata path) private view returns (bool) {
        if (path.length > DEPTH_MAX || index >> path.length != 0) return false;
        bytes32 node = leaf;
        for (uint256 level = 0; level < path.length; ++level) {
            bytes32 sibling = path[level];
            node = (index >> level) & 1 == 0
                ? Hashes.efficientKeccak256(node, sibling)
                : Hashes.efficientKeccak256(sibling, node);
        }
        return node != 0 && node == roots[batch];
    }

    function _word(uint64 batch, uint32 index) private pure returns (uint256) {
        return (uint256(batch) << 32) | (index / NOTES_PER_WORD);
    }

    function _bit(uint32 index) private pure returns (uint256) {
        return 1 << (index % NOTES_PER_WORD);
    }
}
