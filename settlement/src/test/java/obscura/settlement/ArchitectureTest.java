package obscura.settlement;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.math.BigDecimal;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/** Who may import whom (style guide 2). */
class ArchitectureTest {
  private static final JavaClasses MODULE =
      new ClassFileImporter()
          .withImportOption(new ImportOption.DoNotIncludeTests())
          .importPackages("obscura.settlement");

  @Test
  void theRulesOfTheLedgerAreAPureCore() {
    classes()
        .that()
        .resideInAPackage("obscura.settlement.core")
        .should()
        .onlyDependOnClassesThat()
        .resideInAnyPackage(
            "obscura.settlement.core",
            "obscura.domain",
            "java.lang..",
            "java.util",
            "java.util.function",
            "java.util.regex",
            "java.util.stream",
            "java.time",
            "java.math",
            "org.jspecify.annotations")
        .check(MODULE);
  }

  @Test
  void theCoreReadsNoClock() {
    noClasses()
        .that()
        .resideInAPackage("obscura.settlement.core")
        .should()
        .callMethod(Instant.class, "now")
        .orShould()
        .callMethod(System.class, "nanoTime")
        .orShould()
        .callMethod(System.class, "currentTimeMillis")
        .check(MODULE);
  }

  @Test
  void settlementKnowsNeitherTheEngineNorTheDropCopy() {
    noClasses()
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("obscura.engine..", "obscura.mpc..", "obscura.dropcopy..", "quickfix..")
        .check(MODULE);
  }

  @Test
  void moneyIsNeverDouble() {
    noClasses()
        .should()
        .dependOnClassesThat()
        .areAssignableTo(Double.class)
        .orShould()
        .callMethod(BigDecimal.class, "doubleValue")
        .orShould()
        .callMethod(BigDecimal.class, "floatValue")
        .orShould()
        .callConstructor(BigDecimal.class, double.class)
        .orShould()
        .callMethod(BigDecimal.class, "valueOf", double.class)
        .check(MODULE);
  }

  @Test
  void packagesFormNoCycle() {
    slices().matching("obscura.settlement.(*)..").should().beFreeOfCycles().check(MODULE);
  }

  /**
   * What makes keys and notes neither stores nor sends anything, and knows nothing of the ledger.
   */
  @Test
  void notesAndKeysArePure() {
    classes()
        .that()
        .resideInAnyPackage(
            "obscura.settlement.crypto",
            "obscura.settlement.sip",
            "obscura.settlement.note",
            "obscura.settlement.wallet")
        .should()
        .onlyDependOnClassesThat()
        .resideInAnyPackage(
            "obscura.settlement.crypto",
            "obscura.settlement.sip",
            "obscura.settlement.note",
            "obscura.settlement.wallet",
            "java.lang..",
            "java.math",
            "java.nio",
            "java.nio.charset",
            "java.util",
            "java.util.concurrent",
            "java.util.function",
            "java.util.regex",
            "java.util.stream",
            "org.bouncycastle..",
            "cafe.cryptography.curve25519",
            "org.jspecify.annotations")
        .check(MODULE);
  }

  @Test
  void onlyTheGroupsKnowTheirLibrary() {
    noClasses()
        .that()
        .resideOutsideOfPackage("obscura.settlement.crypto")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("cafe.cryptography..", "org.bouncycastle.math.ec")
        .check(MODULE);
  }

  @Test
  void theRulesOfSwapsArePure() {
    classes()
        .that()
        .resideInAPackage("obscura.settlement.swap.core")
        .should()
        .onlyDependOnClassesThat()
        .resideInAnyPackage(
            "obscura.settlement.swap.core",
            "obscura.settlement.note",
            "obscura.settlement.crypto",
            "obscura.domain",
            "java.lang..",
            "java.util",
            "java.util.function",
            "java.util.stream",
            "org.jspecify.annotations")
        .check(MODULE);
  }
}
