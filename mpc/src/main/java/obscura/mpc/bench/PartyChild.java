package obscura.mpc.bench;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import obscura.mpc.net.PeerLines;
import obscura.mpc.net.PlainTransport;
import obscura.mpc.net.Transport;

/**
 * One of three processes that measure tasks together over the lines of production: {@code ID PORTS
 * plain|FOLDER quick|usual PERCENT}. Party 0 prints what it measured.
 */
public final class PartyChild {
  private static final Duration TO_CONNECT = Duration.ofSeconds(60);

  private PartyChild() {}

  public static void main(String[] arguments) throws IOException {
    int party = Integer.parseInt(arguments[0]);
    List<InetSocketAddress> addresses =
        Arrays.stream(arguments[1].split(","))
            .map(port ->
                new InetSocketAddress(InetAddress.getLoopbackAddress(), Integer.parseInt(port)))
            .toList();
    Transport transport =
        arguments[2].equals("plain")
            ? new PlainTransport()
            : Certificates.in(Path.of(arguments[2])).transport(Certificates.party(party));
    boolean quick = arguments[3].equals("quick");
    TaskRun run = new TaskRun(quick, Integer.parseInt(arguments[4]), !quick, false);
    try (PeerLines lines = new PeerLines(party, "BENCH", addresses, transport)) {
      var links = lines.links();
      links.connect(1, System.nanoTime() + TO_CONNECT.toNanos());
      List<TaskRun.Measured> results = run.measure(links);
      if (party == 0) {
        results.forEach(result -> System.out.println(result.line()));
      }
    }
  }
}
