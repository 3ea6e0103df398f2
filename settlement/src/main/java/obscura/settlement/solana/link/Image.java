package obscura.settlement.solana.link;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import obscura.settlement.solana.link.ObjectFile.Relocation;
import obscura.settlement.solana.link.ObjectFile.Section;
import obscura.settlement.solana.link.ObjectFile.Symbol;

/**
 * Code and constants of a program with every address known; only the calls of the runtime are left
 * open.
 *
 * @param text instructions of 8 bytes, to be loaded at file offset {@link #TEXT_OFFSET}
 * @param constants read-only data, loaded at {@link #constantsOffset()}
 * @param entry offset of the function {@code entrypoint} in the code
 * @param runtimeCalls calls of functions of the runtime ("syscalls"), in the order of the code
 */
record Image(byte[] text, byte[] constants, int entry, List<RuntimeCall> runtimeCalls) {
  /** ELF header and four program headers come before the code. */
  static final int TEXT_OFFSET = 64 + 4 * 56;

  private static final long PROGRAM_ADDRESS = 0x1_0000_0000L;
  private static final int INSTRUCTION_BYTES = 8;
  private static final int RELOCATE_64_64 = 1;
  private static final int RELOCATE_64_32 = 10;
  private static final int LDDW = 0x18;
  private static final int CALLX = 0x8d;
  private static final int CALL_BY_OFFSET = 0x10;

  /** The call at {@code offset} of the code goes to the runtime's function {@code name}. */
  record RuntimeCall(int offset, String name) {}

  int constantsOffset() {
    return aligned(TEXT_OFFSET + text.length, 16);
  }

  static int aligned(int value, int to) {
    return (value + to - 1) / to * to;
  }

  /**
   * Lays the sections out and resolves what can be resolved.
   *
   * @throws LinkException if the object needs writable data, the address of a function, more than
   *     one code section or instructions that version 0 of sBPF does not have
   */
  static Image of(ObjectFile object) {
    return new Builder(object).build();
  }

  private static final class Builder {
    private final ObjectFile object;
    private final byte[] text;
    private final ByteBuffer code;
    private final int textSection;
    private final ByteArrayOutputStream constants = new ByteArrayOutputStream();
    private final Map<Integer, Integer> placed = new HashMap<>();
    private final List<RuntimeCall> runtimeCalls = new ArrayList<>();

    Builder(ObjectFile object) {
      this.object = object;
      this.textSection = textSection(object.sections());
      this.text = object.sections().get(textSection).bytes().clone();
      this.code = ObjectFile.littleEndian(text);
    }

    Image build() {
      placeConstants();
      object.relocations().forEach(this::resolve);
      checkInstructions();
      return new Image(text, constants.toByteArray(), entry(), List.copyOf(runtimeCalls));
    }

    private static int textSection(List<Section> sections) {
      int found = -1;
      for (int i = 0; i < sections.size(); i++) {
        Section section = sections.get(i);
        if (section.isWritable()) {
          throw new LinkException("a program has no writable data: section " + section.name());
        }
        if (section.isCode() && !section.name().equals(".text")) {
          throw new LinkException("code outside .text: section " + section.name());
        }
        found = section.isCode() ? i : found;
      }
      if (found < 0) {
        throw new LinkException("no code");
      }
      return found;
    }

    private int entry() {
      for (Symbol symbol : object.symbols()) {
        if (symbol.name().equals("entrypoint") && symbol.section() == textSection) {
          return Math.toIntExact(symbol.value());
        }
      }
      throw new LinkException("no function entrypoint");
    }

    private void placeConstants() {
      int start = aligned(TEXT_OFFSET + text.length, 16);
      for (int i = 0; i < object.sections().size(); i++) {
        Section section = object.sections().get(i);
        if (section.isConstant()) {
          pad(16);
          placed.put(i, start + constants.size());
          constants.writeBytes(section.bytes());
        }
      }
      if (constants.size() == 0) {
        constants.write(0);
      }
      pad(8);
    }

    private void pad(int to) {
      constants.writeBytes(new byte[aligned(constants.size(), to) - constants.size()]);
    }

    private void resolve(Relocation relocation) {
      switch (relocation.type()) {
        case RELOCATE_64_32 -> resolveCall(relocation);
        case RELOCATE_64_64 -> resolveAddress(relocation);
        default -> throw new LinkException("relocation of type " + relocation.type());
      }
    }

    private void resolveCall(Relocation relocation) {
      int at = relocation.offset();
      Symbol symbol = relocation.symbol();
      code.put(at + 1, (byte) CALL_BY_OFFSET);
      if (symbol.section() == ObjectFile.UNDEFINED) {
        code.putInt(at + 4, -1);
        runtimeCalls.add(new RuntimeCall(at, symbol.name()));
      } else if (symbol.section() == textSection) {
        // clang leaves -1 and names the function, or names the section and leaves the distance
        int target =
            symbol.name().isEmpty()
                ? (code.getInt(at + 4) + 1) * INSTRUCTION_BYTES
                : Math.toIntExact(symbol.value());
        code.putInt(at + 4, (target - at - INSTRUCTION_BYTES) / INSTRUCTION_BYTES);
      } else {
        throw new LinkException("call of " + symbol.name() + ", which is not code");
      }
    }

    private void resolveAddress(Relocation relocation) {
      int at = relocation.offset();
      Integer base = placed.get(relocation.symbol().section());
      if (base == null) {
        throw new LinkException("address of " + relocation.symbol().name() + " is no constant's");
      }
      long address =
          PROGRAM_ADDRESS
              + base
              + relocation.symbol().value()
              + Integer.toUnsignedLong(code.getInt(at + 4));
      code.putInt(at + 4, (int) address);
      code.putInt(at + INSTRUCTION_BYTES + 4, (int) (address >>> 32));
    }

    private void checkInstructions() {
      for (int at = 0; at < text.length; at += INSTRUCTION_BYTES) {
        int operation = Byte.toUnsignedInt(text[at]);
        int kind = operation & 7;
        int position = at / INSTRUCTION_BYTES;
        if (kind == 6) {
          throw new LinkException("32-bit jump at " + position + ": compile with -mcpu=v2");
        }
        if (kind == 3 && (operation & 0xe0) == 0xc0) {
          throw new LinkException("atomic operation at " + position);
        }
        if (operation == CALLX) {
          throw new LinkException("call through a pointer at " + position);
        }
        if (operation == LDDW) {
          at += INSTRUCTION_BYTES;
        }
      }
    }
  }
}
