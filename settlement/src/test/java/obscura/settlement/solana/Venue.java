package obscura.settlement.solana;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.function.Consumer;
import obscura.settlement.crypto.Group;
import obscura.settlement.crypto.Groups;
import obscura.settlement.crypto.Point;
import obscura.settlement.sip.OneTimeKey;
import obscura.settlement.sip.StealthCurve;
import obscura.settlement.sip.StealthKeys;
import obscura.settlement.sip.StealthPayment;
import org.bouncycastle.util.BigIntegers;
import org.p2p.solanaj.core.Account;
import org.p2p.solanaj.core.PublicKey;

/** A vault on a chain, its three parties, two listed tokens, and owners with one-time keys. */
final class Venue {
  static final VaultInstructions.Delays DELAYS = new VaultInstructions.Delays(3_600, 86_400, 600);
  private static final Group RISTRETTO = Groups.RISTRETTO255;

  final SolanaChain chain;
  final List<Account> parties = List.of(new Account(), new Account(), new Account());
  final Account guardian;
  final Account operator;
  final SolanaVault vault;
  final VaultInstructions vaults;
  final BatchInstructions batches;
  final OwnerInstructions owners;
  final VaultDigests digests;
  final TokenMint usd;
  final TokenMint eth;
  private final Random random = new Random(7);
  private long nextNumber = 1;

  /** A note whose opening and key are known. */
  record Owned(SolanaNote note, long value, BigInteger blinding, OneTimeKey key) {
    OwnerInstructions.Opening opening() {
      return new OwnerInstructions.Opening(value, little(blinding));
    }
  }

  Venue(SolanaChain chain) {
    this.chain = chain;
    guardian = chain.newAccount();
    operator = chain.newAccount();
    vault = SolanaVault.of(SolanaChain.PROGRAM, operator.getPublicKey(), 1);
    vaults = new VaultInstructions(vault);
    batches = new BatchInstructions(vault);
    owners = new OwnerInstructions(vault);
    digests = new VaultDigests(vault);
    usd = new TokenMint(chain, TokenMint.CLASSIC);
    eth = new TokenMint(chain, TokenMint.TOKEN_2022);
  }

  /** The vault made and both tokens listed. */
  static Venue open(SolanaChain chain) {
    Venue venue = new Venue(chain);
    venue.initialize();
    venue.list(venue.usd);
    venue.list(venue.eth);
    return venue;
  }

  long initialize() {
    return chain.send(
        operator, vaults.initialize(operator.getPublicKey(), 1, authorities(), DELAYS));
  }

  VaultInstructions.Authorities authorities() {
    return new VaultInstructions.Authorities(keys(parties), guardian.getPublicKey());
  }

  static List<PublicKey> keys(List<Account> accounts) {
    return accounts.stream().map(Account::getPublicKey).toList();
  }

  long list(TokenMint mint) {
    byte[] digest = digests.listing(0, mint.key());
    return chain.send(
        operator, vaults.listMint(operator.getPublicKey(), mint.token(), signed(0, 1, digest)));
  }

  Quorum signed(int first, int second, byte[] digest) {
    return new Quorum(
        first,
        TransactionSigner.of(parties.get(first)).sign(digest),
        second,
        TransactionSigner.of(parties.get(second)).sign(digest));
  }

  byte[] bytes(int count) {
    byte[] bytes = new byte[count];
    random.nextBytes(bytes);
    return bytes;
  }

  BigInteger scalar() {
    return new BigInteger(1, bytes(40)).mod(RISTRETTO.order());
  }

  /** A key that nobody used, made as a payer makes it and found as its owner finds it. */
  OneTimeKey newKey() {
    StealthKeys keys = StealthKeys.of(StealthCurve.ED25519, bytes(32), bytes(32));
    StealthPayment payment = StealthPayment.to(keys.metaAddress("solana"), bytes(32));
    return keys.claim(payment).orElseThrow();
  }

  static PublicKey publicKey(OneTimeKey key) {
    return new PublicKey(key.owner());
  }

  /** A number that nobody used, for a batch of the venue. */
  long nextNumber() {
    return nextNumber++;
  }

  /** A number for a batch of one note whose account the program finds at the first try. */
  long singleNumber() {
    long number = SolanaVault.FIRST_SINGLE + random.nextInt(Integer.MAX_VALUE);
    while (!vault.isCheap(number)) {
      number++;
    }
    return number;
  }

