package obscura.settlement.ledger;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import obscura.domain.FirmId;
import obscura.settlement.core.Account;
import obscura.settlement.core.JournalEntry;
import obscura.settlement.core.Posting;

/** The plaintext form of postings, padded so that its length tells nothing of the amounts. */
final class PostingBytes {
  private static final int BLOCK_BYTES = 256;

  private PostingBytes() {}

  static byte[] encode(JournalEntry entry) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (DataOutputStream out = new DataOutputStream(bytes)) {
      out.writeUTF(entry.memo());
      out.writeInt(entry.postings().size());
      for (Posting posting : entry.postings()) {
        writeAccount(out, posting.account());
        out.writeUTF(posting.token());
        out.writeUTF(posting.amount().toPlainString());
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    int blocks = (bytes.size() + BLOCK_BYTES - 1) / BLOCK_BYTES;
    return Arrays.copyOf(bytes.toByteArray(), blocks * BLOCK_BYTES);
  }

  static JournalEntry decode(JournalEntry.Kind kind, String reference, byte[] plain) {
    try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(plain))) {
      String memo = in.readUTF();
      int count = in.readInt();
      List<Posting> postings = new ArrayList<>();
      for (int i = 0; i < count; i++) {
        postings.add(new Posting(readAccount(in), in.readUTF(), new BigDecimal(in.readUTF())));
      }
      return new JournalEntry(kind, reference, postings, memo);
    } catch (IOException e) {
      throw new LedgerException("postings of " + reference + " are cut short", e);
    }
  }

  private static void writeAccount(DataOutputStream out, Account account) throws IOException {
    switch (account) {
      case Account.Available a -> writeAccount(out, 'A', a.firm().value());
      case Account.Reserved r -> writeAccount(out, 'R', r.firm().value());
      case Account.Unattributed u -> writeAccount(out, 'U', "");
      case Account.External e -> writeAccount(out, 'E', "");
    }
  }

  private static void writeAccount(DataOutputStream out, char type, String firm)
      throws IOException {
    out.writeByte(type);
    out.writeUTF(firm);
  }

  private static Account readAccount(DataInputStream in) throws IOException {
    char type = (char) in.readByte();
    String firm = in.readUTF();
    return switch (type) {
      case 'A' -> new Account.Available(new FirmId(firm));
      case 'R' -> new Account.Reserved(new FirmId(firm));
      case 'U' -> new Account.Unattributed();
      case 'E' -> new Account.External();
      default -> throw new LedgerException("an account of unknown type");
    };
  }
}
