package obscura.mpc.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import obscura.mpc.api.Evidence;
import obscura.mpc.api.Handle;
import obscura.mpc.api.Receipt;
import obscura.mpc.api.Transcript;
import obscura.mpc.receipt.Document;
import obscura.mpc.receipt.DocumentException;
import obscura.mpc.receipt.DocumentText;
import obscura.mpc.receipt.PartyKey;
import obscura.mpc.receipt.SetTree;
import obscura.mpc.receipt.Signable;
import obscura.mpc.roster.RosterException;
import obscura.mpc.roster.RosterText;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A maker at its own desk, with three files of the operators, a roster, and what it was handed. */
class VerifyToolTest {
  private static final Handle REQUEST = new Handle(1, 0, 0, 0);
  private static final Handle QUOTE = new Handle(2, 0, 0, 0);
  private static final Handle PADDING = new Handle(3, 0, 0, 0);

  @TempDir Path folder;
  private final List<PartyKey> signers = new ArrayList<>();
  private Handle head;

  @BeforeEach
  void files() throws IOException {
    List<String> words = new ArrayList<>(List.of("propose", file("roster"), "TEST"));
    for (int k = 0; k < 3; k++) {
      KeyFiles.makeKey(folder.resolve("signer" + k));
      signers.add(KeyFiles.signingKey(Optional.of(folder.resolve("signer" + k + ".key")), folder));
      RosterTool.run(List.of("keys", file("operator" + k)));
      words.add("key signer " + k + " " + Files.readString(folder.resolve("signer" + k + ".pub")).strip());
    }
    RosterTool.run(words);
    for (int k = 0; k < 3; k++) {
      RosterTool.run(List.of("sign", file("roster"), Integer.toString(k), file("operator" + k)));
    }
    head = RosterText.read(Files.readString(folder.resolve("roster"))).head();
  }

  private String file(String name) {
    return folder.resolve(name).toString();
  }

  /** What two parties signed. */
  private Document document() {
    Handle root = new SetTree(List.of(QUOTE), PADDING).root();
    Transcript transcript = new Transcript("TEST", head, REQUEST, 9, root, 1_000, List.of());
    List<Evidence.Signature> signatures = new ArrayList<>();
    List<Receipt> receipts = new ArrayList<>();
    for (int k = 0; k < 2; k++) {
      PartyKey key = signers.get(k);
      signatures.add(new Evidence.Signature(k, key.sign(Signable.transcript(transcript))));
      Receipt unsigned = new Receipt(k, head, REQUEST, QUOTE, "M1", 8, 900 + k, "");
      String signature = key.sign(Signable.receipt("TEST", unsigned));
      receipts.add(new Receipt(k, head, REQUEST, QUOTE, "M1", 8, 900 + k, signature));
    }
    return Document.of(
        new Evidence(Optional.of(transcript), PADDING, List.of(QUOTE), signatures, receipts));
  }

  private VerifyTool.Result verify(String text) throws IOException {
    Files.writeString(folder.resolve("transcript"), text);
    return VerifyTool.run(
        List.of(
            file("transcript"),
            file("roster"),
            file("operator0.pub"),
            file("operator1.pub"),
            file("operator2.pub")));
  }

  @Test
  void eachThingThatHoldsIsOneLine() throws IOException {
    VerifyTool.Result result = verify(DocumentText.write(document()));
    assertThat(result.holds()).isTrue();
    assertThat(result.text().lines())
        .containsExactly(
            "holds: the roster of TEST that it names is this one",
            "holds: transcript of request " + REQUEST + " signed by parties [0, 1], needed are 2",
            "holds: the root is over these 1 quotes and no other",
            "holds: quote " + QUOTE + " is under the root",
            "holds: receipt of quote " + QUOTE + " of M1 signed by parties [0, 1], needed are 2");
    assertThat(verify(DocumentText.write(document().of("M1"))).text().lines()).hasSize(4);
  }

  @Test
  void whatIsWrongIsSaid() throws IOException {
    String text = DocumentText.write(document());
    VerifyTool.Result bent = verify(text.replace("closes 1000", "closes 2000"));
    assertThat(bent.holds()).isFalse();
    assertThat(bent.text()).contains("WRONG: transcript of request").contains("parties []");
    VerifyTool.Result without = verify(text.replaceFirst("(?m)^quote .*\n", ""));
    assertThat(without.text())
        .contains("WRONG: the root is over these 0 quotes")
        .contains("WRONG: quote " + QUOTE + " has a receipt and no place under the root");
  }

  @Test
  void whatCannotBeReadOrWasNotSignedIsRefusedInOneLine() throws IOException {
    assertThatThrownBy(() -> verify("something")).isInstanceOf(DocumentException.class);
    RosterTool.run(List.of("propose", file("roster"), "TEST", "firm ALPHA any"));
    String text = DocumentText.write(document());
    assertThatThrownBy(() -> verify(text))
        .isInstanceOf(RosterException.class)
        .hasMessageContaining("has 0 signatures");
    assertThatThrownBy(() -> VerifyTool.run(List.of("one")))
        .isInstanceOf(PartyConfigException.class)
        .hasMessage(VerifyTool.USAGE);
  }
}
