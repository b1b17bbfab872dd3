package io.ledgerroutes.routing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RouteLintTest {

  private static final RouteFile SHARED = parsed(
    "shared/errors.camel.yaml",
    "- routeConfiguration:\n    id: ledger\n"
  );

  private static RouteFile parsed(String path, String text) {
    try {
      return RouteFile.parse(path, text);
    } catch (RouteRefused e) {
      throw new AssertionError(e);
    }
  }

  private static List<String> lint(String from, String step) {
    String route = """
      - route:
          id: shop-orders-work
          routeConfigurationId: ledger
          from:
            %s
            steps:
              - %s
      """.formatted(from, step);
    RouteFile file = parsed("shop/orders.camel.yaml", route);
    return RouteLint.check(file, List.of(SHARED)).stream().map(RouteProblem::inOneLine).toList();
  }

  private static List<String> step(String step) {
    return lint("uri: inbox:shop-order", step);
  }

  @ParameterizedTest
  @ValueSource(
    strings = {
      "to: inbox:settle",
      "bean: { ref: orders, method: fetch }",
      "bean: { ref: polls, method: \"due('shop')\" }",
      "process: { ref: orders }",
      "setHeader: { name: Kind, constant: order }",
      "filter: { simple: \"${header.Kind} == 'order'\", steps: [ { to: 'inbox:settle' } ] }",
      "filter: { expression: { simple: { expression: \"${header.Kind}\" } }, steps: [ { to: 'inbox:settle' } ] }",
      "log: \"order ${header.Key}\"",
      "to: { uri: 'sftp:host', parameters: { password: '{{sftp.password}}' } }",
      "to: https://host/path?apiKey={{some.key}}",
    }
  )
  void a_step_that_only_connects_passes(String step) {
    assertThat(step(step)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
    delimiter = '|',
    quoteCharacter = '`',
    textBlock = """
    toD: "https://${header.host}"                                     | uses toD
    toD: { uri: "https://host" }                                      | uses toD
    recipientList: { constant: "direct:a,direct:b" }                  | uses recipientList
    wireTap: { uri: "direct:a" }                                      | uses wireTap
    setBody: { groovy: "1" }                                          | uses groovy
    setBody: { expression: { jsonpath: "$.a" } }                      | uses jsonpath
    script: { groovy: "1" }                                           | uses script
    setBody: { simple: "${body.total}" }                              | more than a header test
    filter: { simple: "${header.a} == 1 && ${body} != null" }         | more than a header test
    filter: { simple: { expression: "${header.a} == ${header.b}" } }  | more than a header test
    setHeader: { name: X, simple: "${bean:orders.total}" }            | more than a header test
    log: "${body}"                                                    | uses the expression ${body}
    log: { message: "${exception.stacktrace}" }                       | uses the expression ${exception.stacktrace}
    log: "$simple{body}"                                              | uses the expression $simple{body}
    to: https://ann:hunter22@host                                     | credential
    to: https://host?a=b&apiKey=hunter22                              | credential
    to: { uri: "sftp:host", parameters: { password: hunter22 } }      | credential
    """
  )
  void a_step_that_means_something_or_reveals_something_is_refused_with_its_line(String step, String words) {
    assertThat(step(step))
      .first()
      .satisfies(problem ->
        assertThat(problem)
          .startsWith("shop/orders.camel.yaml:7: ")
          .contains(words)
          .doesNotContain("hunter22")
      );
  }

  @ParameterizedTest
  @CsvSource(
    delimiter = '|',
    quoteCharacter = '`',
    textBlock = """
    uri: platform-http:/a, parameters: { httpMethodRestrict: POST }                               | ``
    uri: platform-http:/a                                                                         | exactly one verb
    uri: platform-http:/a, parameters: { httpMethodRestrict: "POST,GET" }                         | exactly one verb
    uri: platform-http:/a, parameters: { httpMethodRestrict: "POST " }                            | exactly one verb
    uri: "platform-http:/a?httpMethodRestrict=POST"                                               | options in the address
    uri: platform-http:/a, parameters: { httpMethodRestrict: POST, matchOnUriPrefix: true }       | every path below
    """
  )
  void a_webhook_serves_one_verb_on_one_path(String from, String words) {
    String route =
      "- route:\n    id: shop-orders-receive\n    routeConfigurationId: ledger\n    from: { " +
      from +
      ", steps: [] }\n";
    List<RouteProblem> found = RouteLint.check(parsed("shop/orders.camel.yaml", route), List.of(SHARED));

    if (words.isEmpty()) {
      assertThat(found).isEmpty();
    } else {
      assertThat(found).anySatisfy(problem -> assertThat(problem.inOneLine()).contains(words));
    }
  }

  @ParameterizedTest
  @ValueSource(
    strings = {
      "shop-orders", "shop-orders-do", "shop-order-work", "orders-work", "x", "shop-orders-workshop",
    }
  )
  void an_id_that_does_not_fit_its_file_is_refused(String id) {
    String route = "- route:\n    id: " + id + "\n    routeConfigurationId: ledger\n";

    assertThat(RouteLint.check(parsed("shop/orders.camel.yaml", route), List.of(SHARED))).anySatisfy(
      problem ->
        assertThat(problem.inOneLine())
          .contains("does not fit its file")
          .contains("shop-orders-receive, -poll or -work")
    );
  }

  @ParameterizedTest
  @ValueSource(
    strings = { "beans", "onException", "rest", "routeTemplate", "from", "errorHandler", "intercept" }
  )
  void only_routes_and_route_configurations_stand_in_files(String kind) {
    RouteFile file = parsed("shop/orders.camel.yaml", "- " + kind + ":\n    id: x\n");

    assertThat(RouteLint.check(file, List.of(SHARED)))
      .singleElement()
      .satisfies(problem -> assertThat(problem.what()).contains("holds " + kind));
  }

  @Test
  void a_route_and_a_configuration_have_ids() {
    RouteFile file = parsed(
      "shop/orders.camel.yaml",
      "- route:\n    from: { uri: 'direct:a' }\n- routeConfiguration:\n    x: y\n"
    );

    assertThat(RouteLint.check(file, List.of(SHARED)))
      .extracting(RouteProblem::what)
      .containsExactly("holds a route without an id", "holds a routeConfiguration without an id");
  }

  @ParameterizedTest
  @ValueSource(
    strings = {
      "",
      "text",
      "route: {}",
      "- route: {}\n  other: {}",
      "- 1",
      "[ { route: { id: a } }, { route: { id: b } } ]",
      "- a: &x [*x]",
    }
  )
  void what_is_no_list_of_routes_is_refused(String text) {
    assertThatThrownBy(() -> {
      RouteFile file = RouteFile.parse("shop/orders.camel.yaml", text);
      List<RouteProblem> found = RouteLint.check(file, List.of(SHARED));
      if (!found.isEmpty()) {
        throw new RouteRefused(found.getFirst());
      }
    }).isInstanceOf(RouteRefused.class);
  }
}
