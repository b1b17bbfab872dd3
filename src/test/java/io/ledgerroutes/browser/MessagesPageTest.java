package io.ledgerroutes.browser;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import io.ledgerroutes.inbox.Inbox;
import io.ledgerroutes.inbox.NewMessage;
import io.ledgerroutes.store.Database;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(LiveHouse.Keys.class)
class MessagesPageTest {

  /** A flow that nobody works: what is put there stays as it is. */
  private static final String FLOW = "looked-at";

  private LiveHouse used;

  @AfterEach
  void clear() {
    if (used != null) {
      for (String table : List.of("inbox", "record_card", "audit")) {
        used.bean(Database.class).sql().sql("DELETE FROM " + table + " WHERE flow = ?").params(FLOW).update();
      }
    }
  }

  private long message(LiveHouse house, String key, String state, String reason) {
    used = house;
    house.bean(Inbox.class).store(List.of(new NewMessage("craft-shop", FLOW, key, new byte[0], "c-" + key)));
    Database database = house.bean(Database.class);
    database
      .sql()
      .sql("UPDATE inbox SET state = ?, reason = ? WHERE flow = ? AND record_key = ?")
      .params(state, reason, FLOW, key)
      .update();
    return database
      .sql()
      .sql("SELECT MAX(id) FROM inbox WHERE flow = ? AND record_key = ?")
      .params(FLOW, key)
      .query(Long.class)
      .single();
  }

