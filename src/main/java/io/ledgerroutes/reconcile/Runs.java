package io.ledgerroutes.reconcile;

import io.ledgerroutes.audit.AuditEntry;
import io.ledgerroutes.audit.AuditTrail;
import io.ledgerroutes.connection.Connection;
import io.ledgerroutes.inbox.CorrelationId;
import io.ledgerroutes.inbox.Inbox;
import io.ledgerroutes.inbox.InboxStore;
import io.ledgerroutes.inbox.Message;
import io.ledgerroutes.inbox.MessageState;
import io.ledgerroutes.inbox.NewMessage;
import io.ledgerroutes.store.Database;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/** What operators do with periods: try them, compare them, queue what is missing, and have old ones brought over. */
@Component
public class Runs {

  private static final int ROWS_AT_ONCE = 500;
  private static final int QUEUED_AT_ONCE = 200;
  private static final Report NOTHING = new Report("", "", List.of(), List.of(), List.of());

  private final Map<String, PeriodBooks> books;
  private final RunStore store;
  private final Inbox inbox;
  private final InboxStore messages;
  private final AuditTrail audit;
  private final Database database;
  private final Duration rowsKept;
  private final Set<String> busy = ConcurrentHashMap.newKeySet();

  public Runs(
    List<PeriodBooks> books,
    RunStore store,
    Inbox inbox,
    InboxStore messages,
    AuditTrail audit,
    Database database,
    @Value("${ledger.retention.payload:30d}") Duration rowsKept
  ) {
    this.books = books.stream().collect(Collectors.toMap(PeriodBooks::integration, one -> one));
    this.store = store;
    this.inbox = inbox;
    this.messages = messages;
    this.audit = audit;
    this.database = database;
    this.rowsKept = rowsKept;
  }

  /**
   * A run with its sums.
   *
   * @param basis by which day records belong to the period
   * @param due how many records a backfill feeds in all; 0 for others
   * @param messages how what a backfill has fed stands in the inbox
   */
  public record Shown(
    Run run,
    String basis,
    String zone,
    List<Tab> tabs,
    List<String> notes,
    int due,
    Map<MessageState, Long> messages
  ) {}

  /**
   * Part of a run's rows.
   *
   * @param next behind which position the rest stands; null at the end
   */
  public record Rows(List<Row> rows, Integer next) {}

  /**
   * What bringing the period over would do; nothing is written at the remotes.
   *
   * @throws RunRefused where another look at the connection is under way
   * @throws io.ledgerroutes.remote.RemoteFailure where a remote could not be read
   */
  public Run dryRun(Connection connection, Period period, String by) {
    PeriodBooks of = booksOf(connection);
    return alone(connection, () -> {
      of.readAgain(connection);
      return keep(connection, RunKind.DRY_RUN, period, by, of.dryRun(connection, period));
    });
  }

  /**
   * Both sides of the period compared. Nothing is written at the remotes; what a person must decide although no
   * message told of it is held.
   *
   * @throws RunRefused where another look at the connection is under way
   * @throws io.ledgerroutes.remote.RemoteFailure where a remote could not be read
   */
  public Run reconcile(Connection connection, Period period, String by) {
    PeriodBooks of = booksOf(connection);
    return alone(connection, () -> {
      Report report = of.reconcile(connection, period);
      return keep(connection, RunKind.RECONCILE, period, by, report);
    });
  }

  private Run keep(Connection connection, RunKind kind, Period period, String by, Report report) {
    RunStore.Fresh fresh = new RunStore.Fresh(
      connection.id(),
      kind,
      period,
      connection.settingsHash(),
      null,
      false,
      RunState.DONE,
      by
    );
    store.forgetRows(rowsKept);
    long id = database.durably(() -> {
      long stored = store.insert(fresh, report);
      audit.record(entry(kind, connection, period, by, stored).with("verdicts", verdicts(report.rows())));
      hold(connection, report.holds(), by);
      return stored;
    });
    return run(connection.id(), id);
  }

