package io.ledgerroutes.console;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.ledgerroutes.audit.AuditQuery;
import io.ledgerroutes.audit.AuditTrail;
import io.ledgerroutes.connection.Connection;
import io.ledgerroutes.connection.Connections;
import io.ledgerroutes.console.ConsoleHouse.Answer;
import io.ledgerroutes.inbox.Inbox;
import io.ledgerroutes.inbox.InboxStore;
import io.ledgerroutes.reconcile.Looks;
import io.ledgerroutes.reconcile.Period;
import io.ledgerroutes.reconcile.Run;
import io.ledgerroutes.reconcile.RunState;
import io.ledgerroutes.reconcile.RunStore;
import io.ledgerroutes.reconcile.Runs;
import io.ledgerroutes.store.Database;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Periods over HTTP. The remotes are nowhere here: what a look would have found is put into the store. */
class RunsApiTest {

  private static final String SHOP = "/api/v1/connections/craft-shop";
  private static final String MARCH = "\"from\":\"2026-03-01\",\"to\":\"2026-03-31\"";
  private static final Period PERIOD = new Period(LocalDate.of(2026, 3, 1), LocalDate.of(2026, 3, 31));

  @TempDir
  private static Path data;

  private static ConsoleHouse house;
  private static Runs runs;
  private static Looks found;

  @BeforeAll
  static void open() {
    house = ConsoleHouse.open(data);
    runs = new Runs(
      List.of(new Month(2)),
      house.bean(RunStore.class),
      house.bean(Inbox.class),
      house.bean(InboxStore.class),
      house.bean(AuditTrail.class),
      house.bean(Database.class)
    );
    found = new Looks(
      List.of(new Month(2)),
      house.bean(RunStore.class),
      house.bean(Inbox.class),
      house.bean(InboxStore.class),
      house.bean(AuditTrail.class),
      house.bean(Database.class)
    );
  }

  @AfterAll
  static void close() {
    found.close();
    house.close();
  }

  private static Connection connection() {
    return house.bean(Connections.class).find("craft-shop").orElseThrow();
  }

  private static Run dryRun() {
    return found.dryRun(connection(), PERIOD, "admin");
  }

  @ParameterizedTest
  @ValueSource(strings = { "/dry-run", "/backfill", "/reconcile", "/reconcile/queue" })
  void a_viewer_starts_nothing_and_a_stranger_sees_nothing(String call) {
    assertThat(house.post("eve", SHOP + call, "{" + MARCH + "}").status()).isEqualTo(403);
    assertThat(house.post(null, SHOP + call, "{" + MARCH + "}").status()).isEqualTo(401);
    assertThat(house.get(null, SHOP + "/runs").status()).isEqualTo(401);
  }

  @Test
  void a_run_is_shown_with_its_sums_and_rows_that_nobody_keeps() throws Exception {
    Run run = dryRun();

    Answer answer = house.get("admin", SHOP + "/runs/" + run.id());

    assertThat(answer.status()).as(answer.toString()).isEqualTo(200);
    assertThat(answer.header("Cache-Control")).contains("no-store");
    JsonNode story = answer.json();
    assertThat(story.path("run").asLong()).isEqualTo(run.id());
    assertThat(story.path("kind").asText()).isEqualTo("DRY_RUN");
    assertThat(story.path("from").asText()).isEqualTo("2026-03-01");
    assertThat(story.path("zone").asText()).isEqualTo("Australia/Sydney");
    assertThat(story.path("summary").path("sums").path(0).path("key").asText()).isEqualTo("CREATE");
    assertThat(story.path("summary").path("sums").path(0).path("values").path("count").asInt()).isEqualTo(1);
    assertThat(answer.response().body()).contains("\"total\":11.00");
    assertThat(story.path("rows").findValuesAsText("order")).containsExactly("1042", "1043");
    assertThat(story.path("rows").findValuesAsText("contact")).containsExactly("=cmd()", "Jo Doe");
  }

  @Test
  void a_viewer_sees_the_figures_but_not_whose_they_are() throws Exception {
    Run run = dryRun();

    JsonNode story = house.get("eve", SHOP + "/runs/" + run.id()).json();
    Answer rows = house.get("eve", SHOP + "/runs/" + run.id() + "/rows");
    Answer csv = house.get("eve", SHOP + "/runs/" + run.id() + ".csv");

    assertThat(story.path("rows").path(1).path("contact").isNull()).isTrue();
    assertThat(story.path("rows").path(1).path("total").decimalValue()).isEqualByComparingTo("11.00");
    assertThat(rows.status()).isEqualTo(200);
    assertThat(csv.status()).isEqualTo(200);
    assertThat(csv.response().body()).contains("WC-1043");
    assertThat(story + rows.response().body() + csv.response().body()).doesNotContain("Jo Doe");
  }

