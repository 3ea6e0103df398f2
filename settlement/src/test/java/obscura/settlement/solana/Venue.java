package obscura.settlement.solana;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.function.Consumer;
import obscura.settlement.crypto.Bytes;
import obscura.settlement.crypto.Groups;
import obscura.settlement.note.BalanceProof;
import obscura.settlement.note.Note;
import obscura.settlement.note.NotePlace;
import obscura.settlement.note.Opening;
import obscura.settlement.note.SolanaVault;
import obscura.settlement.note.Vault;
import obscura.settlement.note.WithdrawalTerms;
import obscura.settlement.sip.OneTimeKey;
import obscura.settlement.sip.StealthCurve;
import obscura.settlement.sip.StealthKeys;
import obscura.settlement.sip.StealthPayment;
import org.p2p.solanaj.core.Account;
import org.p2p.solanaj.core.PublicKey;

/** A vault on a chain, its three parties, two listed tokens, and owners with one-time keys. */
final class Venue {
  static final VaultInstructions.Delays DELAYS = new VaultInstructions.Delays(3_600, 86_400, 600);

  final SolanaChain chain;
  final List<Account> parties = List.of(new Account(), new Account(), new Account());
  final Account guardian;
  final Account operator;
  final VaultAddresses vault;
  final SolanaVault rules;
  final VaultInstructions vaults;
  final BatchInstructions batches;
  final OwnerInstructions owners;
  final TokenMint usd;
  final TokenMint eth;
  private final Random random = new Random(7);
  private long nextNumber = 1;

  /** A note whose opening and key are known. */
  record Owned(PlacedNote note, Opening opening, OneTimeKey key) {
    Owned(PlacedNote note, long value, BigInteger blinding, OneTimeKey key) {
      this(note, new Opening(BigInteger.valueOf(value), blinding), key);
    }

    long value() {
      return opening.amount().longValueExact();
    }

    BigInteger blinding() {
      return opening.blinding();
    }
  }

  Venue(SolanaChain chain) {
    this.chain = chain;
    guardian = chain.newAccount();
    operator = chain.newAccount();
    vault = VaultAddresses.of(SolanaChain.PROGRAM, operator.getPublicKey(), 1);
    vaults = new VaultInstructions(vault);
    batches = new BatchInstructions(vault);
    owners = new OwnerInstructions(vault);
    rules = vault.rules();
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
    byte[] digest = rules.listingDigest(1, bytes(mint.key())).array();
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
    return new BigInteger(1, bytes(40)).mod(Groups.RISTRETTO255.order());
  }

  /** A key that nobody used, made as a payer makes it and found as its owner finds it. */
  OneTimeKey newKey() {
    StealthKeys keys = StealthKeys.of(StealthCurve.ED25519, bytes(32), bytes(32));
    StealthPayment payment = StealthPayment.to(keys.metaAddress("solana"), bytes(32));
    return keys.claim(payment).orElseThrow();
  }

  static Bytes bytes(PublicKey key) {
    return VaultAddresses.bytes(key);
  }

  /** A number that nobody used, for a batch of the venue. */
  long nextNumber() {
    return nextNumber++;
  }

  /** A number for a batch of one note whose account the program finds at the first try. */
  long singleNumber() {
    long number = Vault.FIRST_OWN_BATCH + random.nextInt(Integer.MAX_VALUE);
    while (!vault.isCheap(number)) {
      number++;
    }
    return number;
  }

  static BigInteger big(byte[] little) {
    return new BigInteger(1, org.bouncycastle.util.Arrays.reverse(little));
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
    OneTimeKey key = newKey();
    Opening opening = new Opening(BigInteger.valueOf(value), scalar());
    Bytes token = bytes(mint.key());
    Note note =
        new Note(
            token,
            Bytes.of(key.owner()),
            rules.generators(token).commit(opening.amount(), opening.blinding()));
    return new Owned(new PlacedNote(note, new NotePlace(number, index)), opening, key);
  }

  VaultInstructions.Deposit of(Owned owned) {
    return new VaultInstructions.Deposit(
        owned.note().batch(),
        owned.value(),
        VaultAddresses.key(owned.note().note().owner()),
        Borsh.scalar(owned.blinding()),
        bytes(NoteFields.MEMO_BYTES));
  }

  OwnerConsent.Permit permit(Owned owned, long expiry) {
    Bytes digest = rules.permitDigest(owned.note().id(vault), expiry);
    return new OwnerConsent.Permit(expiry, owned.key().sign(digest.array()));
  }

  /** The input of a deposited note, under a permit until an hour from now. */
  NoteInput permitted(Owned owned) {
    return new NoteInput(owned.note(), List.of(), permit(owned, chain.now() + 3_600), null);
  }

  OwnerInstructions.Withdrawal withdrawal(Owned owned, PublicKey recipient, long fee, long until) {
    WithdrawalTerms terms = new WithdrawalTerms(bytes(recipient), BigInteger.valueOf(fee), until);
    Bytes digest = rules.withdrawDigest(owned.note().id(vault), terms);
    return new OwnerInstructions.Withdrawal(terms, owned.key().sign(digest.array()));
  }

  /** Proof that inputs and outputs balance, by somebody who knows all blindings. */
  BalanceProof prove(List<Owned> inputs, List<Owned> outputs, Bytes digest) {
    return BalanceProof.prove(rules, sum(inputs).subtract(sum(outputs)), digest, bytes(32));
  }

  private static BigInteger sum(List<Owned> notes) {
    return notes.stream().map(Owned::blinding).reduce(BigInteger.ZERO, BigInteger::add);
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
