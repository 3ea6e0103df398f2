package obscura.desk;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

/** Who may import whom at the desk. */
final class DeskArchitectureTest {
  private static final JavaClasses DESK =
      new ClassFileImporter()
          .withImportOption(new ImportOption.DoNotIncludeTests())
          .importPackages("obscura.desk");

  @Test
  void onlyTheFixPackagesKnowTheFixEngine() {
    noClasses()
        .that()
        .resideOutsideOfPackage("obscura.desk.fix..")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("quickfix..")
        .check(DESK);
  }

  @Test
  void theDeskKnowsNothingOfTheEngine() {
    noClasses()
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("obscura.engine..", "obscura.mpc..", "obscura.dropcopy..")
        .check(DESK);
  }

  @Test
  void packagesDoNotDependOnEachOtherInCircles() {
    slices().matching("obscura.desk.(**)").should().beFreeOfCycles().check(DESK);
  }
}
