package obscura.mpc.party;

import java.util.ArrayList;
import java.util.List;
import obscura.mpc.api.Handle;

/** The records of a party's store: how they are made, and how they make its state again. */
final class Records {
  private Records() {}

  static byte[] put(Change.OfSecret put) {
    return new Encoder().kind(Encoder.PUT).change(put).bytes();
  }

  static byte[] job(Answered answered, List<Change> changes) {
    return new Encoder().kind(Encoder.JOB).answered(answered).changes(changes).bytes();
  }

  static byte[] undo() {
    return new Encoder().kind(Encoder.UNDO).bytes();
  }

  static byte[] drop(List<Handle> handles) {
    return new Encoder().kind(Encoder.DROP).handles(handles).bytes();
  }

  /** A snapshot. */
  static List<byte[]> all(PartyState state) {
    List<byte[]> records = new ArrayList<>();
    for (Change change : state.everything()) {
      records.add(new Encoder().kind(Encoder.STATE).change(change).bytes());
    }
    for (Answered answered : state.outcomes()) {
      records.add(new Encoder().kind(Encoder.OUTCOME).answered(answered).bytes());
    }
    Answered takenBack = state.takenBack();
    if (takenBack != null) {
      records.add(new Encoder().kind(Encoder.TAKEN_BACK).answered(takenBack).bytes());
    }
    return records;
  }

  static void replay(PartyState state, byte[] record) {
    Decoder in = new Decoder(record);
    byte kind = in.kind();
    switch (kind) {
      case Encoder.PUT, Encoder.STATE -> state.apply(in.change());
      case Encoder.JOB -> {
        Answered answered = in.answered();
        state.apply(answered, in.changes());
      }
      case Encoder.UNDO -> state.undo();
      case Encoder.OUTCOME -> state.remember(in.answered());
      case Encoder.TAKEN_BACK -> state.rememberTakenBack(in.answered());
      case Encoder.DROP -> drop(state, in.handles());
      default -> throw new IllegalStateException("a record of the unknown kind " + kind);
    }
  }

  static void drop(PartyState state, List<Handle> handles) {
    handles.forEach(handle -> state.apply(new Change.OfSecret(handle, null)));
  }
}
