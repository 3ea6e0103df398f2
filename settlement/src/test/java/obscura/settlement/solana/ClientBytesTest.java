package obscura.settlement.solana;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import obscura.settlement.crypto.Bytes;
import obscura.settlement.crypto.Groups;
import obscura.settlement.note.BatchContent;
import obscura.settlement.note.Note;
import obscura.settlement.note.NoteLock;
import obscura.settlement.note.NoteOutput;
import obscura.settlement.sip.Base58;
import org.junit.jupiter.api.Test;
import org.p2p.solanaj.core.Account;
import org.p2p.solanaj.core.AccountMeta;
import org.p2p.solanaj.core.PublicKey;
import org.p2p.solanaj.core.Transaction;
import org.p2p.solanaj.core.TransactionInstruction;
import org.p2p.solanaj.programs.SystemProgram;

/** Bytes that the client writes and reads, without a chain. */
class ClientBytesTest {
  private static final VaultAddresses VAULT =
      VaultAddresses.of(SolanaChain.PROGRAM, SolanaChain.PROGRAM, 3);
  private static final Bytes MINT = VaultAddresses.bytes(SolanaChain.PROGRAM);

  private static byte[] bytes(Random random, int count) {
    byte[] bytes = new byte[count];
    random.nextBytes(bytes);
    return bytes;
  }

  private static NoteOutput output(Random random, boolean locked) {
    Note note =
        new Note(
            MINT,
            Bytes.of(bytes(random, 32)),
            Groups.RISTRETTO255.generator().times(BigInteger.valueOf(1 + random.nextInt(1_000))));
    NoteLock lock =
        new NoteLock(
            Bytes.of(bytes(random, 32)),
            Bytes.of(bytes(random, 32)),
            random.nextInt(Integer.MAX_VALUE),
            Bytes.of(bytes(random, NoteFields.REFUND_MEMO_BYTES)));
    return new NoteOutput(
        note,
        Bytes.of(bytes(random, NoteFields.MEMO_BYTES)),
        locked ? Optional.of(lock) : Optional.empty());
  }

  private static BatchContent content(List<NoteOutput> outputs) {
    return new BatchContent(
        9, 0, 5, MINT, List.of(1L, 4_096L, 2L), List.of(Bytes.zeros(32)), outputs);
  }

