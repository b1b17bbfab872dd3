package io.ledgerroutes.browser;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(LiveHouse.Keys.class)
class MessagesPageTest {

  @Test
  void messages_are_listed_with_what_people_know_them_by(LiveHouse house) {
    try (Visit visit = house.visit().signedInAs("admin")) {
      Page page = visit.open("/messages?flow=woocommerce-order");

      assertThat(page.locator("#list tbody tr").count()).isGreaterThan(20);
      assertThat(page.locator("#list td[data-label=Total]").first().textContent()).matches(
        "\\d+\\.\\d{2} [A-Z]{3}"
      );
      visit.picture("messages");
      visit.fitsItsWidth();
      assertThat(visit.complaints()).isEmpty();
    }
  }

  @Test
  void on_a_phone_each_message_is_a_card(LiveHouse house) {
    try (Visit visit = house.visitByPhone().signedInAs("admin")) {
      visit.open("/messages");
      visit.picture("messages-phone");
      visit.fitsItsWidth();

      visit.page().locator("#list tbody a").first().click();
      visit.picture("message-phone");
      visit.fitsItsWidth();
      assertThat(visit.complaints()).isEmpty();
    }
  }

  @Test
  void a_story_tells_the_documents_and_what_was_sent(LiveHouse house) {
    try (Visit visit = house.visit().signedInAs("admin")) {
      Page page = visit.open("/messages?flow=woocommerce-order&state=DONE");
      page.locator("#list tbody a").first().click();

      Locator invoice = page.locator("a:has-text('in Xero')").first();
      assertThat(invoice.getAttribute("href")).startsWith(
        "https://go.xero.com/organisationlogin/default.aspx?shortcode="
      );
      page.locator("details summary").first().click();
      assertThat(page.locator("pre").first().textContent()).contains("•••");
      visit.picture("message");
      visit.fitsItsWidth();
      assertThat(visit.complaints()).isEmpty();
    }
  }

  @Test
  void what_is_held_is_grouped_by_reason(LiveHouse house) {
    try (Visit visit = house.visit().signedInAs("admin")) {
      Page page = visit.open("/review");
      visit.picture("review");
      visit.fitsItsWidth();
      assertThat(page.locator("table.cards tbody tr").count()).isPositive();
      page.locator("table.cards tbody a").first().click();
      visit.picture("review-group");
      visit.press("Discard…");
      visit.picture("review-discard");
      assertThat(visit.complaints()).isEmpty();
    }
  }
}
