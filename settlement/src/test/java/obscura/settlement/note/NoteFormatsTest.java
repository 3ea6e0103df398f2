package obscura.settlement.note;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import obscura.settlement.crypto.Bytes;
import obscura.settlement.crypto.Point;
import obscura.settlement.sip.EthereumAddress;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;

/** Every format of the notes is the one that another implementation computes. */
class NoteFormatsTest {
  static List<NoteVectors> both() {
    return NoteVectors.both();
  }

  @Test
  void generatorsAreTheOnesThatAnybodyFinds() {
    NoteVectors evm = both().get(0);
    assertThat(encoded(evm.vault().h())).isEqualTo(evm.bytes("/H"));
    for (JsonNode token : NoteVectors.list(evm.json().get("tokens"))) {
      Bytes address = NoteVectors.bytes(token.get("token"));
      assertThat(encoded(evm.vault().generators(address).g()))
          .isEqualTo(NoteVectors.bytes(token.get("G")));
    }
    NoteVectors solana = both().get(1);
    assertThat(encoded(solana.vault().h())).isEqualTo(solana.bytes("/H"));
    assertThat(encoded(solana.vault().generators(solana.bytes("/mint")).g()))
        .isEqualTo(solana.bytes("/G"));
  }

  @ParameterizedTest
  @MethodSource("both")
  void commitmentsAndIdsAgree(NoteVectors vectors) {
    for (int i = 0; i < vectors.json().get("notes").size(); i++) {
      Note note = vectors.note(i);
      Opening opening = vectors.opening(i);
      assertThat(
              vectors.vault().generators(note.token()).commit(opening.amount(), opening.blinding()))
          .isEqualTo(note.commitment());
      assertThat(opening.opens(vectors.vault(), note)).isTrue();
      assertThat(vectors.vault().noteId(note, vectors.place(i))).isEqualTo(vectors.id(i));
    }
  }

  @ParameterizedTest
  @MethodSource("both")
  void treesAndPathsAgree(NoteVectors vectors) {
    List<Bytes> leaves = List.of(vectors.id(0), vectors.id(1), vectors.id(2));
    NoteTree tree = NoteTree.of(vectors.vault(), leaves);
    assertThat(tree.root()).isEqualTo(vectors.bytes("/tree/root"));
    assertThat(tree.path(2))
        .isEqualTo(
            NoteVectors.list(vectors.json().at("/tree/pathOf2")).stream()
                .map(NoteVectors::bytes)
                .toList());
    for (int i = 0; i < leaves.size(); i++) {
      List<Bytes> path = tree.path(i);
      assertThat(NoteTree.holds(vectors.vault(), tree.root(), i, leaves.get(i), path)).isTrue();
      assertThat(NoteTree.holds(vectors.vault(), tree.root(), i ^ 1, leaves.get(i), path))
          .isFalse();
      assertThat(NoteTree.holds(vectors.vault(), tree.root(), i + 4, leaves.get(i), path))
          .isFalse();
      List<Bytes> cut = new ArrayList<>(path.subList(1, path.size()));
      assertThat(NoteTree.holds(vectors.vault(), tree.root(), i, leaves.get(i), cut)).isFalse();
    }
  }

  @ParameterizedTest
  @MethodSource("both")
  void aTreeHasOneTo1024Leaves(NoteVectors vectors) {
    Bytes leaf = vectors.id(0);
    NoteTree one = NoteTree.of(vectors.vault(), List.of(leaf));
    assertThat(one.root()).isEqualTo(leaf);
    assertThat(one.path(0)).isEmpty();
    NoteTree most = NoteTree.of(vectors.vault(), Collections.nCopies(1024, leaf));
    assertThat(most.path(1023)).hasSize(10);
    assertThatThrownBy(() -> NoteTree.of(vectors.vault(), List.of()))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> NoteTree.of(vectors.vault(), Collections.nCopies(1025, leaf)))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @ParameterizedTest
  @MethodSource("both")
  void locksAgree(NoteVectors vectors) {
    Bytes hash = vectors.vault().lockHash(vectors.lock());
    assertThat(hash).isEqualTo(vectors.bytes("/lock/lockHash"));
    assertThat(vectors.vault().lockedLeaf(vectors.id(2), hash))
        .isEqualTo(vectors.bytes("/lock/leaf"));
  }

  @ParameterizedTest
  @MethodSource("both")
  void theBatchsDigestAndRootAgree(NoteVectors vectors) {
    BatchContent batch = vectors.batch();
    assertThat(vectors.vault().batchDigest(batch)).isEqualTo(vectors.bytes("/batch/digest"));
    assertThat(batch.tree(vectors.vault()).root()).isEqualTo(vectors.bytes("/batch/root"));
  }

