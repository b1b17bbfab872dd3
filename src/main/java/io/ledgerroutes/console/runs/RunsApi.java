package io.ledgerroutes.console.runs;

import static io.ledgerroutes.console.Question.CURSOR;
import static io.ledgerroutes.console.Question.KEY;
import static io.ledgerroutes.console.Question.ORDER;
import static io.ledgerroutes.console.Question.TAB;
import static io.ledgerroutes.console.Question.VERDICT;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.ledgerroutes.connection.Connection;
import io.ledgerroutes.console.ApiRefusal;
import io.ledgerroutes.console.Asked;
import io.ledgerroutes.console.Asks;
import io.ledgerroutes.console.Conflict;
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
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
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
   * @param from its first day, as {@code 2026-11-01}, where the organisation is
   * @param to its last day, included
   * @param run the number of the dry run, or of the comparison that is queued
   * @param now a backfill does not wait for its window
   * @param queue a comparison queues what it finds missing
   * @param note what the operator says to it, for the trail
   */
  record Asking(
    @Nullable String from,
    @Nullable String to,
    @Nullable Long run,
    boolean now,
    boolean queue,
    @Nullable String note
  ) {
    Period period() {
      return RunDesk.period(from, to);
    }
  }

  /**
   * A run over a period.
   *
   * @param run its number
   * @param connection whose period
   * @param kind what is done with it
   * @param from its first day, where the organisation is
   * @param to its last day, included
   * @param ofRun the dry run that a backfill brings over; null for others
   * @param now whether a backfill does without its window
   * @param state how far it is
   * @param reason what a backfill waits for, or why it stopped; null where it does neither
   * @param fed how many records it has fed to the inbox
   * @param by who started it
   * @param startedAt when
   * @param updatedAt when it last got on
   */
  record RunView(
    long run,
    String connection,
    RunKind kind,
    LocalDate from,
    LocalDate to,
    @Nullable Long ofRun,
    boolean now,
    RunState state,
    @Nullable String reason,
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
   * What was queued.
   *
   * @param queued how many messages were stored; records for which one waits already are left out
   */
  record Queued(int queued) {}

  /**
   * A run with what it found.
   *
   * @param basis by which day records belong to the period
   * @param zone whose days they are
   * @param notes what to know before the sums are believed
   * @param due how many records a backfill feeds in all
   * @param messages how those that it has fed stand
   * @param queued messages stored by this call; null where none were asked for
   * @param summary the first of its tabs; null where it has none
   * @param tabs its sums, one way of adding up each
   * @param rows the first of its rows
   * @param next the cursor of the rest of the rows; null where there are no more
   */
  record RunStory(
    @JsonUnwrapped RunView run,
    String basis,
    String zone,
    List<String> notes,
    int due,
    Map<MessageState, Long> messages,
    @Nullable Integer queued,
    @Nullable Tab summary,
    List<Tab> tabs,
    List<Row> rows,
    @Nullable Integer next
  ) {}

  /** Tells what bringing these days over would make, change, hold and refuse; nothing is written. */
  @PostMapping("/dry-run")
  @Conflict("The connection's file has never been good, or another look at it is under way.")
  RunStory dryRun(@PathVariable String id, @RequestBody Asking asking, HttpServletRequest call) {
    Connection connection = addressed.good(id);
    Run run = looks.dryRun(connection, asking.period(), call.getUserPrincipal().getName());
    return story(connection, run, null, call);
  }

  /** Compares both sides of a period: sums, and each record with how it stands and why. */
  @PostMapping("/reconcile")
  @Conflict("The connection's file has never been good, or another look at it is under way.")
  RunStory reconcile(@PathVariable String id, @RequestBody Asking asking, HttpServletRequest call) {
    Connection connection = addressed.good(id);
    String by = call.getUserPrincipal().getName();
    Run run = looks.reconcile(connection, asking.period(), by);
    Integer queued = asking.queue()
      ? runs.queue(connection, run.id(), by, RunDesk.note(asking.note()))
      : null;
    return story(connection, run, queued, call);
  }

  /** Queues what a comparison found missing. */
  @PostMapping("/reconcile/queue")
  @Conflict("The run is no comparison of this connection, or its file has never been good.")
  Queued queue(@PathVariable String id, @RequestBody Asking asking, Principal operator) {
    Connection connection = addressed.good(id);
    String note = RunDesk.note(asking.note());
    return new Queued(runs.queue(connection, named(asking), operator.getName(), note));
  }

  /** Brings over what a dry run has shown, in the backfill window or at once. */
  @PostMapping("/backfill")
  @Conflict("No dry run of these days and of the present settings was named.")
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

  /** Lists dry runs, backfills and comparisons of a connection, newest first. */
  @GetMapping("/runs")
  Page<RunView> list(@PathVariable String id, @Asks(CURSOR) Asked asked) {
    addressed.requireKnown(id);
    return Page.of(runs.newest(id, asked.cursor(), Page.ROWS), Run::id, RunView::of);
  }

  /** Tells one run with its sums and the first of its rows. Names of customers are shown to operators. */
  @GetMapping("/runs/{run:[0-9]{1,18}}")
  @Conflict("The connection's file has never been good.")
  RunStory one(@PathVariable String id, @PathVariable long run, HttpServletRequest call) {
    return story(addressed.good(id), desk.known(id, run), null, call);
  }

  /** Lists the rows of a run; those behind a sum where {@code tab} and {@code key} name one. */
  @GetMapping("/runs/{run:[0-9]{1,18}}/rows")
  Page<Row> rows(
    @PathVariable String id,
    @PathVariable long run,
    @Asks({ TAB, KEY, VERDICT, ORDER, CURSOR }) Asked asked,
    HttpServletRequest call
  ) {
    Runs.Rows found = desk.rows(desk.known(id, run), RunFilter.of(asked), asked.cursor(), ROWS, call);
    return new Page<>(found.rows(), found.next() == null ? null : found.next().toString());
  }

  /** Lists all rows of a run for spreadsheets. */
  @GetMapping(path = "/runs/{run:[0-9]{1,18}}.csv", produces = "text/csv")
  @Conflict("The connection's file has never been good.")
  void csv(
    @PathVariable String id,
    @PathVariable long run,
    @Asks({ TAB, KEY, VERDICT, ORDER }) Asked asked,
    HttpServletRequest call,
    HttpServletResponse answer
  ) throws IOException {
    desk.rowsAsList(desk.known(id, run), RunFilter.of(asked), call, answer);
  }

  /** Lists one tab of a run for spreadsheets. */
  @GetMapping(path = "/runs/{run:[0-9]{1,18}}/{tab:[a-z-]{1,40}}.csv", produces = "text/csv")
  @Conflict("The connection's file has never been good.")
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
