package obscura.mpc.roster;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.stream.IntStream;
import obscura.mpc.api.Handle;
import obscura.mpc.input.GatewayVerifier;
import obscura.mpc.share.Commitment;

/**
 * An append-only list of entries, chained by hashes: head_n = SHA-256(label || head_(n-1) || line
 * n). An operator signs the head that an entry makes, and so all before it. Immutable.
 */
public final class Roster {
  private static final byte[] LABEL = "OBSCURA-ROSTER-v1".getBytes(StandardCharsets.US_ASCII);

  /** Signatures that an entry needs, of different operators. */
  private static final int NEEDED = 2;

  /**
   * An entry with its signatures.
   *
   * @param signatures by the number of the operator
   */
  public record Signed(Entry entry, Map<Integer, byte[]> signatures) {}

  private final String instance;
  private final List<Signed> entries;
  private final List<Handle> heads = new ArrayList<>();

  private Roster(String instance, List<Signed> entries) {
    this.instance = instance;
    this.entries = List.copyOf(entries);
    Handle head = link(instance.getBytes(StandardCharsets.UTF_8), new byte[0]);
    heads.add(head);
    for (Signed one : entries) {
      head = link(head.bytes(), one.entry().line().getBytes(StandardCharsets.US_ASCII));
      heads.add(head);
    }
  }

  private static Handle link(byte[] before, byte[] line) {
    MessageDigest sha = Commitment.sha256();
    sha.update(LABEL);
    sha.update(before);
    sha.update(line);
    return Handle.of(sha.digest());
  }

  /** Without an entry. */
  public static Roster empty(String instance) {
    return new Roster(instance, List.of());
  }

  public String instance() {
    return instance;
  }

  public List<Signed> entries() {
    return entries;
  }

  public int length() {
    return entries.size();
  }

  /** The hash over the first entries. */
  public Handle head(int length) {
    return heads.get(length);
  }

  /** The hash over all. */
  public Handle head() {
    return heads.getLast();
  }

  /** The first entries of this. */
  public Roster first(int length) {
    return length == length() ? this : new Roster(instance, entries.subList(0, length));
  }

  /** Whether this begins with all that the other says. */
  public boolean goesOnFrom(Roster other) {
    return length() >= other.length() && head(other.length()).equals(other.head());
  }

  /** With one more entry, signed by nobody yet. */
  public Roster with(Entry entry) {
    return replaced(length(), new Signed(entry, Map.of()));
  }

  /** Each entry signed by this operator too, where it is not. */
  public Roster signedBy(int operator, OperatorKey key) {
    List<Signed> all = new ArrayList<>();
    for (int n = 0; n < length(); n++) {
      Map<Integer, byte[]> signatures = new TreeMap<>(entries.get(n).signatures());
      byte[] message = head(n + 1).bytes();
      signatures.computeIfAbsent(operator, k -> key.sign(message));
      all.add(new Signed(entries.get(n).entry(), signatures));
    }
    return new Roster(instance, all);
  }

  /** The last entry with these signatures and no others. */
  Roster withSignatures(Map<Integer, byte[]> signatures) {
    return replaced(length() - 1, new Signed(entries.getLast().entry(), signatures));
  }

  private Roster replaced(int keep, Signed last) {
    List<Signed> all = new ArrayList<>(entries.subList(0, keep));
    all.add(last);
    return new Roster(instance, all);
  }

  /**
   * Requires two of three operators' signatures under each entry; under a party's key its own
   * operator's is one of them.
   *
   * @param from entries before this one were checked already
   * @throws RosterException that names the first entry that lacks one
   */
  public Roster verify(Operators operators, int from) {
    for (int n = from; n < length(); n++) {
      Signed one = entries.get(n);
      byte[] message = head(n + 1).bytes();
      for (Map.Entry<Integer, byte[]> signature : one.signatures().entrySet()) {
        if (!operators.signed(signature.getKey(), message, signature.getValue())) {
          throw new RosterException(
              "entry "
                  + (n + 1)
                  + ": the signature of operator "
                  + signature.getKey()
                  + " is wrong");
        }
      }
      if (one.entry() instanceof Entry.Key k
          && (k.role() == Entry.Role.GATEWAY
              || k.role() == Entry.Role.SIGNER
              || k.role() == Entry.Role.OWNER)) {
        requireEd25519(k, n);
      }
      if (one.signatures().size() < NEEDED) {
        throw new RosterException(
            "entry " + (n + 1) + " has " + one.signatures().size() + " signatures, needed are 2");
      }
      if (one.entry() instanceof Entry.Key(Entry.Role role, String name, String hex)
          && (role == Entry.Role.PARTY || role == Entry.Role.SIGNER || role == Entry.Role.SEALING)
          && !one.signatures().containsKey(party(name, n))) {
        throw new RosterException(
            "entry " + (n + 1) + ": the party's own operator did not sign its key");
      }
    }
    return this;
  }

  private static void requireEd25519(Entry.Key key, int n) {
    try {
      var _ = new GatewayVerifier(HexFormat.of().parseHex(key.hex()));
    } catch (IllegalArgumentException wrong) {
      throw new RosterException("entry " + (n + 1) + ": " + wrong.getMessage());
    }
  }

  private static int party(String name, int n) {
    if (!name.matches("[0-2]")) {
      throw new RosterException("entry " + (n + 1) + ": a party is named 0, 1 or 2");
    }
    return Integer.parseInt(name);
  }

