package obscura.desk.wallet;

import java.io.IOException;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import obscura.settlement.crypto.Bytes;
import obscura.settlement.evm.VaultEvent;
import obscura.settlement.wallet.LockedNote;
import obscura.settlement.wallet.OwnedNote;
import obscura.settlement.wallet.OwnerWallet;
import picocli.CommandLine.Command;

/** Prints what a seed owns. */
@Command(
    name = "balance",
    description = "Reads the chain and prints your notes, and their sums in whole tokens.")
final class Balance extends OwnersVerb {
  private static final int AMOUNT = 2;

  @Override
  public Integer call() throws IOException {
    VaultFile file = vaultFile();
    try (VaultChain chain = VaultChain.open(file)) {
      OwnerWallet wallet = wallet(file);
      Reading reading = chain.read(wallet);
      warnOf(reading);
      Reading.Head head = reading.head();
      say(
          "vault %s on chain %d, block %d of %s"
              .formatted(
                  file.address(), file.chainId(), head.number(), Words.time(head.seconds())));
      say("");
      if (reading.holdings().unspent().isEmpty() && reading.holdings().locked().isEmpty()) {
        say("no notes of this seed");
      } else {
        say(notes(file, reading));
        say("");
        say(sums(file, reading));
      }
    }
    return ExitCodes.OK;
  }

  private static String notes(VaultFile file, Reading reading) {
    List<List<String>> rows = new ArrayList<>();
    rows.add(List.of("NOTE", "TOKEN", "AMOUNT", "STATE"));
    for (OwnedNote note : reading.holdings().unspent()) {
      rows.add(row(file, note, state(reading, note)));
    }
    for (LockedNote locked : reading.holdings().locked()) {
      String deadline = Words.time(locked.lock().deadlineSeconds());
      String state =
          switch (locked.side()) {
            case CLAIM -> "locked: yours with the preimage before " + deadline;
            case REFUND -> "locked: comes back from " + deadline + " on";
          };
      rows.add(row(file, locked.note(), state));
    }
    return Words.table(rows, List.of(AMOUNT));
  }

  private static List<String> row(VaultFile file, OwnedNote note, String state) {
    Token token = file.token(note.note().token());
    return List.of(Words.id(note.id()), token.name(), token.text(note.opening().amount()), state);
  }

  private static String state(Reading reading, OwnedNote note) {
    Stream<String> leaving = reading.requestsOf(note).stream().map(Balance::leaving);
    Stream<String> fresh = reading.isFinal(note) ? Stream.of() : Stream.of("not final yet");
    String state = Stream.concat(leaving, fresh).collect(Collectors.joining("; "));
    return state.isEmpty() ? "free" : state;
  }

  private static String leaving(VaultEvent.WithdrawalRequested request) {
    return "to be withdrawn to %s from %s on"
        .formatted(
            Words.address(request.terms().recipient()), Words.time(request.maturesAtSeconds()));
  }

  private static String sums(VaultFile file, Reading reading) {
    Map<Bytes, BigInteger> own = reading.holdings().balances();
    Map<Bytes, BigInteger> locked = new LinkedHashMap<>();
    for (LockedNote each : reading.holdings().locked()) {
      OwnedNote note = each.note();
      locked.merge(note.note().token(), note.opening().amount(), BigInteger::add);
    }
    List<List<String>> rows = new ArrayList<>();
    rows.add(List.of("TOKEN", "SUM", "LOCKED"));
    Stream.concat(own.keySet().stream(), locked.keySet().stream())
        .distinct()
        .map(file::token)
        .sorted(Comparator.comparing(Token::name))
        .map(token ->
            List.of(
                token.name(),
                token.text(own.getOrDefault(token.address(), BigInteger.ZERO)),
                token.text(locked.getOrDefault(token.address(), BigInteger.ZERO))))
        .forEach(rows::add);
    return Words.table(rows, List.of(1, 2));
  }
}
