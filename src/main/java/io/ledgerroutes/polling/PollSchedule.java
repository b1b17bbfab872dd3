package io.ledgerroutes.polling;

import io.ledgerroutes.connection.Connection;
import io.ledgerroutes.connection.ConnectionState;
import io.ledgerroutes.connection.Connections;
import io.ledgerroutes.connection.Integration;
import io.ledgerroutes.inbox.CorrelationId;
import io.ledgerroutes.inbox.Inbox;
import io.ledgerroutes.inbox.NewMessage;
import io.ledgerroutes.store.Database;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.stereotype.Component;

/**
 * Makes a poll a message: one row in the inbox for each connection and due time, however many nodes tick. There
 * is no trigger per connection, so a thousand of them cost one query.
 */
@Component("pollSchedule")
public class PollSchedule {

  private static final String KEY = "poll";

  private final Connections connections;
  private final Map<String, Integration> integrations;
  private final PollScheduleStore store;
  private final Inbox inbox;
  private final Database database;

  public PollSchedule(
    Connections connections,
    List<Integration> integrations,
    PollScheduleStore store,
    Inbox inbox,
    Database database
  ) {
    this.connections = connections;
    this.integrations = integrations
      .stream()
      .collect(Collectors.toMap(Integration::name, Function.identity()));
    this.store = store;
    this.inbox = inbox;
    this.database = database;
  }

  /**
   * Stores a poll row for each running connection of the integration whose next time has come; one that was
   * never polled is due at once. Times missed while no node ran are made up by one poll.
   */
  public void storeDue(String integration) {
    String flow = flowOf(integration);
    Map<String, Instant> last = store.lastDue(flow);
    Instant now = store.now();
    for (Connection connection : connections.all()) {
      if (isOurs(connection, integration) && isDue(connection, last.get(connection.id()), now)) {
        storeOnce(connection.id(), flow, last.get(connection.id()), now);
      }
    }
  }

  /**
   * Stores a row of another flow of the integration for each of its running connections that had none for so long;
   * one that never had any is due at once.
   *
   * @param flow whose messages look after something, e.g. the webhooks in a shop
   * @param seconds between two of them
   */
  public void storeEvery(String integration, String flow, long seconds) {
    Map<String, Instant> last = store.lastDue(flow);
    Instant now = store.now();
    for (Connection connection : connections.all()) {
      Instant before = last.get(connection.id());
      boolean due = before == null || !before.plusSeconds(seconds).isAfter(now);
      if (due && isOurs(connection, integration) && isAtRest(connection, flow)) {
        storeOnce(connection.id(), flow, before, now);
      }
    }
  }

  /** What waits will be done; another row would only hide why. */
  private boolean isAtRest(Connection connection, String flow) {
    return inbox.waiting(connection.id(), flow, List.of(KEY)).isEmpty();
  }

  private boolean isOurs(Connection connection, String integration) {
    return (
      connection.integration().equals(integration) &&
      connections.state(connection.id()) == ConnectionState.RUNNING
    );
  }

  /** Stores a poll row now, whatever the schedule says; false for a connection that has no settings. */
  public boolean pollNow(String connection) {
    return connections
      .find(connection)
      .map(found -> {
        inbox.store(List.of(poll(connection, flowOf(found.integration()))));
        return true;
      })
      .orElse(false);
  }

  /** Stores a row now by which the connection looks after what it keeps at its other system, if it keeps anything. */
  public void careNow(String connection) {
    connections
      .find(connection)
      .flatMap(found -> integrations.get(found.integration()).careFlow())
      .ifPresent(flow -> inbox.store(List.of(poll(connection, flow))));
  }

  private String flowOf(String integration) {
    Integration found = integrations.get(integration);
    if (found == null) {
      throw new IllegalArgumentException("There is no integration " + integration + " to poll");
    }
    return found.pollFlow();
  }

  private static boolean isDue(Connection connection, Instant last, Instant now) {
    return (
      last == null ||
      connection
        .schedule()
        .nextAfter(last)
        .filter(next -> !next.isAfter(now))
        .isPresent()
    );
  }

  private void storeOnce(String connection, String flow, Instant last, Instant due) {
    List<NewMessage> poll = List.of(poll(connection, flow));
    try {
      boolean stored = database.durably(() -> {
        boolean first = claim(connection, flow, last, due);
        if (first) {
          inbox.storeWithin(poll);
        }
        return first;
      });
      if (stored) {
        inbox.announce(poll);
      }
    } catch (DuplicateKeyException anotherNodeWasFaster) {
      // Its row is there.
      return;
    }
  }

  private boolean claim(String connection, String flow, Instant last, Instant due) {
    if (last == null) {
      store.begin(connection, flow, due);
      return true;
    }
    return store.advance(connection, flow, last, due);
  }

  private static NewMessage poll(String connection, String flow) {
    return new NewMessage(connection, flow, KEY, new byte[0], CorrelationId.fresh());
  }
}
