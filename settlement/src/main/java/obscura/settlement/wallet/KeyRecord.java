package obscura.settlement.wallet;

import java.util.HexFormat;
import java.util.List;
import obscura.settlement.crypto.Bytes;
import obscura.settlement.crypto.Hash;
import obscura.settlement.note.ShareKey;
import obscura.settlement.sip.MetaAddress;

/**
 * What an owner tells of its note keys, for the roster to name them: no secrets. The parties make
 * the same text of what they are given ({@code docs/wallet.md}).
 *
 * @param owner a CompID
 * @param keys K_0, K_1, K_2
 * @param stock meta-addresses, in the order in which the venue is given them
 */
public record KeyRecord(String owner, List<ShareKey> keys, List<MetaAddress> stock) {
  /** Copies. */
  public KeyRecord {
    keys = List.copyOf(keys);
    stock = List.copyOf(stock);
  }

  /** In writing: ASCII, a line feed behind each line. */
  public String text() {
    StringBuilder text = new StringBuilder("obscura-note-keys 1 ").append(owner).append('\n');
    for (int k = 0; k < keys.size(); k++) {
      text.append("key ").append(k).append(' ');
      text.append(HexFormat.of().formatHex(keys.get(k).fingerprint(k).array())).append('\n');
    }
    stock.forEach(address -> text.append(address).append('\n'));
    return text.toString();
  }

  /** SHA-256 of the text: what the roster names. */
  public Bytes digest() {
    return Bytes.of(Hash.sha256(Hash.utf8(text())));
  }
}
