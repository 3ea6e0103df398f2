package obscura.admin.command;

import java.io.Console;
import java.util.Optional;

/** A person who can be asked. */
public interface Terminal {
  /** The line that was typed; empty if nobody is there. */
  Optional<String> ask(String question);

  /** The terminal of this process, if it has one. */
  static Optional<String> askConsole(String question) {
    return Optional.ofNullable(System.console())
        .filter(Console::isTerminal)
        .map(console -> console.readLine("%s", question));
  }
}
