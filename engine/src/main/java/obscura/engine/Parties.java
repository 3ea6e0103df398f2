package obscura.engine;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import obscura.engine.adapter.mpc.OwnRoster;
import obscura.engine.adapter.mpc.RosterKeeper;
import obscura.engine.adapter.mpc.SignedRoster;
import obscura.engine.adapter.mpc.VaultRail;
import obscura.engine.adapter.mpc.VaultRoster;
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
import obscura.mpc.receipt.PartyKey;
import obscura.mpc.remote.RemoteEngine;
import obscura.mpc.roster.Entry;
import obscura.mpc.roster.OperatorKey;
import obscura.mpc.roster.RosterException;
import obscura.mpc.venue.ThreeParties;
import obscura.settlement.service.core.ChainTokens;

/**
 * Opens the three parties where the configuration says that they are.
 *
 * @param roster what they are handed when an instrument is listed
 * @param vault the same, if trades settle in a vault
 */
record Parties(MpcEngine engine, RosterKeeper roster, Optional<VaultRoster> vault) {
  private static final int PARTIES = 3;

  static Parties open(VenueConfig config, VenueKeys keys) {
    byte[] seed = config.mpc().signingKey().map(keys::key).orElseGet(() -> keys.key("gateway"));
    var gateway = new ThreeParties.Gateway(config.instance(), new GatewayKey(seed));
    return config
        .mpc()
        .remote()
        .map(remote -> remote(config, remote, gateway))
        .orElseGet(() -> embedded(config, keys, gateway));
  }

  private static Parties embedded(
      VenueConfig config, VenueKeys keys, ThreeParties.Gateway gateway) {
    byte[][] partyKeys = new byte[PARTIES][];
    for (int i = 0; i < PARTIES; i++) {
      partyKeys[i] = keys.key("mpc-" + i);
    }
    StoreKeys storeKeys = party -> partyKeys[party].clone();
    List<PartyKey> signers = new ArrayList<>();
    for (int i = 0; i < PARTIES; i++) {
      signers.add(new PartyKey(keys.key("signer-" + i)));
    }
    OwnRoster roster = ownRoster(config, keys, gateway, signers);
    roster.admitSealing(
        IntStream.range(0, PARTIES)
            .mapToObj(party -> storeKeys.sealing(party).publicHex())
            .toList());
    EmbeddedParties engine =
        new EmbeddedParties(
            config.data(),
            config.syncedLog() ? StoreKeys.forSyncedStores(storeKeys) : storeKeys,
            new EmbeddedParties.Papers(gateway, roster.operators(), roster.text(), signers),
            config.mpc().timeout(),
            config.mpc().security());
    return of(engine, roster, rail(config).map(rail -> new VaultRoster(roster, rail)));
  }

  private static Parties of(MpcEngine engine, RosterKeeper roster, Optional<VaultRoster> vault) {
    return new Parties(engine, vault.map(RosterKeeper.class::cast).orElse(roster), vault);
  }

  /** How instruments settle in the vault of the configuration; empty if it names none. */
  private static Optional<VaultRail> rail(VenueConfig config) {
    return config
        .settlement()
        .evm()
        .map(evm ->
            new VaultRail(
                evm.vault().chainId().longValueExact(),
                HexFormat.of().formatHex(evm.vault().address().bytes()),
                evm.tokens().tokens().entrySet().stream()
                    .collect(
                        Collectors.toMap(Map.Entry::getKey, token -> token(token.getValue())))));
  }

  private static VaultRail.Token token(ChainTokens.Token token) {
    return new VaultRail.Token(HexFormat.of().formatHex(token.address().array()), token.decimals());
  }

  private static OwnRoster ownRoster(
      VenueConfig config, VenueKeys keys, ThreeParties.Gateway gateway, List<PartyKey> signers) {
    try {
      Files.createDirectories(config.data());
      List<OperatorKey> operators = new ArrayList<>();
      for (int i = 0; i < PARTIES; i++) {
        Path file = keys.file("operator-" + i + ".lms");
        boolean make = keys.makesMissing() && !Files.exists(file);
        operators.add(make ? OperatorKey.make(file) : OperatorKey.load(file));
      }
      OwnRoster roster =
          new OwnRoster(
              config.data().resolve("roster"),
              config.instance(),
              gateway.key(),
              signers,
              operators);
      Path oracle = keys.file("oracle.pub");
      if (Files.exists(oracle)) {
        roster.admitOracle("ORACLE", Files.readString(oracle).strip());
      }
      roster.say(entries(config.mpc().rosterEntries()));
      return roster;
    } catch (RosterException | IOException e) {
      throw new ConfigException("the roster cannot be kept: " + e.getMessage());
    }
  }

  private static List<Entry> entries(List<String> lines) {
    Map<String, Entry> entries = new LinkedHashMap<>();
    for (String line : lines) {
      Entry entry = entry(line);
      if (entries.put(entry.about(), entry) != null) {
        throw new ConfigException(
            "mpc.roster-entries says two things about \"" + entry.about() + "\"; allowed: one");
      }
    }
    return List.copyOf(entries.values());
  }

  private static Entry entry(String line) {
    try {
      Entry entry = Entry.parse(line);
      if (entry instanceof Entry.Minimum
          || entry instanceof Entry.Parameter
          || entry instanceof Entry.Participant
          || entry instanceof Entry.Firm) {
        return entry;
      }
    } catch (RosterException wrong) {
      // said below
    }
    throw new ConfigException(
        "mpc.roster-entries = \""
            + line
            + "\" is not possible; allowed: minimum FIRM|* INSTRUMENT LOTS, parameter NAME NUMBER,"
            + " participant COMPID FIRM, firm NAME sealed|any");
  }

  private static Parties remote(
      VenueConfig config, VenueConfig.RemoteParties remote, ThreeParties.Gateway gateway) {
    Transport transport = remote.tls().map(Parties::tls).orElseGet(PlainTransport::new);
    RemoteEngine engine =
        new RemoteEngine(
            remote.addresses(),
            transport,
            gateway,
            config.mpc().timeout(),
            config.mpc().security());
    SignedRoster roster = new SignedRoster(remote.roster());
    return of(engine, roster, rail(config).map(rail -> new VaultRoster(roster, rail)));
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
