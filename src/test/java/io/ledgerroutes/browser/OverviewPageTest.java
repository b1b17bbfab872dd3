package io.ledgerroutes.browser;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import io.ledgerroutes.connection.Connections;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(LiveHouse.Keys.class)
class OverviewPageTest {

  private static final String SHOP = "craft-shop";

  @Test
  void it_tells_at_a_glance_what_needs_a_hand_and_leads_there(LiveHouse house) {
    for (Visit visit : List.of(house.visit(), house.visitByPhone())) {
      try (visit) {
        visit.signedInAs("admin");

        String needs = visit.page().locator("#needs").innerText();
        assertThat(needs).contains(SHOP, "held by a rule").doesNotContain("Nothing needs a hand");
        String figures = visit.page().locator("#figures").innerText();
        assertThat(figures).contains(SHOP, "Running", "this minute");
        assertThat(visit.page().locator("#held-" + SHOP).getAttribute("href")).isEqualTo(
          "/review/group?connection=craft-shop&state=HELD"
        );
        visit.picture("overview-" + visit.page().viewportSize().width);
        visit.fitsItsWidth();
        assertThat(visit.complaints()).isEmpty();
      }
    }
  }

  @Test
  void it_renews_itself_and_leaves_the_keyboard_where_it_is(LiveHouse house) {
    Connections connections = house.bean(Connections.class);
    try (Visit visit = house.visit()) {
      visit.signedInAs("eve");
      visit.page().locator("#open-" + SHOP).focus();

      connections.pause(SHOP, "somebody");

      await()
        .atMost(Duration.ofSeconds(60))
        .until(
          () ->
            visit.page().locator("#needs").innerText().contains("paused by somebody since") &&
            visit.page().locator("#figures").innerText().contains("Paused")
        );
      assertThat(visit.page().evaluate("document.activeElement.id")).isEqualTo("open-" + SHOP);
      assertThat(
        visit.page().getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName("Connect to Xero")).count()
      ).isZero();
      assertThat(visit.complaints()).isEmpty();
    } finally {
      connections.resume(SHOP, "somebody");
    }
  }
}
