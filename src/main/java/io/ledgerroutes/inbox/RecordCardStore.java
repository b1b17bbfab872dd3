package io.ledgerroutes.inbox;

import io.ledgerroutes.store.Database;
import io.ledgerroutes.vault.Vault;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/** What the records of messages are known by, and which records belong to them. E-mails are kept as pseudonyms. */
@Component
public class RecordCardStore {

  private static final int LONGEST_NUMBER = 255;
  private static final int LONGEST_CURRENCY = 3;
  private static final int TOTAL_DIGITS = 15;
  private static final String UPDATE = """
    UPDATE record_card SET number = ?, dated_on = ?, total = ?, currency = ?, email = ?, updated_at = ?
     WHERE connection = ? AND flow = ? AND record_key = ?
    """;
  private static final String INSERT = """
    INSERT INTO record_card (number, dated_on, total, currency, email, updated_at, connection, flow, record_key)
    VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)
    """;
  private static final String PARTS = """
    SELECT record_key, part_type, part_id FROM record_part
     WHERE connection = :connection AND flow = :flow AND record_key IN (:keys)
     ORDER BY part_type, part_id
    """;
  private static final String ADD_PART = """
    INSERT INTO record_part (connection, flow, record_key, part_type, part_id) VALUES (?, ?, ?, ?, ?)
    """;

  private final Database database;
  private final JdbcTemplate jdbc;
  private final Vault vault;

  public RecordCardStore(Database database, JdbcTemplate jdbc, Vault vault) {
    this.database = database;
    this.jdbc = jdbc;
    this.vault = vault;
  }

  /** As an e-mail is kept: the same for all ways of writing it that people take for one. */
  public String pseudonym(String email) {
    return vault.pseudonym(email.strip().toLowerCase(Locale.ROOT));
  }

  /** Takes an e-mail off the cards that bear it; how many. */
  int forget(String email) {
    return database
      .sql()
      .sql("UPDATE record_card SET email = NULL WHERE email = ?")
      .params(pseudonym(email))
      .update();
  }

  /** Keeps what was said about records of one connection and flow, by key, in the running transaction. */
  void keep(String connection, String flow, Map<String, Described> records) {
    List<Object[]> cards = new ArrayList<>();
    long now = database.now();
    records.forEach((key, described) -> {
      if (described.card() != null) {
        cards.add(row(connection, flow, key, described, now));
      }
    });
    keepCards(cards);
    keepParts(connection, flow, records);
  }

  private Object[] row(String connection, String flow, String key, Described described, long now) {
    RecordCard card = described.card();
    String email = described.email();
    return new Object[] {
      clip(card.number()),
      card.day(),
      fits(card) ? card.total() : null,
      fits(card) ? card.currency() : null,
      email == null || email.isBlank() ? null : pseudonym(email),
      now,
      connection,
      flow,
      key,
    };
  }

  /** Whether total and currency fit their columns: what is only shown must not cost the record its outcome. */
  private static boolean fits(RecordCard card) {
    return (
      card.total() != null &&
      card.currency() != null &&
      card.currency().length() <= LONGEST_CURRENCY &&
      card.total().precision() - card.total().scale() <= TOTAL_DIGITS
    );
  }

  private void keepCards(List<Object[]> rows) {
    if (rows.isEmpty()) {
      return;
    }
    int[] updated = jdbc.batchUpdate(UPDATE, rows);
    List<Object[]> missing = new ArrayList<>();
    for (int position = 0; position < updated.length; position++) {
      if (updated[position] == 0) {
        missing.add(rows.get(position));
      }
    }
    if (!missing.isEmpty()) {
      jdbc.batchUpdate(INSERT, missing);
    }
  }

  private void keepParts(String connection, String flow, Map<String, Described> records) {
    Map<String, Set<RecordPart>> wanted = new HashMap<>();
    records.forEach((key, described) -> {
      if (!described.parts().isEmpty()) {
        wanted.put(key, described.parts());
      }
    });
    Map<String, Set<RecordPart>> known = parts(connection, flow, wanted.keySet());
    List<Object[]> missing = new ArrayList<>();
    wanted.forEach((key, parts) ->
      parts
        .stream()
        .filter(part -> !known.getOrDefault(key, Set.of()).contains(part))
        .forEach(part -> missing.add(new Object[] { connection, flow, key, part.type(), part.id() }))
    );
    if (!missing.isEmpty()) {
      jdbc.batchUpdate(ADD_PART, missing);
    }
  }

  /** What belongs to a record besides itself. */
  public Set<RecordPart> parts(String connection, String flow, String key) {
    return parts(connection, flow, Set.of(key)).getOrDefault(key, Set.of());
  }

  private Map<String, Set<RecordPart>> parts(String connection, String flow, Collection<String> keys) {
    Map<String, Set<RecordPart>> parts = new HashMap<>();
    if (keys.isEmpty()) {
      return parts;
    }
    database
      .sql()
      .sql(PARTS)
      .param("connection", connection)
      .param("flow", flow)
      .param("keys", keys)
      .query(row -> {
        parts
          .computeIfAbsent(row.getString("record_key"), key -> new HashSet<>())
          .add(new RecordPart(row.getString("part_type"), row.getString("part_id")));
      });
    return parts;
  }

  /** The records that this one belongs to. */
  public List<RecordKey> recordsOf(String connection, RecordPart part) {
    return database
      .sql()
      .sql("SELECT flow, record_key FROM record_part WHERE connection = ? AND part_type = ? AND part_id = ?")
      .params(connection, part.type(), part.id())
      .query((row, number) -> new RecordKey(connection, row.getString("flow"), row.getString("record_key")))
      .list();
  }

  /** The cards of these messages' records, by message id; messages without one are absent. */
  public Map<Long, RecordCard> of(Collection<Message> messages) {
    Map<Long, RecordCard> cards = new HashMap<>();
    if (messages.isEmpty()) {
      return cards;
    }
    database
      .sql()
      .sql(
        """
        SELECT m.id, c.number, c.dated_on, c.total, c.currency FROM inbox m
          JOIN record_card c ON c.connection = m.connection AND c.flow = m.flow AND c.record_key = m.record_key
         WHERE m.id IN (:ids)
        """
      )
      .param("ids", messages.stream().map(Message::id).toList())
      .query(row -> {
        cards.put(row.getLong("id"), card(row));
      });
    return cards;
  }

  static RecordCard card(ResultSet row) throws SQLException {
    return new RecordCard(
      row.getString("number"),
      row.getObject("dated_on", LocalDate.class),
      row.getBigDecimal("total"),
      row.getString("currency")
    );
  }

  // PostgreSQL takes no NUL in a text.
  private static String clip(String number) {
    if (number == null) {
      return null;
    }
    String shown = number.replaceAll("\\p{Cntrl}", " ");
    return shown.length() <= LONGEST_NUMBER ? shown : shown.substring(0, LONGEST_NUMBER);
  }
}
