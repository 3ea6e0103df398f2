package obscura.settlement.solana.link;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import obscura.settlement.solana.link.Image.RuntimeCall;

/**
 * Writes an {@link Image} as the ELF file that Solana's loaders take: a shared object for machine
 * 247 with flags 0 (sBPF version 0), every section's address equal to its place in the file, and
 * one {@code R_BPF_64_32} relocation for each call of the runtime.
 */
final class SharedObject {
  private static final List<String> SECTIONS =
      List.of("", ".text", ".rodata", ".dynamic", ".dynsym", ".dynstr", ".rel.dyn", ".shstrtab");
  private static final int RELOCATE_64_32 = 10;
  private static final int SYMBOL_BYTES = 24;
  private static final int RELOCATION_BYTES = 16;
  private static final int DYNAMIC_BYTES = 16 * 11;

  private final Image image;
  private final SequencedMap<String, Integer> symbols = new LinkedHashMap<>();
  private final Strings symbolNames = new Strings();
  private final Strings sectionNames = new Strings();
  private final Span text;
  private final Span constants;
  private final Span dynamic;
  private final Span dynamicSymbols;
  private final Span dynamicStrings;
  private final Span relocations;
  private final Span names;

  /** Where something stands in the file; its address when loaded is the same. */
  private record Span(int offset, int size) {
    int end() {
      return offset + size;
    }

    Span then(int size) {
      return new Span(Image.aligned(end(), 8), size);
    }
  }

  /** A string table under construction. */
  private static final class Strings {
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private final Map<String, Integer> offsets = new LinkedHashMap<>();

    Strings() {
      offsetOf("");
    }

    int offsetOf(String text) {
      return offsets.computeIfAbsent(text, this::append);
    }

    private int append(String text) {
      int offset = bytes.size();
      bytes.writeBytes(text.getBytes(StandardCharsets.US_ASCII));
      bytes.write(0);
      return offset;
    }
  }

  private SharedObject(Image image) {
    this.image = image;
    for (RuntimeCall call : image.runtimeCalls()) {
      symbols.computeIfAbsent(call.name(), _ -> symbols.size() + 1);
    }
    symbols.keySet().forEach(symbolNames::offsetOf);
    symbolNames.offsetOf("entrypoint");
    SECTIONS.forEach(sectionNames::offsetOf);
    text = new Span(Image.TEXT_OFFSET, image.text().length);
    constants = new Span(image.constantsOffset(), image.constants().length);
    dynamic = constants.then(DYNAMIC_BYTES);
    dynamicSymbols = dynamic.then(SYMBOL_BYTES * (symbols.size() + 2));
    dynamicStrings = dynamicSymbols.then(symbolNames.bytes.size());
    relocations = dynamicStrings.then(RELOCATION_BYTES * image.runtimeCalls().size());
    names = relocations.then(sectionNames.bytes.size());
  }

  /** The file's bytes; the same image gives the same bytes. */
  static byte[] write(Image image) {
    return new SharedObject(image).bytes();
  }

  private byte[] bytes() {
    Span headers = names.then(64 * SECTIONS.size());
    byte[] file = new byte[headers.end()];
    ByteBuffer elf = ObjectFile.littleEndian(file);
    writeHeader(elf, headers.offset());
    writeSegments(elf);
    elf.put(text.offset(), image.text());
    elf.put(constants.offset(), image.constants());
    writeDynamic(elf);
    writeSymbols(elf);
    elf.put(dynamicStrings.offset(), symbolNames.bytes.toByteArray());
    writeRelocations(elf);
    elf.put(names.offset(), sectionNames.bytes.toByteArray());
    writeSectionHeaders(elf, headers.offset());
    return file;
  }

  private void writeHeader(ByteBuffer elf, int sectionHeaders) {
    elf.put(0, new byte[] {0x7f, 'E', 'L', 'F', 2, 1, 1, 0});
    elf.position(16).putShort((short) 3).putShort((short) 247).putInt(1);
    elf.putLong(text.offset() + image.entry()).putLong(64).putLong(sectionHeaders).putInt(0);
    elf.putShort((short) 64).putShort((short) 56).putShort((short) 4);
    elf.putShort((short) 64).putShort((short) SECTIONS.size());
    elf.putShort((short) (SECTIONS.size() - 1));
  }

