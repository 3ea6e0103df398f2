package obscura.settlement.solana.link;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import obscura.settlement.solana.link.Image.RuntimeCall;
import obscura.settlement.solana.link.ObjectFile.Relocation;
import obscura.settlement.solana.link.ObjectFile.Section;
import obscura.settlement.solana.link.ObjectFile.Symbol;
import org.junit.jupiter.api.Test;

/**
 * Objects as clang makes them, small enough to be written down; an instruction is a long, lowest
 * byte first.
 */
class LinkTest {
  private static final Path PROGRAM =
      Path.of("src/main/resources/obscura/settlement/solana/sip.so");
  private static final long EXIT = 0x95;
  private static final long CALL = 0xffff_ffff_0000_1085L;
  private static final long LDDW_R1 = 0x118;
  private static final int TEXT = 1;
  private static final int RODATA = 2;
  private static final int CALL_TYPE = 10;
  private static final int ADDRESS_TYPE = 1;

  private final List<Section> sections = new ArrayList<>();
  private final List<Symbol> symbols = new ArrayList<>();
  private final List<Relocation> relocations = new ArrayList<>();

  private void code(long... instructions) {
    byte[] code = new byte[instructions.length * 8];
    Arrays.stream(instructions).forEach(ObjectFile.littleEndian(code)::putLong);
    section(".text", ObjectFile.PROGBITS, ObjectFile.EXECUTABLE, code);
    symbols.add(new Symbol("entrypoint", TEXT, 0));
  }

  private void section(String name, int type, long flags, byte[] bytes) {
    if (sections.isEmpty()) {
      sections.add(new Section("", 0, 0, 0, new byte[0], 0, 0));
    }
    sections.add(new Section(name, type, flags, bytes.length, bytes, 0, 0));
  }

  private Image link() {
    return Image.of(new ObjectFile(sections, symbols, relocations));
  }

  private void refused(String why) {
    assertThatThrownBy(this::link).isInstanceOf(LinkException.class).hasMessageContaining(why);
  }

  private static long instruction(Image image, int index) {
    return ObjectFile.littleEndian(image.text()).getLong(index * 8);
  }

  @Test
  void callsOfTheRuntimeStayOpenUnderTheirNames() {
    code(CALL, CALL, EXIT);
    Symbol log = new Symbol("sol_log_", ObjectFile.UNDEFINED, 0);
    relocations.add(new Relocation(0, CALL_TYPE, log));
    relocations.add(new Relocation(8, CALL_TYPE, log));
    Image image = link();
    assertThat(image.runtimeCalls())
        .containsExactly(new RuntimeCall(0, "sol_log_"), new RuntimeCall(8, "sol_log_"));
    assertThat(instruction(image, 0)).isEqualTo(CALL);
    byte[] file = SharedObject.write(image);
    assertThat(ObjectFile.read(file).sections().stream().map(Section::name).toList())
        .containsExactly(
            "", ".text", ".rodata", ".dynamic", ".dynsym", ".dynstr", ".rel.dyn", ".shstrtab");
    assertThat(ObjectFile.read(file).sections().get(6).size()).isEqualTo(32);
    assertThat(ObjectFile.read(file).sections().get(4).size()).isEqualTo(24 * 3);
  }

  @Test
  void callsOfOwnFunctionsBecomeDistances() {
    code(CALL, CALL, EXIT, EXIT, EXIT);
    relocations.add(new Relocation(0, CALL_TYPE, new Symbol("helper", TEXT, 32)));
    relocations.add(new Relocation(8, CALL_TYPE, new Symbol("entrypoint", TEXT, 0)));
    Image image = link();
    assertThat(instruction(image, 0) >> 32).isEqualTo(3);
    assertThat(instruction(image, 1) >> 32).isEqualTo(-2);
    assertThat(image.runtimeCalls()).isEmpty();
  }

  @Test
  void callsOfStaticFunctionsAreCountedFromTheSection() {
    code((2L << 32) | 0x1085, EXIT, EXIT, EXIT);
    relocations.add(new Relocation(0, CALL_TYPE, new Symbol("", TEXT, 0)));
    assertThat(instruction(link(), 0) >> 32).isEqualTo(2);
  }

