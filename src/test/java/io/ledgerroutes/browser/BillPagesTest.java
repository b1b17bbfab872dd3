package io.ledgerroutes.browser;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.microsoft.playwright.Download;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import io.ledgerroutes.inbox.MessageState;
import io.ledgerroutes.reconcile.Looks;
import io.ledgerroutes.reconcile.Period;
import io.ledgerroutes.reconcile.Run;
import io.ledgerroutes.reconcile.Runs;
import io.ledgerroutes.connection.Connections;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Bills and files in a browser, with a Xero and a Stampli that are the sandbox's. */
@ExtendWith(LiveHouse.Keys.class)
class BillPagesTest {

  private static final String CONNECTION = "craft-bills";

  @BeforeEach
  void bills(LiveHouse house) {
    if (delivered(house) == 0) {
      house.tell("/sandbox/ledger/bills", "{\"count\":40,\"seed\":3}");
      house.poll(CONNECTION);
      await()
        .atMost(Duration.ofSeconds(240))
        .pollInterval(Duration.ofMillis(300))
        .until(
          () -> delivered(house) > 0 && count(house, "state IN ('RECEIVED', 'IN_FLIGHT', 'RETRY')") == 0
        );
    }
  }

  private static long delivered(LiveHouse house) {
    return house
      .bean(JdbcClient.class)
      .sql("SELECT COUNT(*) FROM stampli_file WHERE kind = 'invoices' AND state = 'DELIVERED'")
      .query(Long.class)
      .single();
  }

  private static long count(LiveHouse house, String where) {
    return house
      .bean(JdbcClient.class)
      .sql("SELECT COUNT(*) FROM inbox WHERE connection = ? AND " + where)
      .params(CONNECTION)
      .query(Long.class)
      .single();
  }

  /** A held bill whose story offers orders to choose from. */
  private static Optional<Long> heldForItsOrders(LiveHouse house) {
    return house
      .bean(JdbcClient.class)
      .sql(
        """
        SELECT id FROM inbox WHERE connection = ? AND flow = 'xero-bill' AND state = 'HELD'
           AND reason LIKE '%several purchase orders%' ORDER BY id
        """
      )
      .params(CONNECTION)
      .query(Long.class)
      .list()
      .stream()
      .findFirst();
  }

  private static MessageState state(LiveHouse house, long message) {
    return MessageState.valueOf(
      house
        .bean(JdbcClient.class)
        .sql("SELECT state FROM inbox WHERE id = ?")
        .params(message)
        .query(String.class)
        .single()
    );
  }

  @Test
  void a_held_bill_is_paired_with_an_order_by_keyboard_and_is_delivered(LiveHouse house) {
    long message = heldForItsOrders(house).orElseThrow();
    try (Visit visit = house.visit().signedInAs("admin")) {
      visit.open("/messages/" + message);
      visit.shows("Its purchase orders");
      visit.shows("left");
      visit.picture("bill-held-1280");
      visit.fitsItsWidth();

      visit.page().locator("input[name=orders]").first().focus();
      visit.page().keyboard().press("Space");
      visit.page().getByLabel("Note for the audit trail").fill("asked the buyer");
      visit
        .page()
        .getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Decide and send through"))
        .press("Enter");

      visit.told("goes through again");
      visit.shows("What was decided");
      visit.shows("asked the buyer");
      await()
        .atMost(Duration.ofSeconds(90))
        .pollInterval(Duration.ofMillis(300))
        .until(() -> state(house, message) == MessageState.DONE);
      visit.open("/messages/" + message);
      visit.shows("in file stampli_craft-bills_invoices_");
      visit.picture("bill-paired-1280");
      assertThat(visit.complaints()).isEmpty();
    }
  }

