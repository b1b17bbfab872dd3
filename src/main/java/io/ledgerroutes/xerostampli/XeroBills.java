package io.ledgerroutes.xerostampli;

import io.ledgerroutes.inbox.Batch;
import io.ledgerroutes.inbox.Outcome;
import io.ledgerroutes.polling.PollCursorStore;
import io.ledgerroutes.polling.PollSettings;
import io.ledgerroutes.polling.PolledRecords;
import io.ledgerroutes.stampli.UnattendedFiles;
import io.ledgerroutes.xero.mirror.ChangedRecord;
import io.ledgerroutes.xero.mirror.MirrorChanges;
import io.ledgerroutes.xero.mirror.SupplierDocument;
import io.ledgerroutes.xero.mirror.XeroMirror;
import java.time.Instant;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.springframework.stereotype.Component;

/**
 * The poll: what changed in Xero comes into the mirrors, by pages and Xero's own clock, and what is new in the mirrors
 * into the inbox, by ours. So a change is found whoever read it: this poll, a webhook's look or the daily sweep.
 */
@Component("xeroBills")
public class XeroBills {

  private static final int SOME = 500;

  private final BillContext context;
  private final XeroMirror mirror;
  private final MirrorChanges changes;
  private final PollCursorStore cursors;
  private final PollSettings polls;
  private final PolledRecords polled;
  private final FiledRecords filed;
  private final WaitingBills waiting;
  private final UnattendedFiles unattended;

  XeroBills(
    BillContext context,
    XeroMirror mirror,
    MirrorChanges changes,
    PollCursorStore cursors,
    PollSettings polls,
    PolledRecords polled,
    FiledRecords filed,
    WaitingBills waiting,
    UnattendedFiles unattended
  ) {
    this.context = context;
    this.mirror = mirror;
    this.changes = changes;
    this.cursors = cursors;
    this.polls = polls;
    this.polled = polled;
    this.filed = filed;
    this.waiting = waiting;
    this.unattended = unattended;
  }

  /**
   * Reads what changed since the last poll: the new ones are in the inbox before a cursor moves. What was decided at
   * its present content and with the present settings is not new. Files on their way that nobody works get a message.
   *
   * @throws io.ledgerroutes.remote.RemoteFailure where Xero could not be read; what was read by then is kept
   */
  public void poll(Batch batch) {
    BillContext.Scope scope = context.of(batch.connection());
    unattended.attend(batch.connection());
    for (RecordKind kind : RecordKind.values()) {
      mirror.refresh(batch.tenant(), kind.mirror());
    }
    Found found = new Found(scope);
    boolean moved = true;
    for (RecordKind kind : RecordKind.values()) {
      moved &= store(batch, kind, found);
    }
    found.storeSuppliers();
    int again = waiting.release(batch.connection(), batch.tenant());
    Outcome outcome = moved
      ? new Outcome.Delivered(
          found.read +
            " changed records read, " +
            found.stored +
            " of them new; " +
            again +
            " held ones tried again"
        )
      : Outcome.Retry.later("another node has taken over this poll", null);
    batch.open().forEach(element -> element.settle(outcome));
  }

  private boolean store(Batch batch, RecordKind kind, Found found) {
    Instant cursor = cursors.readTo(batch.connection(), kind.flow(), Instant.EPOCH);
    Instant to = changes.now().plusMillis(1);
    Instant from = cursor.equals(Instant.EPOCH) ? cursor : polls.from(cursor);
    changes.read(batch.tenant(), kind.mirror(), from, to, page -> found.store(kind, page));
    return cursors.move(batch.connection(), kind.flow(), cursor, to, batch.tenant(), batch.epoch());
  }

  private final class Found {

    private final BillContext.Scope scope;
    private final Set<String> suppliers = new HashSet<>();
    private int read;
    private int stored;

    private Found(BillContext.Scope scope) {
      this.scope = scope;
    }

    private void store(RecordKind kind, List<ChangedRecord> page) {
      Map<String, String> versions = new LinkedHashMap<>();
      Set<String> delivered = delivered(kind, page);
      for (ChangedRecord record : page) {
        if (delivered.contains(record.id()) || concerns(kind, record)) {
          versions.put(record.id(), record.content());
          suppliers.add(record.record().json().path("Contact").path("ContactID").asText(""));
        }
      }
      store(kind, versions);
      read += page.size();
    }

    private void store(RecordKind kind, Map<String, String> versions) {
      stored += polled.store(scope.id(), kind.flow(), scope.connection().settingsHash(), versions);
    }

    /** That a contact became a supplier, by its first bill, may not show as a change of the contact. */
    private void storeSuppliers() {
      List<String> ids = List.copyOf(suppliers);
      for (int from = 0; from < ids.size(); from += SOME) {
        List<String> some = ids.subList(from, Math.min(ids.size(), from + SOME));
        store(RecordKind.SUPPLIERS, changes.contents(scope.tenant(), RecordKind.SUPPLIERS.mirror(), some));
      }
    }

    /** What stands in a file is looked at whatever became of its day, or of the start, since. */
    private Set<String> delivered(RecordKind kind, List<ChangedRecord> page) {
      return kind == RecordKind.BILLS || kind == RecordKind.CREDITS
        ? filed.held(scope.id(), kind, page.stream().map(ChangedRecord::id).toList())
        : Set.of();
    }

    /** Customers, and what lies before the start, are mirrored too and would only be skipped one by one. */
    private boolean concerns(RecordKind kind, ChangedRecord record) {
      return switch (kind) {
        case SUPPLIERS -> record.record().json().path("IsSupplier").asBoolean(false);
        case ORDERS -> true;
        case CREDITS, BILLS -> scope.covers(SupplierDocument.of(record.record()).date());
      };
    }
  }
}
