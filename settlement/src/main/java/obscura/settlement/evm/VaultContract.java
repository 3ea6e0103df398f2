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
