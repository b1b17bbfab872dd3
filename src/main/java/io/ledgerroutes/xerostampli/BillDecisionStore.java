package io.ledgerroutes.xerostampli;

import io.ledgerroutes.store.Database;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** The table of what operators decided about bills and credits. */
@Component
class BillDecisionStore {

  private final Database database;

  BillDecisionStore(Database database) {
    this.database = database;
  }

  /** The decisions about these bills, by id; others are absent. */
  Map<String, Decided> find(String connection, Collection<String> bills) {
    return bills.isEmpty() ? Map.of() : read(connection, " AND bill IN (:bills)", bills);
  }

  /** Every decision of a connection that pairs a bill with orders, by the bill's id. */
  Map<String, Decided> pairings(String connection) {
    return read(connection, " AND orders <> ''", List.of());
  }

  private Map<String, Decided> read(String connection, String where, Collection<String> bills) {
    Map<String, Decided> decided = new HashMap<>();
    var select = database
      .sql()
      .sql("SELECT * FROM bill_decision WHERE connection = :connection" + where)
      .param("connection", connection);
    (bills.isEmpty() ? select : select.param("bills", bills)).query(row -> {
      decided.put(row.getString("bill"), decided(row));
    });
    return decided;
  }

  private static Decided decided(ResultSet row) throws SQLException {
    String orders = row.getString("orders");
    Decision decision = new Decision(
      orders.isEmpty() ? List.of() : Arrays.asList(orders.split(",")),
      Optional.ofNullable(row.getString("number")),
      row.getObject("released_at") != null
    );
    return new Decided(
      decision,
      row.getString("decided_by"),
      Instant.ofEpochMilli(row.getLong("decided_at")),
      Optional.ofNullable(row.getObject("released_at", Long.class)).map(Instant::ofEpochMilli),
      Optional.ofNullable(row.getString("note"))
    );
  }

  /**
   * Writes the decision in the place of an earlier one, in the running transaction.
   *
   * @param released when, if it releases; null for now
   */
  void put(String connection, String bill, Decision decision, Instant released, String note, String actor) {
    long now = database.now();
    Long releasedAt = released == null ? Long.valueOf(now) : Long.valueOf(released.toEpochMilli());
    database
      .sql()
      .sql("DELETE FROM bill_decision WHERE connection = ? AND bill = ?")
      .params(connection, bill)
      .update();
    database
      .sql()
      .sql(
        """
        INSERT INTO bill_decision (connection, bill, orders, number, released_at, decided_by, decided_at, note)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?)
        """
      )
      .params(
        connection,
        bill,
        String.join(",", decision.orders()),
        decision.number().orElse(null),
        decision.released() ? releasedAt : null,
        actor,
        now,
        note
      )
      .update();
  }
}
