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
import obscura.domain.TradeId;
import obscura.settlement.core.TradeInstruction;
import obscura.settlement.service.core.ChainInstruction;
import obscura.settlement.service.core.MakerFee;

/** An instruction as bytes, to be sealed. */
final class InstructionBytes {
  private static final int VERSION = 1;

  private InstructionBytes() {}

  static byte[] seal(ChainInstruction instruction, StoreKey key) {
    return key.seal(encode(instruction), context(instruction.id()));
  }

  static ChainInstruction open(TradeId id, byte[] sealed, StoreKey key) {
    return decode(id, key.open(sealed, context(id)));
  }

  private static byte[] encode(ChainInstruction instruction) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (DataOutputStream out = new DataOutputStream(bytes)) {
      TradeInstruction trade = instruction.trade();
      out.writeByte(VERSION);
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
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
    return bytes.toByteArray();
  }

  private static ChainInstruction decode(TradeId id, byte[] bytes) {
    try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes))) {
      int version = in.readByte();
      if (version != VERSION) {
        throw new StoreException("an instruction of version " + version);
      }
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
    } catch (IOException cut) {
      throw new StoreException("an instruction is cut short", cut);
    }
  }

  private static byte[] context(TradeId id) {
    return ByteBuffer.allocate(Long.BYTES).putLong(id.value()).array();
  }
}
