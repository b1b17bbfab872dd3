package io.ledgerroutes.routing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ledgerroutes.start.StartRefused;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ExpectedRoutesTest {

  @TempDir
  Path directory;

  @Test
  void a_start_without_an_expected_route_names_it_and_what_to_do() throws Exception {
    try (DefaultCamelContext camel = new DefaultCamelContext()) {
      camel.addRoutes(
        new RouteBuilder() {
          @Override
          public void configure() {
            from("direct:a").routeId("there").to("log:a");
          }
        }
      );

      camel.start();

      assertThatCode(() -> new ExpectedRoutes(List.of("there"), camel).check()).doesNotThrowAnyException();
      assertThatThrownBy(() -> new ExpectedRoutes(List.of("there", "gone"), camel).check())
        .isInstanceOfSatisfying(StartRefused.class, refused ->
          assertThat(refused.remedy()).contains("ledger.routes-dir")
        )
        .hasMessageContaining("not loaded: gone.");
    }
  }

  @Test
  void a_missing_directory_of_routes_is_refused_at_start() {
    assertThatThrownBy(() -> new RouteFolder(directory.resolve("nowhere"), directory))
      .isInstanceOf(StartRefused.class)
      .hasMessageContaining("does not exist");
  }

  @Test
  void what_camel_would_accept_in_silence_stops_the_start() throws IOException {
    Files.createDirectories(directory.resolve("shop"));
    Files.writeString(
      directory.resolve("shop/orders.camel.yaml"),
      "- route:\n    id: shop-orders-work\n    routeConfigurationId: typo\n    from: { uri: 'direct:a', steps: [] }\n"
    );
    RouteFolder folder = new RouteFolder(directory, directory.resolve("connections"));

    assertThatThrownBy(() -> new RouteReloader(folder, null, new RouteProblems(), null, null))
      .isInstanceOf(StartRefused.class)
      .hasMessageContaining("shop/orders.camel.yaml is refused in line 3")
      .hasMessageContaining("typo");
  }

  @Test
  void connection_files_are_no_routes() throws IOException {
    Files.createDirectories(directory.resolve("connections"));
    Files.writeString(directory.resolve("connections/a.camel.yaml"), "- route: {}");
    Files.writeString(directory.resolve("connections.camel.yaml"), "- route: {}");

    assertThat(new RouteFolder(directory, directory.resolve("connections")).read()).containsOnlyKeys(
      "connections.camel.yaml"
    );
  }
}
