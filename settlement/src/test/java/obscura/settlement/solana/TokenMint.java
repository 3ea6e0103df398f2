package obscura.settlement.solana;

import java.util.List;
import org.p2p.solanaj.core.Account;
import org.p2p.solanaj.core.AccountMeta;
import org.p2p.solanaj.core.PublicKey;
import org.p2p.solanaj.core.TransactionInstruction;
import org.p2p.solanaj.programs.SystemProgram;

/** A token of the test chain, made by SPL Token or Token-2022 itself. */
final class TokenMint {
  static final PublicKey CLASSIC = new PublicKey("TokenkegQfeZyiNwAJbNbGKPFXCWuBvf9Ss623VQ5DA");
  static final PublicKey TOKEN_2022 = new PublicKey("TokenzQdBNbLqP5VEhdkAS6EPFLC1PHnBqCXEpPxuEb");
  private static final int MINT_BYTES = 82;
  private static final int ACCOUNT_BYTES = 165;
  private static final int INITIALIZE_MINT_2 = 20;
  private static final int INITIALIZE_ACCOUNT_3 = 18;
  private static final int MINT_TO = 7;
  private static final int DECIMALS = 6;

  private final SolanaChain chain;
  private final PublicKey program;
  private final Account mint = new Account();

  /** A mint without extensions. */
  TokenMint(SolanaChain chain, PublicKey program) {
    this(chain, program, MINT_BYTES, List.of());
  }

  /** A mint of {@code bytes} bytes, whose extensions the given data initialise before the mint. */
  TokenMint(SolanaChain chain, PublicKey program, int bytes, List<byte[]> extensions) {
    this.chain = chain;
    this.program = program;
    TransactionInstruction[] all = new TransactionInstruction[extensions.size() + 2];
    all[0] = create(mint, bytes);
    for (int i = 0; i < extensions.size(); i++) {
      all[i + 1] = call(extensions.get(i), mint.getPublicKey());
    }
    byte[] initialize =
        new Borsh()
            .u8(INITIALIZE_MINT_2)
            .u8(DECIMALS)
            .bytes(chain.bank().getPublicKey().toByteArray())
            .u8(0)
            .toBytes();
    all[all.length - 1] = call(initialize, mint.getPublicKey());
    chain.send(signers(mint), all);
  }

  VaultInstructions.Token token() {
    return new VaultInstructions.Token(mint.getPublicKey(), program);
  }

  PublicKey key() {
    return mint.getPublicKey();
  }

  /** A new token account of an owner with an amount in it. */
  PublicKey account(PublicKey owner, long amount) {
    Account account = new Account();
    byte[] initialize = new Borsh().u8(INITIALIZE_ACCOUNT_3).bytes(owner.toByteArray()).toBytes();
    byte[] mintTo = new Borsh().u8(MINT_TO).u64(amount).toBytes();
    TransactionInstruction minting =
        new TransactionInstruction(
            program,
            List.of(
                new AccountMeta(key(), false, true),
                new AccountMeta(account.getPublicKey(), false, true),
                new AccountMeta(chain.bank().getPublicKey(), true, false)),
            mintTo);
    chain.send(
        signers(account),
        create(account, ACCOUNT_BYTES),
        new TransactionInstruction(
            program,
            List.of(
                new AccountMeta(account.getPublicKey(), false, true),
                new AccountMeta(key(), false, false)),
            initialize),
        minting);
    return account.getPublicKey();
  }

  private List<TransactionSigner> signers(Account created) {
    return List.of(TransactionSigner.of(chain.bank()), TransactionSigner.of(created));
  }

  private TransactionInstruction create(Account account, int bytes) {
    return SystemProgram.createAccount(
        chain.bank().getPublicKey(), account.getPublicKey(), 10_000_000L, bytes, program);
  }

  private TransactionInstruction call(byte[] data, PublicKey target) {
    return new TransactionInstruction(program, List.of(new AccountMeta(target, false, true)), data);
  }
}
