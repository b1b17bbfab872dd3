package io.ledgerroutes.xerostampli;

import io.ledgerroutes.audit.AuditEntry;
import io.ledgerroutes.audit.AuditTrail;
import io.ledgerroutes.inbox.Discarding;
import io.ledgerroutes.inbox.Element;
import io.ledgerroutes.inbox.Message;
import io.ledgerroutes.store.Database;
import java.time.Instant;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import org.springframework.stereotype.Component;

/**
 * Bills that were paid, credited, voided or changed in Xero after they were delivered (rule P1): what was told last of
 * each stands until an operator closes it, by discarding its message, or until it changes again.
 */
@Component
public class BillAlarms implements Discarding {

  private final BillAlarmStore store;
  private final AuditTrail audit;
  private final Database database;

  BillAlarms(BillAlarmStore store, AuditTrail audit, Database database) {
    this.store = store;
    this.audit = audit;
    this.database = database;
  }

  /** How many records of each connection wait for somebody to act in Stampli; connections without are absent. */
  public Map<String, Long> standing() {
    return store.standing();
  }

  /** What was told last of these records, by id; those of which nothing was told are absent. */
  Map<String, Told> told(String connection, RecordKind kind, Collection<String> ids) {
    return store.find(connection, kind.flow(), ids);
  }

  /**
   * Tells of the record's present state, on disk and on the trail, unless it was the last that was told.
   *
   * @param outcome what becomes of it, one word for the trail
   * @param stop whether something must be done in Stampli
   */
  void tell(Element element, BillAtHand at, String words, String outcome, boolean stop) {
    if (at.told().map(Told::state).filter(at.state()::equals).isPresent()) {
      return;
    }
    Message message = element.message();
    String file = at.filed().getLast().file();
    database.durably(() -> {
      Told told = new Told(at.state(), file, words, stop, false, Instant.ofEpochMilli(database.now()));
      store.put(message.connection(), message.flow(), message.key(), told);
      audit.record(
        AuditEntry.of(stop ? "bill-stop" : "bill-changed")
          .connection(message.connection())
          .flow(message.flow())
          .key(message.key())
          .message(message.id())
          .outcome(outcome)
          .reason(words)
          .correlation(message.correlationId())
      );
    });
  }

  @Override
  public Optional<String> refusal(Message message) {
    return Optional.empty();
  }

  /** Whoever ends a record's message says that what was told of it is dealt with. */
  @Override
  public void discarded(Message message, String reason, String actor) {
    if (BillReview.covers(message.flow())) {
      store.close(message.connection(), message.flow(), message.key());
    }
  }
}
