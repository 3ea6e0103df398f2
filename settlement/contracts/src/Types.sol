// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

/// A note as somebody presents it: `C = (x, y)` hides the amount, `owner` is a one-time address, `batch` and `index` say
/// where it was born. Six words in calldata.
struct Note {
    address token;
    address owner;
    uint256 x;
    uint256 y;
    uint64 batch;
    uint32 index;
}

/// secp256k1 in EIP-2098's compact form: `vs` is s with the parity in its highest bit.
struct Signature {
    bytes32 r;
    bytes32 vs;
}

/// What an owner signs to leave: to whom, what the one who hands the request in gets (in the token's smallest unit), and
/// until when (seconds) it may be handed in.
struct Withdrawal {
    address recipient;
    uint96 fee;
    uint64 deadline;
}

/// What opens a commitment: `C = amount·G(token) + blinding·H`.
struct Opening {
    uint256 amount;
    uint256 blinding;
}

/// Terms of a locked output. `hash` is SHA-256 of a preimage of 32 bytes; `deadline` in seconds.
struct Lock {
    bytes32 hash;
    address refundOwner;
    uint64 deadline;
    bytes refundMemo;
}

/// A note that a batch spends. `depth` siblings of its path stand in `Batch.paths`. `expiry` 0: the signature is a
/// Consent to this batch; otherwise a Permit until `expiry` (seconds).
struct Input {
    Note note;
    uint8 depth;
    uint64 expiry;
    Signature consent;
}

/// A note that a batch makes. Its memo stands in `Batch.memos`.
struct Output {
    address token;
    address owner;
    uint256 x;
    uint256 y;
}

/// Makes `Batch.outputs[output]` a locked note.
struct LockedOutput {
    uint32 output;
    Lock lock;
}

/// Schnorr proof `s·H = R + e·E` that the inputs less the outputs, E, hold no token of any kind.
struct BalanceProof {
    uint256 x;
    uint256 y;
    uint256 s;
}

/// What `settle` takes. `paths` and `memos` hold the pieces of all inputs and outputs, one after another; `locks` stand
/// in the order of their outputs.
struct Batch {
    uint64 number;
    uint64 epoch;
    uint64 deadline;
    uint64[] trades;
    Input[] inputs;
    bytes32[] paths;
    Output[] outputs;
    bytes memos;
    LockedOutput[] locks;
    BalanceProof proof;
    Signature[2] signatures;
}
