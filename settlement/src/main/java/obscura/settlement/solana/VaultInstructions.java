package obscura.settlement.solana;

import java.util.List;
import obscura.settlement.note.SolanaVault;
import org.p2p.solanaj.core.PublicKey;
import org.p2p.solanaj.core.TransactionInstruction;

/**
 * Making a vault, listing tokens, signers and pause, deposits.
 *
 * @param vault the vault
 */
public record VaultInstructions(VaultAddresses vault) {
  private static final int SIGNERS = 3;

  /**
   * The three parties' keys and who may pause.
   *
   * @param signers three different ed25519 keys
   * @param guardian may pause deposits and batches, nothing else
   */
  public record Authorities(List<PublicKey> signers, PublicKey guardian) {
    /**
     * Checks the number.
     *
     * @throws IllegalArgumentException if there are not three
     */
    public Authorities {
      signers = List.copyOf(signers);
      if (signers.size() != SIGNERS) {
        throw new IllegalArgumentException("three signers, not " + signers.size());
      }
    }

    private byte[] encode() {
      Borsh keys = new Borsh();
      signers.forEach(key -> keys.bytes(key.toByteArray()));
      return keys.bytes(guardian.toByteArray()).toBytes();
    }
  }

  /**
   * Delays in seconds: {@code 0 < longestBatch < withdrawal < signers <= one year}.
   *
   * @param withdrawal from the request to the payment
   * @param signers from the proposal to its being in force
   * @param longestBatch how far ahead a batch's deadline may lie
   */
  public record Delays(long withdrawal, long signers, long longestBatch) {}

  /**
   * What is put in.
   *
   * @param number of the new batch of one, from 2^63 on (negative here), unused
   * @param amount in the token's smallest unit, above 0, unsigned
   * @param owner the one-time key
   * @param blinding 32 bytes little-endian, below l; it is public
   * @param memo for the owner's wallet, 61 bytes
   */
  public record Deposit(long number, long amount, PublicKey owner, byte[] blinding, byte[] memo) {
    /** Checks lengths. */
    public Deposit {
      blinding = Borsh.fixed(blinding, 32, "a blinding");
      memo = Borsh.fixed(memo, NoteFields.MEMO_BYTES, "a memo");
    }
  }

  /**
   * A token and the program that keeps it.
   *
   * @param mint its address
   * @param program SPL Token or Token-2022
   */
  public record Token(PublicKey mint, PublicKey program) {}

  /** Makes the vault; the creator and the number must be those of its address. */
  public TransactionInstruction initialize(
      PublicKey creator, long number, Authorities authorities, Delays delays) {
    InstructionBuilder builder =
        new InstructionBuilder(vault, Operation.INITIALIZE)
            .payer(creator)
            .writable(vault.address())
            .system();
    builder
        .data()
        .u64(number)
        .bytes(authorities.encode())
        .u64(delays.withdrawal())
        .u64(delays.signers())
        .u64(delays.longestBatch());
    return builder.build();
  }

  /**
   * Lists a token: its generator is found on the chain. Signed over {@link
   * SolanaVault#listingDigest}.
   */
  public TransactionInstruction listMint(PublicKey payer, Token token, Quorum quorum) {
    InstructionBuilder builder =
        new InstructionBuilder(vault, Operation.LIST_MINT)
            .payer(payer)
            .readable(vault.address())
            .readable(token.mint())
            .writable(vault.listing(token.mint()))
            .writable(vault.tokens(token.mint()))
            .readable(token.program())
            .system();
    builder.data().bytes(quorum.encode());
    return builder.build();
  }

  /** Puts tokens of the depositor's token account {@code source} in. */
  public TransactionInstruction deposit(
      PublicKey depositor, PublicKey source, Token token, Deposit deposit) {
    InstructionBuilder builder =
        new InstructionBuilder(vault, Operation.DEPOSIT)
            .payer(depositor)
            .readable(vault.address())
            .readable(vault.listing(token.mint()))
            .readable(token.mint())
            .writable(vault.tokens(token.mint()))
            .writable(source)
            .writable(vault.batch(deposit.number()))
            .readable(token.program())
            .system();
    builder
        .data()
        .u64(deposit.number())
        .u64(deposit.amount())
        .bytes(deposit.owner().toByteArray())
        .bytes(deposit.blinding())
        .bytes(deposit.memo());
    return builder.build();
  }

  /** Stops deposits and batches, or lets them go on. */
  public TransactionInstruction setPaused(PublicKey guardian, boolean paused) {
    InstructionBuilder builder =
        new InstructionBuilder(vault, Operation.SET_PAUSED)
            .signer(guardian)
            .writable(vault.address());
    builder.data().u8(paused ? 1 : 0);
    return builder.build();
  }

  /**
   * Proposes new signers, in force after the delay. Signed over {@link SolanaVault#signersDigest}.
   */
  public TransactionInstruction proposeSigners(Authorities proposed, Quorum quorum) {
    InstructionBuilder builder =
        new InstructionBuilder(vault, Operation.PROPOSE_SIGNERS).writable(vault.address());
    builder.data().bytes(proposed.encode()).bytes(quorum.encode());
    return builder.build();
  }
}
