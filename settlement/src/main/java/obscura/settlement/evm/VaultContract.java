package obscura.settlement.evm;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Objects;
import obscura.settlement.crypto.Bytes;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The compiled contract SIPSettlement, as scripts/contracts built it. */
public final class VaultContract {
  private static final String RESOURCE = "SIPSettlement.json";
  private static final byte PUSH32 = 0x7f;

  /** Bytes; less is no vault. */
  private static final int LEAST_CODE = 1_000;

  /** The data of the transaction that deploys a vault: bytecode and arguments. */
  public static Bytes creation(VaultTerms terms) {
    Bytes arguments =
        AbiValue.tuple(
                AbiValue.right(Bytes.of(terms.guardian().bytes())),
                new AbiValue.Tuple(
                    terms.signers().stream()
                        .<AbiValue>map(signer -> AbiValue.right(Bytes.of(signer.bytes())))
                        .toList()),
                AbiValue.number(terms.batchLifetime().toSeconds()),
                AbiValue.number(terms.withdrawalDelay().toSeconds()),
                AbiValue.number(terms.signerDelay().toSeconds()))
            .encode();
    return Bytes.of(Bytes.hex(artifact().path("bytecode").asString()).array(), arguments.array());
  }

  /**
   * Whether this is the code that a deployed vault has. The compiler puts it at the end of the
   * bytecode, with zeros where the constructor writes what never changes.
   */
  public static boolean isCode(Bytes deployed) {
    byte[] creation = Bytes.hex(artifact().path("bytecode").asString()).array();
    byte[] code = deployed.array();
    int from = creation.length - code.length;
    if (from <= 0 || code.length < LEAST_CODE) {
      return false;
    }
    int at = 0;
    while (at < code.length && at >= 0) {
      at = code[at] == creation[from + at] ? at + 1 : endOfWord(creation, from + at) - from;
    }
    return at == code.length;
  }

  /** Where a pushed word of zeros ends in which a byte lies; 0 if it lies in none. */
  private static int endOfWord(byte[] creation, int at) {
    int push = at - 1;
    while (push > 0 && creation[push] == 0) {
      push--;
    }
    int end = push + 1 + AbiValue.WORD;
    if (creation[push] != PUSH32 || end <= at || end > creation.length) {
      return 0;
    }
    for (int i = push + 1; i < end; i++) {
      if (creation[i] != 0) {
        return 0;
      }
    }
    return end;
  }

  /** Name, compiler, ABI and bytecode. */
  static JsonNode artifact() {
    try (InputStream json =
        Objects.requireNonNull(VaultContract.class.getResourceAsStream(RESOURCE), RESOURCE)) {
      return new JsonMapper().readTree(json);
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  private VaultContract() {}
}
