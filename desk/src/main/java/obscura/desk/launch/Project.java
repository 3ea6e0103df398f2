package obscura.desk.launch;

import java.nio.file.Path;

/** Where the project and its Java are; the scripts say it with two system properties. */
public record Project(Path root, Path java) {
  /** As the scripts set it: {@code obscura.root} and {@code obscura.jdk}. */
  public static Project ofScripts() {
    String root = System.getProperty("obscura.root");
    if (root == null) {
      throw new IllegalStateException("start this through scripts/: obscura.root is not set");
    }
    String jdk = System.getProperty("obscura.jdk", System.getProperty("java.home"));
    return new Project(Path.of(root), Path.of(jdk, "bin", "java"));
  }

  Path script(String name) {
    return root.resolve("scripts").resolve(name);
  }
}
