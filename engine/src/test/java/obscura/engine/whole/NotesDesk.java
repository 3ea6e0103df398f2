package obscura.engine.whole;

import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import obscura.engine.adapter.settlement.VaultOnChain;
import obscura.mpc.api.Purpose;
import obscura.mpc.api.SealedKeys;
import obscura.mpc.api.ShareKeys;
import obscura.mpc.input.KeySealer;
import obscura.mpc.roster.Roster;
import obscura.mpc.roster.RosterText;
import obscura.settlement.crypto.Bytes;
import obscura.settlement.crypto.Hash;
import obscura.settlement.evm.CompactSignature;
import obscura.settlement.evm.DepositLine;
import obscura.settlement.evm.EvmChainArchive;
import obscura.settlement.evm.PermitLine;
import obscura.settlement.evm.PlacedNote;
import obscura.settlement.evm.SpentNote;
import obscura.settlement.evm.VaultArchive;
import obscura.settlement.evm.VaultCalls;
import obscura.settlement.note.NewNote;
import obscura.settlement.note.NoteSeed;
import obscura.settlement.note.OwnerSeed;
import obscura.settlement.note.ShareKey;
import obscura.settlement.note.WithdrawalTerms;
import obscura.settlement.sip.EthereumAddress;
import obscura.settlement.wallet.OwnedNote;
import obscura.settlement.wallet.OwnerSignatures;
import obscura.settlement.wallet.OwnerWallet;

/** A desk with a seed, and what it writes for the venue as its tool does. */
final class NotesDesk {
  private static final String SIP_CHAIN = "ethereum";
  private static final int PATHS = 12;
  private static final Duration WITHDRAWAL_DELAY = Duration.ofHours(2);

  final String id;
  private final byte[] secret;
  private final OwnerSeed seed;
  private final VaultOnChain chain;

  /** Deposits go to the last paths of the stock, trades to the first. */
  private int nextDeposit = PATHS - 1;

  NotesDesk(String id, VaultOnChain chain) {
    this.id = id;
    this.secret = Hash.sha256(Hash.utf8("seed of " + id));
    this.seed = OwnerSeed.of(secret);
    this.chain = chain;
  }

  private Purpose.NoteKeys purpose() {
    return new Purpose.NoteKeys(
        LongStream.range(0, PATHS)
            .mapToObj(path -> seed.metaAddress(SIP_CHAIN, path).toString())
            .toList(),
        shareKeys().fingerprints());
  }

  private ShareKeys shareKeys() {
    return new ShareKeys(seed.shareKeys().stream().map(ShareKey::exposeSecret).toList());
  }

  /** The digest of its record, which it tells by telephone. */
  String digest() {
    return purpose().digest(id);
  }

  /** Its keys, sealed to the parties that the roster names. */
  SealedKeys sealed(Path rosterFile) throws Exception {
    Roster roster = RosterText.read(Files.readString(rosterFile));
    List<byte[]> parties =
        IntStream.range(0, 3).mapToObj(k -> roster.sealingKey(k).orElseThrow()).toList();
    return new KeySealer(roster.instance(), parties)
        .seal(id, purpose().paths(), shareKeys(), new SecureRandom());
  }

  /** Brings tokens into the vault; the line for the venue. */
  DepositLine deposit(Bytes token, BigInteger units) throws Exception {
    int path = nextDeposit--;
    byte[] ephemeral = Hash.sha256(secret, ByteBuffer.allocate(4).putInt(path).array());
    NewNote note =
        NewNote.of(
            chain.vault(),
            seed.noteKeys(),
            seed.metaAddress(SIP_CHAIN, path),
            new NewNote.Value(token, units),
            new NewNote.Randomness(
                ephemeral, new NoteSeed(Bytes.of(Arrays.copyOf(ephemeral, NoteSeed.BYTES)))));
    chain.send(VaultCalls.deposit(token, note.note().owner(), note.opening(), note.memo()));
    return new DepositLine(
        chain.vault(),
        id,
        new DepositLine.Key(Bytes.hex(digest()), path, Bytes.of(ephemeral)),
        token,
        note.note().owner(),
        units,
        note.opening().blinding());
  }

  /** A permit for each note that it has. */
  List<String> permits() throws Exception {
    long until = Instant.now().plus(Duration.ofDays(30)).getEpochSecond();
    OwnerSignatures signatures = new OwnerSignatures(chain.vault());
    return notes(chain.archive()).stream()
        .map(note ->
            new PermitLine(
                    chain.vault().chainId(),
                    chain.vault().address(),
                    new SpentNote(
                        placed(note),
                        until,
                        CompactSignature.of(signatures.permit(note, until).array())),
                    Bytes.zeros(0))
                .write())
        .toList();
  }

  /** What seed and chain alone show. */
  BigInteger balance(Bytes token) throws Exception {
    return notes(chain.archive()).stream()
        .filter(note -> note.note().token().equals(token))
        .map(note -> note.opening().amount())
        .reduce(BigInteger.ZERO, BigInteger::add);
  }

  /** Withdraws everything with seed and chain alone. */
  void leaveTo(EthereumAddress recipient) throws Exception {
    WithdrawalTerms terms =
        new WithdrawalTerms(
            Bytes.of(recipient.bytes()),
            BigInteger.ZERO,
            Instant.now().plus(Duration.ofDays(30)).getEpochSecond());
    OwnerSignatures signatures = new OwnerSignatures(chain.vault());
    List<OwnedNote> notes = notes(chain.archive());
    for (OwnedNote note : notes) {
      chain.send(
          VaultCalls.requestWithdrawal(
              placed(note), terms, CompactSignature.of(signatures.withdraw(note, terms).array())));
    }
    chain.chain().advance(WITHDRAWAL_DELAY);
    for (OwnedNote note : notes) {
      chain.send(VaultCalls.finishWithdrawal(placed(note), terms, note.opening()));
    }
  }

  private List<OwnedNote> notes(List<VaultArchive.Entry> archive) {
    return wallet().rebuild(new EvmChainArchive(chain.vault(), archive)).unspent().stream()
        .filter(note -> note.opening().amount().signum() > 0)
        .toList();
  }

  private PlacedNote placed(OwnedNote note) {
    try {
      return new PlacedNote(
          note.note(),
          note.place(),
          wallet().treePath(new EvmChainArchive(chain.vault(), chain.archive()), note.place()));
    } catch (java.io.IOException failed) {
      throw new java.io.UncheckedIOException(failed);
    }
  }

  private OwnerWallet wallet() {
    return new OwnerWallet(chain.vault(), SIP_CHAIN, OwnerSeed.of(secret));
  }
}
