package obscura.dropcopy;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.time.Clock;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/** Who may import whom (style guide 2). */
class ArchitectureTest {
  private static final JavaClasses MODULE =
      new ClassFileImporter()
          .withImportOption(new ImportOption.DoNotIncludeTests())
          .importPackages("obscura.dropcopy");

  @Test
  void recordsKnowOnlyTheWordsOfTheVenueAndPureParts() {
    classes()
        .that()
        .resideInAPackage("obscura.dropcopy.record")
        .should()
        .onlyDependOnClassesThat()
        .resideInAnyPackage(
            "obscura.dropcopy.record",
            "obscura.domain",
            "java.lang..",
            "java.util",
            "java.util.function",
            "java.util.regex",
            "java.util.stream",
            "java.time",
            "java.math",
            "java.nio",
            "java.nio.charset",
            "java.security",
            "org.jspecify.annotations")
        .check(MODULE);
  }

  @Test
  void recordsReadNoClockAndDrawNoRandomNumber() {
    noClasses()
        .that()
        .resideInAPackage("obscura.dropcopy.record")
        .should()
        .callMethod(Instant.class, "now")
        .orShould()
        .dependOnClassesThat()
        .areAssignableTo(Clock.class)
        .orShould()
        .dependOnClassesThat()
        .areAssignableTo(java.util.Random.class)
        .orShould()
        .callMethod(System.class, "nanoTime")
        .orShould()
        .callMethod(System.class, "currentTimeMillis")
        .check(MODULE);
  }

  @Test
  void complianceWorksWithoutTheEngine() {
    noClasses()
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(
            "obscura.engine..", "obscura.mpc..", "obscura.settlement..", "quickfix..")
        .check(MODULE);
  }

  @Test
  void onlyTheStoreSpeaksSql() {
    noClasses()
        .that()
        .resideOutsideOfPackage("obscura.dropcopy.store")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("java.sql..", "com.zaxxer..", "org.flywaydb..", "org.h2..")
        .check(MODULE);
  }

  @Test
  void packagesFormNoCycle() {
    slices().matching("obscura.dropcopy.(*)..").should().beFreeOfCycles().check(MODULE);
  }
}
