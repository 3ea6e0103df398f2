package obscura.desk.wallet;

import java.io.IOException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.Objects;
import obscura.settlement.crypto.Bytes;
import obscura.settlement.evm.DepositLine;
import obscura.settlement.evm.EvmAccount;
import obscura.settlement.evm.VaultCalls;
import obscura.settlement.evm.VaultEvent;
import obscura.settlement.evm.VaultLog;
import obscura.settlement.note.EvmVault;
import obscura.settlement.note.NewNote;
import obscura.settlement.note.NoteSeed;
import obscura.settlement.note.OwnerSeed;
import org.jspecify.annotations.Nullable;
import org.web3j.protocol.core.methods.response.TransactionReceipt;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Turns tokens of an account into a note of the seed's. */
@Command(
    name = "deposit",
    description = {
      "Turns tokens of the paying account into a note of yours.",
      "The chain sees the account, the token and the amount. It is done once each time it is said."
    })
final class Deposit extends OwnersVerb {
  @Option(
      names = "--token",
      paramLabel = "NAME",
      required = true,
      description = "Its name in the vault's file.")
  private String name = "";

  @Option(
      names = "--amount",
      paramLabel = "AMOUNT",
      required = true,
      converter = TokenAmount.class,
      description = "In whole tokens.")
  private BigDecimal amount = BigDecimal.ZERO;

  @Option(
      names = "--path",
      paramLabel = "N",
      defaultValue = "0",
      description =
          "Path of the note's keys: with --record one of the record's, else one that was not handed"
              + " to the venue. Default: ${DEFAULT-VALUE}")
  private long path;

  @ArgGroup(exclusive = false)
  private @Nullable Told told;

  /** For a venue that is to spend the note. */
  static final class Told {
    @Option(
        names = "--record",
        paramLabel = "FILE",
        required = true,
        converter = OwnersRecord.Converter.class,
        description = "Your record of note keys, as keys stock --owner printed it.")
    private @Nullable OwnersRecord record;

    @Option(
        names = "--word",
        paramLabel = "FILE",
        required = true,
        description =
            "To this file a line is added, to hand to the venue: without it, it cannot spend the"
                + " note. It says what the chain shows anyway, and that the note is yours.")
    private @Nullable Path file;
  }

  /** A note, and the one-time secret that it was made with. */
  private record Fresh(NewNote note, byte[] ephemeral) {}

  @ArgGroup(exclusive = true, multiplicity = "1")
  private Payer payer = new Payer();

  @Override
  public Integer call() throws IOException, InterruptedException {
    VaultFile file = vaultFile();
    Token token = token(file);
    BigInteger units =
        token
            .units(amount)
            .filter(some -> some.signum() > 0)
            .orElseThrow(() ->
                usage(
                    "--amount: above 0, and %s has %d decimals"
                        .formatted(token.name(), token.decimals())));
    if (path < 0) {
      throw usage("--path: a path is 0 or more, not " + path);
    }
    if (payer.isThrownAway()) {
      throw usage("--payer-key is needed: the tokens of that account are deposited");
    }
    int place = place(file.chainName());
    requireFileOfWords();
    try (VaultChain chain = VaultChain.open(file)) {
      Fresh fresh = note(chain.vault(), file.chainName(), token, units);
      NewNote note = fresh.note();
      EvmAccount account = payer.open(chain);
      allow(chain, token, units, account);
      tell(chain.vault(), place, fresh);
      TransactionReceipt receipt =
          account.execute(
              chain.vault().address(),
              VaultCalls.deposit(
                  token.address(), note.note().owner(), note.opening(), note.memo()));
      Bytes id = id(chain.vault(), note, receipt);
      say(
          "%s  %s %s  deposited in block %d, path %d"
              .formatted(
                  Words.id(id), token.text(units), token.name(), receipt.getBlockNumber(), path));
    }
    return ExitCodes.OK;
  }

  private Token token(VaultFile file) {
    return file.tokens().stream()
        .filter(token -> token.name().equalsIgnoreCase(name))
        .findAny()
        .orElseThrow(() ->
            usage(
                "--token: %s, not '%s'"
                    .formatted(
                        String.join(", ", file.tokens().stream().map(Token::name).toList()),
                        name)));
  }

