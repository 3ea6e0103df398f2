package obscura.settlement.solana;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import obscura.settlement.crypto.Groups;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.p2p.solanaj.core.Account;
import org.p2p.solanaj.core.AccountMeta;
import org.p2p.solanaj.core.PublicKey;
import org.p2p.solanaj.core.TransactionInstruction;
import org.p2p.solanaj.programs.SystemProgram;

/** Deposits with wrong tokens, wrong accounts and wrong amounts. */
class TokenAttacksTest {
  private static final int LISTING = 2;
  private static final int MINT = 3;
  private static final int TOKENS = 4;
  private static final int SOURCE = 5;
  private static final int BATCH = 6;
  private static final int TOKEN_PROGRAM = 7;

  private static SolanaChain chain;
  private static Venue venue;
  private static PublicKey source;

  @BeforeAll
  static void vaultIsOpen() throws Exception {
    chain = new SolanaChain();
    venue = Venue.open(chain);
    source = venue.usd.account(venue.operator.getPublicKey(), 1_000);
  }

  @AfterAll
  static void chainEnds() {
    chain.close();
  }

  private static TransactionInstruction deposit(VaultInstructions.Deposit deposit) {
    return venue.vaults.deposit(venue.operator.getPublicKey(), source, venue.usd.token(), deposit);
  }

  private static VaultInstructions.Deposit of(long amount) {
    Venue.Owned owned = venue.owned(venue.usd, 1, venue.singleNumber(), 0);
    return new VaultInstructions.Deposit(
        owned.note().batch(),
        amount,
        VaultAddresses.key(owned.note().note().owner()),
        Borsh.scalar(owned.blinding()),
        new byte[NoteFields.MEMO_BYTES]);
  }

  private static String refusal(TransactionInstruction instruction) {
    return chain.refusal(venue.operator, instruction);
  }

  private static TransactionInstruction with(
      TransactionInstruction good, int place, PublicKey other) {
    List<AccountMeta> keys = new ArrayList<>(good.getKeys());
    AccountMeta old = keys.get(place);
    keys.set(place, new AccountMeta(other, old.isSigner(), old.isWritable()));
    return new TransactionInstruction(good.getProgramId(), keys, good.getData());
  }

  @Test
  void amountsOutOfRangeAreRefused() {
    assertThat(refusal(deposit(of(0)))).isEqualTo("AMOUNT");
    assertThat(refusal(deposit(of(1_001)))).isEqualTo("1"); // SPL Token: insufficient funds
    assertThat(refusal(deposit(of(-1)))).isEqualTo("1"); // 2^64 - 1
  }

  @Test
  void aPauseStopsDeposits() {
    PublicKey guardian = venue.guardian.getPublicKey();
    chain.send(venue.guardian, venue.vaults.setPaused(guardian, true));
    assertThat(refusal(deposit(of(1)))).isEqualTo("PAUSED");
    chain.send(venue.guardian, venue.vaults.setPaused(guardian, false));
    chain.send(venue.operator, deposit(of(1)));
  }

  @Test
  void blindingsAreReducedAndTheCommitmentIsNotNeutral() {
    VaultInstructions.Deposit good = of(1);
    VaultInstructions.Deposit grown =
        new VaultInstructions.Deposit(
            good.number(),
            1,
            good.owner(),
            Borsh.scalar(Groups.RISTRETTO255.order()),
            new byte[NoteFields.MEMO_BYTES]);
    assertThat(refusal(deposit(grown))).isEqualTo("SCALAR");
  }

  @Test
  void numbersOfTheVenueAndUsedOnesAreRefused() {
    VaultInstructions.Deposit good = of(1);
    VaultInstructions.Deposit low =
        new VaultInstructions.Deposit(
            5, 1, good.owner(), good.blinding(), new byte[NoteFields.MEMO_BYTES]);
    assertThat(refusal(deposit(low))).isEqualTo("NUMBER");
    chain.send(venue.operator, deposit(good));
    assertThat(refusal(deposit(good))).isEqualTo("BATCH_USED");
  }

  @Test
  void lamportsSentToAnAddressBeforehandDoNotShutIt() {
    for (long lamports : List.of(890_880L, 50_000_000L)) {
      VaultInstructions.Deposit good = of(1);
      chain.send(
          venue.operator,
          SystemProgram.transfer(
              venue.operator.getPublicKey(), venue.vault.batch(good.number()), lamports));
      chain.send(venue.operator, deposit(good));
      BatchState state = BatchState.of(chain.data(venue.vault.batch(good.number())));
      assertThat(state.count()).isEqualTo(1);
    }
  }

