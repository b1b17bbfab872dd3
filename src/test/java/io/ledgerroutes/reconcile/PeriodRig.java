package io.ledgerroutes.reconcile;

import static org.mockito.ArgumentMatchers.anyString;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import io.ledgerroutes.audit.AuditStore;
import io.ledgerroutes.audit.AuditTrail;
import io.ledgerroutes.connection.Connection;
import io.ledgerroutes.connection.Connections;
import io.ledgerroutes.connection.Schedule;
import io.ledgerroutes.connection.Window;
import io.ledgerroutes.connection.XeroTenancy;
import io.ledgerroutes.inbox.Batch;
import io.ledgerroutes.inbox.Element;
import io.ledgerroutes.inbox.Inbox;
import io.ledgerroutes.inbox.InboxStore;
import io.ledgerroutes.inbox.Message;
import io.ledgerroutes.inbox.MessageState;
import io.ledgerroutes.inbox.Outcome;
import io.ledgerroutes.inbox.PlainInbox;
import io.ledgerroutes.store.TestDatabase;
import io.ledgerroutes.vault.Vault;
import io.ledgerroutes.vault.VaultKeys;
import io.ledgerroutes.vault.VaultStore;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.springframework.jdbc.core.JdbcTemplate;

/** Runs over a store of their own, of a connection whose books say what the test wants. */
final class PeriodRig implements AutoCloseable {

  static final String CONNECTION = "old-shop";
  static final String FLOW = "thing";
  static final String FEED = "thing-backfill";
  static final Period MARCH = new Period(LocalDate.of(2026, 3, 1), LocalDate.of(2026, 3, 31));

  final TestDatabase db;
  final Vault vault;
  final Inbox inbox;
  final InboxStore messages;
  final RunStore store;
  final Runs runs;
  final Looks looks;
  final SaidBooks books = new SaidBooks();
  private final Connections connections = mock(Connections.class);
  private Optional<Window> window = Optional.empty();
  private String settings = "hash-1";
  Instant now = Instant.parse("2026-11-21T12:00:00Z");

  PeriodRig(TestDatabase db) {
    this.db = db;
    this.vault = new Vault(VaultKeys.of(VaultKeys.generate(), null), new VaultStore(db.database()));
    this.inbox = PlainInbox.over(db, vault);
    this.messages = new InboxStore(db.database(), new JdbcTemplate(db.source()));
    this.store = new RunStore(db.database(), new JdbcTemplate(db.source()), vault);
    AuditTrail audit = new AuditTrail(new AuditStore(db.database()));
    this.runs = new Runs(List.of(books), store, inbox, messages, audit, db.database());
    this.looks = looks();
    when(connections.find(anyString())).thenAnswer(asked -> Optional.of(connection()));
  }

  /** Those of a node. */
  Looks looks() {
    AuditTrail audit = new AuditTrail(new AuditStore(db.database()));
    return new Looks(List.of(books), store, inbox, messages, audit, db.database());
  }

  /** What the books say. */
  static final class SaidBooks implements PeriodBooks {

    List<Row> rows = List.of();
    List<Report.Hold> holds = List.of();
    Optional<String> busy = Optional.empty();
    int readAgain;
    Runnable meanwhile = () -> {};

    @Override
    public String integration() {
      return "said";
    }

    @Override
    public String flow() {
      return FLOW;
    }

    @Override
    public String backfillFlow() {
      return FEED;
    }

    @Override
    public Report dryRun(Connection connection, Period period) {
      meanwhile.run();
      Sheet sheet = new Sheet("summary", "What was found", List.of("verdict"), List.of("count"));
      List<Row> counted = new ArrayList<>();
      rows.forEach(row ->
        counted.add(
          row.in(List.of(sheet.add(List.of(row.verdict().name()), Map.of("count", BigDecimal.ONE))))
        )
      );
      return new Report(
        "by the day",
        "Australia/Sydney",
        List.of(sheet.tab()),
        counted,
        List.of("a note"),
        holds
      );
    }

    @Override
    public Report reconcile(Connection connection, Period period) {
      return dryRun(connection, period);
    }

    @Override
    public void readAgain(Connection connection) {
      readAgain++;
    }

    @Override
    public Optional<String> busy(Connection connection) {
      return busy;
    }
  }

  Connection connection() {
    return new Connection(
      CONNECTION,
      "said",
      LocalDate.of(2026, 11, 1),
      new XeroTenancy("tenant", "main"),
      new Schedule("0 * * * * ?", window),
      null,
      settings
    );
  }

  void window(String text) {
    window = Optional.of(Window.of(text));
  }

  void settings(String hash) {
    settings = hash;
  }

  /** The books say so many records with keys from 1, of this verdict. */
  void say(int count, Verdict verdict) {
    books.rows = IntStream.rangeClosed(1, count)
      .mapToObj(key -> row(Integer.toString(key), verdict))
      .toList();
  }

  static Row row(String key, Verdict verdict) {
    BigDecimal amount = new BigDecimal("11.00");
    return new Row(
      "order",
      key,
      LocalDate.of(2026, 3, 3),
      key,
      "WC-" + key,
      "Jo Doe",
      "AUD",
      new BigDecimal("10.00"),
      new BigDecimal("1.00"),
      amount,
      amount,
      new BigDecimal("0.00"),
      "AUTHORISED",
      "",
      "",
      verdict,
      "some reason",
      null,
      null,
      List.of()
    );
  }

  Run dryRun() {
    return looks.dryRun(connection(), MARCH, "olga");
  }

  Run backfill(long dryRun) {
    return runs.backfill(connection(), MARCH, dryRun, false, "olga", null);
  }

  /** What a node does with the backfill's message; a node of its own each time. */
  Outcome work(long run) {
    return work(run, inbox);
  }

  Outcome work(long run, Inbox through) {
    Clock clock = Clock.fixed(now, ZoneOffset.UTC);
    Backfill backfill = new Backfill(
      connections,
      List.of(books),
      store,
      through,
      messages,
      db.database(),
      clock
    );
    Message message = new Message(
      1,
      CONNECTION,
      FEED,
      Long.toString(run),
      MessageState.IN_FLIGHT,
      null,
      1,
      0,
      now,
      now,
      "c"
    );
    Element element = new Element(message, new byte[0]);
    backfill.feed(new Batch(CONNECTION, FEED, "tenant", 1, List.of(element)));
    return element.outcome();
  }

  Run run(long id) {
    return store.find(CONNECTION, id).orElseThrow();
  }

  /** The keys of the records' messages, as often as they were stored. */
  List<String> stored() {
    return db
      .database()
      .sql()
      .sql("SELECT record_key FROM inbox WHERE flow = ? ORDER BY id")
      .params(FLOW)
      .query(String.class)
      .list();
  }

  /** What was stored is worked off. */
  void workedOff() {
    db.database().sql().sql("UPDATE inbox SET state = 'DONE' WHERE flow = ?").params(FLOW).update();
  }

  @Override
  public void close() {
    looks.close();
    db.close();
  }
}
