package obscura.mpc;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

/** What the confidential engine may know of. */
class ArchitectureTest {
  private static final JavaClasses CLASSES =
      new ClassFileImporter()
          .withImportOption(new ImportOption.DoNotIncludeTests())
          .importPackages("obscura.mpc");

  @Test
  void knowsNothingOfTheVenue() {
    classes()
        .should()
        .onlyDependOnClassesThat()
        .resideInAnyPackage(
            "obscura.mpc..",
            "java..",
            "com.sun.management..",
            "javax.crypto..",
            "javax.net.ssl..",
            "com.sun.net.httpserver..",
            "com.typesafe.config..",
            "org.bouncycastle..",
            "org.slf4j..",
            "org.jspecify..")
        .check(CLASSES);
    noClasses()
        .that()
        .resideOutsideOfPackage("obscura.mpc.process..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("com.typesafe.config..", "com.sun.net.httpserver..")
        .check(CLASSES);
    noClasses()
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("obscura.domain..", "obscura.engine..")
        .check(CLASSES);
  }

  @Test
  void circuitsNeverOpen() {
    noClasses()
        .that()
        .resideInAPackage("obscura.mpc.circuit..")
        .should()
        .dependOnClassesThat()
        .haveSimpleNameStartingWith("Opening")
        .check(CLASSES);
  }

  @Test
  void noCycles() {
    slices().matching("obscura.mpc.(*)..").should().beFreeOfCycles().check(CLASSES);
  }
}