  @Test
  void pages_and_their_lists_show_names_to_operators_only() {
    String pages = "/connections/craft-shop/runs/";
    Run tried = dryRun();
    Run compared = found.reconcile(connection(), PERIOD, "admin");
    nothingWaits();

    for (String path : List.of(
      pages + tried.id(),
      pages + compared.id() + "/queue",
      pages + tried.id() + ".csv?tab=summary&verdict="
    )) {
      Answer operators = house.get("admin", path);
      Answer viewers = house.get("eve", path);
      assertThat(operators.status()).as(operators.toString()).isEqualTo(200);
      assertThat(operators.response().body()).contains("WC-1043", "Jo Doe");
      assertThat(viewers.status()).isEqualTo(200);
      assertThat(viewers.response().body()).contains("WC-1043").doesNotContain("Jo Doe");
    }
    assertThat(house.get("eve", pages + tried.id() + "/summary.csv").response().body()).contains("CREATE,1,");
    assertThat(house.get("eve", pages + tried.id() + "/none.csv").status()).isEqualTo(404);
    assertThat(house.get("eve", pages + tried.id() + "?verdict=NONE").status()).isEqualTo(400);
    assertThat(house.get("eve", "/connections/none/runs").status()).isEqualTo(404);
  }

  private static void nothingWaits() {
    house.bean(Database.class).sql().sql("UPDATE inbox SET state = 'DONE'").update();
  }

  @Test
  void what_is_missing_is_queued_by_the_page_after_its_preview_with_a_note() {
    Run compared = found.reconcile(connection(), PERIOD, "admin");
    nothingWaits();
    String page = "/connections/craft-shop/runs/" + compared.id();

    assertThat(house.get("admin", page).response().body()).contains("1 record is", page + "/queue");
    assertThat(house.get("admin", page + "/queue").response().body()).contains("11.00 AUD", "Queue 1 record");
    assertThat(form("admin", page + "/queue", "note=found+by+hand").status()).isEqualTo(302);

    assertThat(house.get("admin", page + "/queue").response().body()).contains("1 more");
    assertThat(house.bean(AuditTrail.class).find(AuditQuery.newest(1).ofAction("reconcile-queue")))
      .singleElement()
      .satisfies(row -> {
        assertThat(row.entry().reason()).isEqualTo("found by hand");
        assertThat(row.entry().actor()).isEqualTo("admin");
      });
    nothingWaits();
    assertThat(form("eve", page + "/queue", "note=").status()).isEqualTo(403);
    assertThat(form("admin", page + "/queue", "note=" + "x".repeat(501)).status()).isEqualTo(400);
  }

  @Test
  void a_look_is_begun_by_the_page_and_its_failure_told_on_the_run() {
    String pages = "/connections/craft-shop/runs";
    String days = "&from=2026-03-01&to=2026-03-31";

    Answer begun = form("admin", pages, "kind=RECONCILE" + days);

    assertThat(begun.status()).isEqualTo(302);
    assertThat(begun.header("Location")).contains(pages + "/");
    String run = begun.header("Location").substring(begun.header("Location").indexOf(pages));
    await().untilAsserted(() ->
      assertThat(house.get("eve", run).response().body()).contains("stopped", "A remote could not be asked")
    );
    assertThat(form("eve", pages, "kind=RECONCILE" + days).status()).isEqualTo(403);
    assertThat(form("admin", pages, "kind=BACKFILL" + days).status()).isEqualTo(400);
    assertThat(form("admin", pages, "kind=RECONCILE&from=&to=").status()).isEqualTo(400);
  }

  /** A form as a browser sends it, with the token that the page has. */
  private static Answer form(String user, String path, String fields) {
    return house.send(
      "POST",
      user,
      path,
      fields,
      "Content-Type",
      "application/x-www-form-urlencoded",
      "Cookie",
      "XSRF-TOKEN=some-token",
      "X-XSRF-TOKEN",
      "some-token"
    );
  }

  @Test
  void each_sum_opens_its_rows() throws Exception {
    String rows = SHOP + "/runs/" + dryRun().id() + "/rows";

    assertThat(
      house.get("admin", rows + "?tab=summary&key=CREATE").json().path("items").findValuesAsText("order")
    ).containsExactly("1043");
    assertThat(
      house.get("admin", rows + "?verdict=HELD").json().path("items").findValuesAsText("order")
    ).containsExactly("1042");
    assertThat(house.get("admin", rows + "?tab=none").json().path("items")).isEmpty();
    assertThat(house.get("admin", rows + "?key=CREATE").status()).isEqualTo(400);
    assertThat(house.get("admin", rows + "?verdict=NONE").status()).isEqualTo(400);
    assertThat(house.get("admin", rows + "?cursor=99999").json().path("items")).isEmpty();
  }

