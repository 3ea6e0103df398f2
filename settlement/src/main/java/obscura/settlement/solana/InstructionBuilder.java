package obscura.settlement.solana;

import java.util.ArrayList;
import java.util.List;
import obscura.settlement.crypto.Bytes;
import org.p2p.solanaj.core.AccountMeta;
import org.p2p.solanaj.core.PublicKey;
import org.p2p.solanaj.core.TransactionInstruction;
import org.p2p.solanaj.programs.SystemProgram;

/** One instruction of the program under construction: accounts in order, then arguments. */
final class InstructionBuilder {
  private final PublicKey program;
  private final List<AccountMeta> accounts = new ArrayList<>();
  private final Borsh data = new Borsh();

  InstructionBuilder(VaultAddresses vault, Operation operation) {
    program = vault.program();
    data.bytes(operation.discriminator());
  }

  InstructionBuilder payer(PublicKey key) {
    return account(key, true, true);
  }

  InstructionBuilder signer(PublicKey key) {
    return account(key, true, false);
  }

  InstructionBuilder writable(PublicKey key) {
    return account(key, false, true);
  }

  InstructionBuilder readable(PublicKey key) {
    return account(key, false, false);
  }

  InstructionBuilder system() {
    return readable(SystemProgram.PROGRAM_ID);
  }

  private InstructionBuilder account(PublicKey key, boolean signer, boolean writable) {
    accounts.add(new AccountMeta(key, signer, writable));
    return this;
  }

  Borsh data() {
    return data;
  }

  InstructionBuilder path(List<Bytes> path) {
    data.u32(path.size());
    path.forEach(brother -> data.bytes(brother.array()));
    return this;
  }

  TransactionInstruction build() {
    return new TransactionInstruction(program, accounts, data.toBytes());
  }
}
