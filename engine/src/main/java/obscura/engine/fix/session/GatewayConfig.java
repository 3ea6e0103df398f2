package obscura.engine.fix.session;

import java.net.InetAddress;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import javax.crypto.SecretKey;
import javax.crypto.spec.SecretKeySpec;

/**
 * How the gateway listens and what it insists on. Checked when it is made.
 *
 * @param venueCompId what clients put into TargetCompID(56)
 * @param address where to listen
 * @param ports a port for each kind that is served; 0 takes a free one
 * @param store where sessions are remembered
 * @param tls required, except on loopback in the profiles {@code EMBEDDED} and {@code CONFORMANCE}
 * @param hours when sessions may be up
 * @param testVenue whether TestMessageIndicator(464) may be {@code Y}
 */
public record GatewayConfig(
    Profile profile,
    String venueCompId,
    InetAddress address,
    Map<SessionKind, Integer> ports,
    Store store,
    Optional<TlsFiles> tls,
    Hours hours,
    ThrottleLimits throttles,
    boolean testVenue) {

  /** How strict the gateway is. */
  public enum Profile {
    /** TLS with client certificates, always. */
    PRODUCTION,
    /** For one machine: plain TCP, loopback only. */
    EMBEDDED,
    /**
     * For the public session scripts, in tests only: standard texts, any heartbeat interval,
     * SequenceReset-Reset, sequence reset inside a session, silent refusals, all types resent.
     */
    CONFORMANCE
  }

  /** When sessions may be up (rules of engagement 1.7). Both restart at 1 on Sunday 20:00 UTC. */
  public enum Hours {
    /** Sunday 20:00 UTC to Saturday 20:00 UTC. */
    WEEK,
    /** At any time. */
    ALWAYS
  }

  /**
   * Where sessions are remembered.
   *
   * @param folder one file for each session
   * @param key encrypts message bodies; kept elsewhere than the folder
   * @param syncEach whether each message waits for the disk; without it the store survives the
   *     process but not the power
   */
  public record Store(Path folder, SecretKey key, boolean syncEach) {
    static final int KEY_BYTES = 32;

    /** With a key of exactly 32 bytes. */
    public static Store of(Path folder, byte[] key) {
      if (key.length != KEY_BYTES) {
        throw new IllegalArgumentException(
            "store key has " + key.length + " bytes; it must have " + KEY_BYTES);
      }
      return new Store(folder, new SecretKeySpec(key, "Generic"), false);
    }

    /** Does not show the key. */
    @Override
    public String toString() {
      return "Store[" + folder + ", syncEach=" + syncEach + "]";
    }
  }

  public GatewayConfig {
    ports = Map.copyOf(ports);
    if (tls.isEmpty() && profile == Profile.PRODUCTION) {
      throw new IllegalArgumentException("fix.tls is missing; profile production requires it");
    }
    if (tls.isEmpty() && !address.isLoopbackAddress()) {
      throw new IllegalArgumentException(
          "fix.address is " + address.getHostAddress() + "; without TLS it must be loopback");
    }
  }

  /** Plain TCP on loopback at the default ports, open at any time. */
  public static GatewayConfig embedded(Path folder, byte[] storeKey) {
    return new GatewayConfig(
        Profile.EMBEDDED,
        "VENUE",
        InetAddress.getLoopbackAddress(),
        defaultPorts(),
        Store.of(folder, storeKey),
        Optional.empty(),
        Hours.ALWAYS,
        ThrottleLimits.standard(),
        true);
  }

  /** TLS at the default ports, open from Sunday to Saturday. */
  public static GatewayConfig production(
      InetAddress address, Path folder, byte[] storeKey, TlsFiles tls) {
    return new GatewayConfig(
        Profile.PRODUCTION,
        "VENUE",
        address,
        defaultPorts(),
        Store.of(folder, storeKey),
        Optional.of(tls),
        Hours.WEEK,
        ThrottleLimits.standard(),
        false);
  }

  /** For the public session scripts: one free port, venue {@code ISLD}. */
  public static GatewayConfig conformance(Path folder, byte[] storeKey) {
    return new GatewayConfig(
        Profile.CONFORMANCE,
        "ISLD",
        InetAddress.getLoopbackAddress(),
        Map.of(SessionKind.TRADE, 0),
        Store.of(folder, storeKey),
        Optional.empty(),
        Hours.ALWAYS,
        ThrottleLimits.off(),
        true);
  }

  /** The same with other ports. */
  public GatewayConfig withPorts(Map<SessionKind, Integer> other) {
    return new GatewayConfig(
        profile, venueCompId, address, other, store, tls, hours, throttles, testVenue);
  }

  /** The same with a free port for every kind. */
  public GatewayConfig withFreePorts() {
    Map<SessionKind, Integer> free = new EnumMap<>(SessionKind.class);
    for (SessionKind kind : SessionKind.values()) {
      free.put(kind, 0);
    }
    return withPorts(free);
  }

  /** The same with other throttles. */
  public GatewayConfig withThrottles(ThrottleLimits other) {
    return new GatewayConfig(
        profile, venueCompId, address, ports, store, tls, hours, other, testVenue);
  }

  /** The same with other hours. */
  public GatewayConfig withHours(Hours other) {
    return new GatewayConfig(
        profile, venueCompId, address, ports, store, tls, other, throttles, testVenue);
  }

  /** The same with TLS. */
  public GatewayConfig withTls(TlsFiles files) {
    return new GatewayConfig(
        profile,
        venueCompId,
        address,
        ports,
        store,
        Optional.of(files),
        hours,
        throttles,
        testVenue);
  }

  /** The same with or without a wait for the disk at each message. */
  public GatewayConfig withSyncEach(boolean syncEach) {
    return new GatewayConfig(
        profile,
        venueCompId,
        address,
        ports,
        new Store(store.folder(), store.key(), syncEach),
        tls,
        hours,
        throttles,
        testVenue);
  }

  boolean isConformance() {
    return profile == Profile.CONFORMANCE;
  }

  private static Map<SessionKind, Integer> defaultPorts() {
    Map<SessionKind, Integer> ports = new EnumMap<>(SessionKind.class);
    for (SessionKind kind : SessionKind.values()) {
      ports.put(kind, kind.defaultPort());
    }
    return ports;
  }
}