  @Test
  void lists_for_spreadsheets_are_files_without_formulas() {
    String run = SHOP + "/runs/" + dryRun().id();

    Answer all = house.get("admin", run + ".csv?tab=summary");
    Answer tab = house.get("admin", run + "/summary.csv");

    assertThat(all.header("Content-Type")).startsWith("text/csv").containsIgnoringCase("utf-8");
    assertThat(all.header("Content-Disposition")).startsWith("attachment;").contains("craft-shop-run-");
    assertThat(all.header("Cache-Control")).contains("no-store");
    assertThat(all.response().body()).contains(",'=cmd(),AUD,10.00,1.00,11.00,").contains("{tab=summary}");
    assertThat(tab.response().body()).contains("verdict,count,total").contains("CREATE,1,11.00");
    assertThat(house.get("admin", run + "/nothing.csv").status()).isEqualTo(404);
  }

  @Test
  void a_backfill_without_the_dry_run_of_its_period_is_refused_with_what_to_do() throws Exception {
    Run dryRun = dryRun();

    Answer without = house.post("admin", SHOP + "/backfill", "{" + MARCH + "}");
    Answer unknown = house.post("admin", SHOP + "/backfill", "{" + MARCH + ",\"run\":99999}");
    Answer other = house.post(
      "admin",
      SHOP + "/backfill",
      "{\"from\":\"2026-03-01\",\"to\":\"2026-04-30\",\"run\":" + dryRun.id() + "}"
    );

    assertThat(without.status()).isEqualTo(409);
    assertThat(without.detail()).contains("dry-run");
    assertThat(unknown.status()).isEqualTo(409);
    assertThat(unknown.detail()).contains("make a dry run of the period first");
    assertThat(other.status()).isEqualTo(409);
    assertThat(other.detail()).contains("was of 2026-03-01 to 2026-03-31");
  }

  @Test
  void a_backfill_is_listed_and_seen_in_the_audit_trail() throws Exception {
    Run dryRun = dryRun();

    Run backfill = runs.backfill(connection(), PERIOD, dryRun.id(), true, "admin", null);

    JsonNode list = house.get("eve", SHOP + "/runs").json();
    assertThat(list.path("items").path(0).path("run").asLong()).isEqualTo(backfill.id());
    assertThat(list.path("items").path(0).path("kind").asText()).isEqualTo("BACKFILL");
    assertThat(list.path("items").path(0).path("state").asText()).isEqualTo("WAITING");
    assertThat(list.path("items").path(0).path("ofRun").asLong()).isEqualTo(dryRun.id());
    assertThat(house.get("eve", SHOP + "/runs/" + backfill.id()).json().path("due").asInt()).isEqualTo(2);
    assertThat(house.bean(AuditTrail.class).find(AuditQuery.newest(1).ofAction("backfill")))
      .singleElement()
      .satisfies(row -> assertThat(row.entry().detail()).containsEntry("of-run", Long.toString(dryRun.id())));
  }

  @Test
  void a_comparison_s_missing_records_are_queued_by_a_call() throws Exception {
    Run compared = found.reconcile(connection(), PERIOD, "admin");

    Answer first = house.post("admin", SHOP + "/reconcile/queue", "{\"run\":" + compared.id() + "}");
    Answer again = house.post("admin", SHOP + "/reconcile/queue", "{\"run\":" + compared.id() + "}");
    Answer none = house.post("admin", SHOP + "/reconcile/queue", "{}");

    assertThat(first.json().path("queued").asInt()).isEqualTo(1);
    assertThat(again.json().path("queued").asInt()).isZero();
    assertThat(none.status()).isEqualTo(400);
  }

  @ParameterizedTest
  @ValueSource(
    strings = {
      "{}",
      "{\"from\":\"2026-03-01\"}",
      "{\"from\":\"1 March\",\"to\":\"2026-03-31\"}",
      "{\"from\":\"2026-03-31\",\"to\":\"2026-03-01\"}",
      "{\"from\":\"1999-03-31\",\"to\":\"2026-03-01\"}",
    }
  )
  void what_is_no_period_is_refused_with_what_one_is(String body) throws Exception {
    Answer answer = house.post("admin", SHOP + "/dry-run", body);

    assertThat(answer.status()).as(answer.toString()).isEqualTo(400);
    assertThat(answer.detail()).isNotBlank();
  }

  @Test
  void a_remote_that_cannot_be_asked_is_told_and_the_run_says_so() throws Exception {
    Answer answer = house.post("admin", SHOP + "/dry-run", "{" + MARCH + "}");

    assertThat(answer.status()).as(answer.toString()).isEqualTo(503);
    assertThat(answer.detail()).contains("nothing was changed");
    assertThat(runs.newest("craft-shop", null, 1).getFirst()).satisfies(run -> {
      assertThat(run.state()).isEqualTo(RunState.STOPPED);
      assertThat(run.reason()).startsWith("A remote could not be asked");
    });
  }

  @Test
  void what_is_not_there_is_said_so() {
    assertThat(house.get("eve", SHOP + "/runs/999999").status()).isEqualTo(404);
    assertThat(house.get("eve", "/api/v1/connections/none/runs").status()).isEqualTo(404);
    assertThat(
      house.post("admin", "/api/v1/connections/broken-shop/dry-run", "{" + MARCH + "}").status()
    ).isEqualTo(409);
  }
}
