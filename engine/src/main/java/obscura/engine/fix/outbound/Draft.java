package obscura.engine.fix.outbound;

import java.time.Instant;
import java.util.Optional;
import quickfix.Group;
import quickfix.Message;
import quickfix.field.MsgType;

/** A message that is being written, field by field. */
final class Draft {
  private final Message message = new Message();

  Draft(String msgType) {
    message.getHeader().setString(MsgType.FIELD, msgType);
  }

  Draft put(int tag, String value) {
    message.setString(tag, value);
    return this;
  }

  Draft put(int tag, char value) {
    return put(tag, String.valueOf(value));
  }

  Draft put(int tag, long value) {
    return put(tag, Long.toString(value));
  }

  Draft put(int tag, Instant value) {
    return put(tag, FixTime.format(value));
  }

  /** Leaves the field out where there is nothing to say. */
  Draft maybe(int tag, Optional<String> value) {
    value.ifPresent(present -> put(tag, present));
    return this;
  }

  /** Leaves the field out if the text is empty. */
  Draft maybe(int tag, String value) {
    return value.isEmpty() ? this : put(tag, value);
  }

  Draft add(Group group) {
    message.addGroup(group);
    return this;
  }

  Message message() {
    return message;
  }
}