  private void writeSegments(ByteBuffer elf) {
    elf.position(64);
    Span linking = new Span(dynamic.offset(), relocations.end() - dynamic.offset());
    segment(elf, 1, 5, text, 0x1000);
    segment(elf, 1, 4, constants, 0x1000);
    segment(elf, 1, 6, linking, 0x1000);
    segment(elf, 2, 6, dynamic, 8);
  }

  private static void segment(ByteBuffer elf, int type, int flags, Span span, int alignment) {
    elf.putInt(type).putInt(flags);
    elf.putLong(span.offset()).putLong(span.offset()).putLong(span.offset());
    elf.putLong(span.size()).putLong(span.size()).putLong(alignment);
  }

  private void writeDynamic(ByteBuffer elf) {
    long[][] entries = {
      {30, 4}, // DT_FLAGS: DF_TEXTREL
      {22, 0}, // DT_TEXTREL
      {17, relocations.offset()}, // DT_REL
      {18, relocations.size()}, // DT_RELSZ
      {19, RELOCATION_BYTES}, // DT_RELENT
      {0x6ffffffaL, 0}, // DT_RELCOUNT
      {6, dynamicSymbols.offset()}, // DT_SYMTAB
      {11, SYMBOL_BYTES}, // DT_SYMENT
      {5, dynamicStrings.offset()}, // DT_STRTAB
      {10, dynamicStrings.size()}, // DT_STRSZ
      {0, 0},
    };
    elf.position(dynamic.offset());
    for (long[] entry : entries) {
      elf.putLong(entry[0]).putLong(entry[1]);
    }
  }

  private void writeSymbols(ByteBuffer elf) {
    elf.position(dynamicSymbols.offset() + SYMBOL_BYTES);
    for (String name : symbols.sequencedKeySet()) {
      elf.putInt(symbolNames.offsetOf(name)).put((byte) 0x10).put((byte) 0);
      elf.putShort((short) ObjectFile.UNDEFINED).putLong(0).putLong(0);
    }
    elf.putInt(symbolNames.offsetOf("entrypoint")).put((byte) 0x12).put((byte) 0);
    elf.putShort((short) 1).putLong(text.offset() + image.entry()).putLong(text.size());
  }

  private void writeRelocations(ByteBuffer elf) {
    elf.position(relocations.offset());
    for (RuntimeCall call : image.runtimeCalls()) {
      long symbol = symbols.getOrDefault(call.name(), 0);
      elf.putLong(text.offset() + call.offset()).putLong(symbol << 32 | RELOCATE_64_32);
    }
  }

  private void writeSectionHeaders(ByteBuffer elf, int at) {
    elf.position(at + 64);
    section(elf, ".text", new int[] {1, 6, 0, 0, 8, 0}, text);
    section(elf, ".rodata", new int[] {1, 2, 0, 0, 8, 0}, constants);
    section(elf, ".dynamic", new int[] {6, 3, 5, 0, 8, 16}, dynamic);
    section(elf, ".dynsym", new int[] {11, 2, 5, 1, 8, SYMBOL_BYTES}, dynamicSymbols);
    section(elf, ".dynstr", new int[] {3, 2, 0, 0, 1, 0}, dynamicStrings);
    section(elf, ".rel.dyn", new int[] {9, 2, 4, 0, 8, RELOCATION_BYTES}, relocations);
    section(elf, ".shstrtab", new int[] {3, 0, 0, 0, 1, 0}, names);
  }

  /** {@code fields}: type, flags, link, info, alignment, size of an entry. */
  private void section(ByteBuffer elf, String name, int[] fields, Span span) {
    boolean loaded = fields[1] != 0;
    elf.putInt(sectionNames.offsetOf(name)).putInt(fields[0]).putLong(fields[1]);
    elf.putLong(loaded ? span.offset() : 0).putLong(span.offset()).putLong(span.size());
    elf.putInt(fields[2]).putInt(fields[3]).putLong(fields[4]).putLong(fields[5]);
  }
}
