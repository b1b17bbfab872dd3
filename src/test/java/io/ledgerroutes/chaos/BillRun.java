package io.ledgerroutes.chaos;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.springframework.jdbc.core.simple.JdbcClient;

/** How far the bills of a runtime have come. */
final class BillRun {

  private BillRun() {}

  /**
   * The same, and every bill of the ledger has a message, and Stampli has fetched what lay there: for runs that are
   * polled while bills are raised.
   */
  static List<String> atRest(JdbcClient store, SandboxProcess sandbox) {
    List<String> unfinished = unfinished(store);
    if (unfinished.isEmpty()) {
      Set<String> known = new HashSet<>(
        store
          .sql(
            "SELECT record_key FROM inbox WHERE flow IN ('xero-bill', 'xero-supplier-credit', 'xero-purchase-order')"
          )
          .query(String.class)
          .list()
      );
      BillLedger ledger = BillLedger.read(sandbox);
      unknown("InvoiceID", ledger.bills(), known, unfinished);
      unknown("CreditNoteID", ledger.credits(), known, unfinished);
      unknown("PurchaseOrderID", ledger.orders(), known, unfinished);
      sandbox
        .stampli()
        .path("there")
        .forEach(file -> unfinished.add("Stampli has not fetched " + file));
    }
    return unfinished;
  }

  private static void unknown(
    String field,
    List<JsonNode> documents,
    Set<String> known,
    List<String> unfinished
  ) {
    long missing = documents
      .stream()
      .filter(document -> !known.contains(document.path(field).asText()))
      .count();
    if (missing > 0) {
      unfinished.add(missing + " records have no message: " + field);
    }
  }

  /** What is still under way, one line each; empty once everything that can be done by itself is done. */
  static List<String> unfinished(JdbcClient store) {
    List<String> unfinished = new ArrayList<>();
    long polls = store
      .sql("SELECT COUNT(*) FROM inbox WHERE flow = 'xero-bills-poll' AND state = 'DONE'")
      .query(Long.class)
      .single();
    if (polls == 0) {
      unfinished.add("nothing was polled");
    }
    store
      .sql(
        """
        SELECT flow, state, MIN(reason) AS reason, MAX(attempts) AS attempts, COUNT(*) AS messages,
               MAX(due_at - updated_at) AS delay FROM inbox
         WHERE flow LIKE 'xero-%' AND flow <> 'xero-mirror' AND flow <> 'xero-bills-poll'
           AND state IN ('RECEIVED', 'IN_FLIGHT', 'RETRY') GROUP BY flow, state
        """
      )
      .query(row -> {
        unfinished.add(
          "%d %s %s, at most %d attempts and %d ms to wait, e.g. %s".formatted(
            row.getLong("messages"),
            row.getString("flow"),
            row.getString("state"),
            row.getInt("attempts"),
            row.getLong("delay"),
            row.getString("reason")
          )
        );
      });
    store
      .sql("SELECT name, state FROM stampli_file WHERE state NOT IN ('DELIVERED', 'DISCARDED')")
      .query(row -> {
        unfinished.add("file " + row.getString("name") + " is " + row.getString("state"));
      });
    return unfinished;
  }
}
