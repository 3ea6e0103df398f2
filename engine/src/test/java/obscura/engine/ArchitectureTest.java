package obscura.engine;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Who may import whom in the engine. A rule whose "should" side finds no class fails of itself;
 * that the packages on its other side exist is a test of its own.
 */
final class ArchitectureTest {
  private static final JavaClasses ENGINE =
      new ClassFileImporter()
          .withImportOption(new ImportOption.DoNotIncludeTests())
          .importPackages("obscura.engine");

  private static final String CORE = "obscura.engine.core..";
  private static final String PORT = "obscura.engine.port..";
  private static final String ADAPTER = "obscura.engine.adapter..";
  private static final String FIX = "obscura.engine.fix..";
  private static final String SEQUENCER = "obscura.engine.sequencer..";
  private static final String QUICKFIX = "quickfix..";

  @ParameterizedTest
  @ValueSource(strings = {CORE, PORT, ADAPTER, FIX, SEQUENCER})
  void thePackagesThatTheRulesNameExist(String name) {
    assertThat(ENGINE.that(resideInAPackage(name)).size()).isPositive();
  }

  @Test
  void theCoreSeesTheWordsOfTheVenueAndFourPackagesOfTheJdk() {
    classes()
        .that()
        .resideInAPackage(CORE)
        .should()
        .onlyDependOnClassesThat(
            resideInAnyPackage(
                    CORE,
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
                .and(not(resideInAPackage("java.util.concurrent.."))))
        .check(ENGINE);
  }

  @Test
  void theCoreReadsNoClockAndRollsNoDice() {
    noClasses()
        .that()
        .resideInAPackage(CORE)
        .should()
        .callMethod(java.time.Instant.class, "now")
        .orShould()
        .callMethod(java.time.LocalDate.class, "now")
        .orShould()
        .callMethod(java.time.LocalDateTime.class, "now")
        .orShould()
        .callMethod(java.time.ZonedDateTime.class, "now")
        .orShould()
        .callMethod(java.time.OffsetDateTime.class, "now")
        .orShould()
        .callMethod(System.class, "currentTimeMillis")
        .orShould()
        .callMethod(System.class, "nanoTime")
        .orShould()
        .callMethod(Math.class, "random")
        .orShould()
        .dependOnClassesThat()
        .belongToAnyOf(
            java.time.Clock.class,
            java.util.Random.class,
            java.util.SplittableRandom.class,
            java.util.UUID.class,
            Thread.class)
        .check(ENGINE);
  }

  @Test
  void theCoreKeepsNothingInAnOrderOfHashes() {
    noClasses()
        .that()
        .resideInAPackage(CORE)
        .should()
        .dependOnClassesThat()
        .belongToAnyOf(
            java.util.HashMap.class,
            java.util.HashSet.class,
            java.util.IdentityHashMap.class,
            java.util.WeakHashMap.class)
        .check(ENGINE);
  }

  @Test
  void portsAreNamedForTheNeedAndSeeNoAdapter() {
    classes()
        .that()
        .resideInAPackage(PORT)
        .should()
        .onlyDependOnClassesThat()
        .resideInAnyPackage(PORT, CORE, "obscura.domain", "java..", "org.jspecify.annotations")
        .check(ENGINE);
  }

  @Test
  void quickfixIsSeenByTheGatewayAlone() {
    noClasses()
        .that()
        .resideOutsideOfPackage(FIX)
        .and(not(startsTheVenue()))
        .should()
        .dependOnClassesThat()
        .resideInAPackage(QUICKFIX)
        .check(ENGINE);
    assertThat(
            ENGINE.that(resideInAPackage(FIX)).stream()
                .flatMap(c -> c.getDirectDependenciesFromSelf().stream()))
        .as("the gateway itself does see it")
        .anyMatch(d -> resideInAPackage(QUICKFIX).test(d.getTargetClass()));
  }

  @Test
  void theSequencerSeesNeitherFixNorAdapters() {
    noClasses()
        .that()
        .resideInAPackage(SEQUENCER)
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(QUICKFIX, FIX, ADAPTER)
        .check(ENGINE);
  }

  @Test
  void theGatewaySeesNoAdapter() {
    noClasses()
        .that()
        .resideInAPackage(FIX)
        .should()
        .dependOnClassesThat()
        .resideInAPackage(ADAPTER)
        .check(ENGINE);
  }

  @Test
  void adaptersDoNotSeeEachOther() {
    slices().matching("obscura.engine.adapter.(*)..").should().notDependOnEachOther().check(ENGINE);
  }

  @Test
  void noPackagesGoInCircles() {
    slices().matching("obscura.engine.(**)").should().beFreeOfCycles().check(ENGINE);
  }

  @Test
  void whatStartsTheVenueIsImportedByNobody() {
    noClasses()
        .that()
        .resideOutsideOfPackage("obscura.engine")
        .should()
        .dependOnClassesThat(startsTheVenue())
        .check(ENGINE);
    assertThat(ENGINE.that(startsTheVenue()).size()).isPositive();
  }

  /** {@code Main} and what lies beside it: wiring only. */
  private static DescribedPredicate<JavaClass> startsTheVenue() {
    return resideInAPackage("obscura.engine");
  }
}