  @ParameterizedTest
  @MethodSource("both")
  void whatOwnersSignAgrees(NoteVectors vectors) {
    Vault vault = vectors.vault();
    Bytes id = vectors.id(0);
    assertThat(vault.permitDigest(id, vectors.number("/permit/expiry")))
        .isEqualTo(vectors.bytes("/permit/digest"));
    assertThat(vault.consentDigest(id, vectors.bytes("/batch/digest")))
        .isEqualTo(vectors.bytes("/consent/digest"));
    assertThat(vault.withdrawDigest(id, vectors.withdrawal()))
        .isEqualTo(vectors.bytes("/withdraw/digest"));
    assertThat(vault.revokeDigest(id)).isEqualTo(vectors.bytes("/revoke/digest"));
  }

  @Test
  void whatSignersSignForTheirSuccessorsAgrees() {
    NoteVectors evm = both().get(0);
    List<EthereumAddress> three =
        NoteVectors.list(evm.json().at("/signers/signers")).stream()
            .map(address -> EthereumAddress.parse(address.asString()))
            .toList();
    assertThat(((EvmVault) evm.vault()).signersDigest(three, evm.number("/signers/proposal")))
        .isEqualTo(evm.bytes("/signers/digest"));
    NoteVectors solana = both().get(1);
    List<Bytes> keys =
        NoteVectors.list(solana.json().at("/signers/signers")).stream()
            .map(NoteVectors::bytes)
            .toList();
    assertThat(
            ((SolanaVault) solana.vault())
                .signersDigest(
                    solana.number("/signers/epoch"),
                    solana.number("/signers/proposals"),
                    keys,
                    solana.bytes("/signers/guardian")))
        .isEqualTo(solana.bytes("/signers/digest"));
  }

  @ParameterizedTest
  @MethodSource("both")
  void theForeignProofOfBalanceHoldsAndNoOther(NoteVectors vectors) {
    Vault vault = vectors.vault();
    Point excess =
        BalanceProof.excess(
            vault.group(),
            List.of(vectors.note(0).commitment()),
            List.of(vectors.note(1).commitment(), vectors.note(2).commitment()));
    assertThat(encoded(excess)).isEqualTo(vectors.bytes("/balance/E"));
    Point commitment = vault.group().decode(vectors.bytes("/balance/R").array());
    Bytes digest = vectors.bytes("/batch/digest");
    BigInteger answer = new BigInteger(1, vectors.bytes("/balance/s").array());
    assertThat(vault.balanceChallenge(excess, commitment, digest))
        .isEqualTo(new BigInteger(1, vectors.bytes("/balance/e").array()));

    BalanceProof proof = new BalanceProof(commitment, answer);
    assertThat(proof.holds(vault, excess, digest)).isTrue();
    assertThat(proof.holds(vault, excess, vectors.id(0))).isFalse();
    assertThat(proof.holds(vault, excess.plus(vault.h()), digest)).isFalse();
    assertThat(proof.holds(vault, vault.group().identity(), digest)).isFalse();
    assertThat(
            new BalanceProof(commitment, answer.add(vault.group().order()))
                .holds(vault, excess, digest))
        .isFalse();
    assertThat(
            new BalanceProof(commitment, answer.add(BigInteger.ONE)).holds(vault, excess, digest))
        .isFalse();
    assertThat(new BalanceProof(vault.group().identity(), answer).holds(vault, excess, digest))
        .isFalse();
  }

  @ParameterizedTest
  @MethodSource("both")
  void fieldsOfTheWrongLengthAreRefused(NoteVectors vectors) {
    Vault vault = vectors.vault();
    Note note = vectors.note(0);
    NotePlace place = vectors.place(0);
    Bytes wrong = Bytes.zeros(31);
    assertThatThrownBy(() -> vault.noteId(new Note(wrong, note.owner(), note.commitment()), place))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> vault.noteId(new Note(note.token(), wrong, note.commitment()), place))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new Note(note.token(), note.owner(), vault.group().identity()))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() ->
            vault.lockHash(
                new NoteLock(vectors.lock().hash(), vectors.lock().refundOwner(), 1, wrong)))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> vault.generators(wrong)).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new NotePlace(1, 1024)).isInstanceOf(IllegalArgumentException.class);
  }

  @ParameterizedTest
  @MethodSource("both")
  void aFeeThatTheVaultCannotHoldIsNotSigned(NoteVectors vectors) {
    BigInteger most =
        BigInteger.ONE.shiftLeft(vectors.vault().amountBits()).subtract(BigInteger.ONE);
    Bytes recipient = vectors.withdrawal().recipient();
    assertThat(
            vectors
                .vault()
                .withdrawDigest(vectors.id(0), new WithdrawalTerms(recipient, most, 1))
                .length())
        .isEqualTo(32);
    assertThatThrownBy(() ->
            vectors
                .vault()
                .withdrawDigest(
                    vectors.id(0), new WithdrawalTerms(recipient, most.add(BigInteger.ONE), 1)))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new WithdrawalTerms(recipient, BigInteger.ONE.negate(), 1))
        .isInstanceOf(IllegalArgumentException.class);
  }

  private static Bytes encoded(Point point) {
    return Bytes.of(point.encode());
  }
}