  @Test
  void addressesOfConstantsAreWhereTheLoaderPutsThem() {
    code(LDDW_R1 | (4L << 32), 0, EXIT);
    section(".rodata", ObjectFile.PROGBITS, 0, new byte[] {1, 2, 3, 4, 5});
    section(".rodata.cst16", ObjectFile.PROGBITS, 0, new byte[] {9});
    relocations.add(new Relocation(0, ADDRESS_TYPE, new Symbol("", RODATA, 0)));
    Image image = link();
    long address = (instruction(image, 0) >>> 32) | (instruction(image, 1) >>> 32 << 32);
    assertThat(address).isEqualTo(0x1_0000_0000L + image.constantsOffset() + 4);
    assertThat(image.constants()[4]).isEqualTo((byte) 5);
    assertThat(image.constants()[16]).isEqualTo((byte) 9);
    assertThat(image.constantsOffset() % 16).isZero();
  }

  @Test
  void aSecondEntryPointIsFoundByItsName() {
    code(EXIT, EXIT, EXIT);
    symbols.set(0, new Symbol("entrypoint", TEXT, 16));
    byte[] file = SharedObject.write(link());
    assertThat(ObjectFile.littleEndian(file).getLong(24)).isEqualTo(Image.TEXT_OFFSET + 16);
  }

  @Test
  void writableDataIsRefused() {
    code(EXIT);
    section(".data", ObjectFile.PROGBITS, ObjectFile.WRITABLE, new byte[8]);
    refused("writable");
  }

  @Test
  void codeElsewhereIsRefused() {
    code(EXIT);
    section(".text.cold", ObjectFile.PROGBITS, ObjectFile.EXECUTABLE, new byte[8]);
    refused(".text.cold");
  }

  @Test
  void anObjectWithoutEntryOrCodeIsRefused() {
    section(".rodata", ObjectFile.PROGBITS, 0, new byte[8]);
    refused("no code");
    sections.clear();
    code(EXIT);
    symbols.clear();
    refused("entrypoint");
  }

  @Test
  void theAddressOfAFunctionIsRefused() {
    code(LDDW_R1, 0, EXIT);
    relocations.add(new Relocation(0, ADDRESS_TYPE, new Symbol("entrypoint", TEXT, 0)));
    refused("address of entrypoint");
  }

  @Test
  void instructionsThatVersionZeroLacksAreRefused() {
    for (String[] bad :
        new String[][] {{"16", "32-bit jump"}, {"db", "atomic"}, {"8d", "pointer"}}) {
      sections.clear();
      code(Long.parseLong(bad[0], 16), EXIT);
      refused(bad[1]);
    }
    sections.clear();
    code(LDDW_R1, 0x16, EXIT); // the second half of a constant is no instruction
    assertThat(link().text()).hasSize(24);
  }

  @Test
  void unknownRelocationsAreRefused() {
    code(EXIT);
    relocations.add(new Relocation(0, 3, new Symbol("x", TEXT, 0)));
    refused("type 3");
  }

  @Test
  void filesThatAreDamagedAreRefused() throws IOException {
    byte[] program = Files.readAllBytes(PROGRAM);
    assertThat(ObjectFile.read(program).sections()).hasSize(8);
    for (int length = 0; length < program.length; length += 1 + length / 7) {
      byte[] cut = Arrays.copyOf(program, length);
      assertThatThrownBy(() -> ObjectFile.read(cut)).isInstanceOf(LinkException.class);
    }
    byte[] other = program.clone();
    other[18] = 62; // x86-64
    assertThatThrownBy(() -> ObjectFile.read(other)).hasMessageContaining("BPF");
  }

  @Test
  void theProgramLooksAsLoadersWantIt() throws IOException {
    ByteBuffer elf = ObjectFile.littleEndian(Files.readAllBytes(PROGRAM));
    assertThat(elf.getShort(16)).as("shared object").isEqualTo((short) 3);
    assertThat(elf.getShort(18)).as("machine").isEqualTo((short) 247);
    assertThat(elf.getInt(48)).as("flags: version 0").isZero();
    long headers = elf.getLong(40);
    long last = 0;
    for (int section = 1; section < 7; section++) {
      int at = (int) headers + 64 * section;
      assertThat(elf.getLong(at + 16)).as("address").isEqualTo(elf.getLong(at + 24));
      assertThat(elf.getLong(at + 24)).as("ascending").isGreaterThan(last);
      last = elf.getLong(at + 24);
    }
  }
}
