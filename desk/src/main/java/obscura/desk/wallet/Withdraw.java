package obscura.desk.wallet;

import java.io.IOException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import obscura.settlement.crypto.Bytes;
import obscura.settlement.evm.VaultEvent;
import obscura.settlement.evm.VaultRefusedException;
import obscura.settlement.sip.EthereumAddress;
import obscura.settlement.wallet.OwnedNote;
import obscura.settlement.wallet.OwnerWallet;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Takes notes out of the vault. Said again, it does what is left to do. */
@Command(
    name = "withdraw",
    description = {
      "Turns notes into tokens at an address of yours, without the venue.",
      "First it requests, and says when the requests mature; said again after that, it finishes"
          + " them. What was done already is not done twice."
    })
final class Withdraw extends OwnersVerb {
  private static final Duration POLL_MIN = Duration.ofSeconds(1);
  private static final Duration POLL_MAX = Duration.ofMinutes(1);

  @Option(
      names = "--to",
      paramLabel = "ADDRESS",
      required = true,
      converter = Recipient.class,
      description = "Who gets the tokens.")
  private @Nullable EthereumAddress to;

  @ArgGroup(exclusive = true, multiplicity = "1")
  private Chosen chosen = new Chosen();

  @ArgGroup(exclusive = true, multiplicity = "1")
  private Payer payer = new Payer();

  @Option(
      names = "--fee",
      paramLabel = "AMOUNT",
      converter = TokenAmount.class,
      description =
          "What the account that hands a request in gets of each note, in whole tokens. Default: 0")
  private @Nullable BigDecimal fee;

  @Option(names = "--wait", description = "Wait until the requests mature, and finish them.")
  private boolean wait;

  private final Map<OwnedNote, VaultEvent.WithdrawalRequested> waiting = new LinkedHashMap<>();
  private int refused;

  @Override
  public Integer call() throws IOException, InterruptedException {
    VaultFile file = vaultFile();
    requireSense(file);
    try (VaultChain chain = VaultChain.open(file)) {
      OwnerWallet wallet = wallet(file);
      Reading reading = chain.read(wallet);
      warnOf(reading);
      List<OwnedNote> notes = stillThere(file, reading);
      requireFee(file, notes);
      if (notes.isEmpty()) {
        say("nothing to withdraw");
        return refused == 0 ? ExitCodes.OK : ExitCodes.REFUSED;
      }
      Withdrawals withdrawals = new Withdrawals(chain.vault(), wallet, reading, payer.open(chain));
      for (OwnedNote note : notes) {
        begin(file, reading, withdrawals, note);
      }
      if (wait) {
        finishAll(file, chain, withdrawals);
      }
      sumUp();
    }
    return refused == 0 ? ExitCodes.OK : ExitCodes.REFUSED;
  }

  private EthereumAddress to() {
    return Objects.requireNonNull(to);
  }

  private Bytes recipient() {
    return Bytes.of(to().bytes());
  }

  private void requireSense(VaultFile file) {
    if (to().equals(file.address())) {
      throw usage("--to: an address of yours, not the vault's: its tokens would be lost");
    }
    if (file.tokens().stream().anyMatch(token -> token.address().equals(recipient()))) {
      throw usage("--to: an address of yours, not a token's: its tokens would be lost");
    }
    if (fee != null && chosen.isAll()) {
      throw usage("--fee: with --token or --note, not --all, for it is an amount of one token");
    }
    if (fee != null && payer.isThrownAway()) {
      throw usage("--fee: with --payer-key, not --development, whose account is thrown away");
    }
    chosen
        .mistake(file)
        .ifPresent(mistake -> {
          throw usage(mistake);
        });
  }

  /** Without those that were named and are gone, of which it says so. */
  private List<OwnedNote> stillThere(VaultFile file, Reading reading) {
    List<OwnedNote> left = new ArrayList<>();
    for (OwnedNote note : chosen.of(file, reading)) {
      Optional<VaultEvent.Withdrawn> done = reading.withdrawalOf(note);
      if (reading.holdings().unspent().contains(note)) {
        left.add(note);
      } else if (done.isPresent()) {
        say(line(file, note, "was withdrawn to " + Words.address(done.get().recipient())));
      } else {
        refuse(file, note, "was spent by a batch");
      }
    }
    return left;
  }

