package obscura.settlement.note;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigInteger;
import java.util.List;
import java.util.Optional;
import obscura.settlement.crypto.Bytes;
import obscura.settlement.sip.OneTimeKey;
import obscura.settlement.sip.StealthCurve;
import obscura.settlement.sip.StealthKeys;
import obscura.settlement.sip.StealthPayment;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;

/** The seed gives the keys of the formats page; the keys find and open what was made for them. */
class OwnerKeysTest {
  private static final JsonNode OWNER = NoteVectors.read().get("owner");

  private final OwnerSeed seed = OwnerSeed.of(bytes("seed").array());
  private final NoteKeys keys = seed.noteKeys();
  private final NoteSeed noteSeed = new NoteSeed(bytes("noteSeed"));

  static List<NoteVectors> both() {
    return NoteVectors.both();
  }

  @Test
  void keysFollowFromTheSeedByTheirPaths() {
    for (int k = 0; k < 3; k++) {
      assertThat(Bytes.of(seed.shareKeys().get(k).exposeSecret()))
          .isEqualTo(NoteVectors.bytes(OWNER.get("shares").get(k)));
    }
    assertThat(seed.metaAddress("ethereum", 5))
        .isEqualTo(
            StealthKeys.of(
                    StealthCurve.SECP256K1,
                    bytes("spendEthereum5").array(),
                    bytes("viewEthereum5").array())
                .metaAddress("ethereum"));
    assertThat(seed.metaAddress("solana", 0))
        .isEqualTo(
            StealthKeys.of(
                    StealthCurve.ED25519,
                    bytes("spendSolana0").array(),
                    bytes("viewSolana0").array())
                .metaAddress("solana"));
    assertThatThrownBy(() -> seed.stealthKeys("ethereum", -1))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> seed.stealthKeys("dogecoin", 0))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void blindingsAndPadsFollowFromTheShares() {
    assertThat(keys.blinding(noteSeed, both().get(0).vault()))
        .isEqualTo(new BigInteger(1, bytes("blindingEvm").array()));
    assertThat(keys.blinding(noteSeed, both().get(1).vault()))
        .isEqualTo(new BigInteger(1, bytes("blindingSolana").array()));
    assertThat(keys.pad(noteSeed, BigInteger.ZERO)).isEqualTo(bytes("pad"));
    assertThat(keys.padRefund(noteSeed, new Opening(BigInteger.ZERO, BigInteger.ZERO)))
        .isEqualTo(bytes("refundPad"));
    BigInteger most = BigInteger.ONE.shiftLeft(96).subtract(BigInteger.ONE);
    assertThat(keys.unpad(noteSeed, keys.pad(noteSeed, most))).isEqualTo(most);
    assertThatThrownBy(() -> keys.pad(noteSeed, most.add(BigInteger.ONE)))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @ParameterizedTest
  @MethodSource("both")
  void theOwnerFindsAndOpensItsNoteAndNobodyElseDoes(NoteVectors vectors) {
    Vault vault = vectors.vault();
    StealthKeys path = seed.stealthKeys(chain(vectors), 3);
    NewNote made = made(vectors, 3, BigInteger.valueOf(1_234_567));
    Bytes memo = made.memo().encode();
    assertThat(memo.length()).isEqualTo(vectors.name().equals("evm") ? 62 : 61);

    NoteMemo read = NoteMemo.parse(vault.ownerCurve(), memo).orElseThrow();
    assertThat(read).isEqualTo(made.memo());
    OneTimeKey key = read.keyOf(path, made.note().owner()).orElseThrow();
    assertThat(Bytes.of(key.owner())).isEqualTo(made.note().owner());
    assertThat(read.open(vault, made.note(), keys)).contains(made.opening());

    assertThat(read.keyOf(seed.stealthKeys(chain(vectors), 4), made.note().owner())).isEmpty();
    OwnerSeed other = OwnerSeed.of(new byte[32]);
    assertThat(read.keyOf(other.stealthKeys(chain(vectors), 3), made.note().owner())).isEmpty();
    assertThat(read.open(vault, made.note(), other.noteKeys())).isEmpty();
  }

  @ParameterizedTest
  @MethodSource("both")
  void everyChangedByteOfAMemoMakesItNobodys(NoteVectors vectors) {
    Vault vault = vectors.vault();
    StealthKeys path = seed.stealthKeys(chain(vectors), 3);
    NewNote made = made(vectors, 3, BigInteger.TEN);
    for (int i = 0; i < made.memo().encode().length(); i++) {
      byte[] changed = made.memo().encode().array();
      changed[i] ^= 2;
      Optional<Opening> opened =
          NoteMemo.parse(vault.ownerCurve(), Bytes.of(changed))
              .filter(memo -> memo.keyOf(path, made.note().owner()).isPresent())
              .flatMap(memo -> memo.open(vault, made.note(), keys));
      assertThat(opened).as("byte %d", i).isEmpty();
    }
    assertThat(NoteMemo.parse(vault.ownerCurve(), Bytes.zeros(60))).isEmpty();
    assertThat(NoteMemo.parse(vault.ownerCurve(), Bytes.zeros(NoteMemo.bytes(vault.ownerCurve()))))
        .isEmpty();
  }

  @ParameterizedTest
  @MethodSource("both")
  void theRefundOwnerOpensTheSameCommitment(NoteVectors vectors) {
    Vault vault = vectors.vault();
    OwnerSeed lender = OwnerSeed.of(secret(9));
    NewNote made = made(vectors, 0, BigInteger.valueOf(77));
    StealthPayment refund = StealthPayment.to(lender.metaAddress(chain(vectors), 8), secret(5));
    RefundMemo memo =
        RefundMemo.of(refund, new NoteSeed(Bytes.zeros(16)), made.opening(), lender.noteKeys());
    assertThat(memo.encode().length()).isEqualTo(vectors.name().equals("evm") ? 94 : 93);

    RefundMemo read = RefundMemo.parse(vault.ownerCurve(), memo.encode()).orElseThrow();
    assertThat(read.keyOf(lender.stealthKeys(chain(vectors), 8), Bytes.of(refund.ownerField())))
        .isPresent();
    assertThat(read.open(vault, made.note(), lender.noteKeys())).contains(made.opening());
    assertThat(read.open(vault, made.note(), keys)).isEmpty();
  }

  @ParameterizedTest
  @MethodSource("both")
  void amountsOutOfRangeMakeNoNote(NoteVectors vectors) {
    BigInteger limit = BigInteger.ONE.shiftLeft(vectors.vault().amountBits());
    for (BigInteger wrong : List.of(BigInteger.ZERO, BigInteger.ONE.negate(), limit)) {
      assertThatThrownBy(() -> made(vectors, 0, wrong))
          .isInstanceOf(IllegalArgumentException.class);
    }
    assertThat(made(vectors, 0, limit.subtract(BigInteger.ONE)).opening().amount())
        .isEqualTo(limit.subtract(BigInteger.ONE));
  }

  private NewNote made(NoteVectors vectors, long path, BigInteger amount) {
    return NewNote.of(
        vectors.vault(),
        keys,
        seed.metaAddress(chain(vectors), path),
        new NewNote.Value(vectors.note(0).token(), amount),
        new NewNote.Randomness(secret(1), noteSeed));
  }

  private static byte[] secret(int value) {
    byte[] secret = new byte[32];
    secret[31] = (byte) value;
    return secret;
  }

  private static String chain(NoteVectors vectors) {
    return vectors.name().equals("evm") ? "ethereum" : "solana";
  }

  private static Bytes bytes(String name) {
    return NoteVectors.bytes(OWNER.get(name));
  }
}
