package io.ledgerroutes.console.trail;

import io.ledgerroutes.audit.AuditEntry;
import io.ledgerroutes.audit.AuditQuery;
import io.ledgerroutes.audit.AuditRow;
import io.ledgerroutes.lists.CsvList;
import java.time.Instant;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/** The trail as a list for spreadsheets, with what it is of in its head lines. Times are ISO 8601 in UTC. */
final class AuditList {

  private static final List<String> COLUMNS = List.of(
    "id",
    "at",
    "actor",
    "action",
    "outcome",
    "connection",
    "flow",
    "key",
    "message",
    "reason",
    "remote status",
    "correlation id",
    "duration ms",
    "detail"
  );

  private AuditList() {}

  /**
   * Writes the entries as they are handed on.
   *
   * @param entries hands on each entry that the query asks for
   */
  static void write(Appendable out, Instant madeAt, AuditQuery query, Consumer<Consumer<AuditRow>> entries) {
    CsvList.write(out, csv -> {
      csv.line(List.of("List", "audit trail"));
      csv.line(List.of("Made at", madeAt));
      csv.line(List.of("Period", period(query, madeAt)));
      csv.line(List.of("Filters", filters(query)));
      csv.line(List.of());
      csv.line(COLUMNS);
      entries.accept(row -> csv.line(cells(row)));
    });
  }

  private static String period(AuditQuery query, Instant madeAt) {
    return (
      (query.from() == null ? "the beginning" : query.from().toString()) +
      " to " +
      (query.to() == null ? madeAt.toString() : "before " + query.to())
    );
  }

  private static String filters(AuditQuery query) {
    Map<String, Object> filters = new LinkedHashMap<>();
    filters.put("connection", query.connection());
    filters.put("flow", query.flow());
    filters.put("key", query.key());
    filters.put("message", query.messageId());
    filters.put("action", query.action());
    filters.put("actor", query.actor());
    filters.put("outcome", query.outcome());
    String words = filters
      .entrySet()
      .stream()
      .filter(filter -> filter.getValue() != null)
      .map(filter -> filter.getKey() + "=" + filter.getValue())
      .collect(Collectors.joining("; "));
    return words.isEmpty() ? "none" : words;
  }

  private static List<Object> cells(AuditRow row) {
    AuditEntry entry = row.entry();
    return Arrays.asList(
      row.id(),
      row.at(),
      entry.actor(),
      entry.action(),
      entry.outcome(),
      entry.connection(),
      entry.flow(),
      entry.key(),
      entry.messageId(),
      entry.reason(),
      entry.remoteStatus(),
      entry.correlationId(),
      entry.durationMillis(),
      new TreeMap<>(entry.detail())
        .entrySet()
        .stream()
        .map(detail -> detail.getKey() + "=" + detail.getValue())
        .collect(Collectors.joining("; "))
    );
  }
}
