// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {SIPSettlement} from "../src/SIPSettlement.sol";
import {SignerSet} from "../src/SignerSet.sol";
import {Signature} from "../src/Types.sol";
import {Trades} from "./Trades.sol";

/// The parties' keys change, slowly.
contract SignersTest is Trades {
    uint256 private constant NEW_PARTY = 0xb1;

    function test_twoPartiesReplaceOne() public {
        propose(others(), 1, PARTY_0, PARTY_2);
        vm.warp(START + SIGNER_DELAY);
        vault.adoptSigners();
        assertEq(vault.epoch(), 2);
        assertEq(vault.signers()[1], vm.addr(NEW_PARTY));

        Draft memory d = trade();
        permitAll(d, d.batch.deadline);
        sealedBy(d, PARTY_0, PARTY_1);
        vm.expectRevert(abi.encodeWithSelector(SignerSet.NotASigner.selector, vm.addr(PARTY_1)));
        vault.settle(d.batch);
        settle(sealedBy(d, PARTY_0, NEW_PARTY));
    }

    function test_untilThenTheOldOnesSign() public {
        propose(others(), 1, PARTY_0, PARTY_2);
        vm.warp(START + SIGNER_DELAY - 1);
        vm.expectRevert(abi.encodeWithSelector(SignerSet.SignersNotDue.selector, START + SIGNER_DELAY));
        vault.adoptSigners();
        settle(signed(trade()));
    }

    function test_signaturesOfAnOldEpochCountNoMore() public {
        propose(others(), 1, PARTY_0, PARTY_2);
        vm.warp(START + SIGNER_DELAY);
        Draft memory d = trade();
        permitAll(d, d.batch.deadline);
        sealedBy(d, PARTY_0, PARTY_2);
        vault.adoptSigners();
        vm.expectRevert(abi.encodeWithSelector(SIPSettlement.WrongEpoch.selector, 1, 2));
        vault.settle(d.batch);
    }

    function test_whoDoesNotLikeThemLeavesFirst() public view {
        assertTrue(vault.SIGNER_DELAY() > vault.WITHDRAWAL_DELAY(), "longer than a withdrawal");
        assertTrue(vault.WITHDRAWAL_DELAY() > vault.BATCH_LIFETIME(), "longer than a batch");
    }

    function test_aProposalNeedsTwoParties() public {
        vm.expectRevert(abi.encodeWithSelector(SignerSet.SameSignerTwice.selector, vm.addr(PARTY_0)));
        propose(others(), 1, PARTY_0, PARTY_0);
        vm.expectRevert(abi.encodeWithSelector(SignerSet.NotASigner.selector, vm.addr(NEW_PARTY)));
        propose(others(), 1, PARTY_0, NEW_PARTY);
    }

    function test_aProposalIsHandedInOnce() public {
        propose(others(), 1, PARTY_0, PARTY_2);
        vm.expectRevert(abi.encodeWithSelector(SignerSet.ProposalOutOfOrder.selector, 1, 2));
        propose(others(), 1, PARTY_0, PARTY_2);
        vm.warp(START + 100);
        propose(others(), 2, PARTY_0, PARTY_1);
        assertEq(vault.proposedFrom(), START + 100 + SIGNER_DELAY);
    }

    function test_aProposalIsAdoptedOnce() public {
        vm.expectRevert(abi.encodeWithSelector(SignerSet.NothingProposed.selector));
        vault.adoptSigners();
        propose(others(), 1, PARTY_0, PARTY_2);
        vm.warp(START + SIGNER_DELAY);
        vault.adoptSigners();
        vm.expectRevert(abi.encodeWithSelector(SignerSet.NothingProposed.selector));
        vault.adoptSigners();
    }

    function test_threeSignersAreThree() public {
        address[3] memory next = others();
        next[2] = next[0];
        vm.expectRevert(abi.encodeWithSelector(SignerSet.SignersNotDistinct.selector));
        propose(next, 1, PARTY_0, PARTY_2);
        next[2] = address(0);
        vm.expectRevert(abi.encodeWithSelector(SignerSet.SignerAbsent.selector));
        propose(next, 1, PARTY_0, PARTY_2);
    }

    function others() private pure returns (address[3] memory) {
        return [vm.addr(PARTY_0), vm.addr(NEW_PARTY), vm.addr(PARTY_2)];
    }

    function propose(address[3] memory next, uint64 proposal, uint256 first, uint256 second) private {
        bytes32 digest = typed(
            keccak256(
                abi.encode(
                    keccak256("Signers(address first,address second,address third,uint64 proposal)"),
                    next[0],
                    next[1],
                    next[2],
                    proposal
                )
            )
        );
        Signature[2] memory signatures = [sign(first, digest), sign(second, digest)];
        vault.proposeSigners(next, proposal, signatures);
    }
}
