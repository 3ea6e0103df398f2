package obscura.engine;

import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import obscura.engine.config.ConfigException;
import obscura.engine.config.VenueConfig;
import obscura.engine.config.VenueKeys;
import obscura.mpc.api.MpcEngine;
import obscura.mpc.embedded.EmbeddedParties;
import obscura.mpc.embedded.StoreKeys;
import obscura.mpc.input.GatewayKey;
import obscura.mpc.net.CertificateFiles;
import obscura.mpc.net.PlainTransport;
import obscura.mpc.net.Transport;
import obscura.mpc.remote.RemoteEngine;
import obscura.mpc.venue.ThreeParties;

/** Opens the three parties where the configuration says that they are. */
final class Parties {
  private static final int PARTIES = 3;

  private Parties() {}

  static MpcEngine open(VenueConfig config, VenueKeys keys) {
    byte[] seed = config.mpc().signingKey().map(keys::key).orElseGet(() -> keys.key("gateway"));
    var gateway = new ThreeParties.Gateway(config.instance(), new GatewayKey(seed));
    return config
        .mpc()
        .remote()
        .<MpcEngine>map(remote -> remote(config, remote, gateway))
        .orElseGet(() -> embedded(config, keys, gateway));
  }

  private static MpcEngine embedded(
      VenueConfig config, VenueKeys keys, ThreeParties.Gateway gateway) {
    byte[][] partyKeys = new byte[PARTIES][];
    for (int i = 0; i < PARTIES; i++) {
      partyKeys[i] = keys.key("mpc-" + i);
    }
    StoreKeys storeKeys = party -> partyKeys[party].clone();
    return new EmbeddedParties(
        config.data(),
        config.syncedLog() ? StoreKeys.forSyncedStores(storeKeys) : storeKeys,
        gateway,
        config.mpc().timeout(),
        config.mpc().security());
  }

  private static MpcEngine remote(
      VenueConfig config, VenueConfig.RemoteParties remote, ThreeParties.Gateway gateway) {
    Transport transport = remote.tls().map(Parties::tls).orElseGet(PlainTransport::new);
    return new RemoteEngine(
        remote.addresses(), transport, gateway, config.mpc().timeout(), config.mpc().security());
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
