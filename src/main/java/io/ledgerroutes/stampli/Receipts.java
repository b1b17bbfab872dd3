package io.ledgerroutes.stampli;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.ledgerroutes.audit.AuditEntry;
import io.ledgerroutes.audit.AuditTrail;
import io.ledgerroutes.connection.Connection;
import io.ledgerroutes.inbox.InboxStore;
import io.ledgerroutes.posting.Draft;
import io.ledgerroutes.posting.Link;
import io.ledgerroutes.posting.LinkStore;
import io.ledgerroutes.posting.SourceRef;
import io.ledgerroutes.stampli.StagedFile.State;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Component;

/** What a delivered file leaves behind: its records' links, the receipt on the trail, and nobody who waits for it. */
@Component
class Receipts {

  private static final int PAGE = 500;
  private static final int LONGEST_TARGET = 200;

  private final StampliFileStore store;
  private final FiledRecordStore records;
  private final LinkStore links;
  private final InboxStore inbox;
  private final AuditTrail audit;

  Receipts(
    StampliFileStore store,
    FiledRecordStore records,
    LinkStore links,
    InboxStore inbox,
    AuditTrail audit
  ) {
    this.store = store;
    this.records = records;
    this.links = links;
    this.inbox = inbox;
    this.audit = audit;
  }

  /**
   * Who delivered and how.
   *
   * @param actor {@link AuditEntry#SYSTEM} or an operator
   * @param message that was worked; null for an operator's word
   * @param words how it is known; null where it was renamed just now
   */
  record How(String actor, Long message, String correlation, String words) {}

  /** Notes in the running transaction that the file arrived; false where somebody else has moved it meanwhile. */
  boolean arrived(Connection connection, StagedFile file, State from, String server, How how) {
    if (!store.advance(file, from, State.DELIVERED, server)) {
      return false;
    }
    for (int page = 0; page < file.records(); page += PAGE) {
      link(connection, file, records.in(file, page, PAGE));
    }
    audit.record(
      AuditEntry.of("file-delivered")
        .connection(file.connection())
        .flow(StagedFiles.FLOW)
        .key(file.name())
        .message(how.message())
        .actor(how.actor())
        .outcome(State.DELIVERED.name())
        .reason(how.words())
        .correlation(how.correlation())
        .with("sha256", file.sha256())
        .with("bytes", file.bytes())
        .with("rows", file.rows())
        .with("records", file.records())
        .with("server", server)
    );
    inbox.releaseWaiting(StagedFile.waitsForName(file.connection(), file.name()));
    return true;
  }

  private void link(Connection connection, StagedFile file, List<FiledRecord> records) {
    String target = targetType(file.kind());
    Map<SourceRef, Link> known = links.find(
      records
        .stream()
        .map(record -> source(file, record))
        .toList(),
      target
    );
    for (FiledRecord record : records) {
      SourceRef source = source(file, record);
      String projection = projection(file, record).toString();
      if (known.containsKey(source)) {
        links.change(source, target, record.version(), projection);
      } else {
        Draft draft = new Draft(source, record.number(), null, null, record.version());
        links.add(connection.xero().tenant(), draft, target, targetId(record), record.number(), projection);
      }
    }
  }

  private static SourceRef source(StagedFile file, FiledRecord record) {
    return new SourceRef(file.connection(), record.recordType(), record.recordId());
  }

  /** What a record of this kind of file is at Stampli. */
  static String targetType(FileKind kind) {
    return switch (kind) {
      case INVOICES, CREDITS -> "stampli-invoice";
      case PURCHASE_ORDERS -> "stampli-purchase-order";
      case VENDORS -> "stampli-vendor";
    };
  }

  /** By what Stampli knows it (facts, Stampli: deduplication). */
  private static String targetId(FiledRecord record) {
    String id = record.number().isEmpty() ? record.vendor() : record.vendor() + "/" + record.number();
    return id.length() <= LONGEST_TARGET ? id : id.substring(0, LONGEST_TARGET);
  }

  private static ObjectNode projection(StagedFile file, FiledRecord record) {
    return JsonNodeFactory.instance
      .objectNode()
      .put("currency", record.currency())
      .put("due", record.due().toPlainString())
      .put("file", file.name())
      .put("net", record.net().toPlainString())
      .put("number", record.number())
      .put("total", record.total().toPlainString())
      .put("vendor", record.vendor())
      .put("version", record.version());
  }
}
