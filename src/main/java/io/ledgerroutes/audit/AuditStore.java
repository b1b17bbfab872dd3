package io.ledgerroutes.audit;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.ledgerroutes.store.Database;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.springframework.stereotype.Component;

/** The table {@code audit}: rows are added and read, never changed. */
@Component
public class AuditStore {

  private static final int ROWS_A_STATEMENT = 50;
  private static final int DETAIL_VALUE = 200;
  private static final int DETAIL = 4_000;

  private static final String INSERT = """
    INSERT INTO audit (at, connection, flow, record_key, message_id, actor, action, outcome, reason,
      remote_status, correlation_id, duration_millis, detail) VALUES\s""";

  private static final String ROW = "(" + Database.NOW + ", ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)";

  private final Database database;
  private final ObjectMapper json = new ObjectMapper();

  public AuditStore(Database database) {
    this.database = database;
  }

  void insert(List<AuditEntry> entries) {
    for (int from = 0; from < entries.size(); from += ROWS_A_STATEMENT) {
      List<AuditEntry> some = entries.subList(from, Math.min(from + ROWS_A_STATEMENT, entries.size()));
      List<Object> values = new ArrayList<>();
      some.forEach(entry -> add(values, entry));
      database
        .sql()
        .sql(
          INSERT +
            String.join(
              ", ",
              some
                .stream()
                .map(entry -> ROW)
                .toList()
            )
        )
        .params(values)
        .update();
    }
  }

  private void add(List<Object> values, AuditEntry entry) {
    values.add(AuditText.clip(entry.connection(), 64));
    values.add(AuditText.clip(entry.flow(), 64));
    values.add(AuditText.clip(entry.key(), 200));
    values.add(entry.messageId());
    values.add(AuditText.clip(entry.actor(), 64));
    values.add(AuditText.clip(entry.action(), 64));
    values.add(AuditText.clip(entry.outcome(), 32));
    values.add(AuditText.clip(entry.reason(), 1_000));
    values.add(entry.remoteStatus());
    values.add(AuditText.clip(entry.correlationId(), 64));
    values.add(entry.durationMillis());
    values.add(write(entry.detail()));
  }

  List<AuditRow> find(AuditQuery query) {
    Map<String, Object> values = new LinkedHashMap<>();
    List<String> conditions = new ArrayList<>();
    narrow(conditions, values, "connection = :connection", "connection", query.connection());
    narrow(conditions, values, "flow = :flow", "flow", query.flow());
    narrow(conditions, values, "record_key = :key", "key", query.key());
    narrow(conditions, values, "message_id = :messageId", "messageId", query.messageId());
    narrow(conditions, values, "action = :action", "action", query.action());
    narrow(conditions, values, "actor = :actor", "actor", query.actor());
    narrow(conditions, values, "outcome = :outcome", "outcome", query.outcome());
    narrow(conditions, values, "at >= :from", "from", millis(query.from()));
    narrow(conditions, values, "at < :to", "to", millis(query.to()));
    narrow(conditions, values, "id < :before", "before", query.before());
    String where = conditions.isEmpty() ? "" : " WHERE " + String.join(" AND ", conditions);
    return database
      .sql()
      .sql("SELECT * FROM audit" + where + " ORDER BY id DESC LIMIT " + query.limit())
      .params(values)
      .query((rs, n) -> row(rs))
      .list();
  }

  private static void narrow(
    List<String> conditions,
    Map<String, Object> values,
    String condition,
    String name,
    Object value
  ) {
    if (value != null) {
      conditions.add(condition);
      values.put(name, value);
    }
  }

  private static Long millis(Instant time) {
    return time == null ? null : time.toEpochMilli();
  }

  private AuditRow row(ResultSet rs) throws SQLException {
    AuditEntry entry = new AuditEntry(
      rs.getString("connection"),
      rs.getString("flow"),
      rs.getString("record_key"),
      rs.getObject("message_id", Long.class),
      rs.getString("actor"),
      rs.getString("action"),
      rs.getString("outcome"),
      rs.getString("reason"),
      rs.getObject("remote_status", Integer.class),
      rs.getString("correlation_id"),
      rs.getObject("duration_millis", Long.class),
      read(rs.getString("detail"))
    );
    return new AuditRow(rs.getLong("id"), Instant.ofEpochMilli(rs.getLong("at")), entry);
  }

  /** As JSON; what no longer fits the column is left out whole, so that the JSON stays readable. */
  private String write(Map<String, String> detail) {
    Map<String, String> kept = new TreeMap<>();
    String written = null;
    for (Map.Entry<String, String> entry : new TreeMap<>(detail).entrySet()) {
      kept.put(AuditText.clip(entry.getKey(), 64), AuditText.clip(entry.getValue(), DETAIL_VALUE));
      String longer = toJson(kept);
      if (longer.length() > DETAIL) {
        break;
      }
      written = longer;
    }
    return written;
  }

  private String toJson(Map<String, String> detail) {
    try {
      return json.writeValueAsString(detail);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("A map of texts is always JSON", e);
    }
  }

  private Map<String, String> read(String detail) {
    try {
      return detail == null ? Map.of() : json.readValue(detail, new TypeReference<Map<String, String>>() {});
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("The audit trail's detail is not the JSON that was written", e);
    }
  }
}