  private static String state(LiveHouse house, long id) {
    return house
      .bean(Database.class)
      .sql()
      .sql("SELECT state FROM inbox WHERE id = ?")
      .params(id)
      .query(String.class)
      .single();
  }

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
      page
        .getByRole(
          com.microsoft.playwright.options.AriaRole.LINK,
          new Page.GetByRoleOptions().setName("Next page")
        )
        .click();
      assertThat(page.url()).contains("cursor=").contains("flow=woocommerce-order");
      page.getByText("Newest").click();
      assertThat(page.url()).doesNotContain("cursor=").contains("flow=woocommerce-order");
      assertThat(visit.complaints()).isEmpty();
    }
  }

  @Test
  void a_filter_is_sent_without_what_was_left_empty(LiveHouse house) {
    try (Visit visit = house.visitByPhone().signedInAs("eve")) {
      Page page = visit.open("/messages");
      page.getByLabel("State").selectOption("HELD");
      visit.press("Filter");

      assertThat(page.locator("#list td[data-label=State]").allTextContents())
        .isNotEmpty()
        .containsOnly("HELD");
      page.getByLabel("State").selectOption("IN_FLIGHT");
      page.getByLabel("Key").fill("nobody's");
      visit.press("Filter");
      assertThat(page.locator("#list").textContent()).contains("No message fits the filter.");
      visit.picture("messages-phone-filtered");
      visit.fitsItsWidth();
      assertThat(visit.complaints()).isEmpty();
    }
  }

  @Test
  void on_a_phone_each_message_is_a_card_and_leads_to_its_story(LiveHouse house) {
    try (Visit visit = house.visitByPhone().signedInAs("admin")) {
      Page page = visit.open("/messages?flow=woocommerce-order&state=HELD");
      visit.picture("messages-phone");
      visit.fitsItsWidth();

      page.locator("#list tbody a").first().click();
      assertThat(page.content()).contains("A rule stopped it");
      visit.picture("message-phone");
      visit.fitsItsWidth();
      assertThat(visit.complaints()).isEmpty();
    }
  }

  @Test
  void a_story_tells_all_documents_of_an_order_and_what_was_sent_without_names(LiveHouse house) {
    String refunded = house
      .bean(Database.class)
      .sql()
      .sql(
        """
        SELECT MAX(record_key) FROM record_part
         WHERE part_type = 'woocommerce-refund-payment' AND flow = 'woocommerce-order'
        """
      )
      .query(String.class)
      .single();
    try (Visit visit = house.visit().signedInAs("admin")) {
      Page page = visit.open("/messages?flow=woocommerce-order&state=DONE&key=" + refunded);
      page.locator("#list tbody a").first().click();

      assertThat(page.locator("td[data-label=Document]").allTextContents())
        .contains("xero-contact", "xero-invoice", "xero-credit-note", "xero-payment")
        .hasSizeGreaterThanOrEqualTo(3);
      Locator invoice = page.locator("a:has-text('in Xero')").first();
      assertThat(invoice.getAttribute("href"))
        .startsWith("https://go.xero.com/organisationlogin/default.aspx?shortcode=")
        .contains("InvoiceID=");
      page.locator("details summary", new Page.LocatorOptions().setHasText("xero-invoice")).first().click();
      assertThat(page.locator("pre:visible").first().textContent()).contains("InvoiceNumber", "•••");
      visit.picture("message");
      visit.fitsItsWidth();
      assertThat(visit.complaints()).isEmpty();
    }
  }

  @Test
  void a_record_is_found_by_number_and_the_address_can_be_kept(LiveHouse house) {
    try (Visit visit = house.visit().signedInAs("eve")) {
      Page page = visit.open("/messages");
      page.getByLabel("Find a record").fill("WC-1001");
      page.keyboard().press("Enter");

      page.waitForURL("**/messages?search=WC-1001");
      assertThat(page.locator("#list tbody a").first().textContent()).isEqualTo("1001");

      page.getByLabel("Find a record").fill("NZ$ 987,654.32");
      visit.press("Search");
      assertThat(page.locator("#list").textContent()).contains(
        "Nothing was found",
        "a total of 987654.32 NZD"
      );
      visit.picture("search-nothing");
      visit.fitsItsWidth();
      assertThat(visit.complaints()).isEmpty();
    }
  }

  @Test
  void an_e_mail_is_found_and_stands_in_no_address(LiveHouse house) {
    message(house, "by-mail", "DONE", null);
    house
      .bean(Database.class)
      .sql()
      .sql(
        "INSERT INTO record_card (connection, flow, record_key, number, email, updated_at) VALUES ('craft-shop', ?, 'by-mail', 'M-1', ?, 0)"
      )
      .params(FLOW, house.bean(io.ledgerroutes.inbox.RecordCardStore.class).pseudonym("ann@shop.example"))
      .update();
    try (Visit visit = house.visit().signedInAs("admin")) {
      Page page = visit.open("/messages");
      page.getByLabel("Find a record").fill("Ann@Shop.Example");
      visit.press("Search");

      assertThat(page.locator("#list tbody a").allTextContents()).containsExactly("M-1");
      assertThat(page.url()).endsWith("/messages/search");
      assertThat(page.locator("#list").getAttribute("hx-get")).isNull();
      assertThat(visit.complaints()).isEmpty();
    }
    try (Visit visit = house.visit().signedInAs("eve")) {
      visit.open("/messages").getByLabel("Find a record").fill("ann@shop.example");
      visit.press("Search");

      assertThat(visit.page().content()).contains("Only operators look for people by e-mail");
    }
  }

  @Test
  void a_held_message_is_replayed_by_keyboard_alone(LiveHouse house) {
    long id = message(house, "by-keys", "HELD", "name the method cod");
    try (Visit visit = house.visit().signedInAs("admin")) {
      Page page = visit.open("/messages/" + id);
      visit.picture("message-held");

      for (int tabs = 0; tabs < 30 && !focused(page).equals("Replay"); tabs++) {
        page.keyboard().press("Tab");
      }
      page.keyboard().press("Enter");

      visit.told("It goes through again.");
      assertThat(state(house, id)).isEqualTo("RETRY");
      assertThat(page.locator("td[data-label=By]").first().textContent()).isEqualTo("admin");
      assertThat(visit.complaints()).isEmpty();
    }
  }

  private static String focused(Page page) {
    return (String) page.evaluate("document.activeElement.textContent.trim()");
  }

  @Test
  void a_message_is_discarded_with_a_reason_that_stands_on_its_trail(LiveHouse house) {
    long id = message(house, "discarded", "DEAD", "it cannot be read");
    try (Visit visit = house.visitByPhone().signedInAs("admin")) {
      Page page = visit.open("/messages/" + id);
      page.locator("summary", new Page.LocatorOptions().setHasText("Discard it")).click();
      page.getByLabel("Why it shall not be brought over").fill("entered <b>by hand</b>");
      visit.fitsItsWidth();
      visit.press("Discard");

      visit.told("discarded");
      assertThat(state(house, id)).isEqualTo("SKIPPED");
      assertThat(page.locator("td[data-label=Reason]").first().textContent()).isEqualTo(
        "entered <b>by hand</b>"
      );
      assertThat(page.locator("button:has-text('Replay')").count()).isZero();
      assertThat(visit.complaints()).isEmpty();
    }
  }

  @Test
  void a_viewer_sees_the_story_and_has_nothing_to_press(LiveHouse house) {
    long id = message(house, "seen", "HELD", "name the method cod");
    try (Visit visit = house.visit().signedInAs("eve")) {
      Page page = visit.open("/messages/" + id);

      visit.shows("name the method cod");
      assertThat(page.locator("main button").count()).isZero();
      visit.open("/review");
      visit.shows("name the method cod");
      assertThat(page.locator("main button").count()).isZero();
      assertThat(visit.complaints()).isEmpty();
    }
  }

  @Test
  void what_a_shop_or_a_remote_says_is_text_wherever_it_is_shown(LiveHouse house) {
    String evil = "<script>document.title='taken'</script><img src=x onerror=\"document.title='taken'\">";
    long id = message(house, "<i>key</i>", "DEAD", "xero 400: " + evil);
    house
      .bean(Database.class)
      .sql()
      .sql(
        "INSERT INTO record_card (connection, flow, record_key, number, updated_at) VALUES ('craft-shop', ?, '<i>key</i>', ?, 0)"
      )
      .params(FLOW, evil)
      .update();
    try (Visit visit = house.visit().signedInAs("admin")) {
      Page page = visit.page();
      for (String path : List.of("/messages?flow=" + FLOW, "/messages/" + id, "/review")) {
        visit.open(path);
        assertThat(page.locator("main").textContent()).as(path).contains("<script>document.title");
        assertThat(page.title()).as(path).doesNotStartWith("taken");
        assertThat(page.locator("main img, main i, main script").count()).as(path).isZero();
      }
      page.locator("a:has-text('<script>')").first().click();
      visit.shows("<script>document.title");
      visit.press("Discard…");
      visit.shows("<script>document.title");
      assertThat(page.title()).startsWith("Discard");
      assertThat(visit.complaints()).isEmpty();
    }
  }

  @Test
  void the_list_follows_by_itself_and_leaves_the_focus_where_it_is(LiveHouse house) {
    long first = message(house, "first", "DONE", null);
    try (Visit visit = house.visit().signedInAs("admin")) {
      Page page = visit.open("/messages?flow=" + FLOW);
      page.locator("#m" + first).focus();

      message(house, "second", "DONE", null);

      await()
        .atMost(Duration.ofSeconds(40))
        .until(() -> page.locator("#list tbody tr").count() == 2);
      assertThat(page.evaluate("document.activeElement.id")).isEqualTo("m" + first);
      assertThat(visit.complaints()).isEmpty();
    }
  }

  @Test
  void a_reason_is_opened_replayed_and_discarded_as_one(LiveHouse house) {
    long one = message(house, "one", "HELD", "invoice WC-1 stands; name the method cod");
    long two = message(house, "two", "HELD", "invoice WC-2 stands; name the method cod");
    long other = message(house, "other", "HELD", "name the method card");
    try (Visit visit = house.visit().signedInAs("admin")) {
      Page page = visit.open("/review");
      visit.picture("review");
      visit.fitsItsWidth();
      page.getByText("name the method cod").click();
      assertThat(page.locator("tbody tr").count()).isEqualTo(2);
      visit.picture("review-group");
      page.getByLabel("Note for the trail (optional)").fill("the method is named now");
      visit.press("Replay 2");
      visit.told("2 messages sent through again.");
      assertThat(List.of(state(house, one), state(house, two), state(house, other))).containsExactly(
        "RETRY",
        "RETRY",
        "HELD"
      );

      page.getByText("name the method card").click();
      visit.press("Discard…");
      assertThat(page.locator("dl.facts").textContent()).contains("1 without a total");
      visit.picture("review-discard");
      page.getByLabel("Why they shall not be brought over").fill("a test order");
      visit.press("Discard 1");
      visit.told("1 message discarded.");
      assertThat(state(house, other)).isEqualTo("SKIPPED");
      assertThat(visit.complaints()).isEmpty();
    }
  }

  @Test
  void groups_are_cards_on_a_phone(LiveHouse house) {
    message(house, "one", "DEAD", "xero 400: " + "a-very-long-word-without-any-blank".repeat(8));
    try (Visit visit = house.visitByPhone().signedInAs("admin")) {
      Page page = visit.open("/review");
      visit.picture("review-phone");
      visit.fitsItsWidth();
      page.locator("a:has-text('a-very-long-word')").click();
      visit.picture("review-group-phone");
      visit.fitsItsWidth();
      assertThat(visit.complaints()).isEmpty();
    }
  }

  @Test
  void what_is_not_there_or_makes_no_sense_is_said_in_the_console(LiveHouse house) {
    try (Visit visit = house.visit().signedInAs("admin")) {
      for (String path : List.of(
        "/messages/99999999",
        "/messages?state=nonsense",
        "/messages?search=ann%40shop.example",
        "/messages?cursor=x",
        "/review/group?state=DONE"
      )) {
        Page page = visit.open(path);
        assertThat(page.locator("[role=alert]").textContent())
          .as(path)
          .isNotBlank()
          .doesNotContain("Exception");
        assertThat(page.locator("nav[aria-label=Main]").count()).as(path).isEqualTo(1);
      }
    }
  }
}
