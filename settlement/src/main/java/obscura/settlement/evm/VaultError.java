package obscura.settlement.evm;

import java.util.Arrays;
import java.util.Optional;
import obscura.settlement.crypto.Bytes;

/** Why a vault refuses: its contract's errors, under whose names the sources say when they come. */
public enum VaultError {
  ALREADY_REQUESTED("AlreadyRequested(bytes32)"),
  ALREADY_REVOKED("AlreadyRevoked(bytes32,uint64)"),
  AMOUNT_OUT_OF_RANGE("AmountOutOfRange(uint256)"),
  BATCH_EMPTY("BatchEmpty()"),
  BATCH_EXPIRED("BatchExpired(uint64)"),
  BATCH_NUMBER_RESERVED("BatchNumberReserved(uint64)"),
  BATCH_NUMBER_USED("BatchNumberUsed(uint64)"),
  BLINDING_OUT_OF_RANGE("BlindingOutOfRange()"),
  DEADLINE_TOO_FAR("DeadlineTooFar(uint64,uint64)"),
  DELAYS_OUT_OF_ORDER("DelaysOutOfOrder(uint64,uint64,uint64)"),
  FEE_EXCEEDS_AMOUNT("FeeExceedsAmount(uint256,uint256)"),
  LOCK_EXPIRED("LockExpired(uint64)"),
  LOCK_NOT_EXPIRED("LockNotExpired(uint64)"),
  LOCKS_OUT_OF_ORDER("LocksOutOfOrder(uint256)"),
  MEMO_OF_WRONG_LENGTH("MemoOfWrongLength(uint256,uint256)"),
  MEMOS_OF_WRONG_LENGTH("MemosOfWrongLength(uint256,uint256)"),
  NO_CONSENT("NoConsent(bytes32,address)"),
  NO_GENERATOR("NoGenerator()"),
  NOT_A_SIGNER("NotASigner(address)"),
  NOT_A_TOKEN("NotAToken(address)"),
  NOT_BALANCED("NotBalanced()"),
  NOT_MATURE("NotMature(uint64)"),
  NOT_REQUESTED("NotRequested(bytes32)"),
  NOT_THE_GUARDIAN("NotTheGuardian(address)"),
  NOT_THE_OWNER("NotTheOwner(bytes32,address)"),
  NOTE_SPENT("NoteSpent(bytes32)"),
  NOTE_UNKNOWN("NoteUnknown(bytes32)"),
  NOTHING_PROPOSED("NothingProposed()"),
  OWNER_ABSENT("OwnerAbsent()"),
  PATHS_OF_WRONG_LENGTH("PathsOfWrongLength(uint256,uint256)"),
  PERMIT_EXPIRED("PermitExpired(bytes32,uint64)"),
  PERMIT_REVOKED("PermitRevoked(bytes32,uint64)"),
  POINT_AT_INFINITY("PointAtInfinity()"),
  POINT_NOT_ON_CURVE("PointNotOnCurve(uint256,uint256)"),
  PROPOSAL_OUT_OF_ORDER("ProposalOutOfOrder(uint64,uint64)"),
  RECEIVED_OTHER_AMOUNT("ReceivedOtherAmount(uint256,uint256)"),
  RECIPIENT_ABSENT("RecipientAbsent()"),
  REENTRANT_CALL("ReentrancyGuardReentrantCall()"),
  REQUEST_EXPIRED("RequestExpired(uint64)"),
  TOKEN_FAILED("SafeERC20FailedOperation(address)"),
  SAME_SIGNER_TWICE("SameSignerTwice(address)"),
  SIGNER_ABSENT("SignerAbsent()"),
  SIGNERS_NOT_DISTINCT("SignersNotDistinct()"),
  SIGNERS_NOT_DUE("SignersNotDue(uint64)"),
  TOKEN_LISTED_ALREADY("TokenListedAlready(address)"),
  TOKEN_NOT_LISTED("TokenNotListed(address)"),
  TOO_MANY_NOTES("TooManyNotes(uint256)"),
  TRADE_SETTLED("TradeSettled(uint64)"),
  VAULT_PAUSED("VaultPaused()"),
  WRONG_EPOCH("WrongEpoch(uint64,uint64)"),
  WRONG_OPENING("WrongOpening(bytes32)"),
  WRONG_PREIMAGE("WrongPreimage(bytes32)");

  private final String signature;

  VaultError(String signature) {
    this.signature = signature;
  }

  /** Name and types of the arguments, as Solidity writes them. */
  public String signature() {
    return signature;
  }

  /** The name in the contract. */
  String contractName() {
    return signature.substring(0, signature.indexOf('('));
  }

  static Optional<VaultError> of(Bytes selector) {
    return Arrays.stream(values())
        .filter(error -> VaultCalls.selector(error.signature).equals(selector))
        .findAny();
  }
}
