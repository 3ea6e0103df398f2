package obscura.settlement.evm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import obscura.settlement.crypto.Bytes;
import obscura.settlement.crypto.Groups;
import obscura.settlement.crypto.Point;
import obscura.settlement.note.BalanceProof;
import obscura.settlement.note.BatchContent;
import obscura.settlement.note.EvmVault;
import obscura.settlement.note.Note;
import obscura.settlement.note.NoteLock;
import obscura.settlement.note.NoteOutput;
import obscura.settlement.note.NotePlace;
import obscura.settlement.sip.EthereumAddress;

/** Batches of any shape become calldata and come back; damaged calldata is refused, never more. */
class BatchCalldataProperties {
  private static final EvmVault VAULT =
      new EvmVault(BigInteger.ONE, EthereumAddress.of(new byte[EthereumAddress.BYTES]));

  @Property(tries = 100)
  void aBatchComesBackAsItWas(
      @ForAll long seed,
      @ForAll @IntRange(min = 1, max = 9) int inputs,
      @ForAll @IntRange(min = 1, max = 9) int outputs) {
    EvmBatch batch = batch(new Random(seed), inputs, outputs);
    assertThat(batch.isConsistent(VAULT)).isTrue();
    assertThat(BatchCalldata.decode(VAULT, VaultCalls.settle(batch))).isEqualTo(batch);
  }

  @Property(tries = 100)
  void theCallIsFoundInsideAnother(
      @ForAll long seed, @ForAll @IntRange(min = 0, max = 200) int before) {
    EvmBatch batch = batch(new Random(seed), 2, 4);
    byte[] wrapping = new byte[before];
    new Random(seed).nextBytes(wrapping);
    Bytes input = Bytes.of(wrapping, VaultCalls.settle(batch).array(), wrapping);
    Bytes digest = VAULT.batchDigest(batch.content());
    assertThat(BatchCalldata.find(VAULT, input, digest)).contains(batch);
    assertThat(BatchCalldata.find(VAULT, input, Bytes.zeros(32))).isEmpty();
  }

  @Property(tries = 200)
  void aTruncatedCallIsRefused(
      @ForAll long seed, @ForAll @IntRange(min = 1, max = 10_000) int cut) {
    byte[] call = VaultCalls.settle(batch(new Random(seed), 2, 3)).array();
    // The padding at the very end may be missing: the contract does not miss it either.
    int left = (call.length - 31) - (1 + cut % (call.length - 32));
    Bytes shorter = Bytes.of(Arrays.copyOf(call, left));
    assertThatThrownBy(() -> BatchCalldata.decode(VAULT, shorter))
        .isInstanceOf(MalformedDataException.class);
  }

  @Property(tries = 300)
  void aDamagedCallIsAnotherBatchOrRefused(
      @ForAll long seed, @ForAll @IntRange(min = 4, max = 100_000) int at, @ForAll byte damage) {
    EvmBatch batch = batch(new Random(seed), 1, 2);
    byte[] call = VaultCalls.settle(batch).array();
    call[4 + at % (call.length - 4)] ^= damage;
    try {
      EvmBatch read = BatchCalldata.decode(VAULT, Bytes.of(call));
      assertThat(read.content().outputs()).isNotEmpty();
    } catch (MalformedDataException refused) {
      assertThat(refused.getMessage()).isNotBlank();
    }
  }

  private static EvmBatch batch(Random random, int inputs, int outputs) {
    List<SpentNote> spent = new ArrayList<>();
    for (int i = 0; i < inputs; i++) {
      spent.add(spent(random));
    }
    List<NoteOutput> made = new ArrayList<>();
    for (int i = 0; i < outputs; i++) {
      made.add(new NoteOutput(note(random), bytes(random, 62), lock(random)));
    }
    BatchContent content =
        new BatchContent(
            random.nextLong() >>> 1,
            random.nextInt(9),
            random.nextInt(Integer.MAX_VALUE),
            Bytes.zeros(0),
            List.of(random.nextLong(), random.nextLong()),
            spent.stream().map(input -> input.note().id(VAULT)).toList(),
            made);
    BalanceProof proof = new BalanceProof(point(random), new BigInteger(250, random));
    return new EvmBatch(content, spent, proof, List.of(signature(random), signature(random)));
  }

  private static SpentNote spent(Random random) {
    int depth = random.nextInt(5);
    List<Bytes> path = new ArrayList<>();
    for (int i = 0; i < depth; i++) {
      path.add(bytes(random, 32));
    }
    NotePlace place = new NotePlace(random.nextLong(), random.nextInt(1 << depth));
    return new SpentNote(
        new PlacedNote(note(random), place, path),
        random.nextInt(Integer.MAX_VALUE),
        signature(random));
  }

  private static Optional<NoteLock> lock(Random random) {
    return random.nextInt(3) == 0
        ? Optional.of(
            new NoteLock(
                bytes(random, 32), bytes(random, 20), random.nextInt(9_999), bytes(random, 94)))
        : Optional.empty();
  }

  private static Note note(Random random) {
    return new Note(bytes(random, 20), bytes(random, 20), point(random));
  }

  private static Point point(Random random) {
    return Groups.BN254.generator().times(BigInteger.valueOf(1 + random.nextInt(50)));
  }

  private static CompactSignature signature(Random random) {
    return new CompactSignature(bytes(random, 32), bytes(random, 32));
  }

  private static Bytes bytes(Random random, int length) {
    byte[] bytes = new byte[length];
    random.nextBytes(bytes);
    return Bytes.of(bytes);
  }
}
