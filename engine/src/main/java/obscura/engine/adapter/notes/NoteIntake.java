package obscura.engine.adapter.notes;

import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import obscura.domain.Instrument;
import obscura.domain.ParticipantId;
import obscura.engine.port.Directory;
import obscura.engine.port.NoteKeyEntries;
import obscura.engine.port.OwnersNotes;
import obscura.mpc.api.Handle;
import obscura.mpc.api.KeysRecord;
import obscura.mpc.api.MpcEngine;
import obscura.mpc.api.Purpose;
import obscura.mpc.api.SealedKeys;
import obscura.mpc.api.Settlement;
import obscura.settlement.crypto.Bytes;
import obscura.settlement.evm.DepositLine;
import obscura.settlement.evm.PermitLine;
import obscura.settlement.evm.SpentNote;
import obscura.settlement.note.EvmVault;
import obscura.settlement.service.core.ChainTokens;
import obscura.settlement.service.port.UnavailableException;

/**
 * Takes in what operators hand over for owners: compares it with what is known here, and gives it
 * to {@link NoteAdmission}. Of a deposit its owner's word is signed by the gateway, as all words of
 * owners with a plain session are. Any thread; calls block.
 */
public final class NoteIntake implements OwnersNotes {
  /** A deposit is the same whenever it is told, so that asking again is the same job. */
  private static final long NO_TIME = 0;

  private final Venue venue;
  private final EvmVault vault;
  private final ChainTokens tokens;
  private final NoteAdmission admission;
  private final SharedBook book;
  private final SharedPaths paths;
  private final NoteRecords records;
  private final InstantSource clock;
  private final KeysNaming naming;

  /**
   * What it has to do with.
   *
   * @param gateway signs for owners, and gives the parties what they sealed
   */
  public record Venue(MpcEngine gateway, Directory directory, NoteKeyEntries roster) {}

  /** What is known, and where. */
  record Known(NoteAdmission admission, SharedBook book, SharedPaths paths, NoteRecords records) {}

  NoteIntake(Venue venue, SharedNotes.Vault chain, Known known, InstantSource clock) {
    this.venue = venue;
    this.vault = chain.vault();
    this.tokens = chain.tokens();
    this.admission = known.admission();
    this.book = known.book();
    this.paths = known.paths();
    this.records = known.records();
    this.clock = clock;
    this.naming = new KeysNaming(venue.gateway(), venue.roster());
  }

  @Override
  public synchronized Answer keys(String file, Optional<String> confirmed) {
    return answered(() -> {
      SealedKeys sealed = SealedKeys.read(file);
      KeysRecord record = sealed.record();
      ParticipantId owner = participant(record.owner());
      int count = record.keys().paths().size();
      String what =
          "%s: note keys %s with %d meta-addresses".formatted(owner, record.digest(), count);
      Bytes digest = Bytes.hex(record.digest());
      if (records.find(digest).filter(known -> paths.has(known.keys())).isPresent()) {
        return new Answer(true, what + " are in use: nothing changed");
      }
      naming.require(record, confirmed);
      if (!isAdmitted(owner, digest)) {
        Handle handle = naming.put(sealed);
        records.put(new NoteRecords.Known(digest, owner.value(), handle, count));
        admission.keys(owner, handle, count);
      }
      return new Answer(true, what + " are in use");
    });
  }

  /** What the parties hold already is asked for first: perhaps only their answer was lost. */
  private boolean isAdmitted(ParticipantId owner, Bytes digest) {
    Optional<NoteRecords.Known> before = records.find(digest);
    if (before.isEmpty()) {
      return false;
    }
    try {
      admission.keys(owner, before.get().keys(), before.get().count());
      return true;
    } catch (IllegalArgumentException refused) {
      return false;
    }
  }

  @Override
  public Answer deposit(String line) {
    return answered(() -> {
      DepositLine said = DepositLine.parse(line);
      requireVault(said.vault());
      Instrument instrument = instrument(said.token());
      ParticipantId owner = participant(said.owner());
      NoteRecords.Known keys = keys(said);
      String note = "%s of %s".formatted(said.address(), name(said.token()));
      if (book.find(said.note()).isPresent()) {
        return new Answer(true, owner + ": note " + note + " is known: nothing changed");
      }
      Purpose word =
          new Purpose.Deposit(
              new Settlement.Destination(
                  keys.keys(), said.key().path(), hex(said.key().ephemeral())),
              instrument.number(),
              instrument.base().equals(name(said.token())),
              said.amount().toString(),
              "%064x".formatted(said.opening()));
      admission.deposit(venue.gateway().statement(owner.value(), NO_TIME, word), said.note());
      return new Answer(true, owner + ": note " + note + " is known and waits for its permit");
    });
  }

