// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {IERC20} from "@openzeppelin/contracts/token/ERC20/IERC20.sol";
import {SafeERC20} from "@openzeppelin/contracts/token/ERC20/utils/SafeERC20.sol";
import {EIP712} from "@openzeppelin/contracts/utils/cryptography/EIP712.sol";
import {ReentrancyGuard} from "@openzeppelin/contracts/utils/ReentrancyGuard.sol";
import {Bn254} from "./Bn254.sol";
import {Notes} from "./Notes.sol";
import {SignerSet} from "./SignerSet.sol";
import {Note, Opening, Signature, Withdrawal} from "./Types.sol";

/// Holds tokens against notes. Deposits and withdrawals show an amount, nothing else does. An owner leaves without the
/// venue, in two steps, paused or not: requestWithdrawal, and after WITHDRAWAL_DELAY finishWithdrawal with the opening.
abstract contract SIPVault is Notes, SignerSet, ReentrancyGuard {
    using SafeERC20 for IERC20;

    bytes32 private constant WITHDRAW_TYPE =
        keccak256("Withdraw(bytes32 note,address recipient,uint96 fee,uint64 deadline)");
    bytes32 private constant REVOKE_TYPE = keccak256("Revoke(bytes32 note)");
    uint256 public constant MEMO_LENGTH = 62;

    address public immutable GUARDIAN;
    /// No batch may name a deadline further away than this (seconds).
    uint64 public immutable BATCH_LIFETIME;
    uint64 public immutable WITHDRAWAL_DELAY;
    bool public paused;

    struct Generator {
        uint256 x;
        uint256 y;
    }

    /// Who handed a request in, and gets its fee; and from when on it may be finished (seconds).
    struct Request {
        address relay;
        uint64 maturesAt;
    }

    mapping(address token => Generator generator) public generators;
    /// By the digest that the owner signed.
    mapping(bytes32 withdrawal => Request request) public withdrawals;

    event TokenListed(address indexed token, uint256 x, uint256 y);
    event Deposited(
        uint64 indexed batch, address indexed token, address owner, uint256 amount, uint256 x, uint256 y, bytes memo
    );
    event WithdrawalRequested(bytes32 indexed note, bytes32 indexed withdrawal, Withdrawal terms, uint64 maturesAt);
    event Withdrawn(bytes32 indexed note, address indexed token, address recipient, uint256 amount, uint256 fee);
    event PermitsEnd(bytes32 indexed note, uint64 end);
    event PausedByGuardian();
    event ResumedByGuardian();

    error DelaysOutOfOrder(uint64 batchLifetime, uint64 withdrawalDelay, uint64 signerDelay);
    error NotTheGuardian(address caller);
    error VaultPaused();
    error NotAToken(address token);
    error TokenListedAlready(address token);
    error TokenNotListed(address token);
    error AmountOutOfRange(uint256 amount);
    error BlindingOutOfRange();
    error OwnerAbsent();
    error RecipientAbsent();
    error MemoOfWrongLength(uint256 length, uint256 expected);
    error ReceivedOtherAmount(uint256 received, uint256 expected);
    error NotTheOwner(bytes32 note, address recovered);
    error RequestExpired(uint64 deadline);
    error AlreadyRequested(bytes32 withdrawal);
    error AlreadyRevoked(bytes32 note, uint64 end);
    error NotRequested(bytes32 withdrawal);
    error NotMature(uint64 maturesAt);
    error WrongOpening(bytes32 note);
    error FeeExceedsAmount(uint256 fee, uint256 amount);

    modifier whenOpen() {
        if (paused) revert VaultPaused();
        _;
    }

    modifier onlyGuardian() {
        if (msg.sender != GUARDIAN) revert NotTheGuardian(msg.sender);
        _;
    }

    constructor(
        address guardian,
        address[3] memory firstSigners,
        uint64 batchLifetime,
        uint64 withdrawalDelay,
        uint64 signerDelay
    ) EIP712("SIPVault", "1") SignerSet(firstSigners, signerDelay) {
        if (batchLifetime == 0 || withdrawalDelay <= batchLifetime || signerDelay <= withdrawalDelay) {
            revert DelaysOutOfOrder(batchLifetime, withdrawalDelay, signerDelay);
        }
        if (guardian == address(0)) revert NotTheGuardian(guardian);
        GUARDIAN = guardian;
        BATCH_LIFETIME = batchLifetime;
        WITHDRAWAL_DELAY = withdrawalDelay;
    }

    /// Stops deposits and batches; nothing else.
    function pause() external onlyGuardian {
        paused = true;
        emit PausedByGuardian();
    }

    function resume() external onlyGuardian {
        paused = false;
        emit ResumedByGuardian();
    }

    /// Computes a token's generator. Anyone may list: a bad token harms those who hold it.
    function listToken(address token) external {
        if (token.code.length == 0) revert NotAToken(token);
        if (generators[token].x != 0) revert TokenListedAlready(token);
        (uint256 x, uint256 y) =
            Bn254.generator(abi.encodePacked("OBSCURA-BN254-G-v1:", block.chainid, address(this), token));
        generators[token] = Generator(x, y);
        emit TokenListed(token, x, y);
    }

    /// Turns tokens of the caller's into a note of `owner`'s. Refuses tokens of which less arrives than was sent.
    function deposit(address token, uint256 amount, address owner, uint256 blinding, bytes calldata memo)
        external
        nonReentrant
        whenOpen
        returns (uint64 batch)
    {
        if (owner == address(0)) revert OwnerAbsent();
        if (memo.length != MEMO_LENGTH) revert MemoOfWrongLength(memo.length, MEMO_LENGTH);
        (uint256 x, uint256 y) = _commit(token, Opening(amount, blinding));
        if (x | y == 0) revert Bn254.PointAtInfinity();
        uint256 before = IERC20(token).balanceOf(address(this));
        IERC20(token).safeTransferFrom(msg.sender, address(this), amount);
        uint256 received = IERC20(token).balanceOf(address(this)) - before;
        if (received != amount) revert ReceivedOtherAmount(received, amount);
        (batch,) = _bear(token, owner, x, y);
        emit Deposited(batch, token, owner, amount, x, y, memo);
    }

    /// Hands in an owner's signed wish to leave. The caller gets the fee in the end. The note's permits end with the delay.
    function requestWithdrawal(
        Note calldata note,
        bytes32[] calldata path,
        Withdrawal calldata terms,
        Signature calldata signature
    ) external {
        if (block.timestamp > terms.deadline) revert RequestExpired(terms.deadline);
        if (terms.recipient == address(0)) revert RecipientAbsent();
        bytes32 id = noteId(note);
        bytes32 withdrawal = _withdrawalDigest(id, terms);
        _requireOwner(id, note.owner, withdrawal, signature);
        if (withdrawals[withdrawal].maturesAt != 0) revert AlreadyRequested(withdrawal);
        uint64 maturesAt = uint64(block.timestamp) + WITHDRAWAL_DELAY;
        if (_endPermits(id, note, path, maturesAt)) emit PermitsEnd(id, maturesAt);
        withdrawals[withdrawal] = Request(msg.sender, maturesAt);
        emit WithdrawalRequested(id, withdrawal, terms, maturesAt);
    }

    /// Pays a matured withdrawal out. Anyone who knows the opening may call.
    function finishWithdrawal(
        Note calldata note,
        bytes32[] calldata path,
        Withdrawal calldata terms,
        Opening calldata opening
    ) external nonReentrant {
        bytes32 id = noteId(note);
        Request memory request = _matured(_withdrawalDigest(id, terms));
        (uint256 x, uint256 y) = _commit(note.token, opening);
        if (x != note.x || y != note.y) revert WrongOpening(id);
        if (terms.fee > opening.amount) revert FeeExceedsAmount(terms.fee, opening.amount);
        _spend(id, note.batch, note.index, path);
        emit Withdrawn(id, note.token, terms.recipient, opening.amount, terms.fee);
        IERC20(note.token).safeTransfer(terms.recipient, opening.amount - terms.fee);
        if (terms.fee != 0) IERC20(note.token).safeTransfer(request.relay, terms.fee);
    }

    /// Hands in an owner's signed wish that the permits of a note end, after WITHDRAWAL_DELAY.
    function revoke(Note calldata note, bytes32[] calldata path, Signature calldata signature) external {
        bytes32 id = noteId(note);
        _requireOwner(id, note.owner, _hashTypedDataV4(keccak256(abi.encode(REVOKE_TYPE, id))), signature);
        uint64 end = uint64(block.timestamp) + WITHDRAWAL_DELAY;
        if (!_endPermits(id, note, path, end)) revert AlreadyRevoked(id, permitsEndAt[id]);
        emit PermitsEnd(id, end);
    }

    function _requireOwner(bytes32 id, address owner, bytes32 digest, Signature calldata signature) private pure {
        address recovered = _recover(digest, signature);
        if (recovered == address(0) || recovered != owner) revert NotTheOwner(id, recovered);
    }

    function _withdrawalDigest(bytes32 id, Withdrawal calldata terms) private view returns (bytes32) {
        return _hashTypedDataV4(keccak256(abi.encode(WITHDRAW_TYPE, id, terms.recipient, terms.fee, terms.deadline)));
    }

    function _matured(bytes32 withdrawal) private view returns (Request memory request) {
        request = withdrawals[withdrawal];
        if (request.maturesAt == 0) revert NotRequested(withdrawal);
        if (block.timestamp < request.maturesAt) revert NotMature(request.maturesAt);
    }

    function _commit(address token, Opening memory opening) private view returns (uint256, uint256) {
        if (opening.amount == 0 || opening.amount >= 1 << 96) revert AmountOutOfRange(opening.amount);
        if (opening.blinding >= Bn254.Q) revert BlindingOutOfRange();
        Generator memory generator = generators[token];
        if (generator.x == 0) revert TokenNotListed(token);
        return Bn254.commit(generator.x, generator.y, opening.amount, opening.blinding);
    }
}
