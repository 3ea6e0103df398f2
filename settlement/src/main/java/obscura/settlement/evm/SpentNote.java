package obscura.settlement.evm;

/**
 * A note that a batch spends, and its owner's word.
 *
 * @param expirySeconds 0: the signature is a Consent to this batch; otherwise a Permit until then
 */
public record SpentNote(PlacedNote note, long expirySeconds, CompactSignature consent) {
  /** Says that the signature is a Consent to one batch. */
  public static final long CONSENT = 0;

  AbiValue abi() {
    return AbiValue.tuple(
        note.noteAbi(),
        AbiValue.number(note.path().size()),
        AbiValue.number(expirySeconds),
        consent.abi());
  }
}
