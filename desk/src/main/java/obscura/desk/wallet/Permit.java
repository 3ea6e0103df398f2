package obscura.desk.wallet;

import java.io.IOException;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import obscura.settlement.crypto.Bytes;
import obscura.settlement.evm.CompactSignature;
import obscura.settlement.evm.PermitLine;
import obscura.settlement.evm.PlacedNote;
import obscura.settlement.evm.SpentNote;
import obscura.settlement.note.NoteOutput;
import obscura.settlement.note.NotePlace;
import obscura.settlement.wallet.ChainRecord;
import obscura.settlement.wallet.OwnedNote;
import obscura.settlement.wallet.OwnerSignatures;
import obscura.settlement.wallet.OwnerWallet;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;

/** Signs that the venue may spend notes until a time. Nothing is sent. */
@Command(
    name = "permit",
    description = {
      "Prints permits to hand to the venue, one a line: it may spend these notes until a time.",
      "Nothing is sent. A permit ends at its time, or when you withdraw the note."
    })
final class Permit extends OwnersVerb {
  @Option(
      names = "--until",
      paramLabel = "TIME",
      required = true,
      converter = Until.class,
      description = "2026-12-31 or 2026-12-31T18:00:00Z, UTC.")
  private Instant until = Instant.EPOCH;

  @ArgGroup(exclusive = true, multiplicity = "1")
  private Chosen chosen = new Chosen();

  /** Reads a day or a moment. */
  static final class Until implements ITypeConverter<Instant> {
    @Override
    public Instant convert(String text) {
      try {
        return text.contains("T")
            ? Instant.parse(text)
            : LocalDate.parse(text).atStartOfDay(ZoneOffset.UTC).toInstant();
      } catch (DateTimeException malformed) {
        throw new TypeConversionException("2026-12-31 or 2026-12-31T18:00:00Z, not '" + text + "'");
      }
    }
  }

  @Override
  public Integer call() throws IOException {
    VaultFile file = vaultFile();
    chosen
        .mistake(file)
        .ifPresent(mistake -> {
          throw usage(mistake);
        });
    try (VaultChain chain = VaultChain.open(file)) {
      OwnerWallet wallet = wallet(file);
      Reading reading = chain.read(wallet);
      warnOf(reading);
      if (until.getEpochSecond() <= reading.head().seconds()) {
        throw usage("--until: after the chain's time, " + Words.time(reading.head().seconds()));
      }
      List<OwnedNote> notes = new ArrayList<>(chosen.of(file, reading));
      boolean gone = notes.retainAll(reading.holdings().unspent());
      for (OwnedNote note : notes) {
        permit(file, wallet, reading, note);
      }
      if (notes.isEmpty()) {
        warn("nothing to permit");
      } else if (gone) {
        warn("notes that are spent are left out");
      }
      return gone ? ExitCodes.REFUSED : ExitCodes.OK;
    }
  }

  private void permit(VaultFile file, OwnerWallet wallet, Reading reading, OwnedNote note) {
    if (!reading.requestsOf(note).isEmpty()) {
      warn(Words.id(note.id()) + " is to be withdrawn: permits of it end then");
    }
    Bytes signature = new OwnerSignatures(file.vault()).permit(note, until.getEpochSecond());
    PlacedNote placed =
        new PlacedNote(note.note(), note.place(), wallet.treePath(reading.archive(), note.place()));
    say(
        new PermitLine(
                file.chainId(),
                file.address(),
                new SpentNote(
                    placed, until.getEpochSecond(), CompactSignature.of(signature.array())),
                memo(reading, note.place()))
            .write());
  }

  private static Bytes memo(Reading reading, NotePlace place) {
    return switch (record(reading, place.batch())) {
      case ChainRecord.Born born -> born.outputs().get(place.index()).memo();
      case ChainRecord.Claimed claimed -> output(reading, claimed.locked()).memo();
      case ChainRecord.Refunded refunded ->
          output(reading, refunded.locked()).lock().orElseThrow().refundMemo();
    };
  }

  private static NoteOutput output(Reading reading, NotePlace place) {
    if (record(reading, place.batch()) instanceof ChainRecord.Born born) {
      return born.outputs().get(place.index());
    }
    throw new IllegalStateException("a locked note was born in no batch");
  }

  private static ChainRecord record(Reading reading, long batch) {
    try (Stream<ChainRecord> records = reading.archive().records()) {
      return records.filter(record -> record.batch() == batch).findFirst().orElseThrow();
    }
  }
}
