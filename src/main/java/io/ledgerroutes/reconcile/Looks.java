package io.ledgerroutes.reconcile;

import io.ledgerroutes.audit.AuditTrail;
import io.ledgerroutes.connection.Connection;
import io.ledgerroutes.inbox.CorrelationId;
import io.ledgerroutes.inbox.Inbox;
import io.ledgerroutes.inbox.InboxStore;
import io.ledgerroutes.inbox.Message;
import io.ledgerroutes.inbox.MessageState;
import io.ledgerroutes.inbox.NewMessage;
import io.ledgerroutes.remote.RemoteFailure;
import io.ledgerroutes.start.Regularly;
import io.ledgerroutes.store.Database;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.stereotype.Component;

/**
 * Looks at periods: dry runs and comparisons, in the caller's time or behind his back, one at a time a connection on
 * whichever node. A run stands in the store from its beginning; whoever is at it says so every few seconds, so that
 * one whose node died is ended with these words by another node or by the same one when it is back.
 */
@Component
public class Looks implements AutoCloseable {

  /** How long a run may be silent. */
  static final Duration SILENT = Duration.ofSeconds(60);

  private static final Logger LOG = LoggerFactory.getLogger(Looks.class);
  private static final int SECONDS_A_BEAT = 5;
  private static final int KEYS_AT_ONCE = 200;
  private static final int AT_ONCE = 4;

  private final AllBooks books;
  private final RunStore store;
  private final Inbox inbox;
  private final InboxStore messages;
  private final AuditTrail audit;
  private final Database database;
  private final Set<Run> atWork = ConcurrentHashMap.newKeySet();
  private final ExecutorService workers = Executors.newFixedThreadPool(
    AT_ONCE,
    Thread.ofVirtual().name("look-", 1).factory()
  );
  private final Regularly clock;
  private int seconds;

  public Looks(
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
    this.clock = new Regularly("looks", Duration.ofSeconds(1), this::second, "Runs cannot be kept alive");
  }

  /**
   * What bringing the period over would do; nothing is written at the remotes.
   *
   * @throws RunRefused where another look at the connection is under way
   * @throws RemoteFailure where a remote could not be read; the run stands as stopped
   */
  public Run dryRun(Connection connection, Period period, String by) {
    return work(connection, begin(connection, RunKind.DRY_RUN, period, by));
  }

  /**
   * Both sides of the period compared. Nothing is written at the remotes; what a person must decide although no
   * message told of it is held.
   *
   * @throws RunRefused where another look at the connection is under way
   * @throws RemoteFailure where a remote could not be read; the run stands as stopped
   */
  public Run reconcile(Connection connection, Period period, String by) {
    return work(connection, begin(connection, RunKind.RECONCILE, period, by));
  }

  /**
   * Begins a dry run or a comparison and does not wait for it: the run tells how it ended.
   *
   * @throws RunRefused where another look at the connection is under way
   */
  public Run start(Connection connection, RunKind kind, Period period, String by) {
    Run run = begin(connection, kind, period, by);
    workers.execute(() -> {
      try {
        work(connection, run);
      } catch (RuntimeException told) {
        // The run says why, and for whoever mends it the log.
        LOG.warn("Run {} of {} was stopped: {}", run.id(), connection.id(), told.getClass().getName());
      }
    });
    return run;
  }

  private Run begin(Connection connection, RunKind kind, Period period, String by) {
    books.of(connection);
    endSilent();
    RunStore.Fresh fresh = new RunStore.Fresh(
      connection.id(),
      kind,
      period,
      connection.settingsHash(),
      null,
      false,
      RunState.RUNNING,
      by
    );
    try {
      long id = database.durably(() -> store.insert(fresh));
      Run run = store.find(connection.id(), id).orElseThrow();
      atWork.add(run);
      return run;
    } catch (DuplicateKeyException another) {
      // Two looks at once would only take each other's calls.
      throw new RunRefused(
        "Another look at this connection's periods is under way; try again when it has ended."
      );
    }
  }

  private Run work(Connection connection, Run run) {
    try {
      keep(connection, run, look(connection, run));
    } catch (RuntimeException failed) {
      end(run, words(failed));
      throw failed;
    } finally {
      atWork.remove(run);
    }
    return store.find(connection.id(), run.id()).orElseThrow();
  }

  private Report look(Connection connection, Run run) {
    PeriodBooks of = books.of(connection);
    if (run.kind() == RunKind.RECONCILE) {
      return of.reconcile(connection, run.period());
    }
    of.readAgain(connection);
    return of.dryRun(connection, run.period());
  }

  private void keep(Connection connection, Run run, Report report) {
    database.durably(() -> {
      if (!store.finish(run.id(), report)) {
        throw new RunRefused(
          "Run " + run.id() + " was ended before this node had finished it; make it again."
        );
      }
      audit.record(run.entry().with("verdicts", verdicts(report.rows())));
      hold(connection, report.holds(), run.by());
    });
  }

  /** Once: what is held already for the same reason is not held again. */
  private void hold(Connection connection, List<Report.Hold> holds, String by) {
    String flow = books.of(connection).flow();
    Map<String, Message> last = new HashMap<>();
    List<String> keys = holds.stream().map(Report.Hold::key).distinct().toList();
    for (int from = 0; from < keys.size(); from += KEYS_AT_ONCE) {
      List<String> some = keys.subList(from, Math.min(keys.size(), from + KEYS_AT_ONCE));
      last.putAll(messages.lastOf(connection.id(), flow, some));
    }
    for (Report.Hold hold : holds) {
      Message before = last.get(hold.key());
      boolean known =
        before != null && before.state() == MessageState.HELD && hold.reason().equals(before.reason());
      if (!known) {
        NewMessage message = new NewMessage(
          connection.id(),
          flow,
          hold.key(),
          new byte[0],
          CorrelationId.fresh()
        );
        inbox.holdWithin(message, hold.reason(), by);
      }
    }
  }

  private static Map<Verdict, Long> verdicts(List<Row> rows) {
    return new TreeMap<>(rows.stream().collect(Collectors.groupingBy(Row::verdict, Collectors.counting())));
  }

  private static String words(RuntimeException failed) {
    return switch (failed) {
      case RemoteFailure remote -> "A remote could not be asked (" + remote.failure() + "); try again later";
      case TooLarge period -> period.getMessage() + "; choose a shorter period";
      case RunRefused refused -> refused.getMessage();
      default -> "It failed inside; try again, and look into the log if it stays";
    };
  }

  private void end(Run run, String reason) {
    database.durably(() -> {
      if (store.end(run.id(), reason)) {
        audit.record(run.entry().outcome("stopped").reason(reason));
      }
    });
  }

  private void second() {
    seconds++;
    if (seconds % SECONDS_A_BEAT == 0) {
      List<Long> mine = atWork.stream().map(Run::id).toList();
      if (!mine.isEmpty()) {
        store.beat(mine);
      }
      endSilent();
    }
  }

  /** Ends the runs whose node died. */
  void endSilent() {
    store.silent(SILENT).forEach(run -> end(run, "The node that was at it has ended; make it again"));
  }

  /** What is still being looked at is ended in the store; a look that goes on keeps nothing. */
  @Override
  public void close() {
    clock.close();
    workers.shutdown();
    atWork.forEach(run -> end(run, "The node that was at it was stopped; make it again"));
  }
}
