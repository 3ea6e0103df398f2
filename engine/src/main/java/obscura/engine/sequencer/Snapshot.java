package obscura.engine.sequencer;

import io.aeron.ExclusivePublication;
import io.aeron.Image;
import io.aeron.logbuffer.FragmentHandler;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import obscura.engine.core.venue.VenueState;
import obscura.engine.sequencer.codec.LogCodec;
import org.agrona.concurrent.IdleStrategy;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * A snapshot of the service: the core's state, the outbox and the consumers' progress, as one run
 * of bytes cut into messages. First the length of all, then the parts.
 */
final class Snapshot {
  /** What a snapshot held. */
  record Content(
      VenueState state, long last, Map<String, Long> progress, List<Outbox.Entry> entries) {}

  private Snapshot() {}

  static void write(
      ExclusivePublication publication,
      LogCodec codec,
      VenueState state,
      Outbox outbox,
      IdleStrategy idle) {
    byte[] all = encode(codec, state, outbox);
    UnsafeBuffer length = new UnsafeBuffer(new byte[Integer.BYTES]);
    length.putInt(0, all.length);
    offer(publication, length, 0, Integer.BYTES, idle);
    UnsafeBuffer bytes = new UnsafeBuffer(all);
    for (int at = 0; at < all.length; at += Frames.PART_MAX) {
      offer(publication, bytes, at, Math.min(Frames.PART_MAX, all.length - at), idle);
    }
  }

  private static void offer(
      ExclusivePublication publication, UnsafeBuffer bytes, int at, int length, IdleStrategy idle) {
    idle.reset();
    long result;
    while ((result = publication.offer(bytes, at, length)) < 0) {
      if (result == ExclusivePublication.CLOSED
          || result == ExclusivePublication.NOT_CONNECTED
          || result == ExclusivePublication.MAX_POSITION_EXCEEDED) {
        throw new IllegalStateException("the snapshot cannot be recorded: " + result);
      }
      idle.idle();
    }
  }

  private static byte[] encode(LogCodec codec, VenueState state, Outbox outbox) {
    byte[] core = codec.encode(state);
    List<Outbox.Entry> kept = new ArrayList<>();
    Iterator<Outbox.Entry> entries = outbox.after(0);
    entries.forEachRemaining(kept::add);
    int size = Long.BYTES + 3 * Integer.BYTES + core.length;
    for (Outbox.Entry entry : kept) {
      size += Long.BYTES + Integer.BYTES + entry.bytes().length;
    }
    for (String name : outbox.progress().keySet()) {
      size += Long.BYTES + Integer.BYTES + name.getBytes(StandardCharsets.UTF_8).length;
    }
    ByteBuffer out = ByteBuffer.allocate(size);
    out.putLong(outbox.last()).putInt(core.length).put(core);
    out.putInt(outbox.progress().size());
    outbox
        .progress()
        .forEach((name, position) -> {
          byte[] bytes = name.getBytes(StandardCharsets.UTF_8);
          out.putLong(position).putInt(bytes.length).put(bytes);
        });
    out.putInt(kept.size());
    for (Outbox.Entry entry : kept) {
      out.putLong(entry.position()).putInt(entry.bytes().length).put(entry.bytes());
    }
    return out.array();
  }

  static Content read(Image image, LogCodec codec, IdleStrategy idle) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    int[] expected = {-1};
    FragmentHandler part =
        (buffer, offset, length, header) -> {
          if (expected[0] < 0) {
            expected[0] = buffer.getInt(offset);
          } else {
            byte[] copy = new byte[length];
            buffer.getBytes(offset, copy);
            bytes.writeBytes(copy);
          }
        };
    while (expected[0] < 0 || bytes.size() < expected[0]) {
      int polled = image.poll(part, 16);
      if (polled == 0 && (image.isClosed() || image.isEndOfStream())) {
        throw new IllegalStateException(
            "the snapshot ends after " + bytes.size() + " of " + expected[0] + " bytes");
      }
      idle.idle(polled);
    }
    return decode(ByteBuffer.wrap(bytes.toByteArray()), codec);
  }

  private static Content decode(ByteBuffer in, LogCodec codec) {
    long last = in.getLong();
    byte[] core = take(in);
    VenueState state = codec.state(new UnsafeBuffer(core), 0, core.length);
    Map<String, Long> progress = new LinkedHashMap<>();
    int consumers = in.getInt();
    for (int i = 0; i < consumers; i++) {
      long position = in.getLong();
      progress.put(new String(take(in), StandardCharsets.UTF_8), position);
    }
    List<Outbox.Entry> entries = new ArrayList<>();
    int kept = in.getInt();
    for (int i = 0; i < kept; i++) {
      long position = in.getLong();
      entries.add(new Outbox.Entry(position, take(in)));
    }
    return new Content(state, last, progress, entries);
  }

  private static byte[] take(ByteBuffer in) {
    byte[] bytes = new byte[in.getInt()];
    in.get(bytes);
    return bytes;
  }
}
