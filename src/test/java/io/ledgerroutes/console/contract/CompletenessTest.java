package io.ledgerroutes.console.contract;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import io.ledgerroutes.console.ConsoleHouse;
import java.util.Arrays;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.web.servlet.mvc.method.RequestMappingInfo;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

/** Every call that is there is promised, described and tested, and nothing is described that is not there. */
@ExtendWith(OneHouse.class)
class CompletenessTest {

  /** What operators and their programs hold on to: none of these may go or be called otherwise. */
  private static final String PROMISED = """
    GET /api/v1/audit
    GET /api/v1/audit.csv
    GET /api/v1/connections
    GET /api/v1/connections/{id}
    PUT /api/v1/connections/{id}/credentials/{name}
    POST /api/v1/connections/{id}/backfill
    POST /api/v1/connections/{id}/check
    POST /api/v1/connections/{id}/dry-run
    POST /api/v1/connections/{id}/pause
    POST /api/v1/connections/{id}/poll
    POST /api/v1/connections/{id}/reconcile
    POST /api/v1/connections/{id}/resume
    POST /api/v1/erase
    GET /api/v1/links
    GET /api/v1/messages
    GET /api/v1/messages/{id}
    POST /api/v1/messages/{id}/discard
    POST /api/v1/messages/{id}/replay
    POST /api/v1/messages/replay
    """;

  /** What came to it. A call that is added is listed here, described by its docstring, and tested in this package. */
  private static final String FURTHER = """
    POST /api/v1/backup
    DELETE /api/v1/connections/{id}
    GET /api/v1/connections/{id}/bills/{bill}
    POST /api/v1/connections/{id}/bills/{bill}/decision
    POST /api/v1/connections/{id}/files/{name}/handed-over
    POST /api/v1/connections/{id}/files/{name}/send-again
    GET /api/v1/connections/{id}/files
    GET /api/v1/connections/{id}/files/{name}
    GET /api/v1/connections/{id}/files/{name}/content
    POST /api/v1/connections/{id}/reconcile/queue
    GET /api/v1/connections/{id}/runs
    GET /api/v1/connections/{id}/runs/{run}
    GET /api/v1/connections/{id}/runs/{run}.csv
    GET /api/v1/connections/{id}/runs/{run}/rows
    GET /api/v1/connections/{id}/runs/{run}/{tab}.csv
    POST /api/v1/messages/discard
    GET /api/v1/messages/groups
    POST /api/v1/messages/search
    GET /api/v1/me
    PUT /api/v1/me/password
    GET /api/v1/users
    DELETE /api/v1/users/{name}
    PUT /api/v1/users/{name}
    """;

  private final ConsoleHouse house;
  private final Contract contract;

  CompletenessTest(ConsoleHouse house, Contract contract) {
    this.house = house;
    this.contract = contract;
  }

  @Test
  void every_call_that_is_there_is_promised_and_every_promised_one_is_there() {
    assertThat(there()).isEqualTo(Stream.of(PROMISED, FURTHER).flatMap(String::lines).collect(sorted()));
  }

  @Test
  void every_call_that_is_there_is_described_and_every_described_one_is_there() {
    assertThat(contract.calls().stream().collect(sorted())).isEqualTo(there());
  }

  @Test
  void every_call_that_is_there_has_a_test_of_its_own() {
    Set<String> tested = new ClassFileImporter()
      .importPackagesOf(CompletenessTest.class)
      .stream()
      .flatMap(type -> type.getMethods().stream())
      .filter(method -> method.isAnnotatedWith(Of.class) && method.isAnnotatedWith(Test.class))
      .map(JavaMethod::reflect)
      .flatMap(method -> Arrays.stream(method.getAnnotation(Of.class).value()))
      .collect(sorted());

    assertThat(tested).isEqualTo(there());
  }

  /** The product's own calls; the document itself comes from springdoc. */
  private Set<String> there() {
    return house
      .bean("requestMappingHandlerMapping", RequestMappingHandlerMapping.class)
      .getHandlerMethods()
      .entrySet()
      .stream()
      .filter(call -> call.getValue().getBeanType().getName().startsWith("io.ledgerroutes."))
      .map(java.util.Map.Entry::getKey)
      .flatMap(CompletenessTest::calls)
      .collect(sorted());
  }

  private static Stream<String> calls(RequestMappingInfo mapping) {
    return mapping
      .getPatternValues()
      .stream()
      .filter(path -> path.startsWith("/api"))
      .flatMap(path ->
        mapping
          .getMethodsCondition()
          .getMethods()
          .stream()
          .map(method -> method + " " + withoutPatterns(path))
      );
  }

  // {run:[0-9]{1,18}} is {run}.
  private static String withoutPatterns(String path) {
    return path.replaceAll("\\{(\\w+):(?:[^{}]|\\{[^{}]*})*}", "{$1}");
  }

  private static java.util.stream.Collector<String, ?, TreeSet<String>> sorted() {
    return Collectors.toCollection(TreeSet::new);
  }
}
