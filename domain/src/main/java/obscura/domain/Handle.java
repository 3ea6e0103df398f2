package obscura.domain;

import java.util.HexFormat;

/**
 * Name of a secret that the three MPC parties hold: 32 bytes as four big-endian words. It tells
 * nothing about the value.
 */
public record Handle(long a, long b, long c, long d) {
  /** 64 hex digits. */
  @Override
  public String toString() {
    HexFormat hex = HexFormat.of();
    return hex.toHexDigits(a) + hex.toHexDigits(b) + hex.toHexDigits(c) + hex.toHexDigits(d);
  }
}
