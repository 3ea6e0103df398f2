package obscura.settlement.note;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.util.List;
import java.util.Optional;
import java.util.stream.StreamSupport;
import obscura.settlement.crypto.Bytes;
import obscura.settlement.sip.EthereumAddress;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The formats as another implementation computes them; SOURCE.txt beside them names it. */
record NoteVectors(String name, JsonNode json, Vault vault) {
  static JsonNode read() {
    try (InputStream in = NoteVectors.class.getResourceAsStream("vectors.json")) {
      return new JsonMapper().readTree(in.readAllBytes());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static List<NoteVectors> both() {
    JsonNode all = read();
    JsonNode evm = all.get("evm");
    JsonNode solana = all.get("solana");
    return List.of(
        new NoteVectors(
            "evm",
            evm,
            new EvmVault(
                new BigInteger(evm.get("chainId").asString()),
                EthereumAddress.parse(evm.get("vault").asString()))),
        new NoteVectors(
            "solana",
            solana,
            new SolanaVault(bytes(solana.get("program")), bytes(solana.get("vault")))));
  }

  static List<JsonNode> list(JsonNode array) {
    return StreamSupport.stream(array.spliterator(), false).toList();
  }

  static Bytes bytes(JsonNode hex) {
    return Bytes.hex(hex.asString());
  }

  static BigInteger number(JsonNode decimal) {
    return new BigInteger(decimal.asString());
  }

  Bytes bytes(String pointer) {
    return bytes(json.at(pointer));
  }

  long number(String pointer) {
    return Long.parseUnsignedLong(json.at(pointer).asString());
  }

  Note note(int index) {
    JsonNode note = json.get("notes").get(index);
    return new Note(
        bytes(note.get("token")),
        bytes(note.get("owner")),
        vault.group().decode(bytes(note.get("C")).array()));
  }

  NotePlace place(int index) {
    JsonNode note = json.get("notes").get(index);
    return new NotePlace(
        Long.parseUnsignedLong(note.get("batch").asString()), note.get("index").asInt());
  }

  Opening opening(int index) {
    JsonNode note = json.get("notes").get(index);
    return new Opening(
        number(note.get("value")), new BigInteger(1, bytes(note.get("blinding")).array()));
  }

  Bytes id(int index) {
    return bytes(json.get("notes").get(index).get("id"));
  }

  NoteLock lock() {
    return new NoteLock(
        bytes("/lock/hash"),
        bytes("/lock/refundOwner"),
        number("/lock/deadline"),
        bytes("/lock/refundMemo"));
  }

  BatchContent batch() {
    JsonNode batch = json.get("batch");
    return new BatchContent(
        number("/batch/number"),
        number("/batch/epoch"),
        number("/batch/deadline"),
        batch.has("operator") ? bytes("/batch/operator") : Bytes.zeros(0),
        list(batch.get("trades")).stream().map(id -> Long.parseLong(id.asString())).toList(),
        list(batch.get("inputs")).stream().map(i -> id(i.asInt())).toList(),
        list(batch.get("outputs")).stream()
            .map(output ->
                new NoteOutput(
                    note(output.get("note").asInt()),
                    bytes(output.get("memo")),
                    output.has("locked") ? Optional.of(lock()) : Optional.empty()))
            .toList());
  }

  WithdrawalTerms withdrawal() {
    return new WithdrawalTerms(
        bytes("/withdraw/recipient"),
        number(json.at("/withdraw/fee")),
        number("/withdraw/deadline"));
  }

  @Override
  public String toString() {
    return name;
  }
}
