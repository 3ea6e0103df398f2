package obscura.settlement.note;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import javax.crypto.KDF;
import javax.crypto.spec.HKDFParameterSpec;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Tag;
import net.jqwik.api.constraints.IntRange;
import obscura.settlement.crypto.Bytes;
import obscura.settlement.crypto.Group;
import obscura.settlement.crypto.Hash;
import obscura.settlement.crypto.Point;
import obscura.settlement.sip.MetaAddress;
import obscura.settlement.sip.StealthCurve;
import obscura.settlement.sip.StealthKeys;

/** Property 19: every stealth key is a hash-derived path of the seed, and nothing else. */
@Tag("property-19")
class KeyDerivationProperties {
  /** HKDF of the Java platform, which the code under test does not use. */
  @Property(tries = 100)
  void everyKeyIsHkdfOfTheSeedAndItsPath(
      @ForAll Random random,
      @ForAll boolean evm,
      @ForAll @IntRange(min = 0, max = Integer.MAX_VALUE) int path)
      throws Exception {
    byte[] seed = random(random);
    String chain = evm ? "ethereum" : "solana";
    OwnerSeed owner = OwnerSeed.of(seed);
    StealthKeys expected =
        StealthKeys.of(
            StealthCurve.of(chain),
            hkdf(seed, "spend:" + chain + ":" + path),
            hkdf(seed, "view:" + chain + ":" + path));
    assertThat(owner.metaAddress(chain, path)).isEqualTo(expected.metaAddress(chain));
    for (int k = 0; k < NoteKeys.SHARES; k++) {
      assertThat(owner.shareKeys().get(k).exposeSecret()).isEqualTo(hkdf(seed, "share:" + k));
    }
  }

  @Property(tries = 100)
  void noTwoKeysAreAlikeAndNoneIsTheSeeds(
      @ForAll Random random, @ForAll @IntRange(min = 0, max = 255) int flipped) {
    byte[] seed = random(random);
    byte[] neighbour = seed.clone();
    neighbour[flipped / Byte.SIZE] ^= (byte) (1 << flipped % Byte.SIZE);
    Set<Bytes> keys = new HashSet<>();
    for (byte[] of : List.of(seed, neighbour)) {
      OwnerSeed owner = OwnerSeed.of(of);
      owner.shareKeys().forEach(key -> keys.add(Bytes.of(key.exposeSecret())));
      for (String chain : List.of("ethereum", "base", "solana", "near")) {
        for (int path = 0; path < 3; path++) {
          MetaAddress meta = owner.metaAddress(chain, path);
          keys.add(Bytes.of(meta.spend().encode()));
          keys.add(Bytes.of(meta.view().encode()));
        }
      }
      for (Group group : List.of(StealthCurve.SECP256K1.group(), StealthCurve.ED25519.group())) {
        keys.add(Bytes.of(group.generator().times(new BigInteger(1, of)).encode()));
      }
    }
    assertThat(keys).hasSize(2 * (3 + 4 * 3 * 2 + 2));
  }

  /**
   * Whoever breaks one path (has its secrets) and has the public keys of others cannot get on by
   * adding what is public, as with a common parent: the differences of public keys are no hash of
   * anything published, and no two are alike.
   */
  @Property(tries = 100)
  void publicKeysOfTwoPathsHaveNoPublicDifference(@ForAll Random random, @ForAll boolean evm) {
    String chain = evm ? "ethereum" : "solana";
    Group group = StealthCurve.of(chain).group();
    OwnerSeed owner = OwnerSeed.of(random(random));
    MetaAddress first = owner.metaAddress(chain, 0);
    MetaAddress second = owner.metaAddress(chain, 1);
    MetaAddress third = owner.metaAddress(chain, 2);
    Set<Point> differences =
        new HashSet<>(
            List.of(
                second.spend().minus(first.spend()),
                third.spend().minus(second.spend()),
                second.view().minus(first.view()),
                third.view().minus(second.view()),
                first.spend().minus(first.view()),
                second.spend().minus(second.view())));
    assertThat(differences).hasSize(6);
    for (int path = 0; path <= 2; path++) {
      for (byte[] known : List.of(first.spend().encode(), first.view().encode(), new byte[0])) {
        byte[] index = BigInteger.valueOf(path).toByteArray();
        BigInteger tweak = new BigInteger(1, Hash.sha256(known, index));
        assertThat(differences).doesNotContain(group.generator().times(tweak));
      }
    }
    for (Point difference : differences) {
      assertThat(difference.isIdentity()).isFalse();
    }
  }

  private static byte[] hkdf(byte[] seed, String info) throws GeneralSecurityException {
    return KDF.getInstance("HKDF-SHA256")
        .deriveData(
            HKDFParameterSpec.ofExtract()
                .addIKM(seed)
                .addSalt("OBSCURA-OWNER-v1".getBytes(StandardCharsets.UTF_8))
                .thenExpand(info.getBytes(StandardCharsets.UTF_8), 32));
  }

  private static byte[] random(Random random) {
    byte[] bytes = new byte[OwnerSeed.BYTES];
    random.nextBytes(bytes);
    return bytes;
  }
}
