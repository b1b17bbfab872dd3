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
      page.getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName("Routes").setExact(true)).click();
      // Other tests' Camel contexts may stand before this house's in one JVM, and only the first is open.
      page.getByText("Expand all", new Page.GetByTextOptions().setExact(true)).click();
      page.getByText(ROUTE, new Page.GetByTextOptions().setExact(true)).first().click();

      Locator steps = page.locator(".react-flow__node");
      assertThat(steps.first()).isVisible();
      assertThat(steps.filter(new Locator.FilterOptions().setHasText("inbox:settle")).first()).isAttached();
      visit.picture("hawtio-diagram");

      page.getByText("Attributes", new Page.GetByTextOptions().setExact(true)).click();
      Locator total = page
        .getByRole(AriaRole.ROW)
        .filter(new Locator.FilterOptions().setHasText("ExchangesTotal"));
      assertThat(total).isVisible();
      assertThat(Integer.parseInt(total.textContent().replaceAll("\\D", ""))).isPositive();
      visit.picture("hawtio-figures");

      assertThat(visit.complaints()).isEmpty();
    }
  }
}
