package io.ledgerroutes.sandbox;

import io.ledgerroutes.store.Database;
import java.util.Collection;
import org.springframework.context.annotation.Profile;
import org.springframework.stereotype.Component;

/** Forgets what the runtime knows of the sandbox's connections. */
@Component
@Profile("sandbox")
class SandboxResetStore {

  private final Database database;

  SandboxResetStore(Database database) {
    this.database = database;
  }

  long inFlight(Collection<String> connections) {
    return database
      .sql()
      .sql("SELECT COUNT(*) FROM inbox WHERE state = 'IN_FLIGHT' AND connection IN (:connections)")
      .param("connections", connections)
      .query(Long.class)
      .single();
  }

  void forget(Collection<String> connections, Collection<String> tenants) {
    database.durably(() -> {
      database
        .sql()
        .sql("DELETE FROM run_row WHERE run_id IN (SELECT id FROM run WHERE connection IN (:connections))")
        .param("connections", connections)
        .update();
      for (String part : new String[] { "part", "record", "share" }) {
        database
          .sql()
          .sql(
            "DELETE FROM stampli_file_" +
              part +
              " WHERE file_id IN (SELECT id FROM stampli_file WHERE connection IN (:connections))"
          )
          .param("connections", connections)
          .update();
      }
      for (String table : new String[] {
        "stampli_file",
        "bill_decision",
        "bill_alarm",
        "inbox",
        "seen",
        "poll_cursor",
        "poll_schedule",
        "run",
      }) {
        database
          .sql()
          .sql("DELETE FROM " + table + " WHERE connection IN (:connections)")
          .param("connections", connections)
          .update();
      }
      database
        .sql()
        .sql(
          "DELETE FROM intent_element WHERE intent_id IN (SELECT id FROM intent WHERE tenant IN (:tenants))"
        )
        .param("tenants", tenants)
        .update();
      for (String table : new String[] {
        "intent",
        "link",
        "xero_mirror_key",
        "xero_mirror",
        "xero_mirror_state",
      }) {
        database
          .sql()
          .sql("DELETE FROM " + table + " WHERE tenant IN (:tenants)")
          .param("tenants", tenants)
          .update();
      }
    });
  }
}
