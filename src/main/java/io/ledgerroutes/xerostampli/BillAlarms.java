package io.ledgerroutes.xerostampli;

import io.ledgerroutes.audit.AuditEntry;
import io.ledgerroutes.audit.AuditTrail;
import io.ledgerroutes.inbox.Element;
import io.ledgerroutes.inbox.InboxStore;
import io.ledgerroutes.inbox.MessageState;
import io.ledgerroutes.store.Database;
import io.ledgerroutes.xero.mirror.SupplierDocument;
import io.ledgerroutes.xerostampli.BillAlarmStore.Alarm;
import java.util.Map;
import java.util.Optional;
import org.springframework.stereotype.Component;

/**
 * Bills that were paid, credited, voided or changed in Xero after they were delivered (rule P1): told once for each
 * state of a bill, and not again once an operator has closed it.
 */
@Component
public class BillAlarms {

  private final BillAlarmStore store;
  private final InboxStore inbox;
  private final AuditTrail audit;
  private final Database database;

  BillAlarms(BillAlarmStore store, InboxStore inbox, AuditTrail audit, Database database) {
    this.store = store;
    this.inbox = inbox;
    this.audit = audit;
    this.database = database;
  }

  /** How many records of each connection wait for somebody to stop them in Stampli; connections without are absent. */
  public Map<String, Long> standing() {
    return store.standing();
  }

  /** Whether an operator released a record since its present state was told. */
  boolean released(Element element, BillAtHand at) {
    return find(element, at.bill())
      .filter(alarm -> at.decided().releasedAfter(alarm.toldAt()))
      .isPresent();
  }

  /**
   * Tells of the record's present state, with an audit entry the first time.
   *
   * @param outcome what becomes of it, one word for the trail
   * @return whether an operator has closed it before: then it is not to be held again
   */
  boolean tell(Element element, BillAtHand at, String words, String outcome, boolean stop) {
    Optional<Alarm> told = find(element, at.bill());
    if (told.isEmpty()) {
      tellFirst(element, at.bill(), words, outcome, stop);
      return false;
    }
    long before = told.get().message();
    if (before == element.message().id()) {
      return false;
    }
    if (closed(before)) {
      return true;
    }
    database.transact(() -> {
      store.standsIn(
        element.message().connection(),
        element.message().flow(),
        element.key(),
        state(at.bill()),
        element.message().id()
      );
      return null;
    });
    return false;
  }

  private void tellFirst(Element element, SupplierDocument bill, String words, String outcome, boolean stop) {
    database.durably(() -> {
      store.add(
        element.message().connection(),
        element.message().flow(),
        element.key(),
        state(bill),
        element.message().id(),
        stop
      );
      audit.record(
        AuditEntry.of(stop ? "bill-stop" : "bill-changed")
          .connection(element.message().connection())
          .flow(element.message().flow())
          .key(element.key())
          .message(element.message().id())
          .outcome(outcome)
          .reason(words)
          .correlation(element.message().correlationId())
      );
    });
  }

  /** A message that was superseded stands for nobody; one that an operator ended said the last word. */
  private boolean closed(long message) {
    return inbox
      .find(message)
      .filter(ended -> ended.state() == MessageState.SKIPPED)
      .filter(ended -> ended.reason() != null && ended.reason().startsWith("discarded"))
      .isPresent();
  }

  private Optional<Alarm> find(Element element, SupplierDocument bill) {
    return store.find(element.message().connection(), element.message().flow(), element.key(), state(bill));
  }

  private static String state(SupplierDocument bill) {
    return Version.withStanding(bill);
  }
}
