package obscura.settlement.solana.link;

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * A relocatable ELF file for BPF (64 bit, little-endian), as far as the linker needs it.
 *
 * @param sections all sections, in the order of the file
 * @param symbols the symbol table
 * @param relocations relocations of the section {@code .text}
 */
record ObjectFile(List<Section> sections, List<Symbol> symbols, List<Relocation> relocations) {
  private static final int MAGIC = 0x464c457f;
  private static final int BPF = 247;
  private static final int SECTION_HEADER_BYTES = 64;
  private static final int SYMBOL_BYTES = 24;
  private static final int REL_BYTES = 16;

  /** Constants of the ELF specification. */
  static final int PROGBITS = 1;

  static final int SYMTAB = 2;
  static final int NOBITS = 8;
  static final int REL = 9;
  static final long WRITABLE = 1;
  static final long EXECUTABLE = 4;
  static final int UNDEFINED = 0;

  /** A section with its bytes. */
  record Section(String name, int type, long flags, long size, byte[] bytes, int link, int info) {
    boolean isCode() {
      return type == PROGBITS && (flags & EXECUTABLE) != 0 && size > 0;
    }

    boolean isConstant() {
      return type == PROGBITS && name.startsWith(".rodata");
    }

    boolean isWritable() {
      return (flags & WRITABLE) != 0 && size > 0;
    }
  }

  /** A symbol: {@code section} is an index, {@link #UNDEFINED} for one that is not in this file. */
  record Symbol(String name, int section, long value) {}

  /** At {@code offset} of the code stands something that depends on {@code symbol}. */
  record Relocation(int offset, int type, Symbol symbol) {}

  /**
   * Reads a file.
   *
   * @throws LinkException if it is not a BPF object file, or cut off
   */
  static ObjectFile read(byte[] file) {
    try {
      return parse(ByteBuffer.wrap(file).order(ByteOrder.LITTLE_ENDIAN));
    } catch (BufferUnderflowException | IndexOutOfBoundsException | IllegalArgumentException cut) {
      throw new LinkException("the object file is damaged: " + cut);
    }
  }

  private static ObjectFile parse(ByteBuffer elf) {
    if (elf.getInt(0) != MAGIC || elf.get(4) != 2 || elf.get(5) != 1 || elf.getShort(18) != BPF) {
      throw new LinkException("not a 64-bit little-endian ELF file for BPF");
    }
    int headers = Math.toIntExact(elf.getLong(40));
    int count = Short.toUnsignedInt(elf.getShort(60));
    int nameSection = headers + SECTION_HEADER_BYTES * Short.toUnsignedInt(elf.getShort(62));
    int names = Math.toIntExact(elf.getLong(nameSection + 24));
    List<Section> sections = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      sections.add(section(elf, headers + SECTION_HEADER_BYTES * i, names));
    }
    List<Symbol> symbols = symbols(sections);
    return new ObjectFile(sections, symbols, relocations(sections, symbols));
  }

  private static Section section(ByteBuffer elf, int at, int names) {
    int type = elf.getInt(at + 4);
    long size = elf.getLong(at + 32);
    byte[] bytes = new byte[type == NOBITS ? 0 : Math.toIntExact(size)];
    if (bytes.length > 0) {
      elf.get(Math.toIntExact(elf.getLong(at + 24)), bytes);
    }
    String name = text(elf, names + elf.getInt(at));
    return new Section(
        name, type, elf.getLong(at + 8), size, bytes, elf.getInt(at + 40), elf.getInt(at + 44));
  }

  private static List<Symbol> symbols(List<Section> sections) {
    List<Symbol> symbols = new ArrayList<>();
    for (Section section : sections) {
      if (section.type() == SYMTAB) {
        ByteBuffer table = littleEndian(section.bytes());
        ByteBuffer names = littleEndian(sections.get(section.link()).bytes());
        for (int at = 0; at < table.capacity(); at += SYMBOL_BYTES) {
          symbols.add(
              new Symbol(
                  text(names, table.getInt(at)),
                  Short.toUnsignedInt(table.getShort(at + 6)),
                  table.getLong(at + 8)));
        }
      }
    }
    return symbols;
  }

  private static List<Relocation> relocations(List<Section> sections, List<Symbol> symbols) {
    List<Relocation> relocations = new ArrayList<>();
    for (Section section : sections) {
      if (section.type() == REL && sections.get(section.info()).name().equals(".text")) {
        ByteBuffer table = littleEndian(section.bytes());
        for (int at = 0; at < table.capacity(); at += REL_BYTES) {
          long info = table.getLong(at + 8);
          relocations.add(
              new Relocation(
                  Math.toIntExact(table.getLong(at)),
                  (int) info,
                  symbols.get((int) (info >>> 32))));
        }
      }
    }
    return relocations;
  }

  static ByteBuffer littleEndian(byte[] bytes) {
    return ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
  }

  private static String text(ByteBuffer bytes, int from) {
    int end = from;
    while (bytes.get(end) != 0) {
      end++;
    }
    byte[] text = new byte[end - from];
    bytes.get(from, text);
    return new String(text, StandardCharsets.US_ASCII);
  }
}
