package io.ledgerroutes.reconcile;

import io.ledgerroutes.connection.Connection;
import io.ledgerroutes.connection.Connections;
import io.ledgerroutes.connection.Window;
import io.ledgerroutes.inbox.Batch;
import io.ledgerroutes.inbox.CorrelationId;
import io.ledgerroutes.inbox.Element;
import io.ledgerroutes.inbox.Inbox;
import io.ledgerroutes.inbox.InboxStore;
import io.ledgerroutes.inbox.MessageState;
import io.ledgerroutes.inbox.NewMessage;
import io.ledgerroutes.inbox.Outcome;
import io.ledgerroutes.inbox.RecordKey;
import io.ledgerroutes.store.Database;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.stereotype.Component;

/**
 * Feeds what a dry run has shown to the inbox, page by page: while its window is open, live records do not wait and
 * the remote's day allows it. How far it is stands in the same commit as the messages, so that a killed node's
 * successor neither leaves one out nor stores one twice.
 */
@Component("backfill")
public class Backfill {

  static final int PAGE = 50;
  static final int BACKLOG = 100;

  private static final Duration NEXT_PAGE = Duration.ofSeconds(2);
  private static final Duration UNTIL_CALM = Duration.ofSeconds(20);
  private static final Duration UNTIL_AFFORDABLE = Duration.ofMinutes(10);
  private static final Duration LONGEST_WAIT = Duration.ofHours(1);

  private final Connections connections;
  private final Map<String, PeriodBooks> books;
  private final RunStore runs;
  private final Inbox inbox;
  private final InboxStore messages;
  private final Database database;
  private final Clock clock;

  @Autowired
  public Backfill(
    Connections connections,
    List<PeriodBooks> books,
    RunStore runs,
    Inbox inbox,
    InboxStore messages,
    Database database
  ) {
    this(connections, books, runs, inbox, messages, database, Clock.systemUTC());
  }

  /** With a clock of its own, by which windows open. */
  Backfill(
    Connections connections,
    List<PeriodBooks> books,
    RunStore runs,
    Inbox inbox,
    InboxStore messages,
    Database database,
    Clock clock
  ) {
    this.connections = connections;
    this.books = books.stream().collect(Collectors.toMap(PeriodBooks::integration, one -> one));
    this.runs = runs;
    this.inbox = inbox;
    this.messages = messages;
    this.database = database;
    this.clock = clock;
  }

  /** Feeds the next page of each backfill of the batch, whose messages' keys are the runs' ids. */
  public void feed(Batch batch) {
    Optional<Connection> connection = connections.find(batch.connection());
    for (Element element : batch.open()) {
      element.settle(
        connection
          .map(known -> outcome(known, Long.parseLong(element.key())))
          .orElseGet(() -> Outcome.Retry.later("the connection has no settings now", UNTIL_AFFORDABLE))
      );
    }
  }

  private Outcome outcome(Connection connection, long id) {
    Optional<Run> found = runs.find(connection.id(), id);
    if (found.isEmpty()) {
      return new Outcome.Skipped("there is no run " + id);
    }
    Run run = found.get();
    if (run.state() == RunState.DONE || run.state() == RunState.STOPPED) {
      return new Outcome.Skipped("run " + id + " has ended");
    }
    if (!run.settingsHash().equals(connection.settingsHash())) {
      String words =
        "the settings changed since dry run " + run.ofRun() + "; make another and a backfill of it";
      runs.stand(id, RunState.STOPPED, words);
      return new Outcome.Skipped("stopped: " + words);
    }
    PeriodBooks of = books.get(connection.integration());
    return obstacle(connection, run, of)
      .map(wait -> {
        runs.stand(id, RunState.WAITING, wait.reason());
        return wait;
      })
      .orElseGet(() -> page(connection, run, of));
  }

  private Optional<Outcome> obstacle(Connection connection, Run run, PeriodBooks of) {
    return closed(connection, run)
      .or(() -> backlog(connection))
      .or(() -> unaffordable(connection, of));
  }

  private Optional<Outcome> closed(Connection connection, Run run) {
    return connection
      .schedule()
      .backfillWindow()
      .filter(window -> !run.atOnce() && !window.contains(clock.instant()))
      .map(window -> Outcome.Retry.later("waits for its window " + window.text(), untilOpen(window)));
  }

  private Duration untilOpen(Window window) {
    Duration until = window.untilOpen(clock.instant());
    return until.compareTo(LONGEST_WAIT) < 0 ? until : LONGEST_WAIT;
  }

  private Optional<Outcome> backlog(Connection connection) {
    Map<MessageState, Long> counts = messages.counts(connection.id());
    long waiting =
      counts.getOrDefault(MessageState.RECEIVED, 0L) +
      counts.getOrDefault(MessageState.RETRY, 0L) +
      counts.getOrDefault(MessageState.IN_FLIGHT, 0L);
    return waiting > BACKLOG
      ? Optional.of(Outcome.Retry.later("waits: " + waiting + " messages are on their way", UNTIL_CALM))
      : Optional.empty();
  }

  private static Optional<Outcome> unaffordable(Connection connection, PeriodBooks of) {
    return of.busy(connection).map(reason -> Outcome.Retry.later("waits: " + reason, UNTIL_AFFORDABLE));
  }

  private Outcome page(Connection connection, Run run, PeriodBooks of) {
    List<RunStore.Due> due = runs.due(run.ofRun(), run.fedTo(), PAGE);
    if (due.isEmpty()) {
      runs.stand(run.id(), RunState.DONE, null);
      return new Outcome.Delivered(run.fed() + " records fed");
    }
    List<NewMessage> page = due
      .stream()
      .map(one -> new RecordKey(connection.id(), of.flow(one.kind()), one.key()))
      .distinct()
      .map(one -> new NewMessage(one.connection(), one.flow(), one.key(), new byte[0], CorrelationId.fresh()))
      .toList();
    boolean ours = database.durably(() -> {
      boolean first = runs.feed(run.id(), run.fedTo(), due.getLast().position(), page.size());
      if (first) {
        inbox.storeWithin(page);
      }
      return first;
    });
    if (ours) {
      inbox.announce(page);
    }
    return Outcome.Retry.later("feeds: " + (run.fed() + page.size()) + " records so far", NEXT_PAGE);
  }
}
