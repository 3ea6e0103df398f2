package obscura.domain;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noFields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noMethods;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

/** The words of the venue depend on nothing, and know no floating point. */
final class ArchitectureTest {
  private static final JavaClasses DOMAIN =
      new ClassFileImporter()
          .withImportOption(new ImportOption.DoNotIncludeTests())
          .importPackages("obscura.domain");

  @Test
  void theWordsDependOnNothingOfOurs() {
    classes()
        .that()
        .resideInAPackage("obscura.domain..")
        .should()
        .onlyDependOnClassesThat()
        .resideInAnyPackage(
            "obscura.domain",
            "java.lang",
            "java.lang.runtime",
            "java.lang.invoke",
            "java.util",
            "java.util.function",
            "java.util.regex",
            "java.util.stream",
            "java.time..",
            "java.math",
            "org.jspecify.annotations")
        .check(DOMAIN);
  }

  @Test
  void theWordsReadNoClock() {
    noClasses()
        .that()
        .resideInAPackage("obscura.domain..")
        .should()
        .callMethod(java.time.Instant.class, "now")
        .orShould()
        .callMethod(System.class, "currentTimeMillis")
        .check(DOMAIN);
  }

  @Test
  void moneyIsNeverFloatingPoint() {
    noFields()
        .that()
        .areDeclaredInClassesThat()
        .resideInAPackage("obscura.domain..")
        .should()
        .haveRawType(double.class)
        .orShould()
        .haveRawType(float.class)
        .check(DOMAIN);
    noMethods()
        .that()
        .areDeclaredInClassesThat()
        .resideInAPackage("obscura.domain..")
        .should()
        .haveRawReturnType(double.class)
        .orShould()
        .haveRawReturnType(float.class)
        .check(DOMAIN);
  }
}
