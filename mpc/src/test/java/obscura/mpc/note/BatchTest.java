package obscura.mpc.note;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import java.util.HexFormat;
import java.util.List;
import obscura.mpc.curve.Bn254;
import obscura.mpc.curve.Point;
import org.junit.jupiter.api.Test;

/**
 * Generators, commitments, digest and challenge of a batch are those that were computed with npm
 * ethers and npm @noble/curves, independently of any Java.
 */
class BatchTest {
  private static final String VAULT = "5fbdb2315678afecb367f032d93f642f64180aa3";
  private static final String TOKEN = "1111111111111111111111111111111111111111";
  private static final String GENERATOR =
      "0d6af91426a214243903bb856bdca29c42d78baf132cf1a13b49f7ed684c7aba"
          + "05b46b9dbc5984cf1d225e433719815d56b0fd06378679e102733422cabe0f36";
  private static final String BLINDING =
      "297505b997c4dd50a904d70b64ec995e1f4798a57050a2568d2478a7a139e801"
          + "00b66c9c803f9fe0bba82701f2cced2e3767044c2c142e17dc7a0c0c4c63ca22";
  private static final String C0 =
      "0246b4b18f593fc3b042409cb2c4ff0740c66b90fb0cbe6f453fb75287049fef"
          + "19a95595ac6f84539a1b046fd3560067a45b321aff577b111d1ba3d3e59dae99";
  private static final String C1 =
      "2d7604e58be984d28dc6794e7655288793581943a005cc5bd853a34a5fdfd841"
          + "2dea2616fb193f73cc0a9a884c7a22f580a0b16cb87f2f26160ab8a0843def1d";
  private static final String C2 =
      "2ac7ffe496a6c648c296383897960082fe11ee3bac2186c34d96c9ee6058f704"
          + "2f5456b1e427d1884aa9a4f42284ca7cf0d52a2ea68c9974a4a8592b907829aa";
  private static final String LOCK =
      "608a50082855a11d22e7415f2a96195e25997e11207acb738c66f492dc12a49d";
  private static final String DIGEST =
      "602821578d70de525f2685a16187396d81fec32fed7e903e4b0e2cb9111e4011";
  private static final String EXCESS =
      "296d3b0ebeb6402a35078f3a767fb05d54868fc347e1536e38e9288bbce64d9a"
          + "1db6f544dbe19ab60f2e3635e4fb4236a0721d8d498ff691f91ee989cac609d4";
  private static final String NONCE =
      "1fcdfd18cb7eda9964c1f966d8efaa835f0651e48ac9e5e3808827d9e2658518"
          + "1dd1cd0138af1db4f0e7a41a7287a2851c84934dadc67667778c787bd398e3bf";
  private static final String CHALLENGE =
      "2dd6043e01b7d8ec4045e0a57ed7352130e3b6963f802fa70a751ddf52dce19b";
  private static final String ANSWER =
      "00a81f3874624e99538ce669f5ae0da722ab3fb99f717b15b8ea559eece0fdc8";

  private static Batch batch() {
    String first = "7e5f4552091a69125d5dfcb7b8c2659029395bdf";
    return new Batch(
        new Vault(31337, VAULT),
        8,
        1,
        1_800_000_000L,
        List.of(42L, Long.MAX_VALUE),
        List.of(new Batch.Input(TOKEN, first, C0, 7, 5)),
        List.of(
            new Output(TOKEN, "2b5ad5c4795c026514f8317c7a215e218dccd6cf", C1, "a1".repeat(62)),
            new Output(
                TOKEN, "6813eb9362372eef6200f3b1dbc3f819671cba69", C2, "b2".repeat(62), LOCK)));
  }

  private static String hex(byte[] bytes) {
    return HexFormat.of().formatHex(bytes);
  }

  private static Point point(String hex) {
    return Point.of(HexFormat.of().parseHex(hex));
  }

  @Test
  void generatorsAndCommitmentsAreTheSame() {
    Point generator = batch().vault().generator(TOKEN);
    assertThat(hex(generator.bytes())).isEqualTo(GENERATOR);
    assertThat(hex(Bn254.H.bytes())).isEqualTo(BLINDING);
    Point commitment =
        generator
            .times(new BigInteger("79228162514264337593543950335"))
            .plus(
                Bn254.H.times(
                    new BigInteger(
                        "2f83ab0505ec1a04e956486a83fa965e73aec3e84c879a12496d4a2a51dcffd1", 16)));
    assertThat(hex(commitment.bytes())).isEqualTo(C0);
  }

  @Test
  void digestAndProofAreTheSame() {
    Batch batch = batch();
    assertThat(hex(batch.digest())).isEqualTo(DIGEST);
    assertThat(hex(batch.excess().bytes())).isEqualTo(EXCESS);
    assertThat(batch.challenge(point(NONCE))).isEqualTo(new BigInteger(CHALLENGE, 16));
    assertThat(batch.isBalanced(point(NONCE), new BigInteger(ANSWER, 16))).isTrue();
    assertThat(batch.isBalanced(Point.INFINITY, new BigInteger(ANSWER, 16))).isFalse();
  }
}
