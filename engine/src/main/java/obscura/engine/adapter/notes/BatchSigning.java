package obscura.engine.adapter.notes;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import obscura.mpc.api.Evidence;
import obscura.mpc.api.Handle;
import obscura.mpc.api.Outcome;
import obscura.mpc.api.Settlement;
import obscura.mpc.api.Settlement.Place;
import obscura.mpc.api.Settlement.Proved;
import obscura.settlement.crypto.Bytes;
import obscura.settlement.crypto.Groups;
import obscura.settlement.evm.CompactSignature;
import obscura.settlement.evm.EvmBatch;
import obscura.settlement.evm.SpentNote;
import obscura.settlement.evm.VaultCalls;
import obscura.settlement.note.BalanceProof;
import obscura.settlement.note.BatchContent;
import obscura.settlement.note.EvmVault;
import obscura.settlement.service.port.UnavailableException;
import obscura.settlement.sip.EthereumAddress;

/** Has the parties prove the balance of a batch and sign it. */
record BatchSigning(NoteParties parties, EvmVault vault) {
  /**
   * The call that settles it; empty if all three parties refused, and then none signed.
   *
   * @param fills in the order of the content's trades
   * @param inputs in the order of the content's
   * @throws UnavailableException if fewer than two signatures come
   */
  Optional<Bytes> call(BatchContent content, List<Handle> fills, List<SpentNote> inputs) {
    List<Place> places =
        inputs.stream()
            .map(input -> new Place(input.note().place().batch(), input.note().place().index()))
            .toList();
    Outcome outcome =
        parties.run(
            new Settlement.SignBatch(
                content.number(), content.epoch(), content.deadlineSeconds(), fills, places));
    return switch (outcome) {
      case Outcome.Settled(Proved proved) -> Optional.of(call(content, inputs, proved));
      case Outcome.Refused _ -> Optional.empty();
      default -> throw new IllegalStateException("an answer to another task");
    };
  }

  private Bytes call(BatchContent content, List<SpentNote> inputs, Proved proved) {
    Bytes digest = vault.batchDigest(content);
    if (!Bytes.of(proved.digest().bytes()).equals(digest)) {
      throw new IllegalStateException("the parties signed another batch than this one");
    }
    BalanceProof proof =
        new BalanceProof(
            Groups.BN254.decode(NoteAdmission.bytes(proved.nonce()).array()),
            new BigInteger(proved.answer(), 16));
    return VaultCalls.settle(
        new EvmBatch(content, inputs, proof, signatures(digest, proved.digest())));
  }

  /** Of two different keys; whether they are the vault's signers the vault says. */
  private List<CompactSignature> signatures(Bytes digest, Handle about) {
    Set<EthereumAddress> signers = new HashSet<>();
    List<CompactSignature> signatures = new ArrayList<>();
    for (Evidence.Signature each : parties.evidence(about).signatures()) {
      CompactSignature signature = CompactSignature.of(NoteAdmission.bytes(each.hex()).array());
      Optional<EthereumAddress> signer = signature.signerOf(digest);
      if (signatures.size() < EvmBatch.SIGNATURES && signer.isPresent() && signers.add(signer.get())) {
        signatures.add(signature);
      }
    }
    if (signatures.size() < EvmBatch.SIGNATURES) {
      throw new UnavailableException("fewer than two parties' signatures are there");
    }
    return signatures;
  }
}
