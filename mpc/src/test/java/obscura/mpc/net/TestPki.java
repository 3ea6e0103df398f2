package obscura.mpc.net;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** Keys and certificates for tests, made once for a JVM with the JDK's keytool. */
public final class TestPki {
  public static final List<String> NAMES = List.of("party0", "party1", "party2", "venue", "other");
  private static final String PASSWORD = "changeit";
  private static final int LOWEST = 20_000;
  private static final int PORTS = 10_000;
  private static final Random RANDOM = new Random();
  private static final Map<Integer, FileLock> HELD = new HashMap<>();
  private static Path folder;

  private TestPki() {}

  /**
   * Addresses that nobody uses, and below those that the system gives to clients: a party that is
   * started again must find its own free. No test of another build is given them while this JVM
   * lives.
   */
  public static synchronized List<InetSocketAddress> freeAddresses(int count) {
    List<InetSocketAddress> free = new ArrayList<>();
    for (int port = LOWEST + RANDOM.nextInt(PORTS); free.size() < count; port++) {
      InetSocketAddress address = new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
      if (isOurs(port) && isFree(address)) {
        free.add(address);
      }
    }
    return free;
  }

  /** Locks a file that stands for the port, for the rest of this JVM's life. */
  private static boolean isOurs(int port) {
    if (HELD.containsKey(port)) {
      return false;
    }
    try {
      String name = "obscura-test-ports-" + System.getProperty("user.name");
      Path folder = Path.of(System.getProperty("java.io.tmpdir"), name);
      Files.createDirectories(folder);
      FileChannel file =
          FileChannel.open(
              folder.resolve(Integer.toString(port)),
              StandardOpenOption.CREATE,
              StandardOpenOption.WRITE);
      FileLock lock = file.tryLock();
      if (lock == null) {
        file.close();
        return false;
      }
      HELD.put(port, lock);
      return true;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static boolean isFree(InetSocketAddress address) {
    try (ServerSocket socket = new ServerSocket()) {
      socket.bind(address);
      return true;
    } catch (IOException taken) {
      return false;
    }
  }

  /** Holds NAME.p12, NAME.pem and password. */
  public static synchronized Path folder() {
    if (folder == null) {
      try {
        folder = make();
      } catch (IOException | GeneralSecurityException e) {
        throw new IllegalStateException(e);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new IllegalStateException(e);
      }
    }
    return folder;
  }

  private static Path make() throws IOException, InterruptedException, GeneralSecurityException {
    Path made = Files.createTempDirectory("pki");
    Files.writeString(made.resolve("password"), PASSWORD + "\n");
    List<Process> running = new ArrayList<>();
    for (String name : NAMES) {
      running.add(keytool(made, name));
    }
    for (Process process : running) {
      if (process.waitFor() != 0) {
        throw new IOException("keytool failed");
      }
    }
    for (String name : NAMES) {
      KeyStore keys = KeyStore.getInstance(store(made, name).toFile(), PASSWORD.toCharArray());
      String pem = Base64.getMimeEncoder().encodeToString(keys.getCertificate("own").getEncoded());
      Files.writeString(
          made.resolve(name + ".pem"),
          "-----BEGIN CERTIFICATE-----\n" + pem + "\n-----END CERTIFICATE-----\n");
    }
    return made;
  }

  private static Process keytool(Path made, String name) throws IOException {
    Path keytool = Path.of(System.getProperty("java.home"), "bin", "keytool");
    List<String> command =
        new ArrayList<>(List.of(keytool.toString(), "-genkeypair", "-alias", "own"));
    command.addAll(List.of("-keyalg", "EC", "-groupname", "secp256r1", "-validity", "2"));
    command.addAll(List.of("-dname", "CN=" + name, "-storetype", "PKCS12"));
    command.addAll(List.of("-keystore", store(made, name).toString(), "-storepass", PASSWORD));
    return new ProcessBuilder(command).redirectErrorStream(true).start();
  }

  private static Path store(Path made, String name) {
    return made.resolve(name + ".p12");
  }

  /** The transport of one of {@link #NAMES}, which knows the parties and the venue. */
  public static PinnedTls transport(String name) {
    return transport(name, "venue");
  }

  /** As {@link #transport(String)}, but somebody else's certificate is pinned for the venue. */
  public static PinnedTls transport(String name, String venue) {
    Path made = folder();
    try {
      return CertificateFiles.transport(
          store(made, name),
          made.resolve("password"),
          Map.of(
              0,
              made.resolve("party0.pem"),
              1,
              made.resolve("party1.pem"),
              2,
              made.resolve("party2.pem"),
              Transport.VENUE,
              made.resolve(venue + ".pem")));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