  private void requireFee(VaultFile file, List<OwnedNote> notes) {
    for (OwnedNote note : notes) {
      Token token = file.token(note.note().token());
      if (fee != null && token.units(fee).isEmpty()) {
        throw usage("--fee: " + token.name() + " has " + token.decimals() + " decimals");
      }
      if (units(token).orElse(BigInteger.ZERO).compareTo(note.opening().amount()) > 0) {
        throw usage(
            "--fee: at most what each note holds; %s holds %s %s"
                .formatted(Words.id(note.id()), token.text(note.opening().amount()), token.name()));
      }
    }
  }

  private Optional<BigInteger> units(Token token) {
    return Optional.ofNullable(fee).flatMap(token::units);
  }

  private void begin(VaultFile file, Reading reading, Withdrawals withdrawals, OwnedNote note)
      throws IOException, InterruptedException {
    Optional<BigInteger> units = units(file.token(note.note().token()));
    try {
      Optional<VaultEvent.WithdrawalRequested> standing =
          withdrawals.standing(note, recipient(), units);
      if (standing.isPresent()) {
        finish(file, withdrawals, note, standing.get());
        if (waiting.containsKey(note)) {
          say(line(file, note, "was requested before; " + matures(standing.get())));
        }
      } else {
        warnOfOthers(reading, note);
        VaultEvent.WithdrawalRequested request =
            withdrawals.request(note, recipient(), units.orElse(BigInteger.ZERO));
        waiting.put(note, request);
        say(line(file, note, "requested; " + matures(request)));
      }
    } catch (VaultRefusedException refusal) {
      refuse(file, note, "the vault refuses: " + refusal.getMessage());
    }
  }

  private void warnOfOthers(Reading reading, OwnedNote note) {
    for (VaultEvent.WithdrawalRequested other : reading.requestsOf(note)) {
      warn(
          "%s: another request stands, to %s, and goes on standing"
              .formatted(Words.id(note.id()), Words.address(other.terms().recipient())));
    }
  }

  private void finish(
      VaultFile file,
      Withdrawals withdrawals,
      OwnedNote note,
      VaultEvent.WithdrawalRequested request)
      throws IOException, InterruptedException {
    if (!withdrawals.finish(note, request)) {
      waiting.put(note, request);
      return;
    }
    waiting.remove(note);
    Token token = file.token(note.note().token());
    BigInteger paid = note.opening().amount().subtract(request.terms().fee());
    say(line(file, note, "finished: " + token.text(paid) + " went to " + to()));
  }

  private void finishAll(VaultFile file, VaultChain chain, Withdrawals withdrawals)
      throws IOException, InterruptedException {
    while (!waiting.isEmpty()) {
      Duration left = Duration.ofSeconds(first().maturesAtSeconds() - chain.now());
      desk().pause().of(left.compareTo(POLL_MIN) < 0 ? POLL_MIN : min(left, POLL_MAX));
      for (OwnedNote note : List.copyOf(waiting.keySet())) {
        VaultEvent.WithdrawalRequested request = Objects.requireNonNull(waiting.get(note));
        try {
          finish(file, withdrawals, note, request);
        } catch (VaultRefusedException refusal) {
          waiting.remove(note);
          refuse(file, note, "the vault refuses: " + refusal.getMessage());
        }
      }
    }
  }

  private static Duration min(Duration one, Duration other) {
    return one.compareTo(other) < 0 ? one : other;
  }

  private VaultEvent.WithdrawalRequested first() {
    return waiting.values().stream()
        .min(Comparator.comparingLong(VaultEvent.WithdrawalRequested::maturesAtSeconds))
        .orElseThrow();
  }

  private void sumUp() {
    if (!waiting.isEmpty()) {
      say(
          "%d of them wait, the first until %s: say the same again then, or add --wait"
              .formatted(waiting.size(), Words.time(first().maturesAtSeconds())));
    }
  }

  private void refuse(VaultFile file, OwnedNote note, String why) {
    refused++;
    warn(line(file, note, why));
  }

  private static String matures(VaultEvent.WithdrawalRequested request) {
    return "matures at " + Words.time(request.maturesAtSeconds());
  }

  private static String line(VaultFile file, OwnedNote note, String what) {
    Token token = file.token(note.note().token());
    return "%s  %s %s  %s"
        .formatted(Words.id(note.id()), token.text(note.opening().amount()), token.name(), what);
  }
}
