package obscura.settlement.service.store;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.util.Optional;
import obscura.domain.FirmId;
import obscura.domain.Handle;
import obscura.domain.ParticipantId;
import obscura.domain.TradeId;
import obscura.settlement.core.TradeInstruction;
import obscura.settlement.service.core.ChainInstruction;
import obscura.settlement.service.core.Instruction;
import obscura.settlement.service.core.MakerFee;
import obscura.settlement.service.core.SharedInstruction;

/** An instruction as bytes, to be sealed. */
final class InstructionBytes {
  /** Of an instruction with its amounts. */
  private static final int OPEN = 1;

  /** Of an instruction without. */
  private static final int SHARED = 2;

  private InstructionBytes() {}

  static byte[] seal(Instruction instruction, StoreKey key) {
    return key.seal(encode(instruction), context(instruction.id()));
  }

  static Instruction open(TradeId id, byte[] sealed, StoreKey key) {
    return decode(id, key.open(sealed, context(id)));
  }

  private static byte[] encode(Instruction instruction) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (DataOutputStream out = new DataOutputStream(bytes)) {
      switch (instruction) {
        case ChainInstruction open -> write(open, out);
        case SharedInstruction shared -> write(shared, out);
      }
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
    return bytes.toByteArray();
  }

  private static void write(ChainInstruction instruction, DataOutputStream out)
      throws IOException {
    TradeInstruction trade = instruction.trade();
    out.writeByte(OPEN);
    out.writeUTF(instruction.chain());
    out.writeUTF(trade.buyer().value());
    out.writeUTF(trade.seller().value());
    out.writeUTF(trade.baseToken());
    out.writeUTF(trade.quoteToken());
    out.writeUTF(trade.baseAmount().toPlainString());
    out.writeUTF(trade.quoteAmount().toPlainString());
    out.writeBoolean(instruction.makerFee().isPresent());
    if (instruction.makerFee().isPresent()) {
      MakerFee fee = instruction.makerFee().get();
      out.writeUTF(fee.payer().value());
      out.writeUTF(fee.maker().value());
      out.writeUTF(fee.token());
      out.writeUTF(fee.amount().toPlainString());
    }
  }

  private static void write(SharedInstruction instruction, DataOutputStream out)
      throws IOException {
    out.writeByte(SHARED);
    out.writeUTF(instruction.chain());
    out.writeUTF(instruction.buyer().value());
    out.writeUTF(instruction.seller().value());
    out.writeLong(instruction.market().instrument());
    out.writeUTF(instruction.market().base());
    out.writeUTF(instruction.market().quote());
    Handle fill = instruction.fill();
    out.writeLong(fill.a());
    out.writeLong(fill.b());
    out.writeLong(fill.c());
    out.writeLong(fill.d());
    out.writeBoolean(instruction.ownerSells());
  }

  private static Instruction decode(TradeId id, byte[] bytes) {
    try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes))) {
      int version = in.readByte();
      return switch (version) {
        case OPEN -> open(id, in);
        case SHARED -> shared(id, in);
        default -> throw new StoreException("an instruction of version " + version);
      };
    } catch (IOException cut) {
      throw new StoreException("an instruction is cut short", cut);
    }
  }

  private static ChainInstruction open(TradeId id, DataInputStream in) throws IOException {
    String chain = in.readUTF();
    TradeInstruction trade =
        new TradeInstruction(
            id,
            new FirmId(in.readUTF()),
            new FirmId(in.readUTF()),
            in.readUTF(),
            in.readUTF(),
            new BigDecimal(in.readUTF()),
            new BigDecimal(in.readUTF()));
    Optional<MakerFee> fee =
        in.readBoolean()
            ? Optional.of(
                new MakerFee(
                    new FirmId(in.readUTF()),
                    new FirmId(in.readUTF()),
                    in.readUTF(),
                    new BigDecimal(in.readUTF())))
            : Optional.empty();
    return new ChainInstruction(trade, chain, fee);
  }

  private static SharedInstruction shared(TradeId id, DataInputStream in) throws IOException {
    return new SharedInstruction(
        id,
        in.readUTF(),
        new ParticipantId(in.readUTF()),
        new ParticipantId(in.readUTF()),
        new SharedInstruction.Market(in.readLong(), in.readUTF(), in.readUTF()),
        new Handle(in.readLong(), in.readLong(), in.readLong(), in.readLong()),
        in.readBoolean());
  }

  private static byte[] context(TradeId id) {
    return ByteBuffer.allocate(Long.BYTES).putLong(id.value()).array();
  }
}
