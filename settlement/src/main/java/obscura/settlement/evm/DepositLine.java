package obscura.settlement.evm;

import java.math.BigInteger;
import java.util.List;
import obscura.settlement.crypto.Bytes;
import obscura.settlement.crypto.Groups;
import obscura.settlement.note.EvmVault;
import obscura.settlement.note.Note;
import obscura.settlement.sip.EthereumAddress;

/**
 * What an owner says of its deposit as one line of words, to be handed to the venue: {@code
 * deposit1 CHAIN VAULT COMPID RECORD PATH EPHEMERAL TOKEN OWNER AMOUNT OPENING}. Numbers are
 * decimal, the rest is hex digits after 0x. The amount and what opens the note are in the deposit's
 * transaction for everybody to see; the ephemeral secret tells that the note is the owner's, which
 * the venue has to know.
 *
 * @param vault with its chain
 * @param owner a CompID
 * @param key which of the owner's meta-addresses it went to
 * @param token address of its contract
 * @param address the one-time address that owns the note
 * @param amount in the token's smallest unit, 1 to 2^96 - 1
 * @param opening r, below the group's order
 */
public record DepositLine(
    EvmVault vault,
    String owner,
    Key key,
    Bytes token,
    Bytes address,
    BigInteger amount,
    BigInteger opening) {
  private static final String FIRST = "deposit1";
  private static final int WORDS = 11;
  private static final int HASH = 32;
  private static final int PATH_MAX = 1_000_000;

  /**
   * Where the note went.
   *
   * @param record digest of the record of note keys in which the meta-address stands
   * @param path its place there, from 0
   * @param ephemeral the sender's one-time secret, 32 bytes
   */
  public record Key(Bytes record, int path, Bytes ephemeral) {
    /** Does not show the secret. */
    @Override
    public String toString() {
      return "Key[" + record + ", " + path + "]";
    }
  }

  /** The note that the deposit makes. */
  public Note note() {
    return new Note(token, address, vault.generators(token).commit(amount, opening));
  }

  /** The line. */
  public String write() {
    return String.join(
        " ",
        FIRST,
        vault.chainId().toString(),
        vault.address().toString(),
        owner,
        key.record().toString(),
        Integer.toString(key.path()),
        key.ephemeral().toString(),
        token.toString(),
        address.toString(),
        amount.toString(),
        "0x%064x".formatted(opening));
  }

  /**
   * Reads a line.
   *
   * @throws IllegalArgumentException if it is of another form; the message repeats nothing of it
   */
  public static DepositLine parse(String line) {
    List<String> words = List.of(line.strip().split(" ", -1));
    if (words.size() != WORDS || !words.getFirst().equals(FIRST)) {
      throw new IllegalArgumentException(
          "a deposit is " + FIRST + " and " + (WORDS - 1) + " words");
    }
    DepositLine read;
    try {
      read = read(words);
    } catch (IllegalArgumentException malformed) {
      throw new IllegalArgumentException("a deposit has a word of another form", malformed);
    }
    if (!read.write().equals(line.strip())) {
      throw new IllegalArgumentException("a deposit is written in another way");
    }
    if (read.key.path() < 0
        || read.key.path() > PATH_MAX
        || !read.owner.matches("[A-Za-z0-9_-]{1,40}")
        || read.amount.signum() <= 0
        || read.amount.bitLength() > read.vault.amountBits()
        || read.opening.compareTo(Groups.BN254.order()) >= 0) {
      throw new IllegalArgumentException("a deposit has a word out of range");
    }
    return read;
  }

  /** Whether a line is one of these by its first word. */
  public static boolean isOne(String line) {
    return line.startsWith(FIRST + " ");
  }

  private static DepositLine read(List<String> words) {
    return new DepositLine(
        new EvmVault(new BigInteger(words.get(1)), EthereumAddress.parse(words.get(2))),
        words.get(3),
        new Key(
            Bytes.hex(words.get(4)).require(HASH, "a record"),
            Integer.parseInt(words.get(5)),
            Bytes.hex(words.get(6)).require(HASH, "a secret")),
        Bytes.hex(words.get(7)).require(EthereumAddress.BYTES, "a token"),
        Bytes.hex(words.get(8)).require(EthereumAddress.BYTES, "an owner"),
        new BigInteger(words.get(9)),
        new BigInteger(1, Bytes.hex(words.get(10)).require(HASH, "an opening").array()));
  }

  /** Shows neither amount nor secrets. */
  @Override
  public String toString() {
    return "DepositLine[" + owner + ", " + address + "]";
  }
}