  @Property(tries = 200)
  void whatAWalletReadsIsWhatWasHandedIn(
      @ForAll long seed, @ForAll @IntRange(min = 1, max = 6) int count) {
    Random random = new Random(seed);
    List<NoteOutput> outputs = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      outputs.add(output(random, random.nextBoolean()));
    }
    BatchContent content = content(outputs);
    TransactionInstruction sent = new BatchInstructions(VAULT).addOutputs(content, 40, outputs);
    List<PublicKey> accounts = sent.getKeys().stream().map(AccountMeta::getPublicKey).toList();
    PostedOutputs read = PostedOutputs.read(accounts, sent.getData()).orElseThrow();
    assertThat(read.first()).isEqualTo(40);
    assertThat(read.draft()).isEqualTo(VAULT.draft(9));
    assertThat(read.entries()).hasSize(count);
    for (int i = 0; i < count; i++) {
      PostedOutputs.Entry entry = read.entries().get(i);
      NoteOutput output = outputs.get(i);
      assertThat(entry.listing()).isEqualTo(VAULT.listing(SolanaChain.PROGRAM));
      assertThat(entry.owner()).isEqualTo(output.note().owner());
      assertThat(entry.commitment()).isEqualTo(Bytes.of(output.note().commitment().encode()));
      assertThat(entry.memo()).isEqualTo(output.memo());
      assertThat(entry.lock()).isEqualTo(output.lock());
    }
  }

  @Property(tries = 200)
  void damagedDataIsReadAsNothing(@ForAll long seed, @ForAll @IntRange(max = 500) int cut) {
    Random random = new Random(seed);
    List<NoteOutput> outputs = List.of(output(random, true), output(random, false));
    TransactionInstruction sent =
        new BatchInstructions(VAULT).addOutputs(content(outputs), 0, outputs);
    List<PublicKey> accounts = sent.getKeys().stream().map(AccountMeta::getPublicKey).toList();
    byte[] data = sent.getData();
    int length = Math.min(cut, data.length - 1);
    assertThat(PostedOutputs.read(accounts, Arrays.copyOf(data, length))).isEmpty();
    assertThat(PostedOutputs.read(List.of(), data)).isEmpty();
    data[0] ^= 1;
    assertThat(PostedOutputs.read(accounts, data)).isEmpty();
  }

  @Test
  void aTransactionIsTheOneThatSolanajMakes() {
    Account payer = new Account();
    Account other = new Account();
    TransactionInstruction transfer =
        SystemProgram.transfer(payer.getPublicKey(), other.getPublicKey(), 77);
    Bytes hash = Bytes.of(Arrays.copyOf(new byte[] {9}, 32));
    String blockhash = Base58.encode(hash.array());
    Transaction theirs = new Transaction().addInstruction(transfer);
    theirs.setRecentBlockHash(blockhash);
    theirs.sign(payer);
    String ours =
        new SolanaTransaction(payer.getPublicKey(), List.of(transfer))
            .signed(blockhash, List.of(TransactionSigner.of(payer)));
    assertThat(ours).isEqualTo(Base64.getEncoder().encodeToString(theirs.serialize()));
  }

  @Test
  void aTransactionIsSignedByAllAndNotTooLong() {
    Account payer = new Account();
    TransactionInstruction transfer =
        SystemProgram.transfer(new Account().getPublicKey(), payer.getPublicKey(), 77);
    SolanaTransaction transaction = new SolanaTransaction(payer.getPublicKey(), List.of(transfer));
    String blockhash = Base58.encode(Arrays.copyOf(new byte[] {9}, 32));
    assertThatThrownBy(() -> transaction.signed(blockhash, List.of(TransactionSigner.of(payer))))
        .hasMessageContaining("nobody signs for");
    TransactionInstruction large =
        new TransactionInstruction(SolanaChain.PROGRAM, List.of(), new byte[1_100]);
    SolanaTransaction tooLong = new SolanaTransaction(payer.getPublicKey(), List.of(large));
    assertThat(tooLong.size()).isGreaterThan(SolanaTransaction.BYTES_MAX);
    assertThatThrownBy(() -> tooLong.signed(blockhash, List.of(TransactionSigner.of(payer))))
        .hasMessageContaining("at most 1232 bytes, not " + tooLong.size());
  }

  @Test
  void piecesFillTransactionsAndKeepTheirOrder() {
    Random random = new Random(1);
    List<NoteOutput> outputs = new ArrayList<>();
    for (int i = 0; i < 50; i++) {
      outputs.add(output(random, i % 7 == 0));
    }
    BatchContent content = content(outputs);
    List<TransactionInstruction> pieces = new BatchPieces(VAULT, content).outputs();
    int next = 0;
    for (TransactionInstruction piece : pieces) {
      List<PublicKey> accounts = piece.getKeys().stream().map(AccountMeta::getPublicKey).toList();
      PostedOutputs read = PostedOutputs.read(accounts, piece.getData()).orElseThrow();
      assertThat(read.first()).isEqualTo(next);
      next += read.entries().size();
      assertThat(new SolanaTransaction(SolanaChain.PROGRAM, List.of(piece)).size())
          .isLessThanOrEqualTo(SolanaTransaction.BYTES_MAX);
    }
    assertThat(next).isEqualTo(50);
    assertThat(pieces).hasSizeLessThan(12);
    assertThat(BatchInstructions.pages(content)).containsExactly(0L, 1L);
  }

  @Test
  void accountsOfAnotherKindAreNotRead() {
    assertThatThrownBy(() -> VaultState.of(new byte[400])).hasMessageContaining("kind Vault");
    assertThatThrownBy(() -> BatchState.of(new byte[3])).hasMessageContaining("kind Batch");
  }
}
