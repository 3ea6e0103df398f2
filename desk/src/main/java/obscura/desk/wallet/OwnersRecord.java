package obscura.desk.wallet;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalInt;
import obscura.settlement.crypto.Bytes;
import obscura.settlement.crypto.Hash;
import obscura.settlement.note.OwnerSeed;
import obscura.settlement.sip.MetaAddress;
import obscura.settlement.wallet.KeyRecord;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/**
 * A record of note keys as {@code keys stock --owner} printed it.
 *
 * @param owner a CompID
 * @param stock meta-addresses, as they stand there
 * @param text all of it
 */
record OwnersRecord(String owner, List<String> stock, String text) {
  private static final String FIRST = "obscura-note-keys 1 ";
  private static final int HEAD = 4;

  /** Reads one. */
  static final class Converter implements ITypeConverter<OwnersRecord> {
    @Override
    public OwnersRecord convert(String name) {
      String text;
      try {
        text = Files.readString(Path.of(name), StandardCharsets.US_ASCII);
      } catch (IOException unreadable) {
        throw new TypeConversionException(name + " cannot be read");
      }
      List<String> lines = text.lines().toList();
      if (lines.size() <= HEAD || !lines.getFirst().startsWith(FIRST)) {
        throw new TypeConversionException(
            name + " is no record of note keys, as keys stock --owner prints it");
      }
      return new OwnersRecord(
          lines.getFirst().substring(FIRST.length()), lines.subList(HEAD, lines.size()), text);
    }
  }

  /** What the roster names. */
  Bytes digest() {
    return Bytes.of(Hash.sha256(Hash.utf8(text)));
  }

  /** Whether it is of this seed's keys, and nobody changed it. */
  boolean isOf(OwnerSeed seed) {
    try {
      List<MetaAddress> addresses = stock.stream().map(MetaAddress::parse).toList();
      return new KeyRecord(owner, seed.shareKeys(), addresses).text().equals(text);
    } catch (IllegalArgumentException noAddress) {
      return false;
    }
  }

  /** Where a meta-address stands in it, from 0. */
  OptionalInt place(MetaAddress address) {
    int place = stock.indexOf(address.toString());
    return place < 0 ? OptionalInt.empty() : OptionalInt.of(place);
  }
}
