package io.ledgerroutes.xerostampli;

import io.ledgerroutes.audit.AuditEntry;
import io.ledgerroutes.audit.AuditTrail;
import io.ledgerroutes.store.Database;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/** What operators decided about bills and credits that a rule held: one decision a record, the last one counts. */
@Component
public class BillDecisions {

  /** The most orders that a record can be paired with. */
  public static final int MOST_ORDERS = 100;

  private final BillDecisionStore store;
  private final AuditTrail audit;
  private final Database database;

  BillDecisions(BillDecisionStore store, AuditTrail audit, Database database) {
    this.store = store;
    this.audit = audit;
    this.database = database;
  }

  /** The decision about a record, {@link Decided#NOTHING} where nobody made one. */
  public Decided of(String connection, String bill) {
    return store.find(connection, List.of(bill)).getOrDefault(bill, Decided.NOTHING);
  }

  /** The decisions about these records, by id; those without one are absent. */
  public Map<String, Decided> of(String connection, Collection<String> bills) {
    return store.find(connection, bills);
  }

  /** The orders that operators chose for records of a connection, by the record's id. */
  Map<String, List<String>> pairings(String connection) {
    return store
      .pairings(connection)
      .entrySet()
      .stream()
      .collect(Collectors.toMap(Map.Entry::getKey, entry -> entry.getValue().decision().orders()));
  }

  /**
   * Puts a decision in the place of an earlier one, on disk and on the trail when it returns; the record's message is
   * then to be replayed.
   *
   * @param bill Xero's id of the bill or credit
   * @param released since when it is released, if it was decided before; empty: a release counts from now
   * @param note why; may be null
   * @throws IllegalArgumentException where it names more orders than {@link #MOST_ORDERS}
   */
  public void decide(
    String connection,
    String bill,
    Decision decision,
    Optional<Instant> released,
    String note,
    String actor
  ) {
    if (decision.orders().size() > MOST_ORDERS) {
      throw new IllegalArgumentException("A bill can be paired with at most " + MOST_ORDERS + " orders");
    }
    database.durably(() -> {
      store.put(connection, bill, decision, released.orElse(null), note, actor);
      audit.record(
        AuditEntry.of("bill-decision")
          .connection(connection)
          .key(bill)
          .actor(actor)
          .reason(note)
          .with("orders", String.join(" ", decision.orders()))
          .with("number", decision.number().orElse(""))
          .with("released", String.valueOf(decision.released()))
      );
    });
  }
}