  /** Once: what is held already for the same reason is not held again. */
  private void hold(Connection connection, List<Report.Hold> holds, String by) {
    String flow = booksOf(connection).flow();
    Map<String, Message> last = new HashMap<>();
    List<String> keys = holds.stream().map(Report.Hold::key).distinct().toList();
    for (int from = 0; from < keys.size(); from += QUEUED_AT_ONCE) {
      List<String> some = keys.subList(from, Math.min(keys.size(), from + QUEUED_AT_ONCE));
      last.putAll(messages.lastOf(connection.id(), flow, some));
    }
    for (Report.Hold hold : holds) {
      Message before = last.get(hold.key());
      boolean known =
        before != null && before.state() == MessageState.HELD && hold.reason().equals(before.reason());
      if (!known) {
        inbox.holdWithin(message(connection.id(), flow, hold.key()), hold.reason(), by);
      }
    }
  }

  /**
   * Approves a period and has its records brought over, in the backfill window or at once.
   *
   * @param ofRun the dry run of the same period with the present settings
   * @throws RunRefused where it is not that, with what to do
   */
  public Run backfill(Connection connection, Period period, long ofRun, boolean atOnce, String by) {
    PeriodBooks of = booksOf(connection);
    requireDryRun(connection, period, ofRun);
    of.readAgain(connection);
    RunStore.Fresh fresh = new RunStore.Fresh(
      connection.id(),
      RunKind.BACKFILL,
      period,
      connection.settingsHash(),
      ofRun,
      atOnce,
      RunState.WAITING,
      by
    );
    List<NewMessage> messages = new ArrayList<>();
    long id = database.durably(() -> {
      long stored = store.insert(fresh, NOTHING);
      messages.add(message(connection.id(), of.backfillFlow(), Long.toString(stored)));
      inbox.storeWithin(messages);
      audit.record(
        entry(RunKind.BACKFILL, connection, period, by, stored).with("of-run", ofRun).with("now", atOnce)
      );
      return stored;
    });
    inbox.announce(messages);
    return run(connection.id(), id);
  }

  private void requireDryRun(Connection connection, Period period, long ofRun) {
    String again = "make a dry run of the period first and name its run";
    Run dryRun = store
      .find(connection.id(), ofRun)
      .filter(run -> run.kind() == RunKind.DRY_RUN)
      .orElseThrow(() ->
        new RunRefused("Run " + ofRun + " is no dry run of this connection; " + again + ".")
      );
    if (!dryRun.period().equals(period)) {
      throw new RunRefused(
        "Dry run " +
          ofRun +
          " was of " +
          dryRun.period().from() +
          " to " +
          dryRun.period().to() +
          "; name the same period, or " +
          again +
          "."
      );
    }
    if (!dryRun.settingsHash().equals(connection.settingsHash())) {
      throw new RunRefused("The connection's settings changed since dry run " + ofRun + "; make it again.");
    }
    boolean shown = store
      .sums(ofRun)
      .tabs()
      .stream()
      .anyMatch(tab -> !tab.sums().isEmpty());
    if (shown && store.rowCount(ofRun) == 0) {
      throw new RunRefused("Dry run " + ofRun + " is too old and its rows are gone; make it again.");
    }
  }