  @Override
  public Answer permit(String line) {
    return answered(() -> {
      PermitLine read = PermitLine.parse(line);
      requireVault(new EvmVault(read.chainId(), read.vault()));
      SpentNote spend = read.spend();
      Bytes address = spend.note().note().owner();
      SharedNote known =
          book.find(spend.note().note())
              .orElseThrow(() ->
                  new IllegalArgumentException(
                      "note "
                          + address
                          + " is not known: the line of its deposit comes first, or the trade that"
                          + " makes it is not final yet"));
      Instant until = Instant.ofEpochSecond(spend.expirySeconds());
      String what = "%s: note %s of %s".formatted(known.owner(), address, name(token(known)));
      Optional<Instant> before = permittedUntil(known);
      if (before.filter(time -> !time.isBefore(until)).isPresent()) {
        return new Answer(true, what + " is permitted until " + before.get() + ": nothing changed");
      }
      if (!until.isAfter(clock.instant())) {
        throw new IllegalArgumentException("the permit of note " + address + " ended at " + until);
      }
      admission.permit(new ParticipantId(known.owner()), spend);
      return new Answer(true, what + " may be spent until " + until);
    });
  }

  @Override
  public List<Line> of(ParticipantId owner) {
    List<Line> lines = new ArrayList<>();
    for (NoteRecords.Known record : records.of(owner.value())) {
      lines.add(
          new Line(
              "keys",
              hex(record.digest()),
              "",
              paths.has(record.keys()) ? "TAKEN" : "REFUSED",
              record.count() + " meta-addresses"));
    }
    lines.add(new Line("addresses", "", "", "LEFT", Integer.toString(paths.left(owner.value()))));
    for (Map.Entry<String, ChainTokens.Token> token : tokens.tokens().entrySet()) {
      book.all(owner.value(), token.getValue().address())
          .forEach(note -> lines.add(line(token.getKey(), note)));
    }
    return List.copyOf(lines);
  }

  private static Line line(String token, SharedBook.Kept kept) {
    return new Line(
        "note",
        kept.note().note().owner().toString(),
        token,
        kept.state(),
        permittedUntil(kept.note()).map(until -> "permitted until " + until).orElse("no permit"));
  }

  /** What refuses it, in one line, is its answer. */
  static Answer answered(Supplier<Answer> task) {
    try {
      return task.get();
    } catch (IllegalArgumentException refused) {
      return new Answer(false, String.valueOf(refused.getMessage()));
    } catch (UnavailableException away) {
      throw new OwnersNotes.UnavailableException(String.valueOf(away.getMessage()), away);
    }
  }

  private void requireVault(EvmVault said) {
    if (!said.equals(vault)) {
      throw new IllegalArgumentException(
          "it is for vault %s on chain %s; this venue settles in %s on chain %s"
              .formatted(said.address(), said.chainId(), vault.address(), vault.chainId()));
    }
  }

  private ParticipantId participant(String owner) {
    ParticipantId id = new ParticipantId(owner);
    if (venue.directory().participant(id).isEmpty()) {
      throw new IllegalArgumentException(owner + " is not a participant");
    }
    return id;
  }

  private NoteRecords.Known keys(DepositLine said) {
    Bytes digest = said.key().record();
    NoteRecords.Known keys =
        records
            .find(digest)
            .filter(known -> known.owner().equals(said.owner()) && paths.has(known.keys()))
            .orElseThrow(() ->
                new IllegalArgumentException(
                    "no note keys of %s with record %s are in use: their file comes first"
                        .formatted(said.owner(), hex(digest))));
    if (said.key().path() >= keys.count()) {
      throw new IllegalArgumentException(
          "its path is not in the record of the keys; allowed: 0 to " + (keys.count() - 1));
    }
    return keys;
  }

  /** One of those that settle here and have this token. */
  private Instrument instrument(Bytes token) {
    String name = name(token);
    return venue.directory().instruments().stream()
        .filter(each -> each.chain().equals(tokens.chain()))
        .filter(each -> each.base().equals(name) || each.quote().equals(name))
        .filter(each -> tokens.token(each.base()).isPresent())
        .filter(each -> tokens.token(each.quote()).isPresent())
        .findFirst()
        .orElseThrow(
            () -> new IllegalArgumentException("no instrument that settles is in " + name));
  }

  private String name(Bytes token) {
    return tokens.tokens().entrySet().stream()
        .filter(each -> each.getValue().address().equals(token))
        .map(Map.Entry::getKey)
        .findFirst()
        .orElseThrow(() ->
            new IllegalArgumentException("settlement.evm.tokens does not name token " + token));
  }

  private static Bytes token(SharedNote note) {
    return note.note().token();
  }

  private static Optional<Instant> permittedUntil(SharedNote note) {
    return note.permit().map(SpentNote::expirySeconds).map(Instant::ofEpochSecond);
  }

  private static String hex(Bytes bytes) {
    return HexFormat.of().formatHex(bytes.array());
  }
}
