package obscura.engine.fix.session;

import java.io.IOException;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import quickfix.FieldNotFound;
import quickfix.InvalidMessage;
import quickfix.Message;
import quickfix.MessageSessionUtils;
import quickfix.Session;
import quickfix.SessionID;

/**
 * Answers a gap, a slice at a time: reports again with PossDup, everything else as a gap (rules of
 * engagement 1.6). The engine's own way would hold the whole range in memory.
 */
final class Resender {
  /** Most messages of one slice. */
  static final int SLICE = 2_500;

  private static final Set<String> RESENT = Set.of("8", "9", "AI", "AE", "S");
  private static final long SLICE_MILLIS_MAX = 10_000;

  private final SessionStore store;
  private final InstantSource clock;
  private final boolean resendsAll;
  private final Predicate<Message> stillValid;

  Resender(
      SessionStore store, InstantSource clock, boolean resendsAll, Predicate<Message> stillValid) {
    this.store = store;
    this.clock = clock;
    this.resendsAll = resendsAll;
    this.stillValid = stillValid;
  }

  /** Sends the messages with these numbers, both included; 0 as the end means all. */
  void resend(Session session, Connection to, int begin, int end) throws IOException {
    int sent = store.getNextSenderMsgSeqNum() - 1;
    int last = end == 0 ? sent : Math.min(end, sent);
    int gapFrom = Math.max(1, begin);
    for (int from = gapFrom; from <= last; from += SLICE) {
      int through = Math.min(last, from + SLICE - 1);
      for (Message message : slice(session, from, through)) {
        int sequence = sequence(message);
        if (gapFrom < sequence) {
          to.send(gapFill(session.getSessionID(), gapFrom, sequence));
        }
        to.send(duplicate(message));
        gapFrom = sequence + 1;
      }
      if (through < last && !to.awaitWritten(SLICE_MILLIS_MAX)) {
        return;
      }
    }
    if (gapFrom <= last) {
      to.send(gapFill(session.getSessionID(), gapFrom, last + 1));
    }
  }

  private List<Message> slice(Session session, int from, int to) throws IOException {
    List<String> stored = new ArrayList<>();
    store.get(from, to, stored);
    List<Message> messages = new ArrayList<>();
    for (String raw : stored) {
      if (isResent(RawFix.field(raw, 35))) {
        Message message = parse(session, raw);
        if (resendsAll || !"S".equals(RawFix.field(raw, 35)) || stillValid.test(message)) {
          messages.add(message);
        }
      }
    }
    return messages;
  }

  private boolean isResent(@Nullable String type) {
    return type != null && (resendsAll || RESENT.contains(type));
  }

  private static Message parse(Session session, String raw) throws IOException {
    try {
      return MessageSessionUtils.parse(session, raw);
    } catch (InvalidMessage e) {
      throw new StoreCorruptedException("a stored message cannot be parsed");
    }
  }

  private static int sequence(Message message) throws IOException {
    try {
      return message.getHeader().getInt(34);
    } catch (FieldNotFound e) {
      throw new StoreCorruptedException("a stored message has no MsgSeqNum");
    }
  }

  private String duplicate(Message message) throws IOException {
    try {
      Message.Header header = message.getHeader();
      header.setString(122, header.getString(52));
      header.setString(43, "Y");
      header.setString(52, RawFix.timestamp(clock.instant()));
      return message.toString();
    } catch (FieldNotFound e) {
      throw new StoreCorruptedException("a stored message has no SendingTime");
    }
  }

  private String gapFill(SessionID session, int from, int next) {
    String now = RawFix.timestamp(clock.instant());
    return RawFix.frame(
        String.join(
                "\u0001",
                "35=4",
                "34=" + from,
                "43=Y",
                "49=" + session.getSenderCompID(),
                "52=" + now,
                "56=" + session.getTargetCompID(),
                "122=" + now,
                "36=" + next,
                "123=Y")
            + "\u0001");
  }
}
