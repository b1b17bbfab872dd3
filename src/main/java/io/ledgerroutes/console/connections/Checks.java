package io.ledgerroutes.console.connections;

import io.ledgerroutes.audit.AuditEntry;
import io.ledgerroutes.audit.AuditTrail;
import io.ledgerroutes.connection.Connection;
import io.ledgerroutes.connection.ConnectionCheck;
import io.ledgerroutes.connection.Finding;
import io.ledgerroutes.store.Database;
import java.util.Comparator;
import java.util.List;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

/** Whether a connection would work as its file says, before anything depends on it. */
@Component
class Checks {

  private final NamedConnection addressed;
  private final ObjectProvider<ConnectionCheck> checks;
  private final AuditTrail audit;
  private final Database database;

  Checks(
    NamedConnection addressed,
    ObjectProvider<ConnectionCheck> checks,
    AuditTrail audit,
    Database database
  ) {
    this.addressed = addressed;
    this.checks = checks;
    this.audit = audit;
    this.database = database;
  }

  /**
   * What was found.
   *
   * @param ok whether there is nothing to do
   * @param checks what was looked at, one by one
   */
  record Checked(boolean ok, List<Finding> checks) {
    /** What is to do first, in the order in which to mend it. */
    public List<Finding> toDoFirst() {
      return checks.stream().sorted(Comparator.comparing(Finding::ok)).toList();
    }
  }

  /** Talks to every system of the connection, and changes nothing. */
  Checked check(String id, String actor) {
    Connection connection = addressed.good(id);
    List<Finding> found = checks
      .orderedStream()
      .flatMap(check -> check.check(connection).stream())
      .toList();
    database.durably(() -> audit.record(AuditEntry.of("connection-check").connection(id).actor(actor)));
    return new Checked(found.stream().allMatch(Finding::ok), found);
  }
}
