package obscura.desk.demo;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;
import obscura.settlement.crypto.Bytes;
import obscura.settlement.evm.EvmBatch;
import obscura.settlement.evm.VaultArchive;
import obscura.settlement.note.EvmVault;
import obscura.settlement.note.NoteOutput;
import obscura.settlement.note.OwnerSeed;
import obscura.settlement.sip.EthereumAddress;
import obscura.settlement.wallet.Holdings;
import obscura.settlement.wallet.OwnedNote;
import obscura.settlement.wallet.OwnerWallet;
import org.web3j.protocol.Web3j;

/**
 * What the chain shows of the trades, and what the keys of each firm open of it. Reads the chain,
 * the seeds and nothing of the venue's.
 */
final class SettlementScene {
  private static final String CHAIN = "ethereum";
  private static final int SHOWN = 14;

  private final Web3j node;
  private final Path wallets;
  private final Narrator narrator;
  private final EvmVault vault;
  private final Map<Bytes, Token> tokens = new HashMap<>();

  private record Token(String name, int decimals) {
    String amount(BigInteger units) {
      return new BigDecimal(units, decimals).stripTrailingZeros().toPlainString() + " " + name;
    }
  }

  /**
   * Reads where the vault is.
   *
   * @param wallets folder of the firms' seeds and of vault.properties
   */
  SettlementScene(Web3j node, Path wallets, Narrator narrator) {
    this.node = node;
    this.wallets = wallets;
    this.narrator = narrator;
    Properties where = new Properties();
    try (var text = Files.newBufferedReader(wallets.resolve("vault.properties"))) {
      where.load(text);
    } catch (IOException e) {
      throw new UncheckedIOException("the venue wrote no vault.properties", e);
    }
    vault =
        new EvmVault(
            new BigInteger(where.getProperty("chain-id")),
            EthereumAddress.parse(where.getProperty("vault")));
    where.stringPropertyNames().stream()
        .filter(key -> key.startsWith("token."))
        .forEach(key -> {
          String[] value = where.getProperty(key).split(" ", -1);
          tokens.put(
              Bytes.hex(value[0]),
              new Token(key.substring("token.".length()), Integer.parseInt(value[1])));
        });
  }

  /** Shows the first batch: what everybody sees, and what whose keys open. */
  void play() {
    VaultArchive.Entry entry =
        settled().stream()
            .findFirst()
            .orElseThrow(() -> new IllegalStateException("no batch was settled"));
    EvmBatch batch = entry.batch().orElseThrow();
    narrator.tell(
        "CHAIN", "everybody sees a batch of the vault, and in it nobody's name or amount:");
    narrator.quote("transaction  " + entry.log().transaction());
    narrator.quote(
        "block        " + entry.log().blockNumber() + ", gas " + gas(entry.log().transaction()));
    narrator.quote(
        "inputs       " + batch.inputs().size() + " notes, spent by their owners' permits");
    List<NoteOutput> outputs = batch.content().outputs();
    for (int i = 0; i < outputs.size(); i++) {
      narrator.quote(
          "output %d     owner %s  commitment %s"
              .formatted(
                  i,
                  outputs.get(i).note().owner(),
                  shortened(Bytes.of(outputs.get(i).note().commitment().encode()).toString())));
    }
    for (String firm : firms()) {
      narrator.tell(firm, "opens with its own keys: " + opened(firm, batch));
    }
  }

  private String opened(String firm, EvmBatch batch) {
    Holdings none = new Holdings(List.of(), List.of(), List.of(), 0);
    List<OwnedNote> owned =
        new OwnerWallet(vault, CHAIN, seed(firm)).preview(batch.content(), none);
    if (owned.isEmpty()) {
      return "nothing";
    }
    List<String> parts = new ArrayList<>();
    for (OwnedNote note : owned) {
      Token token = Objects.requireNonNull(tokens.get(note.note().token()), "a listed token");
      parts.add("output " + note.place().index() + " = " + token.amount(note.opening().amount()));
    }
    return String.join(", ", parts);
  }

  /** Firms that have a wallet. */
  List<String> firms() {
    try (var files = Files.list(wallets)) {
      return files
          .map(file -> file.getFileName().toString())
          .filter(name -> name.endsWith(".seed"))
          .map(name -> name.substring(0, name.length() - ".seed".length()))
          .sorted()
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private OwnerSeed seed(String firm) {
    try {
      String text = Files.readString(wallets.resolve(firm + ".seed")).strip();
      return OwnerSeed.of(HexFormat.of().parseHex(text));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private List<VaultArchive.Entry> settled() {
    try {
      long head = node.ethBlockNumber().send().getBlockNumber().longValueExact();
      return new VaultArchive(node, vault)
          .read(0, head).stream().filter(entry -> entry.batch().isPresent()).toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private BigInteger gas(Bytes transaction) {
    try {
      return node.ethGetTransactionReceipt(transaction.toString())
          .send()
          .getTransactionReceipt()
          .orElseThrow()
          .getGasUsed();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String shortened(String hex) {
    return hex.substring(0, SHOWN) + "..";
  }
}
