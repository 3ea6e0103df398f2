package obscura.engine.sequencer.codec;

import obscura.engine.core.VenueCommand;
import obscura.engine.core.VenueEvent;
import obscura.engine.core.venue.VenueState;
import org.agrona.DirectBuffer;

/**
 * Bytes of commands, events and the core's state. Every encoding starts with the version of the
 * schema it was written with; bytes of an older version are read as long as the schema knows it.
 * Not for several threads: one each.
 */
public final class LogCodec {
  private final Schema schema = Schema.load();
  private final Forms forms = new Forms(schema);
  private final Form commands = forms.of(VenueCommand.class);
  private final Form events = forms.of(VenueEvent.class);
  private final Form states = forms.of(VenueState.class);
  private final Writer writer = new Writer();

  public byte[] encode(VenueCommand command) {
    return encode(commands, command);
  }

  public byte[] encode(VenueEvent event) {
    return encode(events, event);
  }

  public byte[] encode(VenueState state) {
    return encode(states, state);
  }

  /** Throws {@link CodecException} if the bytes are no command. */
  public VenueCommand command(DirectBuffer buffer, int offset, int length) {
    return (VenueCommand) commands.read(new Reader(buffer, offset, length));
  }

  /** Throws {@link CodecException} if the bytes are no event. */
  public VenueEvent event(DirectBuffer buffer, int offset, int length) {
    return (VenueEvent) events.read(new Reader(buffer, offset, length));
  }

  /** Throws {@link CodecException} if the bytes are no state. */
  public VenueState state(DirectBuffer buffer, int offset, int length) {
    return (VenueState) states.read(new Reader(buffer, offset, length));
  }

  private byte[] encode(Form form, Object value) {
    writer.reset();
    writer.writeLong(schema.version());
    form.write(writer, value);
    byte[] bytes = new byte[writer.length()];
    writer.buffer().getBytes(0, bytes);
    return bytes;
  }
}