  @Test
  void a_file_tells_how_far_it_is_and_is_downloaded(LiveHouse house) throws Exception {
    try (Visit visit = house.visit().signedInAs("admin")) {
      visit.open("/connections/" + CONNECTION + "/files?kind=invoices&state=DELIVERED");
      visit.titled("Files of " + CONNECTION);
      visit.picture("files-1280");
      visit.fitsItsWidth();
      visit.page().locator("tbody a").first().press("Enter");
      visit.shows("Step by step");
      visit.shows("SHA-256");
      visit.picture("file-1280");
      visit.fitsItsWidth();

      Download download = visit
        .page()
        .waitForDownload(() -> visit.page().getByRole(AriaRole.LINK, named("Download")).click());

      assertThat(download.suggestedFilename()).startsWith("stampli_craft-bills_invoices_");
      assertThat(new String(download.createReadStream().readAllBytes(), StandardCharsets.UTF_8)).isNotBlank();
      assertThat(visit.complaints()).isEmpty();
    }
  }

  private static Page.GetByRoleOptions named(String name) {
    return new Page.GetByRoleOptions().setName(name).setExact(true);
  }

  @Test
  void a_phone_shows_bill_files_and_file_within_its_width(LiveHouse house) {
    try (Visit visit = house.visitByPhone().signedInAs("admin")) {
      visit.open("/connections/" + CONNECTION + "/files");
      visit.fitsItsWidth();
      visit.picture("files-390");
      visit.page().locator("tbody a").first().click();
      visit.shows("Step by step");
      visit.fitsItsWidth();
      visit.picture("file-390");
      String bill = house
        .bean(JdbcClient.class)
        .sql("SELECT record_key FROM inbox WHERE connection = ? AND flow = 'xero-bill' ORDER BY id DESC")
        .params(CONNECTION)
        .query(String.class)
        .list()
        .getFirst();
      visit.open("/connections/" + CONNECTION + "/bills/" + bill);
      visit.shows("The bill");
      visit.fitsItsWidth();
      visit.picture("bill-390");
      visit.open("/connections/" + CONNECTION);
      visit.fitsItsWidth();
      assertThat(visit.complaints()).isEmpty();
    }
  }

  @Test
  void a_viewer_sees_no_names_no_form_and_no_bytes(LiveHouse house) {
    try (Visit visit = house.visit().signedInAs("eve")) {
      visit.open("/connections/" + CONNECTION + "/files?state=DELIVERED");
      visit.page().locator("tbody a").first().click();
      visit.shows("Step by step");
      assertThat(visit.page().locator("main button").count()).isZero();
      assertThat(visit.page().getByRole(AriaRole.LINK, named("Download")).count()).isZero();
      assertThat(visit.complaints()).isEmpty();
    }
  }

  @Test
  void every_bill_of_a_comparison_is_delivered_held_or_left_by_a_rule(
    LiveHouse house
  ) {
    var connection = house.bean(Connections.class).find(CONNECTION).orElseThrow();
    LocalDate today = LocalDate.now(ZoneOffset.UTC);
    Period year = new Period(today.minusDays(365), today.plusDays(2));
    Looks looks = house.bean(Looks.class);

    Run compared = looks.reconcile(connection, year, "admin");

    List<String> verdicts = house
      .bean(Runs.class)
      .rows(compared.id(), row -> row.kind().equals("bill"), 0, 1000)
      .rows()
      .stream()
      .map(row -> row.verdict().name())
      .distinct()
      .toList();
    assertThat(verdicts).contains("MATCHED", "HELD").doesNotContain("MISSING");
    try (Visit visit = house.visit().signedInAs("admin")) {
      visit.open("/connections/" + CONNECTION + "/runs/" + compared.id() + "?tab=bills");
      visit.shows("By supplier");
      visit.picture("reconcile-bills-1280");
      visit.fitsItsWidth();
      visit.open("/connections/" + CONNECTION + "/runs/" + compared.id() + "?tab=open-credits");
      visit.picture("reconcile-open-credits-1280");
      assertThat(visit.complaints()).isEmpty();
    }
  }
}
