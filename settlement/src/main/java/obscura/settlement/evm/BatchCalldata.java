package obscura.settlement.evm;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import obscura.settlement.crypto.Bytes;
import obscura.settlement.crypto.Groups;
import obscura.settlement.note.BalanceProof;
import obscura.settlement.note.BatchContent;
import obscura.settlement.note.EvmVault;
import obscura.settlement.note.Note;
import obscura.settlement.note.NoteLock;
import obscura.settlement.note.NoteMemo;
import obscura.settlement.note.NoteOutput;
import obscura.settlement.note.NotePlace;
import obscura.settlement.sip.StealthCurve;

/** A batch as the argument of {@code settle}, and back. */
public final class BatchCalldata {
  private static final int MEMO = NoteMemo.bytes(StealthCurve.SECP256K1);

  /** So many places of an input are tried: who writes more wants to keep readers busy. */
  private static final int CANDIDATES_MAX = 64;

  private static final Bytes SELECTOR = VaultCalls.selector(VaultCalls.SETTLE);

  static AbiValue abi(EvmBatch batch) {
    BatchContent content = batch.content();
    byte[] commitment = batch.proof().commitment().encode();
    return AbiValue.tuple(
        AbiValue.number(content.number()),
        AbiValue.number(content.epoch()),
        AbiValue.number(content.deadlineSeconds()),
        new AbiValue.Sequence(content.trades().stream().map(AbiValue::number).toList()),
        new AbiValue.Sequence(batch.inputs().stream().map(SpentNote::abi).toList()),
        new AbiValue.Sequence(
            batch.inputs().stream()
                .flatMap(input -> input.note().path().stream())
                .map(AbiValue.Word::new)
                .toList()),
        new AbiValue.Sequence(content.outputs().stream().map(BatchCalldata::abi).toList()),
        new AbiValue.Blob(
            Bytes.of(
                content.outputs().stream()
                    .map(output -> output.memo().array())
                    .toArray(byte[][]::new))),
        new AbiValue.Sequence(locks(content.outputs())),
        AbiValue.tuple(
            new AbiValue.Word(Bytes.of(Arrays.copyOf(commitment, AbiValue.WORD))),
            new AbiValue.Word(
                Bytes.of(Arrays.copyOfRange(commitment, AbiValue.WORD, commitment.length))),
            AbiValue.number(batch.proof().answer())),
        new AbiValue.Tuple(batch.signatures().stream().map(CompactSignature::abi).toList()));
  }

  private static AbiValue abi(NoteOutput output) {
    byte[] point = output.note().commitment().encode();
    return AbiValue.tuple(
        AbiValue.right(output.note().token()),
        AbiValue.right(output.note().owner()),
        new AbiValue.Word(Bytes.of(Arrays.copyOf(point, AbiValue.WORD))),
        new AbiValue.Word(Bytes.of(Arrays.copyOfRange(point, AbiValue.WORD, point.length))));
  }

  private static List<AbiValue> locks(List<NoteOutput> outputs) {
    return IntStream.range(0, outputs.size())
        .boxed()
        .flatMap(i ->
            outputs.get(i).lock().stream()
                .<AbiValue>map(lock -> AbiValue.tuple(AbiValue.number(i), VaultCalls.abi(lock))))
        .toList();
  }

  /**
   * Reads a call of {@code settle}.
   *
   * @param call selector and argument
   * @throws MalformedDataException if it is something else
   */
  public static EvmBatch decode(EvmVault vault, Bytes call) {
    byte[] data = call.array();
    if (!startsWith(data, 0)) {
      throw new MalformedDataException("it is no call of settle");
    }
    Bytes argument = Bytes.of(Arrays.copyOfRange(data, VaultCalls.SELECTOR_BYTES, data.length));
    try {
      return read(vault, AbiReader.of(argument).tuple());
    } catch (IllegalArgumentException impossible) {
      throw new MalformedDataException("it is no possible batch", impossible);
    }
  }

