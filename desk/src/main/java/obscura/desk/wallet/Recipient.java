package obscura.desk.wallet;

import obscura.settlement.crypto.Bytes;
import obscura.settlement.sip.EthereumAddress;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads an address that may get tokens. */
final class Recipient implements ITypeConverter<EthereumAddress> {
  @Override
  public EthereumAddress convert(String text) {
    EthereumAddress address;
    try {
      address = EthereumAddress.parse(text);
    } catch (IllegalArgumentException malformed) {
      throw new TypeConversionException(
          "0x and 40 hex digits, in one case or with a right checksum, not '" + text + "'");
    }
    if (Bytes.of(address.bytes()).equals(Bytes.zeros(EthereumAddress.BYTES))) {
      throw new TypeConversionException("tokens sent to the zero address are lost");
    }
    return address;
  }
}
