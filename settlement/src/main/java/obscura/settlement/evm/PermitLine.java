package obscura.settlement.evm;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import obscura.settlement.crypto.Bytes;
import obscura.settlement.crypto.Groups;
import obscura.settlement.note.EvmVault;
import obscura.settlement.note.Note;
import obscura.settlement.note.NotePlace;
import obscura.settlement.sip.EthereumAddress;

/**
 * An owner's permit as one line of words, to be handed to the venue: {@code permit1 CHAIN VAULT
 * TOKEN OWNER COMMITMENT BATCH INDEX PATH EXPIRY R VS MEMO}. Numbers are decimal, the rest is hex
 * digits after 0x; an empty path is 0x. Nothing in it is secret: it shows no amount.
 *
 * @param chainId by EIP-155
 * @param vault where the permit counts
 * @param spend the note, where it is, and the owner's signature
 * @param memo with which the owner's share keys open it
 */
public record PermitLine(BigInteger chainId, EthereumAddress vault, SpentNote spend, Bytes memo) {
  private static final String FIRST = "permit1";
  private static final int WORDS = 13;
  private static final int HASH = 32;

  /** The line. */
  public String write() {
    PlacedNote placed = spend.note();
    return String.join(
        " ",
        FIRST,
        chainId.toString(),
        vault.toString(),
        placed.note().token().toString(),
        placed.note().owner().toString(),
        Bytes.of(placed.note().commitment().encode()).toString(),
        Long.toUnsignedString(placed.place().batch()),
        Integer.toString(placed.place().index()),
        Bytes.of(placed.path().stream().map(Bytes::array).toArray(byte[][]::new)).toString(),
        Long.toString(spend.expirySeconds()),
        spend.consent().r().toString(),
        spend.consent().vs().toString(),
        memo.toString());
  }

  /**
   * Reads a line. Whether the permit is its owner's is another question: {@link #isOwners}.
   *
   * @throws IllegalArgumentException if it is of another form; the message says where
   */
  public static PermitLine parse(String line) {
    String[] words = line.strip().split(" ", -1);
    if (words.length != WORDS || !words[0].equals(FIRST)) {
      throw new IllegalArgumentException("a permit is " + FIRST + " and " + (WORDS - 1) + " words");
    }
    try {
      Note note =
          new Note(
              Bytes.hex(words[3]).require(EthereumAddress.BYTES, "a token"),
              Bytes.hex(words[4]).require(EthereumAddress.BYTES, "an owner"),
              Groups.BN254.decode(Bytes.hex(words[5]).array()));
      NotePlace place = new NotePlace(Long.parseUnsignedLong(words[6]), Integer.parseInt(words[7]));
      PermitLine read =
          new PermitLine(
              new BigInteger(words[1]),
              EthereumAddress.parse(words[2]),
              new SpentNote(
                  new PlacedNote(note, place, path(Bytes.hex(words[8]))),
                  Long.parseLong(words[9]),
                  new CompactSignature(Bytes.hex(words[10]), Bytes.hex(words[11]))),
              Bytes.hex(words[12]));
      if (read.write().equals(line.strip()) && read.spend.expirySeconds() > SpentNote.CONSENT) {
        return read;
      }
    } catch (IllegalArgumentException malformed) {
      throw new IllegalArgumentException("a permit has a word of another form", malformed);
    }
    throw new IllegalArgumentException("a permit is written in another way");
  }

  private static List<Bytes> path(Bytes joined) {
    if (joined.length() % HASH != 0) {
      throw new IllegalArgumentException("a path is words of 32 bytes");
    }
    byte[] all = joined.array();
    List<Bytes> path = new ArrayList<>();
    for (int at = 0; at < all.length; at += HASH) {
      path.add(Bytes.of(Arrays.copyOfRange(all, at, at + HASH)));
    }
    return path;
  }

  /** Whether it is for this vault, and signed by the note's owner. */
  public boolean isOwners(EvmVault of) {
    Bytes digest = of.permitDigest(spend.note().id(of), spend.expirySeconds());
    return vault.equals(of.address())
        && spend
            .consent()
            .signerOf(digest)
            .filter(signer -> Bytes.of(signer.bytes()).equals(spend.note().note().owner()))
            .isPresent();
  }
}
