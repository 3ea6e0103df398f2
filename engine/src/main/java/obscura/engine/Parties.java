package obscura.engine;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.HashMap;
import java.util.Map;
import obscura.engine.config.ConfigException;
import obscura.engine.config.VenueConfig;
import obscura.engine.config.VenueKeys;
import obscura.mpc.api.MpcEngine;
import obscura.mpc.embedded.EmbeddedParties;
import obscura.mpc.embedded.StoreKeys;
import obscura.mpc.net.CertificateFiles;
import obscura.mpc.net.PlainTransport;
import obscura.mpc.net.Transport;
import obscura.mpc.remote.RemoteEngine;
import obscura.mpc.share.Opening;

/** Opens the three parties where the configuration says that they are. */
final class Parties {
  private static final int PARTIES = 3;

  private Parties() {}

  static MpcEngine open(VenueConfig config, VenueKeys keys) {
    return config
        .mpc()
        .remote()
        .<MpcEngine>map(remote -> remote(config, remote))
        .orElseGet(() -> embedded(config, keys));
  }

  private static MpcEngine embedded(VenueConfig config, VenueKeys keys) {
    byte[][] partyKeys = new byte[PARTIES][];
    for (int i = 0; i < PARTIES; i++) {
      partyKeys[i] = keys.key("mpc-" + i);
    }
    StoreKeys storeKeys = party -> partyKeys[party].clone();
    return new EmbeddedParties(
        config.data(),
        config.syncedLog() ? StoreKeys.forSyncedStores(storeKeys) : storeKeys,
        config.mpc().timeout(),
        Clock.systemUTC(),
        Opening.Tally.NONE,
        config.mpc().security());
  }

  private static MpcEngine remote(VenueConfig config, VenueConfig.RemoteParties remote) {
    Transport transport = remote.tls().map(Parties::tls).orElseGet(PlainTransport::new);
    return new RemoteEngine(
        remote.addresses(),
        transport,
        config.instance(),
        config.mpc().timeout(),
        config.mpc().security());
  }

  private static Transport tls(VenueConfig.PartyTls files) {
    Map<Integer, Path> certificates = new HashMap<>();
    for (int i = 0; i < PARTIES; i++) {
      certificates.put(i, files.certificates().get(i));
    }
    try {
      return CertificateFiles.transport(files.keystore(), files.passwordFile(), certificates);
    } catch (IOException e) {
      throw new ConfigException("mpc.remote: " + e.getMessage());
    }
  }
}
