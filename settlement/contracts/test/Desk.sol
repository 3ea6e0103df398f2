// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {Bn254} from "../src/Bn254.sol";
import {SIPSettlement} from "../src/SIPSettlement.sol";
import {
    BalanceProof,
    Batch,
    Input,
    Lock,
    LockedOutput,
    Note,
    Opening,
    Output,
    Signature,
    Withdrawal
} from "../src/Types.sol";
import {DevToken} from "../src/dev/DevToken.sol";
import {Test} from "./Vm.sol";

/// A vault with two tokens, three parties and owners who know their notes; digests and trees are made here anew, from the
/// page of formats.
abstract contract Desk is Test {
    uint64 internal constant LIFETIME = 1 hours;
    uint64 internal constant WITHDRAWAL_DELAY = 1 days;
    uint64 internal constant SIGNER_DELAY = 7 days;
    uint64 internal constant START = 1_800_000_000;
    uint256 internal constant PARTY_0 = 0xa0;
    uint256 internal constant PARTY_1 = 0xa1;
    uint256 internal constant PARTY_2 = 0xa2;
    address internal constant GUARDIAN = address(0x6a);
    address internal constant RELAY = address(0x7e1a);

    /// A note with all that its owner knows.
    struct Coin {
        Note note;
        uint256 amount;
        uint256 blinding;
        uint256 key;
        bytes32[] path;
    }

    /// An output to be made.
    struct Make {
        address token;
        uint256 amount;
        uint256 key;
    }

    /// A batch, what it makes, and what its proof and signatures are made of.
    struct Draft {
        Batch batch;
        Coin[] spent;
        Coin[] made;
    }

    SIPSettlement internal vault;
    DevToken internal weth;
    DevToken internal usdc;
    uint256 private _counter;
    uint64 internal nextBatch = 1;
    uint64 internal nextTrade = 1000;

    function setUp() public virtual {
        vm.warp(START);
        vault = newVault();
        weth = new DevToken("Wrapped Ether", "WETH", 18);
        usdc = new DevToken("USD Coin", "USDC", 6);
        vault.listToken(address(weth));
        vault.listToken(address(usdc));
    }

    function newVault() internal returns (SIPSettlement) {
        return new SIPSettlement(
            GUARDIAN, [vm.addr(PARTY_0), vm.addr(PARTY_1), vm.addr(PARTY_2)], LIFETIME, WITHDRAWAL_DELAY, SIGNER_DELAY
        );
    }

    // ---- owners -------------------------------------------------------------------------------------------------------

    function fresh() internal returns (uint256) {
        return uint256(keccak256(abi.encode("fresh", ++_counter))) % Bn254.Q;
    }

    function memo(uint256 seed) internal pure returns (bytes memory) {
        return abi.encodePacked(keccak256(abi.encode(seed)), bytes30(keccak256(abi.encode("tail", seed))));
    }

    function commitment(address token, uint256 amount, uint256 blinding) internal view returns (uint256, uint256) {
        (uint256 gx, uint256 gy) = vault.generators(token);
        return Bn254.commit(gx, gy, amount, blinding);
    }

    function depositOf(address token, uint256 amount) internal returns (Coin memory coin) {
        coin.amount = amount;
        coin.key = fresh();
        coin.blinding = fresh();
        DevToken(token).mint(address(this), amount);
        DevToken(token).approve(address(vault), amount);
        uint64 batch = vault.deposit(token, amount, vm.addr(coin.key), coin.blinding, memo(1));
        (uint256 x, uint256 y) = commitment(token, amount, coin.blinding);
        coin.note = Note(token, vm.addr(coin.key), x, y, batch, 0);
    }

    function idOf(Note memory note) internal view returns (bytes32) {
        return
            keccak256(abi.encode(block.chainid, vault, note.token, note.owner, note.x, note.y, note.batch, note.index));
    }

    // ---- batches ------------------------------------------------------------------------------------------------------

    function draft(Coin[] memory spent, Make[] memory makes) internal returns (Draft memory d) {
        d.spent = spent;
        d.made = new Coin[](makes.length);
        d.batch.number = nextBatch++;
        d.batch.epoch = vault.epoch();
        d.batch.deadline = uint64(block.timestamp) + LIFETIME;
        d.batch.trades = new uint64[](1);
        d.batch.trades[0] = nextTrade++;
        d.batch.inputs = new Input[](spent.length);
        d.batch.outputs = new Output[](makes.length);
        for (uint256 i = 0; i < spent.length; ++i) {
            d.batch.inputs[i] = Input(spent[i].note, uint8(spent[i].path.length), 0, Signature(0, 0));
            d.batch.paths = joined(d.batch.paths, spent[i].path);
        }
        for (uint256 i = 0; i < makes.length; ++i) {
            d.made[i] = make(d.batch.number, uint32(i), makes[i]);
            Note memory n = d.made[i].note;
            d.batch.outputs[i] = Output(n.token, n.owner, n.x, n.y);
            d.batch.memos = bytes.concat(d.batch.memos, memo(i));
        }
    }

    /// Permits for an hour, proof, and the signatures of parties 0 and 1.
    function signed(Draft memory d) internal returns (Draft memory) {
        permitAll(d, uint64(block.timestamp) + LIFETIME);
        return sealedBy(d, PARTY_0, PARTY_1);
    }

    function sealedBy(Draft memory d, uint256 first, uint256 second) internal returns (Draft memory) {
        bytes32 digest = digestOf(d.batch);
        prove(d, digest);
        d.batch.signatures[0] = sign(first, digest);
        d.batch.signatures[1] = sign(second, digest);
        return d;
    }

    function permitAll(Draft memory d, uint64 expiry) internal view {
        for (uint256 i = 0; i < d.spent.length; ++i) {
            bytes32 id = idOf(d.spent[i].note);
            d.batch.inputs[i].expiry = expiry;
            d.batch.inputs[i].consent = sign(
                d.spent[i].key,
                typed(keccak256(abi.encode(keccak256("Permit(bytes32 note,uint64 expiry)"), id, expiry)))
            );
        }
    }

    function consentAll(Draft memory d) internal view {
        bytes32 digest = digestOf(d.batch);
        for (uint256 i = 0; i < d.spent.length; ++i) {
            bytes32 id = idOf(d.spent[i].note);
            d.batch.inputs[i].expiry = 0;
            d.batch.inputs[i].consent = sign(
                d.spent[i].key,
                typed(keccak256(abi.encode(keccak256("Consent(bytes32 note,bytes32 batch)"), id, digest)))
            );
        }
    }

    /// Proves the excess of the blindings, whether or not the amounts balance.
    function prove(Draft memory d, bytes32 digest) internal {
        uint256 secret = 0;
        Bn254.Sum memory ins;
        Bn254.Sum memory outs;
        for (uint256 i = 0; i < d.spent.length; ++i) {
            secret = addmod(secret, d.spent[i].blinding, Bn254.Q);
            Bn254.add(ins, d.batch.inputs[i].note.x, d.batch.inputs[i].note.y);
        }
        for (uint256 i = 0; i < d.made.length; ++i) {
            secret = addmod(secret, Bn254.Q - d.made[i].blinding, Bn254.Q);
            Bn254.add(outs, d.batch.outputs[i].x, d.batch.outputs[i].y);
        }
        Bn254.subtract(ins, outs);
        uint256 nonce = fresh();
        (uint256 x, uint256 y) = Bn254.multiply(Bn254.HX, Bn254.HY, nonce);
        uint256 challenge = uint256(keccak256(abi.encode(ins.x, ins.y, x, y, digest))) % Bn254.Q;
        d.batch.proof = BalanceProof(x, y, addmod(nonce, mulmod(challenge, secret, Bn254.Q), Bn254.Q));
    }

    /// Settles and gives the outputs their paths.
    function settle(Draft memory d) internal returns (Coin[] memory made) {
        vault.settle(d.batch);
        bytes32[] memory leaves = leavesOf(d.batch);
        made = d.made;
        for (uint32 i = 0; i < made.length; ++i) {
            made[i].path = pathIn(leaves, i);
        }
    }

    // ---- formats ------------------------------------------------------------------------------------------------------

    function digestOf(Batch memory b) internal view returns (bytes32) {
        bytes memory ids;
        bytes memory trades;
        bytes memory outputs;
        for (uint256 i = 0; i < b.trades.length; ++i) {
            trades = bytes.concat(trades, bytes8(b.trades[i]));
        }
        for (uint256 i = 0; i < b.inputs.length; ++i) {
            ids = bytes.concat(ids, idOf(b.inputs[i].note));
        }
        for (uint256 i = 0; i < b.outputs.length; ++i) {
            Output memory o = b.outputs[i];
            bytes memory m = slice(b.memos, i * 62, 62);
            outputs = bytes.concat(
                outputs, keccak256(abi.encodePacked(o.token, o.owner, o.x, o.y, m, lockHash(lockOf(b, i))))
            );
        }
        return typed(
            keccak256(
                abi.encode(
                    keccak256(
                        "Batch(uint64 number,uint64 epoch,uint64 deadline,bytes32 trades,bytes32 inputs,bytes32 outputs)"
                    ),
                    b.number,
                    b.epoch,
                    b.deadline,
                    keccak256(trades),
                    keccak256(ids),
                    keccak256(outputs)
                )
            )
        );
    }

    function typed(bytes32 structHash) internal view returns (bytes32) {
        bytes32 domain = keccak256(
            abi.encode(
                keccak256("EIP712Domain(string name,string version,uint256 chainId,address verifyingContract)"),
                keccak256("SIPVault"),
                keccak256("1"),
                block.chainid,
                vault
            )
        );
        return keccak256(abi.encodePacked(hex"1901", domain, structHash));
    }

    function lockOf(Batch memory b, uint256 output) internal pure returns (Lock memory lock) {
        for (uint256 i = 0; i < b.locks.length; ++i) {
            if (b.locks[i].output == output) return b.locks[i].lock;
        }
    }

    function lockHash(Lock memory lock) internal pure returns (bytes32) {
        if (lock.refundOwner == address(0)) return 0;
        return keccak256(abi.encode(lock.hash, lock.refundOwner, lock.deadline, lock.refundMemo));
    }

    function leavesOf(Batch memory b) internal view returns (bytes32[] memory leaves) {
        uint256 size = 1;
        while (size < b.outputs.length) size *= 2;
        leaves = new bytes32[](size);
        for (uint32 i = 0; i < b.outputs.length; ++i) {
            Output memory o = b.outputs[i];
            leaves[i] = idOf(Note(o.token, o.owner, o.x, o.y, b.number, i));
            bytes32 lock = lockHash(lockOf(b, i));
            if (lock != 0) leaves[i] = keccak256(abi.encode(keccak256("OBSCURA-LOCK-v1"), leaves[i], lock));
        }
    }

    function pathIn(bytes32[] memory leaves, uint256 index) internal pure returns (bytes32[] memory path) {
        uint256 depth = 0;
        while ((1 << depth) < leaves.length) ++depth;
        path = new bytes32[](depth);
        bytes32[] memory level = leaves;
        for (uint256 d = 0; d < depth; ++d) {
            path[d] = level[index ^ 1];
            bytes32[] memory above = new bytes32[](level.length / 2);
            for (uint256 i = 0; i < above.length; ++i) {
                above[i] = keccak256(abi.encode(level[2 * i], level[2 * i + 1]));
            }
            level = above;
            index /= 2;
        }
    }

    function withdrawalDigest(Note memory note, Withdrawal memory w) internal view returns (bytes32) {
        return typed(
            keccak256(
                abi.encode(
                    keccak256("Withdraw(bytes32 note,address recipient,uint96 fee,uint64 deadline)"),
                    idOf(note),
                    w.recipient,
                    w.fee,
                    w.deadline
                )
            )
        );
    }

    function sign(uint256 key, bytes32 digest) internal pure returns (Signature memory) {
        (uint8 v, bytes32 r, bytes32 s) = vm.sign(key, digest);
        return Signature(r, bytes32(uint256(s) | (uint256(v - 27) << 255)));
    }

    function openingOf(Coin memory coin) internal pure returns (Opening memory) {
        return Opening(coin.amount, coin.blinding);
    }

    function coins(Coin memory a) internal pure returns (Coin[] memory list) {
        list = new Coin[](1);
        list[0] = a;
    }

    function coins(Coin memory a, Coin memory b) internal pure returns (Coin[] memory list) {
        list = new Coin[](2);
        list[0] = a;
        list[1] = b;
    }

    function make(uint64 batch, uint32 index, Make memory m) private returns (Coin memory coin) {
        coin.amount = m.amount;
        coin.key = m.key == 0 ? fresh() : m.key;
        coin.blinding = fresh();
        (uint256 x, uint256 y) = commitment(m.token, m.amount, coin.blinding);
        coin.note = Note(m.token, vm.addr(coin.key), x, y, batch, index);
    }

    function joined(bytes32[] memory a, bytes32[] memory b) internal pure returns (bytes32[] memory all) {
        all = new bytes32[](a.length + b.length);
        for (uint256 i = 0; i < all.length; ++i) {
            all[i] = i < a.length ? a[i] : b[i - a.length];
        }
    }

    function slice(bytes memory from, uint256 start, uint256 length) internal pure returns (bytes memory piece) {
        piece = new bytes(length);
        for (uint256 i = 0; i < length; ++i) {
            piece[i] = from[start + i];
        }
    }
}
