package io.ledgerroutes.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.LocatorAssertions;
import com.microsoft.playwright.options.AriaRole;
import io.ledgerroutes.audit.AuditQuery;
import io.ledgerroutes.audit.AuditTrail;
import io.ledgerroutes.connection.Connections;
import io.ledgerroutes.reconcile.Looks;
import io.ledgerroutes.reconcile.Period;
import io.ledgerroutes.reconcile.Run;
import io.ledgerroutes.reconcile.Runs;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(LiveHouse.Keys.class)
class RunsPagesTest {

  private static final String RUNS = "/connections/craft-shop/runs";
  private static final Pattern ONE_RUN = Pattern.compile(".*/runs/\\d+$");

  private static LocalDate today() {
    return LocalDate.now(ZoneId.of("Pacific/Auckland"));
  }

  private static Run made(LiveHouse house, boolean tried) {
    var connection = house.bean(Connections.class).find("craft-shop").orElseThrow();
    Period period = new Period(today().minusDays(40), today());
    Looks looks = house.bean(Looks.class);
    return tried ? looks.dryRun(connection, period, "admin") : looks.reconcile(connection, period, "admin");
  }

  private static void begin(Visit visit, String button) {
    visit.open(RUNS);
    visit.page().getByLabel("From").fill(today().minusDays(40).toString());
    visit.page().getByLabel("To").fill(today().toString());
    // By keyboard: the button is reached and pressed without a pointer.
    visit.page().getByRole(AriaRole.BUTTON, named(button)).focus();
    visit.page().keyboard().press("Enter");
    assertThat(visit.page()).hasURL(ONE_RUN);
    assertThat(visit.page().locator("nav.tabs")).isVisible(
      new LocatorAssertions.IsVisibleOptions().setTimeout(60_000)
    );
  }

  private static Page.GetByRoleOptions named(String name) {
    return new Page.GetByRoleOptions().setName(name).setExact(true);
  }

  private static Locator link(Visit visit, String name) {
    return visit.page().getByRole(AriaRole.LINK, named(name));
  }

  @Test
  void a_comparison_begins_by_keyboard_and_shows_itself_when_it_has_ended(LiveHouse house) {
    try (Visit visit = house.visit().signedInAs("admin")) {
      begin(visit, "Reconcile");

      assertThat(visit.page().locator("nav.tabs a")).hasText(
        new String[] {
          "What was found",
          "Sales",
          "Tax",
          "By account",
          "By payment method",
          "In different periods",
          "Not posted",
          "Gift cards and other liabilities",
          "Rounding needed",
        }
      );
      assertThat(visit.page().locator("dl.facts")).containsText("orders by the day they were placed");
      assertThat(visit.page().locator("dl.facts")).containsText("by admin");
      visit.picture("reconcile-1280");
      visit.fitsItsWidth();

      link(visit, "Tax").press("Enter");
      assertThat(visit.page().locator("h2#tab")).hasText("Tax");
      assertThat(visit.page().locator("#run table").first().locator("th")).hasText(
        new String[] { "rates", "tax type", "currency", "net", "tax", "expected", "difference", "rows" }
      );
      visit.picture("reconcile-tax-1280");
      visit.fitsItsWidth();
      assertThat(visit.complaints()).isEmpty();
    }
  }

  @Test
  void a_sum_opens_its_rows_and_a_row_leads_to_its_story_and_into_xero(LiveHouse house) {
    Run run = made(house, false);
    try (Visit visit = house.visit().signedInAs("admin")) {
      visit.open(RUNS + "/" + run.id());
      int all = visit.page().locator("[aria-label=Rows] tbody tr").count();

      visit.page().locator("a[aria-label^='Rows of MATCHED | order']").first().press("Enter");

      Locator rows = visit.page().locator("[aria-label=Rows] tbody tr");
      assertThat(rows.first()).isVisible();
      assertThat(rows.count()).isPositive().isLessThan(all);
      assertThat(rows.locator("[data-label=Verdict]").allTextContents()).containsOnly("matched");
      assertThat(rows.first().locator("[data-label=Contact]")).not().isEmpty();
      Locator order = rows.first().locator("[data-label=Order] a");
      assertThat(order).hasAttribute(
        "href",
        Pattern.compile("/messages\\?connection=craft-shop&flow=woocommerce-order&key=\\d+")
      );
      assertThat(rows.first().locator("[data-label=Invoice] a")).hasAttribute(
        "href",
        Pattern.compile("https://go\\.xero\\.com/organisationlogin/default\\.aspx\\?shortcode=.+InvoiceID=.+")
      );
      visit.picture("reconcile-rows-1280");

      visit.page().locator("input[name=order]").fill("none such");
      visit.press("Show");
      assertThat(visit.page().getByText("There are none;")).isVisible();
      assertThat(visit.complaints()).isEmpty();
    }
  }