  /**
   * Finds the call that made a batch in a transaction's input, also inside another contract's call.
   *
   * @param digest as the event says it
   */
  public static Optional<EvmBatch> find(EvmVault vault, Bytes input, Bytes digest) {
    byte[] data = input.array();
    return IntStream.range(0, Math.max(0, data.length - VaultCalls.SELECTOR_BYTES))
        .filter(at -> startsWith(data, at))
        .limit(CANDIDATES_MAX)
        .mapToObj(at -> Bytes.of(Arrays.copyOfRange(data, at, data.length)))
        .flatMap(call -> decoded(vault, call))
        .filter(batch -> vault.batchDigest(batch.content()).equals(digest))
        .findFirst();
  }

  private static Stream<EvmBatch> decoded(EvmVault vault, Bytes call) {
    try {
      return Stream.of(decode(vault, call));
    } catch (MalformedDataException other) {
      return Stream.empty();
    }
  }

  private static boolean startsWith(byte[] data, int at) {
    byte[] selector = SELECTOR.array();
    return data.length - at >= selector.length
        && Arrays.equals(data, at, at + selector.length, selector, 0, selector.length);
  }

  private static EvmBatch read(EvmVault vault, AbiReader from) {
    long number = from.uint64();
    long epoch = from.uint64();
    long deadline = from.uint64();
    List<Long> trades = from.sequence(AbiReader::uint64);
    List<RawInput> inputs = from.sequence(RawInput::read);
    List<Bytes> paths = from.sequence(AbiReader::word);
    List<Note> notes = from.sequence(PlacedNote::readNote);
    Bytes memos = from.blob();
    List<RawLock> locks = from.sequence(element -> RawLock.read(element.tuple()));
    Bytes commitment = Bytes.of(from.word().array(), from.word().array());
    BalanceProof proof =
        new BalanceProof(
            Groups.BN254.decode(commitment.array()), from.number(Byte.SIZE * AbiValue.WORD));
    List<CompactSignature> signatures =
        List.of(CompactSignature.read(from), CompactSignature.read(from));
    List<SpentNote> spent = spent(inputs, paths);
    BatchContent content =
        new BatchContent(
            number,
            epoch,
            deadline,
            Bytes.zeros(0),
            trades,
            spent.stream().map(input -> input.note().id(vault)).toList(),
            outputs(notes, memos, locks));
    return new EvmBatch(content, spent, proof, signatures);
  }

  private static List<SpentNote> spent(List<RawInput> inputs, List<Bytes> paths) {
    List<SpentNote> spent = new ArrayList<>();
    int from = 0;
    for (RawInput input : inputs) {
      if (input.depth > paths.size() - from) {
        throw new MalformedDataException("the paths are too short");
      }
      List<Bytes> path = paths.subList(from, from + input.depth);
      from += input.depth;
      spent.add(
          new SpentNote(
              new PlacedNote(input.note, input.place, path), input.expiry, input.consent));
    }
    if (from != paths.size()) {
      throw new MalformedDataException("the paths are too long");
    }
    return spent;
  }

  private static List<NoteOutput> outputs(List<Note> notes, Bytes memos, List<RawLock> locks) {
    if (memos.length() != notes.size() * MEMO) {
      throw new MalformedDataException("there is not one memo for each output");
    }
    byte[] all = memos.array();
    List<NoteOutput> outputs = new ArrayList<>();
    for (int i = 0; i < notes.size(); i++) {
      int output = i;
      Optional<NoteLock> lock =
          locks.stream().filter(each -> each.output == output).map(RawLock::lock).findFirst();
      Bytes memo = Bytes.of(Arrays.copyOfRange(all, i * MEMO, (i + 1) * MEMO));
      outputs.add(new NoteOutput(notes.get(i), memo, lock));
    }
    return outputs;
  }

  /** An input before its path is cut out of the others'. */
  private record RawInput(
      Note note, NotePlace place, int depth, long expiry, CompactSignature consent) {
    static RawInput read(AbiReader from) {
      return new RawInput(
          PlacedNote.readNote(from),
          PlacedNote.readPlace(from),
          from.small(),
          from.uint64(),
          CompactSignature.read(from));
    }
  }

  /** A lock and the output that it is for. */
  private record RawLock(int output, NoteLock lock) {
    static RawLock read(AbiReader from) {
      int output = from.small();
      AbiReader lock = from.tuple();
      return new RawLock(
          output, new NoteLock(lock.word(), lock.address(), lock.uint64(), lock.blob()));
    }
  }

  private BatchCalldata() {}
}
