package obscura.settlement.solana.link;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.TreeSet;

/**
 * Turns one object file of {@code clang -target bpf -mcpu=v2} into a Solana program: {@code SbfLink
 * in.o out.so}.
 */
public final class SbfLink {
  private SbfLink() {}

  /**
   * Links one file and prints what the program is made of; exit code 1 if it cannot be linked, 2
   * for wrong arguments.
   *
   * @throws IOException if a file cannot be read or written
   */
  public static void main(String[] arguments) throws IOException {
    if (arguments.length != 2) {
      System.err.println("usage: SbfLink in.o out.so");
      System.exit(2);
    }
    try {
      link(Path.of(arguments[0]), Path.of(arguments[1]), System.out);
    } catch (LinkException refused) {
      System.err.println(arguments[0] + ": " + refused.getMessage());
      System.exit(1);
    }
  }

  /**
   * Links one file.
   *
   * @throws LinkException if the object has something that a Solana program cannot have
   * @throws IOException if a file cannot be read or written
   */
  static void link(Path object, Path program, PrintStream report) throws IOException {
    Image image = Image.of(ObjectFile.read(Files.readAllBytes(object)));
    byte[] file = SharedObject.write(image);
    Files.write(program, file);
    TreeSet<String> used = new TreeSet<>();
    image.runtimeCalls().forEach(call -> used.add(call.name()));
    report.printf(
        "%s: %d instructions, %d bytes of constants, %d bytes; calls %s%n",
        program.getFileName(),
        image.text().length / 8,
        image.constants().length,
        file.length,
        String.join(" ", used));
  }
}