  @Test
  void a_dry_run_is_approved_on_its_page_and_its_backfill_says_how_far_it_is(LiveHouse house) {
    try (Visit visit = house.visit().signedInAs("admin")) {
      begin(visit, "Dry run");
      assertThat(visit.page().locator("#approve")).hasText("Bring these records over");
      visit.picture("dry-run-1280");
      visit.page().getByLabel("Note for the audit trail").fill("agreed with Kim");
      visit.press("Backfill now");

      assertThat(visit.page().locator(".notice")).containsText("is approved");
      assertThat(visit.page().locator("h1")).containsText("Backfill");
      // It refreshes itself until everything is fed.
      assertThat(visit.page().locator("dl.facts").first()).containsText(
        "done",
        new LocatorAssertions.ContainsTextOptions().setTimeout(60_000)
      );
      visit.picture("backfill-1280");
      visit.fitsItsWidth();
      assertThat(
        house
          .bean(AuditTrail.class)
          .find(AuditQuery.newest(1).ofAction("backfill"))
          .getFirst()
          .entry()
          .reason()
      ).isEqualTo("agreed with Kim");
      assertThat(visit.complaints()).isEmpty();
    }
  }

  @Test
  void a_phone_shows_sums_and_rows_as_cards(LiveHouse house) {
    Run run = made(house, false);
    try (Visit visit = house.visitByPhone().signedInAs("admin")) {
      visit.open(RUNS);
      visit.fitsItsWidth();
      visit.picture("runs-390");
      visit.open(RUNS + "/" + run.id() + "?tab=sales&verdict=HELD");
      visit.fitsItsWidth();
      visit.picture("reconcile-390");
      assertThat(visit.complaints()).isEmpty();
    }
  }

  @Test
  void a_viewer_sees_figures_without_names_and_nothing_to_press(LiveHouse house) {
    Run run = made(house, true);
    try (Visit visit = house.visit().signedInAs("eve")) {
      visit.open(RUNS);
      assertThat(visit.page().locator("main button").count()).isZero();
      visit.picture("runs-viewer-1280");
      visit.open(RUNS + "/" + run.id());
      assertThat(visit.page().locator("[aria-label=Rows] tbody tr").first()).isVisible();
      assertThat(visit.page().locator("[data-label=Contact]").count()).isZero();
      assertThat(visit.page().locator("main button").allTextContents()).containsExactly("Show");
      assertThat(visit.complaints()).isEmpty();
    }
  }

  @Test
  void a_viewer_who_makes_the_form_himself_is_refused(LiveHouse house) {
    Run run = made(house, true);
    try (Visit visit = house.visit().signedInAs("eve")) {
      visit.open(RUNS);
      for (String path : List.of("", "/" + run.id() + "/backfill", "/" + run.id() + "/queue")) {
        assertThat(posted(visit, RUNS + path)).as(path).isEqualTo(403);
      }
      assertThat(house.bean(Runs.class).newest("craft-shop", null, 1))
        .extracting(Run::id)
        .containsExactly(run.id());
    }
  }

  /** What a form of the page itself would send, with its token. */
  private static Object posted(Visit visit, String path) {
    return visit
      .page()
      .evaluate(
        """
        path => fetch(path, { method: 'POST', body: new URLSearchParams({
          _csrf: document.querySelector('input[name=_csrf]').value, kind: 'DRY_RUN', now: 'true',
          from: '2026-11-01', to: '2026-11-30' }) }).then(answer => answer.status)
        """,
        path
      );
  }

  @Test
  void a_list_is_downloaded_as_it_was_filtered(LiveHouse house) throws Exception {
    Run run = made(house, false);
    try (Visit visit = house.visit().signedInAs("admin")) {
      visit.open(RUNS + "/" + run.id() + "?verdict=MATCHED");
      var download = visit.page().waitForDownload(() -> link(visit, "CSV of these rows").click());

      assertThat(download.suggestedFilename()).isEqualTo("craft-shop-run-" + run.id() + ".csv");
      String list = new String(
        download.createReadStream().readAllBytes(),
        java.nio.charset.StandardCharsets.UTF_8
      );
      assertThat(list).contains("Filters,{verdict=MATCHED}").contains(",MATCHED,").doesNotContain(",HELD,");
      assertThat(visit.complaints()).isEmpty();
    }
  }
}
