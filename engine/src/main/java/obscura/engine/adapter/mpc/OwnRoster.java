package obscura.engine.adapter.mpc;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import obscura.domain.Instrument;
import obscura.mpc.input.GatewayKey;
import obscura.mpc.receipt.PartyKey;
import obscura.mpc.roster.Entry;
import obscura.mpc.roster.OperatorKey;
import obscura.mpc.roster.Operators;
import obscura.mpc.roster.Roster;
import obscura.mpc.roster.RosterText;

/**
 * The roster of a venue whose own process holds the three operators' keys: with embedded parties,
 * which hide nothing from that process anyway. It signs whatever the venue lists. Any thread.
 */
public final class OwnRoster implements RosterKeeper {
  private final Path file;
  private final List<OperatorKey> keys;
  private volatile Roster roster;

  /**
   * Reads the roster, or makes one that names the gateway and the parties' signing keys.
   *
   * @param signers of the three parties
   * @param keys of the three operators
   */
  public OwnRoster(
      Path file,
      String instance,
      GatewayKey gateway,
      List<PartyKey> signers,
      List<OperatorKey> keys) {
    this.file = file;
    this.keys = keys;
    try {
      roster =
          Files.exists(file) ? RosterText.read(Files.readString(file)) : Roster.empty(instance);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    boolean known =
        roster.gateway().filter(key -> key.hex().equals(gateway.verifier().hex())).isPresent();
    if (!known) {
      add(new Entry.Key(Entry.Role.GATEWAY, "VENUE", gateway.verifier().hex()));
    }
    for (int party = 0; party < signers.size(); party++) {
      String hex = signers.get(party).publicHex();
      if (roster.signer(party).filter(hex::equals).isEmpty()) {
        add(new Entry.Key(Entry.Role.SIGNER, Integer.toString(party), hex));
      }
    }
  }

  /**
   * Enters an oracle whose prices count from now on.
   *
   * @param publicHex its Ed25519 key, 64 hex digits
   */
  public synchronized void admitOracle(String name, String publicHex) {
    boolean known =
        roster
            .key(Entry.Role.ORACLE, name)
            .filter(key -> HexFormat.of().formatHex(key).equals(publicHex))
            .isPresent();
    if (!known) {
      add(new Entry.Key(Entry.Role.ORACLE, name, publicHex));
    }
  }

  /**
   * Enters what it does not say yet.
   *
   * @param entries no keys and no instruments: these the venue enters itself
   */
  public synchronized void say(List<Entry> entries) {
    entries.stream().filter(entry -> !roster.says(entry)).forEach(this::add);
  }

  /**
   * Enters the keys to which owners seal what is for one party alone.
   *
   * @param publicHex the three parties' X25519 keys, 64 hex digits each
   */
  public synchronized void admitSealing(List<String> publicHex) {
    for (int party = 0; party < publicHex.size(); party++) {
      String hex = publicHex.get(party);
      if (roster.sealingKey(party).map(HexFormat.of()::formatHex).filter(hex::equals).isEmpty()) {
        add(new Entry.Key(Entry.Role.SEALING, Integer.toString(party), hex));
      }
    }
  }

  /** The public keys of the operators. */
  public Operators operators() {
    return new Operators(keys.stream().map(OperatorKey::publicHex).toList());
  }

  @Override
  public synchronized String text() {
    return RosterText.write(roster);
  }

  @Override
  public synchronized Optional<String> enabling(Instrument instrument) {
    if (roster.enabled().contains(instrument.number())) {
      return Optional.empty();
    }
    add(
        new Entry.Instrument(
            instrument.number(),
            instrument.lot().toPlainString(),
            instrument.tick().toPlainString(),
            true,
            Entry.Pricing.valueOf(instrument.pricing().name()),
            1,
            Entry.HIGHEST));
    return Optional.of(text());
  }

  @Override
  public long least(String firm, long number) {
    return roster.minimum(firm, number);
  }

  @Override
  public synchronized Optional<String> difference(Instrument instrument) {
    return RosterCheck.difference(roster, instrument);
  }

  /**
   * Enters how an instrument settles, or whose note keys these are.
   *
   * @return the roster with it; empty if it says so already
   * @throws IllegalArgumentException for an entry of another kind
   */
  public synchronized Optional<String> enter(Entry entry) {
    if (!(entry instanceof Entry.Rail || entry instanceof Entry.NoteKeys)) {
      throw new IllegalArgumentException("an entry that is not the venue's");
    }
    if (roster.says(entry)) {
      return Optional.empty();
    }
    add(entry);
    return Optional.of(text());
  }

  private void add(Entry entry) {
    int own =
        entry instanceof Entry.Key key
                && (key.role() == Entry.Role.SIGNER || key.role() == Entry.Role.SEALING)
            ? Integer.parseInt(key.name())
            : 0;
    int other = (own + 1) % keys.size();
    Roster longer =
        roster
            .with(Entry.parse(entry.line()))
            .signedBy(own, keys.get(own))
            .signedBy(other, keys.get(other));
    try {
      Path draft = Path.of(file + ".draft");
      Files.writeString(
          draft,
          RosterText.write(longer),
          StandardOpenOption.CREATE,
          StandardOpenOption.TRUNCATE_EXISTING,
          StandardOpenOption.WRITE,
          StandardOpenOption.DSYNC);
      Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
      roster = longer;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
