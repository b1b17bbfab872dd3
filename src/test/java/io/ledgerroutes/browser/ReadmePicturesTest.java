package io.ledgerroutes.browser;

import static org.assertj.core.api.Assertions.assertThat;

import io.ledgerroutes.connection.Connections;
import io.ledgerroutes.reconcile.Looks;
import io.ledgerroutes.reconcile.Period;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Makes the README's pictures of the console anew, in {@code target/screenshots/readme}; docs/ holds copies. */
@ExtendWith(LiveHouse.Keys.class)
class ReadmePicturesTest {

  @Test
  void each_picture_of_the_readme_is_of_a_page_that_is_there(LiveHouse house) throws IOException {
    Map<String, String> pages = Map.of(
      "overview",
      "/",
      "review",
      "/review",
      "message",
      "/messages/" + posted(house),
      "reconcile",
      "/connections/craft-shop/runs/" + compared(house)
    );
    String readme = Files.readString(Path.of("README.md"));
    try (Visit visit = house.visit().signedInAs("admin")) {
      for (Map.Entry<String, String> page : pages.entrySet()) {
        visit.open(page.getValue());
        visit.readmePicture(page.getKey());
        assertThat(visit.page().locator("h1").textContent()).doesNotContain("Not Found", "Problem");
        assertThat(readme).contains("(docs/" + page.getKey() + ".png)");
        assertThat(Path.of("docs", page.getKey() + ".png")).exists();
      }
      assertThat(visit.complaints()).isEmpty();
    }
  }

  private static long posted(LiveHouse house) {
    return house
      .bean(JdbcClient.class)
      .sql(
        "SELECT MIN(id) FROM inbox WHERE flow = 'woocommerce-order' AND state = 'DONE' AND reason LIKE '%credit note%'"
      )
      .query(Long.class)
      .single();
  }

  private static long compared(LiveHouse house) {
    LocalDate today = LocalDate.now(ZoneOffset.UTC);
    return house
      .bean(Looks.class)
      .reconcile(
        house.bean(Connections.class).find("craft-shop").orElseThrow(),
        new Period(today.minusDays(40), today.plusDays(1)),
        "admin"
      )
      .id();
  }
}
