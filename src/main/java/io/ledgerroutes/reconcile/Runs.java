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
import io.ledgerroutes.inbox.RecordKey;
import io.ledgerroutes.store.Database;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import org.springframework.stereotype.Component;

/** What follows a look at a period: its rows are read, what is missing is queued, old records are brought over. */
@Component
public class Runs {

  private static final int ROWS_AT_ONCE = 500;
  private static final int QUEUED_AT_ONCE = 200;

  private static final Set<MessageState> GOES_ON = EnumSet.of(
    MessageState.RECEIVED,
    MessageState.RETRY,
    MessageState.IN_FLIGHT
  );

  private final AllBooks books;
  private final RunStore store;
  private final Inbox inbox;
  private final InboxStore messages;
  private final AuditTrail audit;
  private final Database database;

  public Runs(
    List<PeriodBooks> books,
    RunStore store,
    Inbox inbox,
    InboxStore messages,
    AuditTrail audit,
    Database database
  ) {
    this.books = new AllBooks(books);
    this.store = store;
    this.inbox = inbox;
    this.messages = messages;
    this.audit = audit;
    this.database = database;
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
   * Approves a period and has its records brought over, in the backfill window or at once.
   *
   * @param ofRun the dry run of the same period with the present settings
   * @param note what the operator says to it, for the trail; null where nothing
   * @throws RunRefused where it is not that, or its days are brought over already, with what to do
   */
  public Run backfill(
    Connection connection,
    Period period,
    long ofRun,
    boolean atOnce,
    String by,
    String note
  ) {
    PeriodBooks of = books.of(connection);
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
    Run stored = database.durably(() -> {
      store.lock(connection.id());
      requireNoOther(connection, period, of);
      Run run = run(connection.id(), store.insert(fresh));
      messages.add(message(connection.id(), of.backfillFlow(), Long.toString(run.id())));
      inbox.storeWithin(messages);
      audit.record(run.entry().reason(note).with("of-run", ofRun).with("now", atOnce));
      return run;
    });
    inbox.announce(messages);
    return stored;
  }

  /** Two backfills of the same days would bring each record twice to the inbox. */
  private void requireNoOther(Connection connection, Period period, PeriodBooks of) {
    List<Run> open = store.openBackfills(connection.id());
    List<String> keys = open
      .stream()
      .map(run -> Long.toString(run.id()))
      .toList();
    Map<String, Message> fed = messages.lastOf(connection.id(), of.backfillFlow(), keys);
    for (Run other : open) {
      boolean feeds = Optional.ofNullable(fed.get(Long.toString(other.id())))
        .filter(message -> GOES_ON.contains(message.state()))
        .isPresent();
      if (feeds && period.overlaps(other.period())) {
        throw new RunRefused(
          "Backfill " +
            other.id() +
            " of " +
            other.period().from() +
            " to " +
            other.period().to() +
            " is not finished; wait for it."
        );
      }
    }
  }

  private void requireDryRun(Connection connection, Period period, long ofRun) {
    String again = "make a dry run of the period first and name its run";
    Run dryRun = store
      .find(connection.id(), ofRun)
      .filter(run -> run.kind() == RunKind.DRY_RUN)
      .orElseThrow(() ->
        new RunRefused("Run " + ofRun + " is no dry run of this connection; " + again + ".")
      );
    if (dryRun.state() != RunState.DONE) {
      throw new RunRefused("Dry run " + ofRun + " has found nothing yet, or was stopped; " + again + ".");
    }
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
   * What {@link #queue} would store messages for.
   *
   * @param rows one a record, in their order
   * @param waiting how many records are left out because a message waits for each already
   */
  public record Missing(List<Row> rows, int waiting) {
    /** The rows' totals by currency. */
    public Map<String, BigDecimal> totals() {
      Map<String, BigDecimal> totals = new TreeMap<>();
      rows.forEach(row -> totals.merge(row.currency(), row.total(), BigDecimal::add));
      return totals;
    }
  }

  /**
   * The records that a comparison found missing and for which no message waits.
   *
   * @throws RunRefused where the run is no comparison that has ended
   */
  public Missing missing(Connection connection, long run) {
    PeriodBooks of = books.of(connection);
    store
      .find(connection.id(), run)
      .filter(found -> found.kind() == RunKind.RECONCILE && found.state() == RunState.DONE)
      .orElseThrow(() ->
        new RunRefused("Run " + run + " is no comparison of this connection; reconcile first.")
      );
    Map<RecordKey, Row> found = new LinkedHashMap<>();
    each(
      run,
      row -> row.verdict().queued() && row.key() != null,
      row -> found.putIfAbsent(new RecordKey(connection.id(), of.flow(row.kind()), row.key()), row)
    );
    Set<RecordKey> waiting = new HashSet<>();
    of.flows().forEach(flow -> waiting.addAll(waiting(connection, flow, found.keySet())));
    List<Row> rows = found
      .entrySet()
      .stream()
      .filter(one -> !waiting.contains(one.getKey()))
      .map(Map.Entry::getValue)
      .toList();
    return new Missing(rows, waiting.size());
  }

  private Set<RecordKey> waiting(Connection connection, String flow, Set<RecordKey> records) {
    List<String> keys = records
      .stream()
      .filter(record -> record.flow().equals(flow))
      .map(RecordKey::key)
      .toList();
    Set<RecordKey> waiting = new HashSet<>();
    inParts(keys, some ->
      inbox
        .waiting(connection.id(), flow, some)
        .forEach(key -> waiting.add(new RecordKey(connection.id(), flow, key)))
    );
    return waiting;
  }

  /**
   * Stores a message for each record that the comparison found missing.
   *
   * @param note what the operator says to it, for the trail; null where nothing
   * @return how many; those for which a message waits already are left out
   */
  public int queue(Connection connection, long run, String by, String note) {
    PeriodBooks of = books.of(connection);
    List<Row> rows = missing(connection, run).rows();
    inParts(rows, some ->
      inbox.store(
        some
          .stream()
          .map(row -> message(connection.id(), of.flow(row.kind()), row.key()))
          .toList()
      )
    );
    database.durably(() ->
      audit.record(
        AuditEntry.of("reconcile-queue")
          .connection(connection.id())
          .actor(by)
          .reason(note)
          .with("run", run)
          .with("messages", rows.size())
      )
    );
    return rows.size();
  }

  private static <T> void inParts(List<T> all, Consumer<List<T>> work) {
    for (int from = 0; from < all.size(); from += QUEUED_AT_ONCE) {
      work.accept(all.subList(from, Math.min(all.size(), from + QUEUED_AT_ONCE)));
    }
  }

  /** The flow of the messages that bring the connection's rows over, by the row's kind. */
  public UnaryOperator<String> flows(Connection connection) {
    return books.of(connection)::flow;
  }

  /** The flow of the messages that bring most of the connection's rows over. */
  public String flow(Connection connection) {
    return books.of(connection).flow();
  }

  /** The backfills of a dry run, oldest first. */
  public List<Run> backfillsOf(Run dryRun) {
    return store.backfillsOf(dryRun.connection(), dryRun.id());
  }

  /** How many records a backfill of this dry run would feed. */
  public int due(Run dryRun) {
    return store.dueCount(dryRun.id());
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
      backfill ? store.messages(run, books.of(connection).flows()) : Map.of()
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

  private static NewMessage message(String connection, String flow, String key) {
    return new NewMessage(connection, flow, key, new byte[0], CorrelationId.fresh());
  }
}
