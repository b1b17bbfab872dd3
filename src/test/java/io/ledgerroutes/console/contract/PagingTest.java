package io.ledgerroutes.console.contract;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.ledgerroutes.audit.AuditEntry;
import io.ledgerroutes.audit.AuditTrail;
import io.ledgerroutes.console.ConsoleHouse;
import io.ledgerroutes.console.Month;
import io.ledgerroutes.inbox.MessageState;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntConsumer;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Whoever follows {@code next} to its end has seen every row once, also while rows come in. */
@ExtendWith(OneHouse.class)
class PagingTest {

  private static final int ROWS = 120;

  private final ConsoleHouse house;
  private final Contract contract;

  PagingTest(ConsoleHouse house, Contract contract) {
    this.house = house;
    this.contract = contract;
  }

  /** What every item of all pages says under a name; between two pages something happens. */
  private List<String> all(String call, String path, String name, IntConsumer between) {
    List<String> seen = new ArrayList<>();
    String next = "";
    for (int page = 0; next != null; page++) {
      String cursor = next.isEmpty() ? "" : (path.contains("?") ? "&" : "?") + "cursor=" + next;
      JsonNode answer = contract.fulfils(call, house.get("eve", path + cursor));
      answer.path("items").forEach(item -> seen.add(item.path(name).asText()));
      assertThat(answer.path("items")).as("page " + page).isNotEmpty();
      next = answer.path("next").isNull() ? null : answer.path("next").asText();
      between.accept(page);
      assertThat(page).as("pages").isLessThan(20);
    }
    return seen;
  }

  @Test
  void messages_that_come_in_meanwhile_neither_repeat_nor_hide_others() {
    List<String> ids = stored("paged", ROWS);

    List<String> seen = all("GET /api/v1/messages", "/api/v1/messages?state=DEAD", "id", page ->
      stored("late-" + page, 7)
    );

    assertThat(seen).doesNotHaveDuplicates().containsAll(ids);
    assertThat(seen).isSortedAccordingTo((one, other) ->
      Long.compare(Long.parseLong(other), Long.parseLong(one))
    );
  }

  private List<String> stored(String name, int count) {
    return IntStream.range(0, count)
      .mapToObj(each -> Long.toString(house.message(name + "-" + each, MessageState.DEAD, "why")))
      .toList();
  }

  @Test
  void entries_of_the_trail_that_come_in_meanwhile_neither_repeat_nor_hide_others() {
    recorded(ROWS);

    List<String> seen = all("GET /api/v1/audit", "/api/v1/audit?action=paged", "id", page -> recorded(7));

    assertThat(seen).doesNotHaveDuplicates().hasSize(ROWS);
  }

  private void recorded(int count) {
    AuditTrail trail = house.bean(AuditTrail.class);
    for (int each = 0; each < count; each++) {
      trail.record(AuditEntry.of("paged"));
    }
  }

  @Test
  void runs_that_are_made_meanwhile_neither_repeat_nor_hide_others() {
    Month month = new Month(1);
    List<String> made = IntStream.range(0, ROWS)
      .mapToObj(each -> Long.toString(run(month)))
      .toList();

    List<String> seen = all(
      "GET /api/v1/connections/{id}/runs",
      "/api/v1/connections/craft-shop/runs",
      "run",
      page -> run(month)
    );

    assertThat(seen).doesNotHaveDuplicates().containsAll(made);
  }

  private long run(Month month) {
    return month.dryRun(house, Samples.connection(house)).id();
  }

  @Test
  void all_rows_of_a_run_are_seen_once() {
    long run = run(new Month(250));

    List<String> seen = all(
      "GET /api/v1/connections/{id}/runs/{run}/rows",
      "/api/v1/connections/craft-shop/runs/" + run + "/rows",
      "order",
      page -> {}
    );

    assertThat(seen).hasSize(250).doesNotHaveDuplicates();
  }
}
