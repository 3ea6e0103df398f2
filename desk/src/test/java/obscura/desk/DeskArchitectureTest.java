package obscura.desk;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
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
        .resideInAnyPackage("obscura.engine..", "obscura.dropcopy..")
        .check(DESK);
  }

  /**
   * The wallet seals to the parties, whose keys the roster names; more of them it need not know.
   */
  @Test
  void onlyTheWalletKnowsHowToSealToTheParties() {
    noClasses()
        .that()
        .resideOutsideOfPackage("obscura.desk.wallet..")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("obscura.mpc..")
        .check(DESK);
    noClasses()
        .should()
        .dependOnClassesThat(
            resideInAPackage("obscura.mpc..")
                .and(
                    not(
                        resideInAnyPackage(
                            "obscura.mpc.api", "obscura.mpc.input", "obscura.mpc.roster"))))
        .check(DESK);
  }

  @Test
  void packagesDoNotDependOnEachOtherInCircles() {
    slices().matching("obscura.desk.(**)").should().beFreeOfCycles().check(DESK);
  }
}
