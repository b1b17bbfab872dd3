package io.ledgerroutes.xerostampli;

import io.ledgerroutes.stampli.FileEntry.Share;
import io.ledgerroutes.stampli.FiledRecord;
import io.ledgerroutes.stampli.StampliFileStore;
import io.ledgerroutes.xero.mirror.SupplierDocument;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.springframework.stereotype.Component;

/** What files hold of a connection's records; what was given up counts for nothing. */
@Component
class FiledRecords {

  private final StampliFileStore files;

  FiledRecords(StampliFileStore files) {
    this.files = files;
  }

  /** Every record of these in files, in the order in which they were filed, by the source's id. */
  Map<String, List<FiledRecord>> all(String connection, RecordKind kind, Collection<String> ids) {
    return files.versions(connection, kind.flow(), ids);
  }

  /** Which of these records stand in files. */
  Set<String> held(String connection, RecordKind kind, Collection<String> ids) {
    return files.latest(connection, kind.flow(), ids).keySet();
  }

  /** What documents took of purchase orders when they were filed last, by document. */
  Map<String, List<Share>> shares(String connection, Collection<SupplierDocument> documents) {
    Map<String, List<Share>> shares = new HashMap<>();
    for (RecordKind kind : List.of(RecordKind.BILLS, RecordKind.CREDITS)) {
      List<String> ids = documents
        .stream()
        .filter(document -> document.recordType().equals(kind.flow()))
        .map(SupplierDocument::id)
        .toList();
      files.latest(connection, kind.flow(), ids).forEach((id, record) -> shares.put(id, record.orders()));
    }
    return shares;
  }

  /** What stands in files under these numbers, in any case (rule P2). */
  List<FiledRecord> numbered(String connection, Collection<String> numbers) {
    return files.numbered(connection, numbers);
  }
}
