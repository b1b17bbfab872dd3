package io.ledgerroutes.console.runs;

import io.ledgerroutes.console.ApiRefusal;
import io.ledgerroutes.console.CsvAnswer;
import io.ledgerroutes.console.access.Role;
import io.ledgerroutes.console.connections.NamedConnection;
import io.ledgerroutes.reconcile.Period;
import io.ledgerroutes.reconcile.Row;
import io.ledgerroutes.reconcile.Run;
import io.ledgerroutes.reconcile.RunList;
import io.ledgerroutes.reconcile.Runs;
import io.ledgerroutes.reconcile.Tab;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.LocalDate;
import org.springframework.stereotype.Component;

/** What a call and a page about runs do alike: who may see what, which days, and the lists for spreadsheets. */
@Component
class RunDesk {

  private static final int LONGEST_NOTE = 500;

  private final NamedConnection addressed;
  private final Runs runs;

  RunDesk(NamedConnection addressed, Runs runs) {
    this.addressed = addressed;
    this.runs = runs;
  }

  /** The run that an address names; 404 where there is none. */
  Run known(String connection, long run) {
    addressed.requireKnown(connection);
    return runs
      .find(connection, run)
      .orElseThrow(() -> ApiRefusal.notFound("There is no run " + run + "; GET …/runs lists them."));
  }

  /** The days that somebody named. */
  static Period period(String from, String to) {
    LocalDate first = day("from", from);
    LocalDate last = day("to", to);
    try {
      return new Period(first, last);
    } catch (IllegalArgumentException none) {
      throw ApiRefusal.badRequest(none.getMessage() + "; name its first and its last day.");
    }
  }

  private static LocalDate day(String name, String text) {
    try {
      return LocalDate.parse(text == null ? "" : text);
    } catch (DateTimeException noDay) {
      throw ApiRefusal.badRequest(
        "Say which days: {\"from\":\"2026-11-01\",\"to\":\"2026-11-30\"}, both included; " +
          name +
          " is none."
      );
    }
  }

  /** What an operator says to what he does, for the trail; null where nothing. */
  static String note(String text) {
    String note = text == null ? "" : text.replaceAll("\\p{Cntrl}+", " ").strip();
    if (note.length() > LONGEST_NOTE) {
      throw ApiRefusal.badRequest("The note is longer than " + LONGEST_NOTE + " characters; shorten it.");
    }
    return note.isEmpty() ? null : note;
  }

  /** Rows behind a position, which may be null for the beginning, as the caller may see them. */
  Runs.Rows rows(Run run, RunFilter filter, Long after, int limit, HttpServletRequest call) {
    Runs.Rows found = runs.rows(run.id(), filter, position(after), limit);
    return new Runs.Rows(
      found
        .rows()
        .stream()
        .map(row -> shown(row, call))
        .toList(),
      found.next()
    );
  }

  private static int position(Long after) {
    return after == null ? 0 : (int) Math.min(after, Integer.MAX_VALUE);
  }

  /** A row as the caller may see it: names are for operators. */
  static Row shown(Row row, HttpServletRequest call) {
    return mayKnowNames(call) ? row : row.withoutContact();
  }

  static boolean mayKnowNames(HttpServletRequest call) {
    return call.isUserInRole(Role.OPERATOR.name());
  }

  /** Answers with all the rows. */
  void rowsAsList(Run run, RunFilter filter, HttpServletRequest call, HttpServletResponse answer)
    throws IOException {
    RunList list = new RunList(shown(run));
    CsvAnswer.write(answer, run.connection() + "-run-" + run.id(), out ->
      list.rows(out, filter.parts(), sink ->
        runs.each(run.id(), filter, row -> sink.accept(shown(row, call)))
      )
    );
  }

  /** Answers with one tab; 404 where the run has none of that name. */
  void tabAsList(Run run, String name, HttpServletResponse answer) throws IOException {
    Runs.Shown shown = shown(run);
    Tab found = shown
      .tabs()
      .stream()
      .filter(each -> each.name().equals(name))
      .findFirst()
      .orElseThrow(() -> ApiRefusal.notFound("This run has no tab of that name; its story lists them."));
    CsvAnswer.write(answer, run.connection() + "-run-" + run.id() + "-" + name, out ->
      new RunList(shown).tab(out, found)
    );
  }

  private Runs.Shown shown(Run run) {
    return runs.shown(addressed.good(run.connection()), run);
  }
}
