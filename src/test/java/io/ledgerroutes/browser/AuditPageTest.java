package io.ledgerroutes.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Download;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import io.ledgerroutes.audit.AuditEntry;
import io.ledgerroutes.audit.AuditTrail;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(LiveHouse.Keys.class)
class AuditPageTest {

  private static void record(LiveHouse house, String action, int count) {
    house
      .bean(AuditTrail.class)
      .record(
        IntStream.range(0, count)
          .mapToObj(i ->
            AuditEntry.of(action)
              .actor("olga")
              .outcome("done")
              .connection("craft-shop")
              .flow("woocommerce-order")
              .key("k" + i)
              .reason("<b>reason</b> " + i)
              .with("run", i)
          )
          .toList()
      );
  }

  private static Page.GetByRoleOptions named(String name) {
    return new Page.GetByRoleOptions().setName(name).setExact(true);
  }

  @Test
  void the_trail_is_narrowed_by_keyboard_paged_and_taken_away_as_a_list(LiveHouse house) throws IOException {
    record(house, "browser-tried", 60);
    try (Visit visit = house.visit().signedInAs("eve")) {
      visit.open("/audit");
      visit.page().getByLabel("Action").fill("browser-tried");
      visit.page().getByLabel("Action").press("Enter");

      assertThat(visit.page().locator("tbody tr")).hasCount(50);
      assertThat(visit.page().locator("tbody tr").first().locator("[data-label=Reason]")).hasText(
        "<b>reason</b> 59"
      );
      visit.page().locator("summary").first().press("Enter");
      assertThat(visit.page().getByText("run: 59")).isVisible();
      visit.picture("audit-1280");
      visit.fitsItsWidth();

      visit.page().getByRole(AriaRole.LINK, named("Older entries")).press("Enter");
      assertThat(visit.page().locator("tbody tr")).hasCount(10);
      assertThat(visit.page().getByLabel("Action")).hasValue("browser-tried");

      Download download = visit
        .page()
        .waitForDownload(() -> visit.page().getByRole(AriaRole.LINK, named("CSV")).press("Enter"));
      String list = new String(download.createReadStream().readAllBytes(), StandardCharsets.UTF_8);
      assertThat(list).contains("Filters,action=browser-tried", ",k0,", ",k59,");
      assertThat(visit.complaints()).isEmpty();
    }
  }

  @Test
  void a_phone_shows_entries_as_cards(LiveHouse house) {
    record(house, "phone-tried", 3);
    try (Visit visit = house.visitByPhone().signedInAs("eve")) {
      visit.open("/audit?action=phone-tried");

      assertThat(visit.page().locator("tbody tr")).hasCount(3);
      visit.picture("audit-390");
      visit.fitsItsWidth();
      assertThat(visit.complaints()).isEmpty();
    }
  }
}
