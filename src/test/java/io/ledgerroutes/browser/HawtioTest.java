package io.ledgerroutes.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(LiveHouse.Keys.class)
class HawtioTest {

  private static final String ROUTE = "woocommerce-xero-orders-work";

  @Test
  void from_the_console_one_clicks_through_to_a_route_s_figures_and_its_diagram(LiveHouse house) {
    try (Visit visit = house.visit()) {
      Page page = visit.signedInAs("eve").page();
      page.getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName("Routes (Hawtio)")).click();
      page.waitForTimeout(6000);
      visit.picture("hawtio");
      System.err.println(page.url() + "\n" + page.locator("body").innerText());
      System.err.println(visit.complaints());
    }
  }
}
