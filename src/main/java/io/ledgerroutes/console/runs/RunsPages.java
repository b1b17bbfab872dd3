package io.ledgerroutes.console.runs;

import io.ledgerroutes.connection.Connection;
import io.ledgerroutes.connection.Window;
import io.ledgerroutes.console.Address;
import io.ledgerroutes.console.ApiRefusal;
import io.ledgerroutes.console.Asked;
import io.ledgerroutes.console.Page;
import io.ledgerroutes.console.connections.NamedConnection;
import io.ledgerroutes.reconcile.Looks;
import io.ledgerroutes.reconcile.Run;
import io.ledgerroutes.reconcile.RunKind;
import io.ledgerroutes.reconcile.RunState;
import io.ledgerroutes.reconcile.Runs;
import io.ledgerroutes.reconcile.Tab;
import io.ledgerroutes.reconcile.Verdict;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.security.Principal;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** {@code /connections/{id}/runs}: periods tried, compared and brought over. */
@Controller
@RequestMapping("/connections/{id}/runs")
class RunsPages {

  private static final int ROWS = 50;
  private static final String ONE = "/{run:[0-9]{1,18}}";

  private final NamedConnection addressed;
  private final RunDesk desk;
  private final Looks looks;
  private final Runs runs;

  RunsPages(NamedConnection addressed, RunDesk desk, Looks looks, Runs runs) {
    this.addressed = addressed;
    this.desk = desk;
    this.looks = looks;
    this.runs = runs;
  }

  @GetMapping
  String list(@PathVariable String id, @RequestParam MultiValueMap<String, String> parameters, Model page) {
    addressed.requireKnown(id);
    Asked asked = Asked.ofForm(parameters, "cursor");
    LocalDate today = LocalDate.now(zone(id));
    page.addAttribute("title", "Runs of " + id);
    page.addAttribute("connection", id);
    page.addAttribute("from", today.withDayOfMonth(1));
    page.addAttribute("to", today);
    page.addAttribute("runs", Page.of(runs.newest(id, asked.cursor(), Page.ROWS), Run::id, RunPage.Line::of));
    return "runs/list";
  }

  /** Whose days were looked at last; UTC where none were. */
  private ZoneId zone(String id) {
    return runs
      .newest(id, null, Page.ROWS)
      .stream()
      .filter(run -> run.kind() != RunKind.BACKFILL && run.state() == RunState.DONE)
      .findFirst()
      .map(run -> ZoneId.of(runs.shown(addressed.good(id), run).zone()))
      .orElse(ZoneOffset.UTC);
  }

  /** Begins a look and shows its page, where it tells how it goes on. */
  @PostMapping
  String start(
    @PathVariable String id,
    @RequestParam RunKind kind,
    @RequestParam String from,
    @RequestParam String to,
    Principal operator
  ) {
    if (kind == RunKind.BACKFILL) {
      throw ApiRefusal.badRequest("A backfill is begun on the page of its dry run.");
    }
    Run run = looks.start(addressed.good(id), kind, RunDesk.period(from, to), operator.getName());
    return "redirect:/connections/{id}/runs/" + run.id();
  }

  @GetMapping(ONE)
  String one(
    @PathVariable String id,
    @PathVariable long run,
    @RequestParam MultiValueMap<String, String> parameters,
    HttpServletRequest call,
    Model page
  ) {
    Run known = desk.known(id, run);
    Connection connection = addressed.good(id);
    Asked asked = Asked.ofForm(parameters, RunFilter.NAMES_AND_CURSOR);
    RunFilter filter = RunFilter.of(asked);
    Runs.Shown shown = runs.shown(connection, known);
    head(page, known, shown);
    page.addAttribute("flow", runs.flow(connection));
    if (known.kind() == RunKind.BACKFILL) {
      return "runs/backfill";
    }
    page.addAttribute("tabs", shown.tabs());
    page.addAttribute("table", table(shown.tabs(), filter.tab()));
    page.addAttribute("filter", filter);
    page.addAttribute("verdicts", verdicts());
    rows(page, connection, known, filter, asked.cursor(), call);
    decisions(page, connection, known);
    return "runs/one";
  }

  private static void head(Model page, Run run, Runs.Shown shown) {
    page.addAttribute("title", RunWords.kind(run.kind()) + " " + run.id());
    page.addAttribute("connection", run.connection());
    page.addAttribute("run", RunPage.Line.of(run));
    page.addAttribute("shown", shown);
  }

  /** The tab of that name, the first where none is asked for; null while there are none. */
  private static RunPage.Table table(List<Tab> tabs, String name) {
    if (tabs.isEmpty()) {
      return null;
    }
    return tabs
      .stream()
      .filter(tab -> name == null || tab.name().equals(name))
      .findFirst()
      .map(RunPage.Table::of)
      .orElseThrow(() -> ApiRefusal.notFound("This run has no tab of that name; its page lists them."));
  }

