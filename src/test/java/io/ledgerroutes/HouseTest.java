package io.ledgerroutes;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.library.dependencies.SlicesRuleDefinition;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.JdbcOperations;
import org.springframework.jdbc.core.namedparam.NamedParameterJdbcOperations;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Who may know whom: integration, then system, then the rooms that every integration needs, then the store. */
@AnalyzeClasses(packages = "io.ledgerroutes", importOptions = ImportOption.DoNotIncludeTests.class)
class HouseTest {

  private static final String HOUSE = "io.ledgerroutes.";
  private static final String[] INTEGRATIONS = {
    "io.ledgerroutes.woocommercexero..",
    "io.ledgerroutes.xerostripe..",
    "io.ledgerroutes.xerostampli..",
  };
  private static final List<String> SYSTEMS = List.of("xero", "stripe", "woocommerce", "stampli");
  private static final String[] SYSTEM_ROOMS = SYSTEMS.stream()
    .map(name -> HOUSE + name + "..")
    .toArray(String[]::new);
  private static final String STORE = "io.ledgerroutes.store..";
  private static final String SANDBOX = "io.ledgerroutes.sandbox..";

  private static DescribedPredicate<JavaClass> in(String... packages) {
    return resideInAnyPackage(packages);
  }

  @ArchTest
  static final ArchRule no_system_knows_an_integration = noClasses()
    .that(in(SYSTEM_ROOMS))
    .should()
    .dependOnClassesThat(in(INTEGRATIONS))
    .allowEmptyShould(true);

  @ArchTest
  static final ArchRule no_system_knows_another = SlicesRuleDefinition.slices()
    .matching("io.ledgerroutes.(xero|stripe|woocommerce|stampli)..")
    .should()
    .notDependOnEachOther()
    .allowEmptyShould(true);

  @ArchTest
  static final ArchRule no_integration_knows_another = SlicesRuleDefinition.slices()
    .matching("io.ledgerroutes.(woocommercexero|xerostripe|xerostampli)..")
    .should()
    .notDependOnEachOther()
    .allowEmptyShould(true);

  @ArchTest
  static final ArchRule the_shared_rooms_know_no_system_and_no_integration = noClasses()
    .that()
    .resideInAnyPackage(
      "io.ledgerroutes.posting..",
      "io.ledgerroutes.inbox..",
      "io.ledgerroutes.remote..",
      "io.ledgerroutes.audit..",
      "io.ledgerroutes.vault..",
      "io.ledgerroutes.connection..",
      "io.ledgerroutes.reconcile..",
      "io.ledgerroutes.retention..",
      "io.ledgerroutes.routing..",
      "io.ledgerroutes.start..",
      "io.ledgerroutes.money..",
      STORE
    )
    .should()
    .dependOnClassesThat(in(SYSTEM_ROOMS).or(in(INTEGRATIONS)));

  @ArchTest
  static final ArchRule the_store_knows_nobody = noClasses()
    .that()
    .resideInAPackage(STORE)
    .should()
    .dependOnClassesThat(
      resideInAPackage("io.ledgerroutes..").and(DescribedPredicate.not(in(STORE, "io.ledgerroutes.start..")))
    );

  @ArchTest
  static final ArchRule rooms_do_not_go_round_in_circles = SlicesRuleDefinition.slices()
    .matching("io.ledgerroutes.(*)..")
    .should()
    .beFreeOfCycles();

  @ArchTest
  static final ArchRule nobody_knows_the_sandbox = noClasses()
    .that()
    .resideOutsideOfPackage(SANDBOX)
    .should()
    .dependOnClassesThat()
    .resideInAPackage(SANDBOX);

  /** The set-up only enters the sandbox's credentials, through the same doors as an operator would. */
  @ArchTest
  static final ArchRule the_stand_ins_know_no_client_that_they_stand_before = noClasses()
    .that()
    .resideInAPackage(SANDBOX)
    .and()
    .haveSimpleNameNotStartingWith("SandboxSetUp")
    .should()
    .dependOnClassesThat(in(SYSTEM_ROOMS).or(in(INTEGRATIONS)))
    .allowEmptyShould(true);

  @ArchTest
  static final ArchRule translators_are_pure = noClasses()
    .that(in(INTEGRATIONS))
    .and()
    .haveSimpleNameEndingWith("Translator")
    .should()
    .dependOnClassesThat()
    .resideInAnyPackage("org.apache.camel..", "org.springframework..", "java.sql..")
    .allowEmptyShould(true);

  @ArchTest
  static final ArchRule sql_stands_in_stores = noClasses()
    .that()
    .haveSimpleNameNotEndingWith("Store")
    .and()
    .resideOutsideOfPackage(STORE)
    .should()
    .dependOnClassesThat()
    .belongToAnyOf(
      JdbcClient.class,
      JdbcOperations.class,
      NamedParameterJdbcOperations.class,
      org.springframework.jdbc.core.JdbcTemplate.class,
      java.sql.PreparedStatement.class
    );

  /** A stream over a query keeps its connection until somebody closes it: a pool of them is soon empty. */
  @ArchTest
  static final ArchRule rows_are_listed_and_never_streamed = noClasses()
    .should()
    .callMethod(JdbcClient.MappedQuerySpec.class, "stream");

  @ArchTest
  static final ArchRule nothing_is_called_by_how_it_is_built = classes()
    .that()
    .resideInAPackage("io.ledgerroutes..")
    .should()
    .haveSimpleNameNotEndingWith("Impl")
    .andShould()
    .haveSimpleNameNotEndingWith("Manager")
    .andShould()
    .haveSimpleNameNotEndingWith("Util")
    .andShould()
    .haveSimpleNameNotEndingWith("Helper");

  @Test
  void every_room_says_what_it_is_for() throws IOException {
    try (Stream<Path> paths = Files.walk(Path.of("src/main/java/io/ledgerroutes"))) {
      List<Path> rooms = paths
        .filter(Files::isDirectory)
        .filter(HouseTest::holdsJava)
        .filter(path -> !path.endsWith("ledgerroutes"))
        .toList();

      assertThat(rooms)
        .isNotEmpty()
        .allSatisfy(room -> assertThat(room.resolve("package-info.java")).exists());
    }
  }

  private static boolean holdsJava(Path directory) {
    try (Stream<Path> files = Files.list(directory)) {
      return files.anyMatch(file -> file.toString().endsWith(".java"));
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }
}
