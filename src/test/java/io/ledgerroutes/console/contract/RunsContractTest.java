package io.ledgerroutes.console.contract;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.ledgerroutes.browser.LiveHouse;
import io.ledgerroutes.console.Calls;
import io.ledgerroutes.console.ConsoleHouse;
import io.ledgerroutes.console.ConsoleHouse.Answer;
import io.ledgerroutes.console.Month;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith({ OneHouse.class, LiveHouse.Keys.class })
class RunsContractTest {

  private static final String SHOP = "/api/v1/connections/craft-shop";
  private static final String CALLS = "/api/v1/connections/{id}";

  private final ConsoleHouse house;
  private final Contract contract;

  RunsContractTest(ConsoleHouse house, Contract contract) {
    this.house = house;
    this.contract = contract;
  }

  private long dryRun() {
    return new Month(2).dryRun(house, Samples.connection(house)).id();
  }

  @Test
  @Of(
    {
      "POST /api/v1/connections/{id}/backfill",
      "POST /api/v1/connections/{id}/dry-run",
      "POST /api/v1/connections/{id}/reconcile",
    }
  )
  void a_period_is_tried_brought_over_and_compared_with_remotes_that_answer(LiveHouse live) throws Exception {
    String period = "{\"from\":\"2026-11-01\",\"to\":\"2026-11-30\"}";

    JsonNode tried = contract.fulfils("POST " + CALLS + "/dry-run", live(live, "/dry-run", period));
    JsonNode compared = contract.fulfils("POST " + CALLS + "/reconcile", live(live, "/reconcile", period));

    // Its days are of a year without orders: nothing is fed.
    String early = "{\"from\":\"2024-11-01\",\"to\":\"2024-11-02\"";
    long dryRun = live(live, "/dry-run", early + "}").json().path("run").asLong();
    String body = early + ",\"now\":true,\"run\":" + dryRun + "}";
    JsonNode begun = contract.fulfils("POST " + CALLS + "/backfill", live(live, "/backfill", body));

    assertThat(tried.path("kind").asText()).isEqualTo("DRY_RUN");
    assertThat(begun.path("kind").asText()).isEqualTo("BACKFILL");
    assertThat(begun.path("ofRun").asLong()).isEqualTo(dryRun);
    assertThat(compared.path("kind").asText()).isEqualTo("RECONCILE");
    assertThat(compared.path("rows")).isNotEmpty();
    assertThat(compared.path("tabs").findValuesAsText("name")).contains("summary", "tax");
  }

  private static Answer live(LiveHouse live, String call, String body) {
    return new Calls(live.url("")).send(
      "POST",
      "admin",
      LiveHouse.PASSWORD,
      SHOP + call,
      body,
      "Content-Type",
      "application/json"
    );
  }

  @Test
  void a_remote_that_cannot_be_asked_is_told() {
    for (String call : new String[] { "/dry-run", "/reconcile" }) {
      Answer answer = house.post("admin", SHOP + call, Samples.PERIOD);
      contract.refuses("POST " + CALLS + call, answer, 503, "nothing was changed");
    }
  }

  @Test
  void what_is_no_period_is_told_what_one_is() {
    for (String call : new String[] { "/dry-run", "/reconcile", "/backfill" }) {
      Answer none = house.post("admin", SHOP + call, "{}");
      Answer backwards = house.post("admin", SHOP + call, "{\"from\":\"2026-03-31\",\"to\":\"2026-03-01\"}");
      contract.refuses("POST " + CALLS + call, none, 400, "Say which days");
      contract.refuses("POST " + CALLS + call, backwards, 400, "name its first and its last day");
    }
  }

  @Test
  void a_backfill_follows_its_dry_run() {
    String call = "POST " + CALLS + "/backfill";
    contract.refuses(call, house.post("admin", SHOP + "/backfill", Samples.PERIOD), 409, "dry-run first");
  }

  @Test
  @Of("POST /api/v1/connections/{id}/reconcile/queue")
  void what_a_comparison_found_missing_is_queued() {
    String call = "POST " + CALLS + "/reconcile/queue";
    long compared = new Month(2).reconcile(house, Samples.connection(house)).id();

    JsonNode queued = contract.fulfils(
      call,
      house.post("admin", SHOP + "/reconcile/queue", "{\"run\":" + compared + "}")
    );

    assertThat(queued.path("queued").isInt()).isTrue();
    contract.refuses(call, house.post("admin", SHOP + "/reconcile/queue", "{}"), 400, "Say which comparison");
  }

  @Test
  @Of(
    {
      "GET /api/v1/connections/{id}/runs",
      "GET /api/v1/connections/{id}/runs/{run}",
      "GET /api/v1/connections/{id}/runs/{run}/rows",
    }
  )
  void runs_their_sums_and_their_rows_are_shown_and_money_keeps_its_places() {
    long run = dryRun();
    String path = SHOP + "/runs/" + run;

    JsonNode list = contract.fulfils("GET " + CALLS + "/runs", house.get("eve", SHOP + "/runs"));
    Answer one = house.get("admin", path);
    Answer rows = house.get("admin", path + "/rows?tab=summary&key=CREATE&verdict=CREATE&order=1043");
    JsonNode story = contract.fulfils("GET " + CALLS + "/runs/{run}", one);
    JsonNode found = contract.fulfils("GET " + CALLS + "/runs/{run}/rows", rows);

    assertThat(list.path("items").path(0).path("run").asLong()).isPositive();
    assertThat(story.path("run").asLong()).isEqualTo(run);
    assertThat(story.path("queued").isNull()).isTrue();
    assertThat(one.response().body()).contains("\"total\":11.00", "\"tax\":1.00", "\"paid\":null");
    assertThat(found.path("items").findValuesAsText("order")).containsExactly("1043");
    contract.refuses(
      "GET " + CALLS + "/runs/{run}/rows",
      house.get("eve", path + "/rows?key=CREATE"),
      400,
      "give both"
    );
    contract.refuses(
      "GET " + CALLS + "/runs/{run}",
      house.get("eve", SHOP + "/runs/999999"),
      404,
      "There is no run"
    );
  }

  @Test
  @Of({ "GET /api/v1/connections/{id}/runs/{run}.csv", "GET /api/v1/connections/{id}/runs/{run}/{tab}.csv" })
  void a_run_is_a_list_for_spreadsheets() {
    String path = SHOP + "/runs/" + dryRun();
    Answer rows = house.get("eve", path + ".csv?verdict=CREATE");
    Answer tab = house.get("eve", path + "/summary.csv");

    contract.fulfils("GET " + CALLS + "/runs/{run}.csv", rows);
    contract.fulfils("GET " + CALLS + "/runs/{run}/{tab}.csv", tab);

    assertThat(rows.response().body()).contains("11.00").doesNotContain("Jo Doe");
    contract.refuses(
      "GET " + CALLS + "/runs/{run}/{tab}.csv",
      house.get("eve", path + "/none.csv"),
      404,
      "no tab of that name"
    );
    contract.refuses(
      "GET " + CALLS + "/runs/{run}.csv",
      house.send("GET", "eve", path + ".csv", null, "Accept", "application/pdf"),
      406,
      "accept"
    );
  }
}
