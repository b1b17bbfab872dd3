package io.ledgerroutes.console.connections;

import io.ledgerroutes.audit.AuditEntry;
import io.ledgerroutes.audit.AuditTrail;
import io.ledgerroutes.connection.ConnectionState;
import io.ledgerroutes.connection.Connections;
import io.ledgerroutes.console.ApiRefusal;
import io.ledgerroutes.polling.PollSchedule;
import io.ledgerroutes.store.Database;
import org.springframework.stereotype.Component;

/** What an operator does to a connection; each act is in the audit trail with his name. */
@Component
class Switches {

  private final NamedConnection addressed;
  private final Connections connections;
  private final PollSchedule polls;
  private final ConnectionRemoval removal;
  private final AuditTrail audit;
  private final Database database;

  Switches(
    NamedConnection addressed,
    Connections connections,
    PollSchedule polls,
    ConnectionRemoval removal,
    AuditTrail audit,
    Database database
  ) {
    this.addressed = addressed;
    this.connections = connections;
    this.polls = polls;
    this.removal = removal;
    this.audit = audit;
    this.database = database;
  }

  /** Reads the other system now, whatever the schedule says; {@link ApiRefusal} while it is not running. */
  void poll(String id, String actor) {
    addressed.good(id);
    ConnectionState state = connections.state(id);
    if (state != ConnectionState.RUNNING) {
      throw ApiRefusal.conflict(
        state == ConnectionState.RECONNECT
          ? "The connection's consent is no longer honoured; open /connect/xero/" + id + " first."
          : "The connection is paused; resume it first."
      );
    }
    polls.pollNow(id);
    database.durably(() -> audit.record(AuditEntry.of("connection-poll").connection(id).actor(actor)));
  }

  /** Stops delivery, receiving goes on; whether it was not paused already. */
  boolean pause(String id, String actor) {
    addressed.good(id);
    return connections.pause(id, actor);
  }

  /** Delivers again; whether it was paused. */
  boolean resume(String id, String actor) {
    addressed.good(id);
    return connections.resume(id, actor);
  }

  /** Removes a connection whose file is gone for good; {@link ApiRefusal} where that cannot be now. */
  ConnectionRemoval.Removed remove(String id, String actor) {
    addressed.requireKnown(id);
    return removal.remove(id, actor);
  }
}
