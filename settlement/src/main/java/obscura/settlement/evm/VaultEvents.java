package obscura.settlement.evm;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.stream.Collectors;
import obscura.settlement.crypto.Bytes;
import obscura.settlement.crypto.Groups;
import obscura.settlement.crypto.Hash;
import obscura.settlement.note.Note;
import obscura.settlement.note.NotePlace;
import obscura.settlement.note.WithdrawalTerms;
import obscura.settlement.sip.EthereumAddress;

/** Reads the logs of a vault. */
public final class VaultEvents {
  private static final String NOTE = "(address,address,uint256,uint256,uint64,uint32)";
  private static final int FEE_BITS = 96;
  private static final int AMOUNT_BITS = 256;

  /** Signature of each event, and what reads its topics (after the first) and data. */
  static final Map<String, BiFunction<AbiReader, AbiReader, VaultEvent>> READERS =
      Map.ofEntries(
          Map.entry("BatchSettled(uint64,bytes32,bytes32)", VaultEvents::settled),
          Map.entry(
              "Deposited(uint64,address,address,uint256,uint256,uint256,bytes)",
              VaultEvents::deposited),
          Map.entry(
              "WithdrawalRequested(bytes32,bytes32,(address,uint96,uint64),uint64)",
              VaultEvents::requested),
          Map.entry("Withdrawn(bytes32,address,address,uint256,uint256)", VaultEvents::withdrawn),
          Map.entry("PermitsEnd(bytes32,uint64)", VaultEvents::permitsEnd),
          Map.entry("LockClaimed(bytes32,uint64," + NOTE + ",bytes32)", VaultEvents::claimed),
          Map.entry("LockRefunded(bytes32,uint64," + NOTE + ")", VaultEvents::refunded),
          Map.entry("TokenListed(address,uint256,uint256)", VaultEvents::listed),
          Map.entry("SignersProposed(uint64,address[3],uint64)", VaultEvents::proposed),
          Map.entry("SignersChanged(uint64,address[3])", VaultEvents::changed),
          Map.entry("PausedByGuardian()", (topics, data) -> new VaultEvent.Paused()),
          Map.entry("ResumedByGuardian()", (topics, data) -> new VaultEvent.Resumed()));

  private static final Map<Bytes, BiFunction<AbiReader, AbiReader, VaultEvent>> BY_TOPIC =
      READERS.entrySet().stream()
          .collect(
              Collectors.toUnmodifiableMap(entry -> topic(entry.getKey()), Map.Entry::getValue));

  /** The first topic of an event. */
  static Bytes topic(String signature) {
    return Bytes.of(Hash.keccak256(Hash.utf8(signature)));
  }

  /**
   * Reads a log; empty if it is of no event of a vault.
   *
   * @throws MalformedDataException if it is of one but does not hold what that event holds
   */
  public static Optional<VaultEvent> decode(List<Bytes> topics, Bytes data) {
    if (topics.isEmpty()) {
      return Optional.empty();
    }
    Bytes indexed = Bytes.of(topics.stream().skip(1).map(Bytes::array).toArray(byte[][]::new));
    return Optional.ofNullable(BY_TOPIC.get(topics.getFirst()))
        .map(reader -> read(reader, indexed, data));
  }

  private static VaultEvent read(
      BiFunction<AbiReader, AbiReader, VaultEvent> reader, Bytes indexed, Bytes data) {
    try {
      return reader.apply(AbiReader.of(indexed), AbiReader.of(data));
    } catch (IllegalArgumentException impossible) {
      throw new MalformedDataException("it is no possible event", impossible);
    }
  }

  private static VaultEvent settled(AbiReader topics, AbiReader data) {
    return new VaultEvent.Settled(topics.uint64(), data.word(), data.word());
  }

  private static VaultEvent deposited(AbiReader topics, AbiReader data) {
    NotePlace place = new NotePlace(topics.uint64(), 0);
    Bytes token = topics.address();
    Bytes owner = data.address();
    var amount = data.number(AMOUNT_BITS);
    return new VaultEvent.Deposited(
        PlacedNote.note(token, owner, data), place, amount, data.blob());
  }

  private static VaultEvent requested(AbiReader topics, AbiReader data) {
    WithdrawalTerms terms =
        new WithdrawalTerms(data.address(), data.number(FEE_BITS), data.uint64());
    return new VaultEvent.WithdrawalRequested(topics.word(), topics.word(), terms, data.uint64());
  }

  private static VaultEvent withdrawn(AbiReader topics, AbiReader data) {
    return new VaultEvent.Withdrawn(
        topics.word(),
        topics.address(),
        data.address(),
        data.number(AMOUNT_BITS),
        data.number(AMOUNT_BITS));
  }

  private static VaultEvent permitsEnd(AbiReader topics, AbiReader data) {
    return new VaultEvent.PermitsEnd(topics.word(), data.uint64());
  }

  private static VaultEvent claimed(AbiReader topics, AbiReader data) {
    Note note = PlacedNote.readNote(data);
    NotePlace place = PlacedNote.readPlace(data);
    return new VaultEvent.Claimed(topics.word(), note, place, data.word());
  }

  private static VaultEvent refunded(AbiReader topics, AbiReader data) {
    Note note = PlacedNote.readNote(data);
    return new VaultEvent.Refunded(topics.word(), note, PlacedNote.readPlace(data));
  }

  private static VaultEvent listed(AbiReader topics, AbiReader data) {
    Bytes point = Bytes.of(data.word().array(), data.word().array());
    return new VaultEvent.TokenListed(topics.address(), Groups.BN254.decode(point.array()));
  }

  private static VaultEvent proposed(AbiReader topics, AbiReader data) {
    return new VaultEvent.SignersProposed(topics.uint64(), signers(data), data.uint64());
  }

  private static VaultEvent changed(AbiReader topics, AbiReader data) {
    return new VaultEvent.SignersChanged(topics.uint64(), signers(data));
  }

  private static List<EthereumAddress> signers(AbiReader data) {
    List<EthereumAddress> signers = new ArrayList<>();
    for (int i = 0; i < VaultTerms.SIGNERS; i++) {
      signers.add(EthereumAddress.of(data.address().array()));
    }
    return signers;
  }

  private VaultEvents() {}
}
