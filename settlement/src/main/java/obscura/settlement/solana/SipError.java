package obscura.settlement.solana;

import java.util.Arrays;
import java.util.Optional;

/** Why the program refused; what each means is in the IDL. */
public enum SipError {
  PAUSED(6000),
  SIGNERS(6001),
  DELAYS(6002),
  NOT_GUARDIAN(6003),
  QUORUM(6004),
  SIGNATURE(6005),
  EPOCH(6006),
  MINT(6007),
  OTHER_VAULT(6008),
  OTHER_TOKEN(6009),
  NUMBER(6010),
  BATCH_USED(6011),
  DEADLINE(6012),
  TOO_MANY(6013),
  ORDER(6014),
  NOT_OPERATOR(6015),
  NOT_IN_TREE(6016),
  NOTE_TAKEN(6017),
  PERMIT_EXPIRED(6018),
  NOTICE(6019),
  POINT(6020),
  SCALAR(6021),
  AMOUNT(6022),
  RECEIVED(6023),
  OPENING(6024),
  CONTENTS(6025),
  BALANCE(6026),
  TRADE_USED(6027),
  PAGE(6028),
  DRAFT_LIVE(6029),
  ALREADY_RELEASED(6030),
  NOT_MATURED(6031),
  REQUEST_OLDER(6032),
  PREIMAGE(6033),
  LOCK_DEADLINE(6034),
  TOO_EARLY(6035),
  ACCOUNT(6036);

  private final int code;

  SipError(int code) {
    this.code = code;
  }

  /** The code that a failed transaction carries. */
  public int code() {
    return code;
  }

  /** The error of a code, if it is one of ours. */
  public static Optional<SipError> of(int code) {
    return Arrays.stream(values()).filter(error -> error.code == code).findFirst();
  }
}
