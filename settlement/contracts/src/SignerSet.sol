// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {ECDSA} from "@openzeppelin/contracts/utils/cryptography/ECDSA.sol";
import {EIP712} from "@openzeppelin/contracts/utils/cryptography/EIP712.sol";
import {Signature} from "./Types.sol";

/// The three keys of the parties, two of which sign. Two may propose three new ones; those count after a delay that is
/// longer than a withdrawal takes, so who does not like them has left by then.
abstract contract SignerSet is EIP712 {
    bytes32 private constant SIGNERS_TYPE =
        keccak256("Signers(address first,address second,address third,uint64 proposal)");

    uint64 public immutable SIGNER_DELAY;
    /// Counts signer sets, from 1.
    uint64 public epoch;
    /// Counts proposals; each carries the next number, so none can be handed in twice.
    uint64 public proposals;
    /// From when on the proposed signers may take over (seconds); 0: none are proposed.
    uint64 public proposedFrom;
    address[3] private _signers;
    address[3] private _proposed;

    event SignersProposed(uint64 indexed proposal, address[3] signers, uint64 from);
    event SignersChanged(uint64 indexed epoch, address[3] signers);

    error SignersNotDistinct();
    error SignerAbsent();
    error NotASigner(address recovered);
    error SameSignerTwice(address signer);
    error ProposalOutOfOrder(uint64 proposal, uint64 expected);
    error NothingProposed();
    error SignersNotDue(uint64 from);

    constructor(address[3] memory first, uint64 delay) {
        SIGNER_DELAY = delay;
        _requireDistinct(first);
        _adopt(first);
    }

    function signers() external view returns (address[3] memory) {
        return _signers;
    }

    function proposedSigners() external view returns (address[3] memory) {
        return _proposed;
    }

    /// Proposes three new signers; replaces an earlier proposal. Anyone may hand it in.
    function proposeSigners(address[3] calldata next, uint64 proposal, Signature[2] calldata signatures) external {
        if (proposal != proposals + 1) revert ProposalOutOfOrder(proposal, proposals + 1);
        _requireDistinct(next);
        _requireTwo(
            _hashTypedDataV4(keccak256(abi.encode(SIGNERS_TYPE, next[0], next[1], next[2], proposal))), signatures
        );
        proposals = proposal;
        proposedFrom = uint64(block.timestamp) + SIGNER_DELAY;
        _proposed = next;
        emit SignersProposed(proposal, next, proposedFrom);
    }

    /// Lets the proposed signers take over, once it is time. Anyone may call.
    function adoptSigners() external {
        if (proposedFrom == 0) revert NothingProposed();
        if (block.timestamp < proposedFrom) revert SignersNotDue(proposedFrom);
        delete proposedFrom;
        _adopt(_proposed);
    }

    /// Requires signatures of two different signers.
    function _requireTwo(bytes32 digest, Signature[2] calldata signatures) internal view {
        address first = _signerOf(digest, signatures[0]);
        address second = _signerOf(digest, signatures[1]);
        if (first == second) revert SameSignerTwice(first);
    }

    /// Who signed a digest; 0 if the signature is none, or has a high s.
    function _recover(bytes32 digest, Signature calldata signature) internal pure returns (address who) {
        (who,,) = ECDSA.tryRecover(digest, signature.r, signature.vs);
    }

    function _signerOf(bytes32 digest, Signature calldata signature) private view returns (address who) {
        who = _recover(digest, signature);
        if (who == address(0) || (who != _signers[0] && who != _signers[1] && who != _signers[2])) {
            revert NotASigner(who);
        }
    }

    function _adopt(address[3] memory next) private {
        _signers = next;
        epoch += 1;
        emit SignersChanged(epoch, next);
    }

    function _requireDistinct(address[3] memory keys) private pure {
        if (keys[0] == address(0) || keys[1] == address(0) || keys[2] == address(0)) revert SignerAbsent();
        if (keys[0] == keys[1] || keys[1] == keys[2] || keys[0] == keys[2]) revert SignersNotDistinct();
    }
}
