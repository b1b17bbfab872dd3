package io.ledgerroutes.browser;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import io.ledgerroutes.connection.ConnectionState;
import io.ledgerroutes.connection.Connections;
import io.ledgerroutes.vault.Vault;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(LiveHouse.Keys.class)
class ConnectionPagesTest {

  private static final String SHOP = "craft-shop";
  private static final String OWNER = "connection:" + SHOP;
  private static final String PAGE = "/connections/" + SHOP;

  @Test
  void a_connection_shows_how_it_stands_at_both_widths(LiveHouse house) {
    for (Visit visit : List.of(house.visit(), house.visitByPhone())) {
      try (visit) {
        visit.signedInAs("admin");
        visit.open("/connections");
        visit.picture("connections-" + visit.page().viewportSize().width);
        visit.fitsItsWidth();
        link(visit, SHOP).click();

        String text = visit.page().locator("main").innerText();
        assertThat(text).contains(
          "Running",
          "Craft Shop Pty Ltd",
          "accounting.",
          "consumer-key",
          "next at 2"
        );
        assertThat(text).contains(house.url("/webhooks/woocommerce/" + SHOP));
        visit.page().locator("summary").click();
        assertThat(visit.page().locator("pre").innerText()).contains("id: craft-shop", "tax-type: OUTPUT");
        visit.picture("connection-" + visit.page().viewportSize().width);
        visit.fitsItsWidth();
        assertThat(visit.complaints()).isEmpty();
      }
    }
  }

  @Test
  void it_is_paused_and_resumed_by_keyboard_and_says_so(LiveHouse house) {
    Connections connections = house.bean(Connections.class);
    try (Visit visit = house.visit()) {
      visit.signedInAs("admin").open(PAGE);

      button(visit, "Pause").focus();
      visit.page().keyboard().press("Enter");
      visit.told("Paused.");
      assertThat(connections.state(SHOP)).isEqualTo(ConnectionState.PAUSED);
      visit.shows("paused by admin since 2");
      assertThat(button(visit, "Poll now").count()).isZero();

      button(visit, "Resume").focus();
      visit.page().keyboard().press("Enter");
      visit.told("Resumed. It runs.");
      assertThat(visit.complaints()).isEmpty();
    } finally {
      connections.resume(SHOP, "test");
    }
  }

  @Test
  void it_is_polled_and_checked_and_the_check_says_what_to_do(LiveHouse house) {
    Vault vault = house.bean(Vault.class);
    try (Visit visit = house.visit()) {
      visit.signedInAs("admin").open(PAGE);

      visit.press("Poll now");
      visit.told("queued");
      visit.press("Check");
      visit.told("Checked: ");
      vault.put(OWNER, "consumer-key", "ck_sandbox_read");
      visit.press("Check");

      visit.told("what there is to do");
      String found = visit.page().locator("section[aria-labelledby=checked]").innerText();
      assertThat(found).contains("they can be read", "to do", "until then only polls bring orders");
      visit.picture("connection-checked-1280");
      visit.fitsItsWidth();
      assertThat(visit.complaints()).isEmpty();
    } finally {
      vault.put(OWNER, "consumer-key", "ck_sandbox");
    }
  }

  @Test
  void a_credential_is_stored_by_the_page_and_never_shown_again(LiveHouse house) {
    Vault vault = house.bean(Vault.class);
    String before = vault.get(OWNER, "consumer-secret").orElseThrow();
    try (Visit visit = house.visit()) {
      visit.signedInAs("admin").open(PAGE);

      visit.page().getByLabel("New consumer-secret").fill("cs_never-to-be-seen");
      visit.page().keyboard().press("Enter");

      visit.told("consumer-secret is stored. It is not shown again.");
      assertThat(vault.get(OWNER, "consumer-secret")).contains("cs_never-to-be-seen");
      assertThat(visit.page().content()).doesNotContain("never-to-be-seen");
      assertThat(visit.page().getByLabel("New consumer-secret").inputValue()).isEmpty();
      assertThat(visit.page().getByLabel("New consumer-secret").getAttribute("type")).isEqualTo("password");
      assertThat(visit.page().url()).endsWith(PAGE);
      assertThat(visit.complaints()).isEmpty();
    } finally {
      vault.put(OWNER, "consumer-secret", before);
    }
  }

  @Test
  void a_viewer_sees_everything_and_can_press_nothing(LiveHouse house) {
    try (Visit visit = house.visit()) {
      visit.signedInAs("eve").open(PAGE);

      assertThat(visit.page().locator("main").innerText()).contains("Running", "consumer-key", "there");
      assertThat(visit.page().locator("main button").count()).isZero();
      assertThat(visit.page().locator("main input").count()).isZero();
      assertThat(visit.page().locator("main a[href^='/connect/']").count()).isZero();
      assertThat(visit.complaints()).isEmpty();
    }
  }

  private static Locator link(Visit visit, String name) {
    return visit.page().getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName(name).setExact(true));
  }

  private static Locator button(Visit visit, String name) {
    return visit.page().getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName(name).setExact(true));
  }
}