  private static List<RunPage.Choice> verdicts() {
    return Arrays.stream(Verdict.values())
      .map(verdict -> new RunPage.Choice(verdict.name(), RunWords.plain(verdict)))
      .toList();
  }

  private void rows(
    Model page,
    Connection connection,
    Run run,
    RunFilter filter,
    Long after,
    HttpServletRequest call
  ) {
    Runs.Rows found = desk.rows(run, filter, after, ROWS, call);
    UnaryOperator<String> flows = runs.flows(connection);
    page.addAttribute(
      "rows",
      found
        .rows()
        .stream()
        .map(row -> RunPage.Card.of(row, flows))
        .toList()
    );
    String here = "/connections/" + run.connection() + "/runs/" + run.id();
    page.addAttribute("csv", Address.of(here + ".csv", filter.parts()));
    page.addAttribute("next", found.next() == null ? null : next(here, filter, found.next()));
    page.addAttribute("named", RunDesk.mayKnowNames(call));
    page.addAttribute(
      "payouts",
      found
        .rows()
        .stream()
        .anyMatch(row -> row.payout() != null && !row.payout().isEmpty())
    );
  }

  private static String next(String here, RunFilter filter, int after) {
    Map<String, String> parameters = filter.parts();
    parameters.put("cursor", Integer.toString(after));
    return Address.of(here, parameters) + "#rows";
  }

  /** What can be done with what was found. */
  private void decisions(Model page, Connection connection, Run run) {
    boolean done = run.state() == RunState.DONE;
    boolean tried = run.kind() == RunKind.DRY_RUN;
    page.addAttribute("due", done && tried ? runs.due(run) : 0);
    page.addAttribute(
      "backfills",
      tried ? runs.backfillsOf(run).stream().map(RunPage.Line::of).toList() : List.of()
    );
    Optional<Window> window = connection.schedule().backfillWindow();
    page.addAttribute("window", window.map(Window::text).orElse(null));
    page.addAttribute("missing", done && !tried ? runs.missing(connection, run.id()).rows().size() : 0);
  }

  /** Approves what the dry run shows. */
  @PostMapping(ONE + "/backfill")
  String backfill(
    @PathVariable String id,
    @PathVariable long run,
    @RequestParam(defaultValue = "false") boolean now,
    @RequestParam(required = false) String note,
    Principal operator,
    RedirectAttributes after
  ) {
    Run dryRun = desk.known(id, run);
    Run backfill = runs.backfill(
      addressed.good(id),
      dryRun.period(),
      run,
      now,
      operator.getName(),
      RunDesk.note(note)
    );
    after.addFlashAttribute("notice", "Backfill " + backfill.id() + " is approved.");
    return "redirect:/connections/{id}/runs/" + backfill.id();
  }

  /** What would be queued. */
  @GetMapping(ONE + "/queue")
  String preview(@PathVariable String id, @PathVariable long run, HttpServletRequest call, Model page) {
    Run known = desk.known(id, run);
    Connection connection = addressed.good(id);
    Runs.Missing missing = runs.missing(connection, run);
    head(page, known, runs.shown(connection, known));
    page.addAttribute("title", "Queue what reconcile " + run + " misses");
    page.addAttribute("missing", missing);
    page.addAttribute("named", RunDesk.mayKnowNames(call));
    page.addAttribute("payouts", false);
    page.addAttribute(
      "rows",
      missing
        .rows()
        .stream()
        .limit(ROWS)
        .map(row -> RunPage.Card.of(RunDesk.shown(row, call), runs.flows(connection)))
        .toList()
    );
    return "runs/queue";
  }

  @PostMapping(ONE + "/queue")
  String queue(
    @PathVariable String id,
    @PathVariable long run,
    @RequestParam(required = false) String note,
    Principal operator,
    RedirectAttributes after
  ) {
    desk.known(id, run);
    int queued = runs.queue(addressed.good(id), run, operator.getName(), RunDesk.note(note));
    after.addFlashAttribute("notice", queued == 1 ? "1 record is queued." : queued + " records are queued.");
    return "redirect:/connections/{id}/runs/{run}";
  }

  /** All rows as a list for spreadsheets. */
  @GetMapping(ONE + ".csv")
  void csv(
    @PathVariable String id,
    @PathVariable long run,
    @RequestParam MultiValueMap<String, String> parameters,
    HttpServletRequest call,
    HttpServletResponse answer
  ) throws IOException {
    RunFilter filter = RunFilter.of(Asked.ofForm(parameters, RunFilter.NAMES));
    desk.rowsAsList(desk.known(id, run), filter, call, answer);
  }

  /** One tab as a list for spreadsheets. */
  @GetMapping(ONE + "/{tab:[a-z-]{1,40}}.csv")
  void tab(
    @PathVariable String id,
    @PathVariable long run,
    @PathVariable String tab,
    HttpServletResponse answer
  ) throws IOException {
    desk.tabAsList(desk.known(id, run), tab, answer);
  }
}
