package obscura.admin.command;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Function;
import obscura.admin.client.DropCopyAccess;
import obscura.admin.client.NotReachableException;
import obscura.dropcopy.store.RecordSource;
import obscura.dropcopy.store.StoreConfig;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Where the records of the drop copy come from. */
final class RecordOptions {
  @Option(
      names = "--offline",
      description = "Do not ask the venue; open the store directly, without any right to write.")
  private boolean offline;

  @Option(
      names = "--db",
      paramLabel = "JDBC",
      description =
          "The store, opened directly. Default: $OBSCURA_ADMIN_DB, or the H2 file"
              + " DATA/dropcopy/records")
  private @Nullable String database;

  @Option(
      names = "--db-user",
      paramLabel = "NAME",
      description = "Its user. Default: $OBSCURA_ADMIN_DB_USER")
  private @Nullable String user;

  @Option(
      names = "--db-password",
      paramLabel = "FILE",
      description = "File with its password. Default: $OBSCURA_ADMIN_DB_PASSWORD")
  private @Nullable Path password;

  /** Does something with the records of the venue, or of the store. */
  <T> T read(Verb verb, Function<RecordSource, T> work) {
    Admin admin = verb.admin();
    DropCopyAccess.Way way =
        offline || database != null ? DropCopyAccess.Way.DIRECT : DropCopyAccess.Way.VENUE_FIRST;
    return admin.dropCopy(store(verb), verb.err()::println).read(way, work);
  }

  private StoreConfig store(Verb verb) {
    Admin admin = verb.admin();
    String url =
        Optional.ofNullable(database)
            .or(() -> admin.variable("DB"))
            .orElseGet(() -> "jdbc:h2:file:" + h2File(admin));
    try {
      return new StoreConfig(
          url,
          Optional.ofNullable(user).or(() -> admin.variable("DB_USER")).orElse(""),
          Optional.ofNullable(password)
              .or(() -> admin.variable("DB_PASSWORD").map(Path::of))
              .map(RecordOptions::firstLine)
              .orElse(""));
    } catch (IllegalArgumentException e) {
      throw verb.usage(String.valueOf(e.getMessage()));
    }
  }

  private static Path h2File(Admin admin) {
    return admin.dataDir().toAbsolutePath().normalize().resolve("dropcopy").resolve("records");
  }

  private static String firstLine(Path file) {
    try (var lines = Files.lines(file)) {
      return lines.findFirst().orElse("");
    } catch (IOException e) {
      throw new NotReachableException("cannot read the password file " + file, e);
    }
  }
}
