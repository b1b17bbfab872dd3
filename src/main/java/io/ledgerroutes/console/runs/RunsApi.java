package io.ledgerroutes.console.runs;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.ledgerroutes.connection.Connection;
import io.ledgerroutes.console.ApiRefusal;
import io.ledgerroutes.console.Asked;
import io.ledgerroutes.console.Page;
import io.ledgerroutes.console.connections.NamedConnection;
import io.ledgerroutes.inbox.MessageState;
import io.ledgerroutes.reconcile.Looks;
import io.ledgerroutes.reconcile.Period;
import io.ledgerroutes.reconcile.Row;
import io.ledgerroutes.reconcile.Run;
import io.ledgerroutes.reconcile.RunKind;
import io.ledgerroutes.reconcile.RunState;
import io.ledgerroutes.reconcile.Runs;
import io.ledgerroutes.reconcile.Tab;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.security.Principal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.springframework.http.HttpStatus;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Periods of a connection: dry runs, backfills and comparisons, with their sums, rows and lists for spreadsheets. */
@RestController
@RequestMapping("/api/v1/connections/{id}")
class RunsApi {

  private static final int ROWS = 100;

  private final NamedConnection addressed;
  private final RunDesk desk;
  private final Looks looks;
  private final Runs runs;

  RunsApi(NamedConnection addressed, RunDesk desk, Looks looks, Runs runs) {
    this.addressed = addressed;
    this.desk = desk;
    this.looks = looks;
    this.runs = runs;
  }

  /**
   * Which days, and for a backfill of which dry run.
   *
   * @param run of the dry run, or of the comparison that is queued
   * @param now a backfill does not wait for its window
   * @param queue a comparison queues what it finds missing
   * @param note what the operator says to it, for the trail
   */
  record Asking(String from, String to, Long run, boolean now, boolean queue, String note) {
    Period period() {
      return RunDesk.period(from, to);
    }
  }

  /** A run in a list. */
  record RunView(
    long run,
    String connection,
    RunKind kind,
    LocalDate from,
    LocalDate to,
    Long ofRun,
    boolean now,
    RunState state,
    String reason,
    int fed,
    String by,
    Instant startedAt,
    Instant updatedAt
  ) {
    static RunView of(Run run) {
      return new RunView(
        run.id(),
        run.connection(),
        run.kind(),
        run.period().from(),
        run.period().to(),
        run.ofRun(),
        run.atOnce(),
        run.state(),
        run.reason(),
        run.fed(),
        run.by(),
        run.startedAt(),
        run.updatedAt()
      );
    }
  }

  /**
   * A run with what it found.
   *
   * @param due how many records a backfill feeds in all
   * @param messages how those that it has fed stand
   * @param queued messages stored by this call
   * @param summary the first of its tabs
   * @param rows the first of them
   * @param next the cursor of the rest of the rows
   */
  record RunStory(
    @JsonUnwrapped RunView run,
    String basis,
    String zone,
    List<String> notes,
    int due,
    Map<MessageState, Long> messages,
    Integer queued,
    Tab summary,
    List<Tab> tabs,
    List<Row> rows,
    Integer next
  ) {}

  @PostMapping("/dry-run")
  RunStory dryRun(@PathVariable String id, @RequestBody Asking asking, HttpServletRequest call) {
    Connection connection = addressed.good(id);
    Run run = looks.dryRun(connection, asking.period(), call.getUserPrincipal().getName());
    return story(connection, run, null, call);
  }

  @PostMapping("/reconcile")
  RunStory reconcile(@PathVariable String id, @RequestBody Asking asking, HttpServletRequest call) {
    Connection connection = addressed.good(id);
    String by = call.getUserPrincipal().getName();
    Run run = looks.reconcile(connection, asking.period(), by);
    Integer queued = asking.queue()
      ? runs.queue(connection, run.id(), by, RunDesk.note(asking.note()))
      : null;
    return story(connection, run, queued, call);
  }