  /** Where the record of the option has the path. */
  private int place(String chain) {
    if (told == null) {
      return 0;
    }
    OwnersRecord record = Objects.requireNonNull(told.record);
    if (!record.isOf(seed())) {
      throw usage("--record: a record of this seed's keys, unchanged");
    }
    return record
        .place(seed().metaAddress(chain, path))
        .orElseThrow(() -> usage("--path: one that is in the record; path " + path + " is not"));
  }

  /** Nothing else is written into. */
  private void requireFileOfWords() throws IOException {
    if (told == null) {
      return;
    }
    Path file = Objects.requireNonNull(told.file);
    if (!Files.exists(file)) {
      Files.createFile(
          file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    } else if (!Files.readAllLines(file).stream().allMatch(DepositLine::isOne)) {
      throw usage("--word: a new file, or one with lines of deposits alone; " + file + " is not");
    }
  }

  /**
   * Writes the venue's line before the deposit is sent: lost, the note could not be traded; without
   * the deposit the line says nothing.
   */
  private void tell(EvmVault vault, int place, Fresh fresh) throws IOException {
    if (told == null) {
      return;
    }
    NewNote note = fresh.note();
    OwnersRecord record = Objects.requireNonNull(told.record);
    DepositLine line =
        new DepositLine(
            vault,
            record.owner(),
            new DepositLine.Key(record.digest(), place, Bytes.of(fresh.ephemeral())),
            note.note().token(),
            note.note().owner(),
            note.opening().amount(),
            note.opening().blinding());
    Files.writeString(
        Objects.requireNonNull(told.file),
        line.write() + "\n",
        StandardOpenOption.APPEND,
        StandardOpenOption.DSYNC);
  }

  private Fresh note(EvmVault of, String chain, Token token, BigInteger units) {
    OwnerSeed owner = seed();
    SecureRandom random = new SecureRandom();
    byte[] ephemeral = new byte[OwnerSeed.BYTES];
    byte[] fresh = new byte[NoteSeed.BYTES];
    random.nextBytes(ephemeral);
    random.nextBytes(fresh);
    try {
      return new Fresh(
          NewNote.of(
              of,
              owner.noteKeys(),
              owner.metaAddress(chain, path),
              new NewNote.Value(token.address(), units),
              new NewNote.Randomness(ephemeral, new NoteSeed(Bytes.of(fresh)))),
          ephemeral);
    } catch (IllegalArgumentException tooMuch) {
      throw usage("--amount: " + tooMuch.getMessage() + " units");
    }
  }

  /** Lets the vault take the tokens; a token may ask that an old allowance is taken back first. */
  private static void allow(VaultChain chain, Token token, BigInteger units, EvmAccount account)
      throws IOException, InterruptedException {
    Erc20 contract = chain.token(token);
    BigInteger held = contract.balanceOf(account.address());
    if (held.compareTo(units) < 0) {
      throw new RefusedException(
          "the account %s has %s %s".formatted(account.address(), token.text(held), token.name()));
    }
    BigInteger allowed = contract.allowance(account.address(), chain.vault().address());
    if (allowed.compareTo(units) < 0) {
      if (allowed.signum() > 0) {
        account.execute(
            contract.address(), Erc20.approve(chain.vault().address(), BigInteger.ZERO));
      }
      account.execute(contract.address(), Erc20.approve(chain.vault().address(), units));
    }
  }

  private static Bytes id(EvmVault vault, NewNote note, TransactionReceipt receipt)
      throws IOException {
    return receipt.getLogs().stream()
        .flatMap(log -> VaultLog.of(log).stream())
        .map(VaultLog::event)
        .filter(VaultEvent.Deposited.class::isInstance)
        .map(VaultEvent.Deposited.class::cast)
        .filter(event -> event.note().equals(note.note()))
        .map(event -> vault.noteId(event.note(), event.place()))
        .findAny()
        .orElseThrow(() -> new IOException("the receipt does not show the deposit"));
  }
}
