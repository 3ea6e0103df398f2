package obscura.desk.wallet;

import java.math.BigDecimal;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads an amount in whole tokens. */
final class TokenAmount implements ITypeConverter<BigDecimal> {
  @Override
  public BigDecimal convert(String text) {
    if (!text.matches("\\d{1,30}(\\.\\d{1,36})?")) {
      throw new TypeConversionException("plain decimal digits, 0 or more, not '" + text + "'");
    }
    return new BigDecimal(text);
  }
}