  /**
   * Stores a message for each record that the comparison found missing.
   *
   * @return how many; those for which a message waits already are left out
   */
  public int queue(Connection connection, long run, String by) {
    PeriodBooks of = booksOf(connection);
    Run compared = store
      .find(connection.id(), run)
      .filter(found -> found.kind() == RunKind.RECONCILE)
      .orElseThrow(() ->
        new RunRefused("Run " + run + " is no comparison of this connection; reconcile first.")
      );
    Set<String> keys = new LinkedHashSet<>();
    each(run, row -> row.verdict().queued() && row.key() != null, row -> keys.add(row.key()));
    int queued = 0;
    List<String> all = List.copyOf(keys);
    for (int from = 0; from < all.size(); from += QUEUED_AT_ONCE) {
      List<String> some = all.subList(from, Math.min(all.size(), from + QUEUED_AT_ONCE));
      Set<String> waiting = inbox.waiting(connection.id(), of.flow(), some);
      List<NewMessage> messages = some
        .stream()
        .filter(key -> !waiting.contains(key))
        .map(key -> message(connection.id(), of.flow(), key))
        .toList();
      inbox.store(messages);
      queued += messages.size();
    }
    int stored = queued;
    database.durably(() ->
      audit.record(
        AuditEntry.of("reconcile-queue")
          .connection(connection.id())
          .actor(by)
          .with("run", compared.id())
          .with("messages", stored)
      )
    );
    return queued;
  }

  /** The connection's runs, newest first, those before an id. */
  public List<Run> newest(String connection, Long before, int limit) {
    return store.newest(connection, before == null ? Long.MAX_VALUE : before, limit);
  }

  public Optional<Run> find(String connection, long id) {
    return store.find(connection, id);
  }

  /** A run with its sums and how far it is. */
  public Shown shown(Connection connection, Run run) {
    RunStore.Sums sums = store.sums(run.id());
    boolean backfill = run.kind() == RunKind.BACKFILL;
    return new Shown(
      run,
      sums.basis(),
      sums.zone(),
      sums.tabs(),
      sums.notes(),
      backfill ? store.dueCount(run.ofRun()) : 0,
      backfill ? store.messages(run, booksOf(connection).flow()) : Map.of()
    );
  }

  /** The rows of a run that are wanted, behind a position, at most so many. */
  public Rows rows(long run, Predicate<Row> wanted, int after, int limit) {
    List<Row> found = new ArrayList<>();
    int position = after;
    while (true) {
      List<RunStore.Placed> some = store.rows(run, position, ROWS_AT_ONCE);
      for (RunStore.Placed placed : some) {
        if (wanted.test(placed.row())) {
          if (found.size() == limit) {
            return new Rows(found, position);
          }
          found.add(placed.row());
        }
        position = placed.position();
      }
      if (some.size() < ROWS_AT_ONCE) {
        return new Rows(found, null);
      }
    }
  }

  /** Hands on every wanted row of a run, in their order. */
  public void each(long run, Predicate<Row> wanted, Consumer<Row> sink) {
    Integer after = 0;
    while (after != null) {
      Rows some = rows(run, wanted, after, ROWS_AT_ONCE);
      some.rows().forEach(sink);
      after = some.next();
    }
  }

  private Run run(String connection, long id) {
    return store.find(connection, id).orElseThrow();
  }

  private PeriodBooks booksOf(Connection connection) {
    PeriodBooks of = books.get(connection.integration());
    if (of == null) {
      throw new RunRefused("Connections of " + connection.integration() + " cannot be compared by period.");
    }
    return of;
  }

  /** Two looks at once would only take each other's calls. */
  private <T> T alone(Connection connection, Supplier<T> look) {
    if (!busy.add(connection.id())) {
      throw new RunRefused(
        "Another look at this connection's periods is under way; try again when it has ended."
      );
    }
    try {
      return look.get();
    } finally {
      busy.remove(connection.id());
    }
  }

  private static NewMessage message(String connection, String flow, String key) {
    return new NewMessage(connection, flow, key, new byte[0], CorrelationId.fresh());
  }

  private static AuditEntry entry(RunKind kind, Connection connection, Period period, String by, long run) {
    return AuditEntry.of(kind.name().toLowerCase(Locale.ROOT).replace('_', '-'))
      .connection(connection.id())
      .actor(by)
      .with("run", run)
      .with("from", period.from())
      .with("to", period.to())
      .with("settings", connection.settingsHash());
  }

  private static Map<Verdict, Long> verdicts(List<Row> rows) {
    return new TreeMap<>(rows.stream().collect(Collectors.groupingBy(Row::verdict, Collectors.counting())));
  }
}
