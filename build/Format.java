import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Formats every Java source of the reactor, or checks that it is formatted: {@code Format check|fix ROOT}. */
final class Format {
  public static void main(String[] args) throws Exception {
    boolean check = args[0].equals("check");
    List<String> arguments = new ArrayList<>();
    if (check) {
      arguments.add("--dry-run");
      arguments.add("--set-exit-if-changed");
    } else {
      arguments.add("--replace");
    }
    Path stamp = Path.of(args[1], "build", "lib", "formatted");
    List<Path> sources = newer(sources(Path.of(args[1])), stamp);
    if (sources.isEmpty()) {
      return;
    }
    sources.forEach(source -> arguments.add(source.toString()));
    int exit =
        new com.google.googlejavaformat.java.Main(
                new PrintWriter(System.out, true), new PrintWriter(System.err, true), System.in)
            .format(arguments.toArray(String[]::new));
    if (exit != 0) {
      System.err.println("The files above are not formatted. Run scripts/format.");
    }
    if (exit == 0) {
      Files.writeString(stamp, "");
    }
    System.exit(exit);
  }

  /** Only what changed since everything was formatted last. */
  private static List<Path> newer(List<Path> sources, Path stamp) throws IOException {
    if (!Files.exists(stamp)) {
      return sources;
    }
    List<Path> changed = new ArrayList<>();
    for (Path source : sources) {
      if (Files.getLastModifiedTime(source).compareTo(Files.getLastModifiedTime(stamp)) >= 0) {
        changed.add(source);
      }
    }
    return changed;
  }

  private static List<Path> sources(Path root) throws IOException {
    List<Path> found = new ArrayList<>();
    try (Stream<Path> modules = Files.list(root)) {
      for (Path module : modules.sorted().toList()) {
        Path src = module.resolve("src");
        if (Files.isDirectory(src)) {
          try (Stream<Path> walk = Files.walk(src)) {
            walk.filter(p -> p.toString().endsWith(".java")).sorted().forEach(found::add);
          }
        }
      }
    }
    return found;
  }
}
