package io.ledgerroutes.console.overview;

import static org.assertj.core.api.Assertions.assertThat;

import io.ledgerroutes.console.ConsoleHouse;
import io.ledgerroutes.console.access.Visitor;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FirstOverviewTest {

  @Test
  void a_runtime_without_connections_says_what_to_do_first_and_that_nothing_needs_a_hand(@TempDir Path data)
    throws IOException {
    try (ConsoleHouse house = ConsoleHouse.openEmpty(data)) {
      Visitor viewer = new Visitor(house).signedInAs("eve");

      assertThat(viewer.open("/").response().body())
        .contains("No connection yet", data.resolve("connections").toString(), "my-shop.yaml")
        .contains("Nothing needs a hand.")
        .doesNotContain("id=\"figures\"");
      assertThat(viewer.open("/connections").response().body()).contains("There is none yet");
    }
  }
}
