package obscura.engine.fix.inbound;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import obscura.domain.ClientId;
import obscura.domain.Handle;
import obscura.domain.ParticipantId;
import obscura.engine.core.MakerAlias;

/**
 * The QuoteReqID(131) that each maker sees: the first 32 hex digits of SHA-256(handle of the
 * request, CompID of the maker), so that makers cannot compare notes ({@code trust.md} 5).
 */
final class MakerAliases {
  private static final int HANDLE_BYTES = 32;
  private static final int DIGITS = 32;

  private MakerAliases() {}

  static List<MakerAlias> of(Handle request, List<ParticipantId> makers) {
    return makers.stream().map(maker -> new MakerAlias(maker, alias(request, maker))).toList();
  }

  private static ClientId alias(Handle request, ParticipantId maker) {
    byte[] handle =
        ByteBuffer.allocate(HANDLE_BYTES)
            .putLong(request.a())
            .putLong(request.b())
            .putLong(request.c())
            .putLong(request.d())
            .array();
    MessageDigest digest = sha256();
    digest.update(handle);
    digest.update(maker.value().getBytes(StandardCharsets.US_ASCII));
    return new ClientId(HexFormat.of().formatHex(digest.digest()).substring(0, DIGITS));
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException("every JDK has SHA-256", impossible);
    }
  }
}