  /** Whether the last entry about the same thing is this one. */
  public boolean says(Entry entry) {
    for (Signed one : entries.reversed()) {
      if (one.entry().about().equals(entry.about())) {
        return one.entry().equals(entry);
      }
    }
    return false;
  }

  /** The instruments that may trade, as last entered, lowest number first. */
  public List<Entry.Instrument> instruments() {
    Map<Long, Entry.Instrument> latest = new TreeMap<>();
    for (Signed one : entries) {
      if (one.entry() instanceof Entry.Instrument i) {
        latest.put(i.number(), i);
      }
    }
    return latest.values().stream().filter(Entry.Instrument::enabled).toList();
  }

  /** Numbers of the instruments that may trade, lowest first. */
  public List<Long> enabled() {
    return instruments().stream().map(Entry.Instrument::number).toList();
  }

  /** One of the instruments that may trade. */
  public Optional<Entry.Instrument> instrument(long number) {
    return instruments().stream().filter(i -> i.number() == number).findFirst();
  }

  /** How an instrument settles, as last entered; also of one that is switched off since. */
  public Optional<Entry.Rail> rail(long instrument) {
    Optional<Entry.Rail> latest = Optional.empty();
    for (Signed one : entries) {
      if (one.entry() instanceof Entry.Rail r && r.number() == instrument) {
        latest = Optional.of(r);
      }
    }
    return latest;
  }

  /** Numbers of all instruments of which an entry says how they settle, each once, rising. */
  public List<Long> railed() {
    return entries.stream()
        .map(Signed::entry)
        .filter(Entry.Rail.class::isInstance)
        .map(rail -> ((Entry.Rail) rail).number())
        .distinct()
        .sorted()
        .toList();
  }

  /** A number, as last entered. */
  public OptionalLong parameter(String name) {
    OptionalLong latest = OptionalLong.empty();
    for (Signed one : entries) {
      if (one.entry() instanceof Entry.Parameter p && p.name().equals(name)) {
        latest = OptionalLong.of(p.value());
      }
    }
    return latest;
  }

  /** The least quantity in lots for a firm, as last entered for it, else for all; 0 if none. */
  public long minimum(String firm, long instrument) {
    return minimumOf(firm, instrument)
        .orElseGet(() -> minimumOf(Entry.Minimum.ALL, instrument).orElse(0));
  }

  private OptionalLong minimumOf(String firm, long instrument) {
    OptionalLong latest = OptionalLong.empty();
    for (Signed one : entries) {
      if (one.entry() instanceof Entry.Minimum m
          && m.firm().equals(firm)
          && m.number() == instrument) {
        latest = OptionalLong.of(m.lots());
      }
    }
    return latest;
  }

  /** Of which firm a CompID is, as last entered; empty if the roster does not name it. */
  public Optional<String> firm(String participant) {
    Optional<String> latest = Optional.empty();
    for (Signed one : entries) {
      if (one.entry() instanceof Entry.Participant p && p.name().equals(participant)) {
        latest = Optional.of(p.firm());
      }
    }
    return latest;
  }

  /** What the operators say of note keys of an owner, as last entered. */
  public Optional<Entry.NoteKeys> noteKeys(String owner, String digest) {
    Optional<Entry.NoteKeys> latest = Optional.empty();
    for (Signed one : entries) {
      if (one.entry() instanceof Entry.NoteKeys n
          && n.owner().equals(owner)
          && n.digest().equals(digest)) {
        latest = Optional.of(n);
      }
    }
    return latest;
  }

  /** With which key an owner itself speaks of its note keys; empty if none was named. */
  public Optional<GatewayVerifier> owner(String name) {
    return key(Entry.Role.OWNER, name).map(GatewayVerifier::new);
  }

  /** The gateway's key; empty if none was named. */
  public Optional<GatewayVerifier> gateway() {
    return key(Entry.Role.GATEWAY, "VENUE").map(GatewayVerifier::new);
  }

  /** The key with which a party signs receipts, in hex; empty if none was named. */
  public Optional<String> signer(int party) {
    return signerKey(party).map(HexFormat.of()::formatHex);
  }

  /** The same, 32 bytes. */
  public Optional<byte[]> signerKey(int party) {
    return key(Entry.Role.SIGNER, Integer.toString(party));
  }

  /** The key to which owners seal what is for a party, 32 bytes; empty if none was named. */
  public Optional<byte[]> sealingKey(int party) {
    return key(Entry.Role.SEALING, Integer.toString(party));
  }

  /** The key of somebody, as last entered. */
  public Optional<byte[]> key(Entry.Role role, String name) {
    Optional<byte[]> latest = Optional.empty();
    for (Signed one : entries) {
      if (one.entry() instanceof Entry.Key k && k.role() == role && k.name().equals(name)) {
        latest = Optional.of(HexFormat.of().parseHex(k.hex()));
      }
    }
    return latest;
  }

  /** Whether both name the same certificates for the three parties. */
  public boolean namesSameParties(Roster other) {
    return IntStream.range(0, Operators.COUNT)
        .mapToObj(Integer::toString)
        .allMatch(party -> Objects.equals(partyKey(party), other.partyKey(party)));
  }

  private String partyKey(String party) {
    return key(Entry.Role.PARTY, party).map(HexFormat.of()::formatHex).orElse("none");
  }

  /** Whether nothing is taken of this firm but what it signed itself. */
  public boolean isSealedOnly(String firm) {
    boolean latest = false;
    for (Signed one : entries) {
      if (one.entry() instanceof Entry.Firm f && f.name().equals(firm)) {
        latest = f.sealedOnly();
      }
    }
    return latest;
  }
}