  static byte[] little(BigInteger scalar) {
    byte[] bytes = BigIntegers.asUnsignedByteArray(32, scalar);
    return org.bouncycastle.util.Arrays.reverse(bytes);
  }

  static BigInteger big(byte[] little) {
    return new BigInteger(1, org.bouncycastle.util.Arrays.reverse(little));
  }

  Point commitment(PublicKey mint, long value, BigInteger blinding) {
    return vault.pedersen(mint).commit(BigInteger.valueOf(value), blinding);
  }

  /** Tokens put in by somebody; the note is there afterwards. */
  Owned deposit(TokenMint mint, long value) {
    return deposit(mint, value, _ -> {});
  }

  Owned deposit(TokenMint mint, long value, Consumer<Long> units) {
    Owned owned = owned(mint, value, singleNumber(), 0);
    PublicKey source = mint.account(operator.getPublicKey(), value);
    units.accept(
        chain.send(
            operator, vaults.deposit(operator.getPublicKey(), source, mint.token(), of(owned))));
    return owned;
  }

  /** A note that is nowhere yet. */
  Owned owned(TokenMint mint, long value, long number, int index) {
    BigInteger blinding = scalar();
    OneTimeKey key = newKey();
    byte[] commitment = commitment(mint.key(), value, blinding).encode();
    return new Owned(
        new SolanaNote(mint.key(), publicKey(key), commitment, number, index), value, blinding, key);
  }

  VaultInstructions.Deposit of(Owned owned) {
    return new VaultInstructions.Deposit(
        owned.note().batch(),
        owned.value(),
        owned.note().owner(),
        little(owned.blinding()),
        bytes(NoteOutput.MEMO_BYTES));
  }

  OwnerConsent.Permit permit(Owned owned, long expiry) {
    byte[] digest = digests.permit(owned.note().id(vault), expiry);
    return new OwnerConsent.Permit(expiry, owned.key().sign(digest));
  }

  /** The input of a deposited note, under a permit until an hour from now. */
  NoteInput permitted(Owned owned) {
    return new NoteInput(owned.note(), List.of(), permit(owned, chain.now() + 3_600), null);
  }

  OwnerInstructions.Withdrawal withdrawal(Owned owned, PublicKey recipient, long fee, long until) {
    byte[] digest = digests.withdrawal(owned.note().id(vault), recipient, fee, until);
    return new OwnerInstructions.Withdrawal(recipient, fee, until, owned.key().sign(digest));
  }

  /** Proof that inputs and outputs balance, by somebody who knows all blindings. */
  BalanceProof prove(List<Owned> inputs, List<Owned> outputs, byte[] digest) {
    BigInteger excess = sum(inputs).subtract(sum(outputs)).mod(RISTRETTO.order());
    return BalanceProof.of(excess, scalar(), digest);
  }

  private static BigInteger sum(List<Owned> notes) {
    return notes.stream().map(Owned::blinding).reduce(BigInteger.ZERO, BigInteger::add);
  }

  /** A Schnorr proof to the base H (trust.md 9). */
  record BalanceProof(byte[] s, byte[] r) {
    static BalanceProof of(BigInteger excess, BigInteger nonce, byte[] digest) {
      byte[] e = SolanaVault.H.times(excess).encode();
      byte[] r = SolanaVault.H.times(nonce).encode();
      byte[] hash = VaultDigests.balanceChallenge(e, r, digest);
      BigInteger challenge = big(hash);
      BigInteger s = nonce.add(challenge.multiply(excess)).mod(RISTRETTO.order());
      return new BalanceProof(little(s), r);
    }
  }

  /** The token of a note. */
  TokenMint mint(Owned owned) {
    return owned.note().mint().equals(usd.key()) ? usd : eth;
  }

  /** The epoch of the signers in force. */
  long epoch() {
    return VaultState.of(chain.data(vault.address())).epochAt(chain.now());
  }

  static <T> List<T> concat(List<T> a, List<T> b) {
    List<T> all = new ArrayList<>(a);
    all.addAll(b);
    return all;
  }

  static byte[] flipped(byte[] bytes) {
    byte[] copy = Arrays.copyOf(bytes, bytes.length);
    copy[0] ^= 1;
    return copy;
  }
}
