package obscura.engine.fix.outbound;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import obscura.engine.core.Participant;
import obscura.engine.core.ParticipantKind;
import obscura.engine.port.Directory;
import quickfix.Message;
import quickfix.field.CopyMsgIndicator;
import quickfix.field.MsgType;
import quickfix.field.OnBehalfOfCompID;

/** Copies of a firm's reports for its back office (rules of engagement 6.1). */
final class DropCopies {
  private static final Set<String> MARKED = Set.of("8", "AE");

  private final Directory directory;
  private final Set<String> asked = ConcurrentHashMap.newKeySet();

  DropCopies(Directory directory) {
    this.directory = directory;
  }

  /** DropCopyFlag(9406) of a session that logged on. */
  void wanted(String compId, boolean yes) {
    if (yes) {
      asked.add(compId);
    } else {
      asked.remove(compId);
    }
  }

  /** The copies of a message; must be made before the original is sent. */
  List<Told> of(Told told) {
    if (!told.copied()) {
      return List.of();
    }
    List<Told> copies = new ArrayList<>();
    for (Participant reader : directory.participants()) {
      if (reads(reader, told)) {
        copies.add(new Told(reader.id(), reader.firm(), copy(told), false));
      }
    }
    return copies;
  }

  private boolean reads(Participant reader, Told told) {
    return reader.firm().equals(told.firm())
        && !reader.id().equals(told.to())
        && (reader.kind() == ParticipantKind.DROP || asked.contains(reader.id().value()));
  }

  private static Message copy(Told told) {
    Message copy = (Message) told.message().clone();
    copy.getHeader().setString(OnBehalfOfCompID.FIELD, told.to().value());
    if (MARKED.contains(msgType(copy))) {
      copy.setString(CopyMsgIndicator.FIELD, "Y");
    }
    return copy;
  }

  private static String msgType(Message message) {
    try {
      return message.getHeader().getString(MsgType.FIELD);
    } catch (quickfix.FieldNotFound impossible) {
      throw new IllegalStateException("every draft has a MsgType", impossible);
    }
  }
}
