package obscura.admin.command;

import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;
import obscura.admin.client.ConnectionSettings;
import obscura.admin.client.DropCopyAccess;
import obscura.admin.client.NotReachableException;
import obscura.admin.client.VenueClient;
import obscura.dropcopy.seal.SealException;
import obscura.dropcopy.store.CorruptRecordException;
import obscura.dropcopy.store.DropCopyException;
import obscura.dropcopy.store.StoreConfig;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.Spec;

/** The command line of operators and compliance officers: its common options and its start. */
@Command(
    name = "admin",
    mixinStandardHelpOptions = true,
    version = "Obscura 0.1.0",
    description = "Operates the venue and reads its compliance records.",
    synopsisSubcommandLabel = "COMMAND",
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:done",
      "1:refused by the venue, or by you",
      "2:the command line makes no sense",
      "3:neither venue nor store answered",
      "4:the drop copy does not hold"
    },
    subcommands = {
      ParticipantCommands.class,
      MakerCommands.class,
      ModeCommands.class,
      InstrumentCommands.class,
      SessionCommands.class,
      KillSwitchCommands.class,
      OrderCommands.class,
      LedgerCommands.class,
      SettlementCommands.class,
      NotesCommands.class,
      MpcCommands.class,
      RfqCommands.class,
      OracleCommands.class,
      ReportCommands.class,
      DropCopyCommands.class,
      KeysCommands.class,
      Status.class,
      Completion.class
    })
public final class Admin implements Runnable {
  private static final String ENVIRONMENT = "OBSCURA_ADMIN_";

  private final Map<String, String> environment;
  private final Terminal terminal;

  @Spec private @Nullable CommandSpec spec;

  @Option(
      names = "--data",
      paramLabel = "DIR",
      scope = ScopeType.INHERIT,
      description = "The venue's data folder. Default: $OBSCURA_ADMIN_DATA, or data")
  private @Nullable Path data;

  @Option(
      names = "--url",
      scope = ScopeType.INHERIT,
      description = "The admin endpoint. Default: $OBSCURA_ADMIN_URL, or as in DATA/admin/endpoint")
  private @Nullable URI url;

  @Option(
      names = "--client-key",
      paramLabel = "P12",
      scope = ScopeType.INHERIT,
      description =
          "Your certificate and its key. Default: $OBSCURA_ADMIN_KEY, or DATA/admin/client.p12")
  private @Nullable Path clientKey;

  @Option(
      names = "--client-key-password",
      paramLabel = "FILE",
      scope = ScopeType.INHERIT,
      description =
          "File with its password. Default: $OBSCURA_ADMIN_KEY_PASSWORD, or .pass beside the key")
  private @Nullable Path clientKeyPassword;

  @Option(
      names = "--trust",
      paramLabel = "PEM",
      scope = ScopeType.INHERIT,
      description = "Who certifies the venue. Default: $OBSCURA_ADMIN_TRUST, or DATA/admin/ca.pem")
  private @Nullable Path trust;

  @Option(
      names = "--json",
      scope = ScopeType.INHERIT,
      description = "Answer in JSON, for programs.")
  private boolean json;

  @Option(
      names = "--request",
      paramLabel = "ID",
      scope = ScopeType.INHERIT,
      description =
          "Id of this request, 8 to 64 of A-Za-z0-9._-; the same id is carried out once."
              + " Default: a new one")
  private @Nullable String request;

  Admin(Map<String, String> environment, Terminal terminal) {
    this.environment = environment;
    this.terminal = terminal;
  }

  /** Runs one command and ends the process. */
  public static void main(String[] arguments) {
    System.exit(commandLine(System.getenv(), Terminal::askConsole).execute(arguments));
  }

  /** The command line over this environment. */
  public static CommandLine commandLine(Map<String, String> environment, Terminal terminal) {
    return new CommandLine(new Admin(environment, terminal))
        .setCaseInsensitiveEnumValuesAllowed(true)
        .setExecutionExceptionHandler((failure, command, parsed) -> failed(failure, command));
  }

  private static int failed(Exception failure, CommandLine command) throws Exception {
    int code =
        switch (failure) {
          case NotReachableException e -> ExitCodes.NOT_REACHABLE;
          case DropCopyException e -> ExitCodes.NOT_REACHABLE;
          case CorruptRecordException e -> ExitCodes.NOT_VERIFIED;
          case SealException e -> ExitCodes.REFUSED;
          case UncheckedIOException e -> ExitCodes.REFUSED;
          default -> throw failure;
        };
    command.getErr().println(failure.getMessage());
    return code;
  }

  /** Without a command there is nothing to do. */
  @Override
  public void run() {
    throw new ParameterException(Objects.requireNonNull(spec).commandLine(), "which command?");
  }

  boolean json() {
    return json;
  }

  Optional<String> request() {
    return Optional.ofNullable(request);
  }

  Terminal terminal() {
    return terminal;
  }

  VenueClient venue() {
    return VenueClient.of(settings());
  }

  /** Reads records; {@code notes} go to people. */
  DropCopyAccess dropCopy(StoreConfig store, Consumer<String> notes) {
    return new DropCopyAccess(this::venue, store, notes);
  }

  Path dataDir() {
    return Optional.ofNullable(data)
        .or(() -> variable("DATA").map(Path::of))
        .orElse(Path.of("data"));
  }

  /** A setting from the environment. */
  Optional<String> variable(String name) {
    return Optional.ofNullable(environment.get(ENVIRONMENT + name));
  }

  private ConnectionSettings settings() {
    return new ConnectionSettings(
        dataDir(),
        Optional.ofNullable(url).or(() -> variable("URL").map(URI::create)),
        Optional.ofNullable(clientKey).or(() -> variable("KEY").map(Path::of)),
        Optional.ofNullable(clientKeyPassword).or(() -> variable("KEY_PASSWORD").map(Path::of)),
        Optional.ofNullable(trust).or(() -> variable("TRUST").map(Path::of)));
  }
}
