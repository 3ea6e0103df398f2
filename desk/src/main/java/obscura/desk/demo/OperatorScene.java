package obscura.desk.demo;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import obscura.desk.launch.AdminCommand;

/** What the venue's operator can see of it all. */
final class OperatorScene {
  private final AdminCommand admin;
  private final Path data;
  private final Narrator narrator;

  OperatorScene(AdminCommand admin, Path data, Narrator narrator) {
    this.admin = admin;
    this.data = data;
    this.narrator = narrator;
  }

  void look() {
    run("OPERATOR", "order", "list");
    narrator.remark("Handles name the secrets; sides, sizes and limits are not there to be shown.");
    searchFiles(List.of(DarkScene.BUY_LIMIT, DarkScene.SELL_LIMIT));
  }

  void report() {
    run("OPERATOR", "report", "daily");
    narrator.remark(
        "Without a viewing key the values stay sealed. The compliance officer has one:");
    Path key = data.resolve("keys").resolve("compliance.key");
    run("COMPLIANCE", "report", "daily", "--key", key.toString());
    run("OPERATOR", "dropcopy", "verify");
  }

  private void run(String who, String... words) {
    narrator.tell(who, "scripts/admin " + String.join(" ", words));
    narrator.quote(admin.run(words));
  }

  private void searchFiles(List<String> secrets) {
    List<Path> files = files();
    for (String secret : secrets) {
      List<Path> found = files.stream().filter(file -> contains(file, secret)).toList();
      if (!found.isEmpty()) {
        throw new IllegalStateException("the limit " + secret + " stands in " + found);
      }
      narrator.tell(
          "OPERATOR",
          "looks for the limit "
              + secret
              + " in all "
              + files.size()
              + " files of the venue: not found");
    }
  }

  private List<Path> files() {
    try (Stream<Path> all = Files.walk(data)) {
      return all.filter(Files::isRegularFile).toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static boolean contains(Path file, String secret) {
    try {
      return new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1).contains(secret);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
