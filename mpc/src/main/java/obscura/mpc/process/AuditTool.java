package obscura.mpc.process;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import obscura.mpc.api.Handle;
import obscura.mpc.api.Vector;
import obscura.mpc.audit.AuditException;
import obscura.mpc.audit.Auditor;

/** The auditor's tool: makes its key, opens what the parties sealed to it. */
final class AuditTool {
  static final String USAGE =
      "usage: mpc-party auditor-key NAME | open-sealed KEYFILE INSTANCE AUDITOR HANDLE COPIESFILE";

  private static final int WORDS = 6;
  private static final int PARTIES = 3;

  private AuditTool() {}

  /**
   * Carries out one verb.
   *
   * @return what to print
   * @throws PartyConfigException or AuditException in one line
   */
  static String run(List<String> words) throws IOException {
    if (words.size() == 2 && words.get(0).equals("auditor-key")) {
      byte[] secret = Auditor.newSecret();
      String publicKey = HexFormat.of().formatHex(new Auditor(secret).publicKey());
      KeyFiles.writePair(Path.of(words.get(1)), secret, publicKey);
      return publicKey;
    }
    if (words.size() == WORDS && words.get(0).equals("open-sealed")) {
      return open(words);
    }
    throw new PartyConfigException(USAGE);
  }

  private static String open(List<String> words) throws IOException {
    List<byte[]> copies = new ArrayList<>();
    for (String line : Files.readAllLines(Path.of(words.get(5)))) {
      if (!line.isBlank()) {
        copies.add(hex(words.get(5), line.strip()));
      }
    }
    if (copies.size() != PARTIES) {
      throw new AuditException(words.get(5) + " holds " + copies.size() + " copies, needed are 3");
    }
    byte[] secret = hex(words.get(1), Files.readString(Path.of(words.get(1))).strip());
    byte[] handle = hex("the handle", words.get(4));
    if (secret.length != Handle.BYTES || handle.length != Handle.BYTES) {
      throw new AuditException("a key file and a handle have 64 hex digits");
    }
    Vector v = new Auditor(secret).open(words.get(2), Handle.of(handle), words.get(3), copies);
    return String.join(
        "\n",
        "instrument " + v.instrument(),
        "side " + ((v.flags() & Vector.SELL) == 0 ? "buy" : "sell"),
        "quantity " + Long.toUnsignedString(v.quantity()),
        "price " + Long.toUnsignedString(v.price()),
        "minimum " + Long.toUnsignedString(v.minQuantity()),
        "fee " + Long.toUnsignedString(v.fee()));
  }

  private static byte[] hex(String what, String text) {
    try {
      return HexFormat.of().parseHex(text);
    } catch (IllegalArgumentException wrong) {
      throw new AuditException(what + " does not hold hex digits");
    }
  }
}
