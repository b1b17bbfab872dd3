package io.ledgerroutes.chaos;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.ledgerroutes.connection.Connection;
import io.ledgerroutes.connection.Connections;
import io.ledgerroutes.inbox.InboxStore;
import io.ledgerroutes.inbox.Message;
import io.ledgerroutes.inbox.MessageState;
import io.ledgerroutes.polling.PollSchedule;
import io.ledgerroutes.reconcile.Period;
import io.ledgerroutes.reconcile.PeriodBooks;
import io.ledgerroutes.reconcile.Row;
import io.ledgerroutes.reconcile.Verdict;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What a dry run says of bills of every kind is what becomes of them, word for word (rule A9); afterwards the
 * comparison misses none.
 */
class TriedBillsTest {

  private static final System.Logger LOG = System.getLogger("seed");
  private static final String CONNECTION = "craft-bills";

  private final int seed = new Random().nextInt(1_000_000);

  @TempDir
  Path directory;

  private SandboxProcess sandbox;
  private RuntimeHere runtime;

  @Test
  void what_a_dry_run_says_of_each_bill_is_what_becomes_of_it() {
    LOG.log(System.Logger.Level.INFO, "seed of the bills: " + seed);
    try (SandboxProcess started = new SandboxProcess(directory)) {
      sandbox = started;
      House house = House.ofBills(directory, House.h2(directory), sandbox, file ->
        file
          .replaceFirst("poll: \"[^\"]*\"", "poll: \"0 0 0 1 1 ? 2098\"")
          .replace("history-note: true", "history-note: false")
      );
      try (RuntimeHere here = RuntimeHere.in(house)) {
        runtime = here;
        comeToRest(1);
        raise();

        List<Row> tried = books().dryRun(connection(), all()).rows();
        assertThat(runtime.bean(PollSchedule.class).pollNow(CONNECTION)).isTrue();
        comeToRest(2);

        assertThat(tried).extracting(Row::verdict).contains(Verdict.CREATE, Verdict.HELD, Verdict.SKIPPED);
        assertThat(different(tried)).as("seed " + seed).isEmpty();
        assertThat(books().reconcile(connection(), all()).rows())
          .as("seed " + seed)
          .hasSameSizeAs(tried)
          .extracting(Row::verdict)
          .containsOnly(Verdict.MATCHED, Verdict.HELD, Verdict.SKIPPED);
      }
    }
  }

  /** Three of every shape, more or less. */
  private void raise() {
    sandbox.post(
      "/sandbox/ledger/bills",
      "{\"tenant\":\"%s\",\"count\":140,\"seed\":%d}".formatted(BillLedger.TENANT, seed)
    );
  }

  private void comeToRest(int polls) {
    await()
      .atMost(Duration.ofMinutes(4))
      .pollInterval(Duration.ofMillis(500))
      .untilAsserted(() -> {
        assertThat(polls()).as("polls that ended").isGreaterThanOrEqualTo(polls);
        assertThat(BillRun.unfinished(runtime.sql())).as("seed " + seed).isEmpty();
      });
  }

  private long polls() {
    return runtime
      .sql()
      .sql("SELECT COUNT(*) FROM inbox WHERE flow = 'xero-bills-poll' AND state = 'DONE'")
      .query(Long.class)
      .single();
  }

  private List<String> different(List<Row> tried) {
    List<String> different = new ArrayList<>();
    for (Row row : tried) {
      String flow = row.kind().equals("credit") ? "xero-supplier-credit" : "xero-bill";
      Message message = runtime
        .bean(InboxStore.class)
        .lastOf(CONNECTION, flow, List.of(row.key()))
        .get(row.key());
      if (message == null || !same(row, message)) {
        different.add(
          "%s %s: tried %s %s, became %s".formatted(
            row.kind(),
            row.key(),
            row.verdict(),
            row.reason(),
            message == null ? "nothing" : message.state() + " " + message.reason()
          )
        );
      }
    }
    return different;
  }

  private static boolean same(Row row, Message message) {
    return switch (row.verdict()) {
      case CREATE, UNCHANGED -> message.state() == MessageState.DONE;
      case HELD -> message.state() == MessageState.HELD && row.reason().equals(message.reason());
      case SKIPPED -> message.state() == MessageState.SKIPPED && row.reason().equals(message.reason());
      default -> false;
    };
  }

  /** Since the start: older ones a dry run shows too, and nothing brings them. */
  private Period all() {
    LocalDate start = connection().startDate();
    return new Period(start, start.plusYears(5));
  }

  private Connection connection() {
    return runtime.bean(Connections.class).find(CONNECTION).orElseThrow();
  }

  private PeriodBooks books() {
    return runtime
      .beans(PeriodBooks.class)
      .stream()
      .filter(books -> books.integration().equals(connection().integration()))
      .findFirst()
      .orElseThrow();
  }
}
