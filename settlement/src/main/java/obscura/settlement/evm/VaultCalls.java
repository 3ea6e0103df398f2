package obscura.settlement.evm;

import java.util.Arrays;
import java.util.List;
import obscura.settlement.crypto.Bytes;
import obscura.settlement.crypto.Hash;
import obscura.settlement.note.NoteLock;
import obscura.settlement.note.NoteMemo;
import obscura.settlement.note.Opening;
import obscura.settlement.note.WithdrawalTerms;
import obscura.settlement.sip.EthereumAddress;

/** The data of the transactions that a vault takes: selector and arguments. Pure. */
public final class VaultCalls {
  static final int SELECTOR_BYTES = 4;
  private static final String NOTE = "(address,address,uint256,uint256,uint64,uint32)";
  private static final String SIGNATURE = "(bytes32,bytes32)";
  private static final String TERMS = "(address,uint96,uint64)";
  private static final String OPENING = "(uint256,uint256)";
  private static final String LOCK = "(bytes32,address,uint64,bytes)";
  static final String SETTLE =
      "settle((uint64,uint64,uint64,uint64[],("
          + NOTE
          + ",uint8,uint64,"
          + SIGNATURE
          + ")[],bytes32[],(address,address,uint256,uint256)[],bytes,(uint32,"
          + LOCK
          + ")[],(uint256,uint256,uint256),"
          + SIGNATURE
          + "[2]))";
  static final String DEPOSIT = "deposit(address,uint256,address,uint256,bytes)";
  static final String REQUEST =
      "requestWithdrawal(" + NOTE + ",bytes32[]," + TERMS + "," + SIGNATURE + ")";
  static final String FINISH =
      "finishWithdrawal(" + NOTE + ",bytes32[]," + TERMS + "," + OPENING + ")";
  static final String REVOKE = "revoke(" + NOTE + ",bytes32[]," + SIGNATURE + ")";
  static final String CLAIM = "claim(" + NOTE + "," + LOCK + ",bytes32[],bytes32)";
  static final String REFUND = "refund(" + NOTE + "," + LOCK + ",bytes32[])";
  static final String LIST = "listToken(address)";
  static final String PROPOSE = "proposeSigners(address[3],uint64," + SIGNATURE + "[2])";
  static final String ADOPT = "adoptSigners()";
  static final String PAUSE = "pause()";
  static final String RESUME = "resume()";

  /** Settles a batch. */
  public static Bytes settle(EvmBatch batch) {
    return call(SETTLE, BatchCalldata.abi(batch));
  }

  /** Computes a token's generator. */
  public static Bytes listToken(EthereumAddress token) {
    return call(LIST, AbiValue.right(Bytes.of(token.bytes())));
  }

  /** Turns tokens of the sender's, which it has approved, into a note. */
  public static Bytes deposit(Bytes token, Bytes owner, Opening opening, NoteMemo memo) {
    return call(
        DEPOSIT,
        AbiValue.right(token),
        AbiValue.number(opening.amount()),
        AbiValue.right(owner),
        AbiValue.number(opening.blinding()),
        new AbiValue.Blob(memo.encode()));
  }

  /** Hands an owner's wish to leave in. */
  public static Bytes requestWithdrawal(
      PlacedNote note, WithdrawalTerms terms, CompactSignature signature) {
    return call(REQUEST, note.noteAbi(), note.pathAbi(), abi(terms), signature.abi());
  }

  /** Pays a matured withdrawal out. */
  public static Bytes finishWithdrawal(PlacedNote note, WithdrawalTerms terms, Opening opening) {
    AbiValue opened =
        AbiValue.tuple(AbiValue.number(opening.amount()), AbiValue.number(opening.blinding()));
    return call(FINISH, note.noteAbi(), note.pathAbi(), abi(terms), opened);
  }

  /** Hands an owner's wish in that a note's permits end. */
  public static Bytes revoke(PlacedNote note, CompactSignature signature) {
    return call(REVOKE, note.noteAbi(), note.pathAbi(), signature.abi());
  }

  /** Turns a locked note into one of its owner's. */
  public static Bytes claim(PlacedNote locked, NoteLock lock, Bytes preimage) {
    return call(CLAIM, locked.noteAbi(), abi(lock), locked.pathAbi(), new AbiValue.Word(preimage));
  }

  /** Turns a locked note into one of the refund owner's. */
  public static Bytes refund(PlacedNote locked, NoteLock lock) {
    return call(REFUND, locked.noteAbi(), abi(lock), locked.pathAbi());
  }

  /** Proposes three new signers; two of the present ones have signed. */
  public static Bytes proposeSigners(
      List<EthereumAddress> next, long proposal, List<CompactSignature> signatures) {
    return call(
        PROPOSE,
        new AbiValue.Tuple(
            next.stream()
                .<AbiValue>map(signer -> AbiValue.right(Bytes.of(signer.bytes())))
                .toList()),
        AbiValue.number(proposal),
        new AbiValue.Tuple(signatures.stream().map(CompactSignature::abi).toList()));
  }

  /** Lets the proposed signers take over. */
  public static Bytes adoptSigners() {
    return call(ADOPT);
  }

  /** Stops deposits and batches; the guardian's. */
  public static Bytes pause() {
    return call(PAUSE);
  }

  /** Ends a pause; the guardian's. */
  public static Bytes resume() {
    return call(RESUME);
  }

  static Bytes call(String function, AbiValue... arguments) {
    return Bytes.of(selector(function).array(), AbiValue.tuple(arguments).encode().array());
  }

  static Bytes selector(String signature) {
    return Bytes.of(Arrays.copyOf(Hash.keccak256(Hash.utf8(signature)), SELECTOR_BYTES));
  }

  static AbiValue abi(NoteLock lock) {
    return AbiValue.tuple(
        new AbiValue.Word(lock.hash()),
        AbiValue.right(lock.refundOwner()),
        AbiValue.number(lock.deadlineSeconds()),
        new AbiValue.Blob(lock.refundMemo()));
  }

  private static AbiValue abi(WithdrawalTerms terms) {
    return AbiValue.tuple(
        AbiValue.right(terms.recipient()),
        AbiValue.number(terms.fee()),
        AbiValue.number(terms.deadlineSeconds()));
  }

  private VaultCalls() {}
}
