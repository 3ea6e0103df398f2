package obscura.settlement.wallet;

import java.math.BigInteger;
import java.util.List;
import java.util.Random;
import obscura.settlement.crypto.Bytes;
import obscura.settlement.note.EvmVault;
import obscura.settlement.note.NewNote;
import obscura.settlement.note.NoteSeed;
import obscura.settlement.note.OwnerSeed;
import obscura.settlement.note.SolanaVault;
import obscura.settlement.note.Vault;
import obscura.settlement.sip.EthereumAddress;

/** A vault with two tokens, and randomness that a seed repeats. */
record Rail(String chain, Vault vault, Bytes dollars, Bytes ether) {
  static List<Rail> both() {
    return List.of(evm(), solana());
  }

  static Rail evm() {
    EthereumAddress address = EthereumAddress.of(filled(20, 0x11).array());
    return new Rail(
        "ethereum",
        new EvmVault(BigInteger.valueOf(31_337), address),
        filled(20, 0x22),
        filled(20, 0x33));
  }

  static Rail solana() {
    return new Rail(
        "solana",
        new SolanaVault(filled(32, 0x44), filled(32, 0x55)),
        filled(32, 0x66),
        filled(32, 0x77));
  }

  static OwnerSeed seed(Random random) {
    return OwnerSeed.of(bytes(random, 32));
  }

  OwnerWallet wallet(OwnerSeed seed) {
    return new OwnerWallet(vault, chain, seed);
  }

  NewNote note(OwnerSeed owner, long path, NewNote.Value value, Random random) {
    return NewNote.of(
        vault, owner.noteKeys(), owner.metaAddress(chain, path), value, randomness(random));
  }

  static NewNote.Randomness randomness(Random random) {
    return new NewNote.Randomness(
        bytes(random, 32), new NoteSeed(Bytes.of(bytes(random, NoteSeed.BYTES))));
  }

  static NewNote.Value value(Bytes token, long amount) {
    return new NewNote.Value(token, BigInteger.valueOf(amount));
  }

  static byte[] bytes(Random random, int length) {
    byte[] bytes = new byte[length];
    random.nextBytes(bytes);
    return bytes;
  }

  private static Bytes filled(int length, int value) {
    byte[] bytes = new byte[length];
    java.util.Arrays.fill(bytes, (byte) value);
    return Bytes.of(bytes);
  }

  @Override
  public String toString() {
    return chain;
  }
}
