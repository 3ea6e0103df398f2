package obscura.mpc.party;

import java.util.ArrayList;
import java.util.List;
import obscura.mpc.api.Handle;
import obscura.mpc.codec.Decoder;
import obscura.mpc.codec.Encoder;
import obscura.mpc.roster.Roster;
import obscura.mpc.roster.RosterText;

/** The records of a party's store: how they are made, and how they make its state again. */
final class Records {
  private static final byte PUT = 1;
  private static final byte JOB = 32;
  private static final byte UNDO = 3;
  private static final byte STATE = 4;
  private static final byte OUTCOME = 35;
  private static final byte DROP = 6;
  private static final byte TAKEN_BACK = 37;
  private static final byte CHANGES = 8;
  private static final byte SHARING = 9;
  private static final byte ROSTER = 10;
  private static final byte ADOPTED = 11;

  private static final byte PAPERS = 20;
  private static final byte BEGUN = 38;

  private Records() {}

  private static Encoder start(byte kind) {
    return new Encoder().kind(kind);
  }

  /** Inputs that were put, with their seals. */
  static byte[] put(List<Change> changes) {
    return RecordCodec.changes(start(CHANGES), changes).bytes();
  }

  static byte[] job(Answered answered, List<Change> changes) {
    return RecordCodec.changes(RecordCodec.answered(start(JOB), answered), changes).bytes();
  }

  static byte[] undo() {
    return start(UNDO).bytes();
  }

  static byte[] drop(List<Handle> handles) {
    return start(DROP).handles(handles).bytes();
  }

  /** What this party has signed. */
  static byte[] papers(List<Paper> papers) {
    return start(PAPERS).list(papers, Paper::write).bytes();
  }

  static byte[] roster(Roster roster) {
    return start(ROSTER).text(RosterText.write(roster)).bytes();
  }

  static byte[] adopted(int length) {
    return start(ADOPTED).number(length).bytes();
  }

  /** The name of the shares, and whether they are to be made anew. */
  static byte[] sharing(PartyState state) {
    return start(SHARING).number(state.sharing()).bit(state.isRefreshDue()).bytes();
  }

  /** A job was begun, or the time by which it goes was agreed on. */
  static byte[] begun(Begun job) {
    return start(BEGUN)
        .number(job.number())
        .handle(job.digest())
        .number(job.agreedMillis())
        .bytes();
  }

  /** A snapshot. */
  static List<byte[]> all(PartyState state) {
    List<byte[]> records = new ArrayList<>();
    records.add(roster(state.roster()));
    records.add(adopted(state.adopted().length()));
    for (Change change : state.everything()) {
      records.add(RecordCodec.change(start(STATE), change).bytes());
    }
    for (Answered answered : state.outcomes()) {
      records.add(RecordCodec.answered(start(OUTCOME), answered).bytes());
    }
    for (Paper paper : state.papers()) {
      records.add(papers(List.of(paper)));
    }
    records.add(sharing(state));
    Answered takenBack = state.takenBack();
    if (takenBack != null) {
      records.add(RecordCodec.answered(start(TAKEN_BACK), takenBack).bytes());
    }
    Begun begun = state.begun();
    if (begun != null) {
      records.add(begun(begun));
    }
    return records;
  }

  static void replay(PartyState state, byte[] record) {
    Decoder in = new Decoder(record);
    byte kind = in.kind();
    switch (kind) {
      case PUT, STATE -> state.apply(RecordCodec.change(in));
      case JOB -> {
        Answered answered = RecordCodec.answered(in);
        state.apply(answered, RecordCodec.changes(in));
      }
      case CHANGES -> RecordCodec.changes(in).forEach(state::apply);
      case SHARING -> state.rememberSharing(in.number(), in.bit());
      case BEGUN -> state.begin(new Begun(in.number(), in.handle(), in.number()));
      case UNDO -> state.undo();
      case OUTCOME -> state.remember(RecordCodec.answered(in));
      case TAKEN_BACK -> state.rememberTakenBack(RecordCodec.answered(in));
      case ROSTER -> state.know(RosterText.read(in.text()));
      case ADOPTED -> state.adopt(Math.toIntExact(in.number()));
      case PAPERS -> in.list(() -> Paper.read(in)).forEach(state::keep);
      case DROP -> drop(state, in.handles());
      default -> throw new IllegalStateException("a record of the unknown kind " + kind);
    }
  }

  static void drop(PartyState state, List<Handle> handles) {
    for (Handle handle : handles) {
      state.apply(new Change.OfSecret(handle, null));
      state.apply(new Change.OfSeal(new Item(Item.Kind.SECRET, handle), null));
    }
  }
}