  @Test
  void accountsThatOnlyLookRightAreRefused() {
    TransactionInstruction good = deposit(of(1));
    PublicKey fake = new Account().getPublicKey();
    chain.setAccount(fake, SystemProgram.PROGRAM_ID, chain.data(venue.vault.address()));
    assertThat(refusal(with(good, 1, fake))).isEqualTo("3007");
    PublicKey fakeListing = new Account().getPublicKey();
    PublicKey listing = venue.vault.listing(venue.usd.key());
    chain.setAccount(fakeListing, TokenMint.CLASSIC, chain.data(listing));
    assertThat(refusal(with(good, LISTING, fakeListing))).isEqualTo("3007");
    assertThat(refusal(with(good, LISTING, venue.vault.address()))).isEqualTo("3002");
    assertThat(refusal(with(good, LISTING, venue.vault.listing(venue.eth.key()))))
        .isEqualTo("OTHER_TOKEN");
    assertThat(refusal(with(good, MINT, venue.eth.key()))).isEqualTo("OTHER_TOKEN");
    PublicKey own = venue.usd.account(venue.operator.getPublicKey(), 0);
    assertThat(refusal(with(good, TOKENS, own))).isEqualTo("OTHER_TOKEN");
    assertThat(refusal(with(good, BATCH, new Account().getPublicKey()))).isEqualTo("2006");
    assertThat(refusal(with(good, BATCH, venue.vault.batch(of(1).number())))).isEqualTo("2006");
    chain.send(venue.operator, good);
  }

  @Test
  void aTokenProgramThatIsNoneMovesNothing() {
    TransactionInstruction good = deposit(of(1));
    assertThat(refusal(with(good, TOKEN_PROGRAM, SolanaChain.PROGRAM))).isEqualTo("3008");
    assertThat(refusal(with(good, TOKEN_PROGRAM, TokenMint.TOKEN_2022))).isEqualTo("3008");
    VaultInstructions.Token fake =
        new VaultInstructions.Token(
            new TokenMint(chain, TokenMint.CLASSIC).key(), SolanaChain.PROGRAM);
    assertThat(listing(fake)).isEqualTo("3008");
  }

  private static String listing(VaultInstructions.Token token) {
    Quorum quorum =
        venue.signed(0, 1, venue.rules.listingDigest(1, Venue.bytes(token.mint())).array());
    return refusal(venue.vaults.listMint(venue.operator.getPublicKey(), token, quorum));
  }

  @Test
  void tokensOfOthersAreNotDeposited() {
    PublicKey others = venue.usd.account(new Account().getPublicKey(), 50);
    assertThat(refusal(with(deposit(of(1)), SOURCE, others))).isEqualTo("4"); // SPL Token: owner
    PublicKey vaults = venue.vault.tokens(venue.usd.key());
    assertThat(refusal(with(deposit(of(1)), SOURCE, vaults))).isNotEqualTo("accepted");
  }

  @Test
  void whatIsNoMintIsNotListed() {
    assertThat(listing(new VaultInstructions.Token(source, TokenMint.CLASSIC))).isEqualTo("MINT");
    assertThat(
            listing(
                new VaultInstructions.Token(
                    new TokenMint(chain, TokenMint.CLASSIC).key(), TokenMint.TOKEN_2022)))
        .isEqualTo("MINT");
    assertThat(listing(venue.usd.token())).isNotEqualTo("accepted");
  }

  @Test
  void tokensThatTakeFeesOrObeyOthersAreNotListed() {
    PublicKey authority = chain.bank().getPublicKey();
    byte[] transferFee =
        new Borsh()
            .u8(26)
            .u8(0)
            .u8(1)
            .bytes(authority.toByteArray())
            .u8(1)
            .bytes(authority.toByteArray())
            .u8(100)
            .u8(0)
            .u64(1_000)
            .toBytes();
    byte[] permanentDelegate = new Borsh().u8(35).bytes(authority.toByteArray()).toBytes();
    byte[] interest = new Borsh().u8(33).u8(0).bytes(authority.toByteArray()).u8(5).u8(0).toBytes();
    assertThat(listing(extended(278, transferFee))).isEqualTo("MINT");
    assertThat(listing(extended(202, permanentDelegate))).isEqualTo("MINT");
    assertThat(listing(extended(222, interest))).isEqualTo("accepted");
  }

  private static VaultInstructions.Token extended(int bytes, byte[] extension) {
    return new TokenMint(chain, TokenMint.TOKEN_2022, bytes, List.of(extension)).token();
  }

  @Test
  void aDepositedNoteIsWhereItsOwnerExpectsIt() {
    Venue.Owned owned = venue.deposit(venue.eth, 77);
    BatchState state = BatchState.of(chain.data(venue.vault.batch(owned.note().batch())));
    assertThat(state.root()).isEqualTo(owned.note().id(venue.vault));
    assertThat(state.vault()).isEqualTo(venue.vault.address());
    assertThat(state.number()).isEqualTo(owned.note().batch());
  }

  @Test
  void aOneTimeKeyPaysAndDepositsByItself() {
    var key = venue.newKey();
    TransactionSigner signer = TransactionSigner.of(key);
    chain.airdrop(signer.key());
    PublicKey own = venue.usd.account(signer.key(), 40);
    Venue.Owned owned = venue.owned(venue.usd, 40, venue.singleNumber(), 0);
    chain.send(
        List.of(signer),
        venue.vaults.deposit(signer.key(), own, venue.usd.token(), venue.of(owned)));
    assertThat(chain.tokens(own)).isZero();
  }
}
