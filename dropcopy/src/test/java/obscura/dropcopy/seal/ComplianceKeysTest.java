package obscura.dropcopy.seal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import obscura.dropcopy.Records;
import obscura.dropcopy.record.Bytes;
import obscura.dropcopy.record.SealedValues;
import obscura.dropcopy.record.StoredRecord;
import obscura.dropcopy.record.TradingRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The officer makes keys once and keeps the private one to herself. */
class ComplianceKeysTest {
  @TempDir Path folder;

  @Test
  void thePrivateFileIsForItsOwnerOnly() throws IOException {
    Path secret = folder.resolve("officer.key");
    KeyWrap wrap = ComplianceKeys.generate(folder.resolve("officer.pub"), secret);
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(secret)))
        .isEqualTo("rw-------");
    assertThat(KeyUnwrap.load(secret).fingerprint()).isEqualTo(wrap.fingerprint());
    assertThat(KeyWrap.load(folder.resolve("officer.pub")).fingerprint())
        .isEqualTo(wrap.fingerprint());
    assertThat(Files.readString(folder.resolve("officer.pub"))).doesNotContain("PRIVATE");
  }

  @Test
  void keysAreNeverOverwritten() throws IOException {
    Path secret = folder.resolve("officer.key");
    ComplianceKeys.generate(folder.resolve("officer.pub"), secret);
    String before = Files.readString(secret);
    assertThatThrownBy(() -> ComplianceKeys.generate(folder.resolve("other.pub"), secret))
        .isInstanceOf(SealException.class);
    assertThat(Files.readString(secret)).isEqualTo(before);
  }

  @Test
  void wrongFilesAreRefusedByName() throws IOException {
    Path publicFile = folder.resolve("officer.pub");
    ComplianceKeys.generate(publicFile, folder.resolve("officer.key"));
    assertThatThrownBy(() -> KeyUnwrap.load(publicFile))
        .isInstanceOf(SealException.class)
        .hasMessageContaining("officer.pub");
    assertThatThrownBy(() -> KeyWrap.load(folder.resolve("none")))
        .isInstanceOf(SealException.class)
        .hasMessageContaining("none");
    Path bad = folder.resolve("bad.pub");
    Files.writeString(bad, KeyFile.PUBLIC + "\n" + Hpke.SCHEME + "\nAAAA\n");
    assertThatThrownBy(() -> KeyWrap.load(bad)).isInstanceOf(SealException.class);
  }

  @Test
  void aCiphertextMovedToAnotherRecordDoesNotOpen() {
    Path secret = folder.resolve("officer.key");
    KeyWrap wrap = ComplianceKeys.generate(folder.resolve("officer.pub"), secret);
    TradingRecord record = Records.trade(1, "2", "3").getFirst();
    RecordSealer.Sealed sealed = new RecordSealer(List.of(wrap)).seal(record).orElseThrow();
    RecordOpener opener =
        new RecordOpener(KeyUnwrap.load(secret), name -> sealed.session().wraps());
    assertThat(opener.open(stored(record, sealed.values()))).isEqualTo(record);
    for (TradingRecord other : List.of(at(record, 2, 0), at(record, 1, 1))) {
      assertThatThrownBy(() -> opener.open(stored(other, sealed.values())))
          .isInstanceOf(SealException.class);
    }
  }

  @Test
  void recordsOfOneScopeShareADataKeyAndOthersDoNot() {
    KeyWrap wrap =
        ComplianceKeys.generate(folder.resolve("officer.pub"), folder.resolve("officer.key"));
    RecordSealer sealer = new RecordSealer(List.of(wrap));
    TradingRecord alice = Records.trade(1, "2", "3").get(0);
    TradingRecord bob = Records.trade(1, "2", "3").get(1);
    int first = index(sealer, alice);
    assertThat(index(sealer, bob)).isNotEqualTo(first);
    assertThat(index(sealer, alice)).isEqualTo(first);
    for (int event = 2; event < 2 + RecordSealer.SCOPES_MAX; event++) {
      index(sealer, Records.trade(event, "2", "3").getFirst());
    }
    RecordSealer.Sealed again = sealer.seal(alice).orElseThrow();
    assertThat(again.values().keyIndex()).isNotEqualTo(first);
  }

  @Test
  void theLengthOfACiphertextTellsNothingOfTheDigits() {
    KeyWrap wrap =
        ComplianceKeys.generate(folder.resolve("officer.pub"), folder.resolve("officer.key"));
    RecordSealer sealer = new RecordSealer(List.of(wrap));
    int small = length(sealer, "1", "1");
    assertThat(length(sealer, "123456789012345678", "98765.4321")).isEqualTo(small);
  }

  @Test
  void aRecordPrintsNoSecretValue() {
    SortedMap<String, String> secret = Records.map("lastPx", "31337.5");
    TradingRecord record = Records.trade(1, "2", "3").getFirst().withSecret(secret);
    assertThat(record.toString()).isEqualTo("FILL 1.0");
  }

  /** Known answers, so that stores written today stay readable. */
  @Test
  void theRatchetGivesTheKeysThatItAlwaysGave() {
    KeyRatchet ratchet = new KeyRatchet(new byte[32]);
    String first = HexFormat.of().formatHex(ratchet.next().getEncoded());
    String second = HexFormat.of().formatHex(ratchet.next().getEncoded());
    assertThat(first).isEqualTo("e97790bd617d7b44ac07ed0ac3e9fc04df0f16f6ae9a6c7ca5ec21c24399614b");
    assertThat(second)
        .isEqualTo("2952113730799809d6aada8a5449546e5d05c557b7bf216ca9d81828d4b9a6d3");
  }

  private static int index(RecordSealer sealer, TradingRecord record) {
    return sealer.seal(record).orElseThrow().values().keyIndex();
  }

  /** The same of another event, under the same data key. */
  private static TradingRecord at(TradingRecord r, long position, int part) {
    return new TradingRecord(
        position,
        part,
        r.at(),
        r.participant(),
        r.firm(),
        r.kind(),
        r.execId(),
        r.orderId(),
        r.clientId(),
        r.requestId(),
        r.tradeId(),
        r.open(),
        r.secret(),
        r.keyScope());
  }

  private static int length(RecordSealer sealer, String quantity, String price) {
    TradingRecord record = Records.trade(1, quantity, price).getFirst();
    return sealer.seal(record).orElseThrow().values().ciphertext().length();
  }

  private static StoredRecord stored(TradingRecord record, SealedValues values) {
    return StoredRecord.link(1, record, Optional.of(values), Bytes.zero(StoredRecord.HASH_BYTES));
  }
}