  @PostMapping("/reconcile/queue")
  Map<String, Integer> queue(@PathVariable String id, @RequestBody Asking asking, Principal operator) {
    Connection connection = addressed.good(id);
    String note = RunDesk.note(asking.note());
    return Map.of("queued", runs.queue(connection, named(asking), operator.getName(), note));
  }

  @PostMapping("/backfill")
  @ResponseStatus(HttpStatus.ACCEPTED)
  RunStory backfill(@PathVariable String id, @RequestBody Asking asking, HttpServletRequest call) {
    Connection connection = addressed.good(id);
    String by = call.getUserPrincipal().getName();
    Run run = runs.backfill(
      connection,
      asking.period(),
      dryRunOf(asking),
      asking.now(),
      by,
      RunDesk.note(asking.note())
    );
    return story(connection, run, null, call);
  }

  @GetMapping("/runs")
  Page<RunView> list(@PathVariable String id, @RequestParam MultiValueMap<String, String> parameters) {
    addressed.requireKnown(id);
    Asked asked = Asked.of(parameters, "cursor");
    return Page.of(runs.newest(id, asked.cursor(), Page.ROWS), Run::id, RunView::of);
  }

  @GetMapping("/runs/{run:[0-9]{1,18}}")
  RunStory one(@PathVariable String id, @PathVariable long run, HttpServletRequest call) {
    return story(addressed.good(id), desk.known(id, run), null, call);
  }

  /** The rows, of a sum where {@code tab} and {@code key} name one. */
  @GetMapping("/runs/{run:[0-9]{1,18}}/rows")
  Page<Row> rows(
    @PathVariable String id,
    @PathVariable long run,
    @RequestParam MultiValueMap<String, String> parameters,
    HttpServletRequest call
  ) {
    Asked asked = Asked.of(parameters, RunFilter.NAMES_AND_CURSOR);
    Runs.Rows found = desk.rows(desk.known(id, run), RunFilter.of(asked), asked.cursor(), ROWS, call);
    return new Page<>(found.rows(), found.next() == null ? null : found.next().toString());
  }

  /** All rows as a list for spreadsheets. */
  @GetMapping("/runs/{run:[0-9]{1,18}}.csv")
  void csv(
    @PathVariable String id,
    @PathVariable long run,
    @RequestParam MultiValueMap<String, String> parameters,
    HttpServletRequest call,
    HttpServletResponse answer
  ) throws IOException {
    RunFilter filter = RunFilter.of(Asked.of(parameters, RunFilter.NAMES));
    desk.rowsAsList(desk.known(id, run), filter, call, answer);
  }

  /** One tab as a list for spreadsheets. */
  @GetMapping("/runs/{run:[0-9]{1,18}}/{tab:[a-z-]{1,40}}.csv")
  void tab(
    @PathVariable String id,
    @PathVariable long run,
    @PathVariable String tab,
    HttpServletResponse answer
  ) throws IOException {
    desk.tabAsList(desk.known(id, run), tab, answer);
  }

  private RunStory story(Connection connection, Run run, Integer queued, HttpServletRequest call) {
    Runs.Shown shown = runs.shown(connection, run);
    Runs.Rows rows = desk.rows(run, RunFilter.ALL, null, ROWS, call);
    return new RunStory(
      RunView.of(run),
      shown.basis(),
      shown.zone(),
      shown.notes(),
      shown.due(),
      shown.messages(),
      queued,
      shown.tabs().isEmpty() ? null : shown.tabs().getFirst(),
      shown.tabs(),
      rows.rows(),
      rows.next()
    );
  }

  private static long named(Asking asking) {
    if (asking.run() == null) {
      throw ApiRefusal.badRequest("Say which comparison: {\"run\":12}.");
    }
    return asking.run();
  }

  private static long dryRunOf(Asking asking) {
    if (asking.run() == null) {
      throw ApiRefusal.conflict(
        "A backfill follows a dry run of the same period: POST …/dry-run first, then name its run here."
      );
    }
    return asking.run();
  }
}
