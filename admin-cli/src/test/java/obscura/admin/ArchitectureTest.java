package obscura.admin;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

/** Who may import whom in the command line. */
class ArchitectureTest {
  private static final JavaClasses CLASSES =
      new ClassFileImporter()
          .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
          .importPackages("obscura.admin");

  @Test
  void theCommandLineKnowsTheVenueOnlyThroughItsEndpoint() {
    noClasses()
        .that()
        .resideInAPackage("obscura.admin..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("obscura.engine..", "obscura.mpc..", "obscura.settlement..")
        .check(CLASSES);
  }

  @Test
  void renderingIsPure() {
    classes()
        .that()
        .resideInAPackage("obscura.admin.render")
        .should()
        .onlyDependOnClassesThat()
        .resideInAnyPackage(
            "obscura.admin.render",
            "java.lang..",
            "java.util..",
            "org.jspecify..",
            "tools.jackson.databind..")
        .check(CLASSES);
  }

  @Test
  void theClientKnowsNoCommands() {
    noClasses()
        .that()
        .resideInAnyPackage("obscura.admin.client", "obscura.admin.render")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("obscura.admin.command")
        .check(CLASSES);
  }
}
