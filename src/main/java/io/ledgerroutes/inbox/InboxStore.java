package io.ledgerroutes.inbox;

import io.ledgerroutes.retention.Age;
import io.ledgerroutes.retention.AgedRows;
import io.ledgerroutes.store.Database;
import io.ledgerroutes.vault.SealedColumn;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.springframework.context.annotation.Bean;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The inbox's table: insert-only storing, settlement and what operators ask of it. Claims are the {@link ClaimStore}'s. */
@Component
public class InboxStore {

  private static final String INSERT = """
    INSERT INTO inbox (connection, flow, record_key, state, due_at, received_at, updated_at, correlation_id, payload)
    VALUES (?, ?, ?, 'RECEIVED', ?, ?, ?, ?, ?)
    """;
  /** The reason of what an operator has sent through again, until it is settled. */
  static final String REPLAYED = "replayed by an operator";
  /** How the reason of what an operator ended begins; behind it stands why. */
  static final String DISCARDED = "discarded: ";
  private static final Pattern CONTROL = Pattern.compile("\\p{Cntrl}");
  private static final int LONGEST_REASON = 2000;
  static final String COLUMNS = """
    id, connection, flow, record_key, state, reason, attempts, blamed, received_at, updated_at, correlation_id
    """;
  private static final String SETTLE = """
    UPDATE inbox SET state = ?, reason = ?, reason_kind = ?, waits_for = ?, due_at = ?, blamed = blamed + ?, alone = ?,
           claimed_key = NULL, claimed_by = NULL, claimed_epoch = NULL, updated_at = ?
     WHERE id = ? AND state = 'IN_FLIGHT' AND claimed_by = ? AND claimed_epoch = ?
    """;
  // An attempt that a node's end cut short was none: what waits must not wait longer for it.
  private static final String RELEASE_OLDER_EPOCHS = """
    UPDATE inbox SET state = 'RETRY', reason = 'released: the node that worked on it is gone', due_at = :now,
           attempts = CASE WHEN attempts > 0 THEN attempts - 1 ELSE 0 END,
           claimed_key = NULL, claimed_by = NULL, claimed_epoch = NULL, updated_at = :now
     WHERE state = 'IN_FLIGHT' AND connection IN (:connections) AND claimed_epoch < :epoch
    """;

  private final Database database;
  private final JdbcTemplate jdbc;

  public InboxStore(Database database, JdbcTemplate jdbc) {
    this.database = database;
    this.jdbc = jdbc;
  }

  /** The payloads take part in a change of the master key; sealed for what {@link Payloads} says. */
  @Bean
  static SealedColumn sealedPayloads() {
    return new SealedColumn(
      "payloads",
      "SELECT COALESCE(MAX(id), 0) FROM inbox",
      """
      SELECT id, 0 AS position, 'inbox/' || connection || '/' || flow || '/' || record_key AS associated,
             payload AS sealed
        FROM inbox WHERE id > :after AND id <= :upTo AND OCTET_LENGTH(payload) > 0
      """,
      "UPDATE inbox SET payload = :now WHERE id = :id AND payload = :before"
    );
  }

  /** Nothing is worked by its payload: also what waits for a person is fetched anew when it is replayed. */
  @Bean
  static AgedRows agedPayloads() {
    return new AgedRows(
      "payloads",
      Age.PAYLOAD,
      "inbox",
      "received_at",
      """
      UPDATE inbox SET payload = NULL
       WHERE id > :after AND id <= :upTo AND received_at < :before AND OCTET_LENGTH(payload) > 0
         AND state NOT IN ('RECEIVED', 'IN_FLIGHT', 'RETRY')
      """,
      "SELECT MIN(id) FROM inbox WHERE id > :after AND id <= :upTo AND OCTET_LENGTH(payload) > 0",
      500
    );
  }

  /**
   * What waits for a person stays however old it is. A record's card goes with its last message; that it is looked
   * for part by part lets H2 find it by its key.
   */
  @Bean
  static AgedRows agedMessages() {
    return new AgedRows(
      "finished messages",
      Age.DONE,
      "inbox",
      "received_at",
      List.of(
        """
        DELETE FROM record_card
         WHERE connection IN (SELECT connection FROM inbox WHERE id > :after AND id <= :upTo)
           AND flow IN (SELECT flow FROM inbox WHERE id > :after AND id <= :upTo)
           AND record_key IN (SELECT record_key FROM inbox WHERE id > :after AND id <= :upTo)
           AND updated_at < :before AND (connection, flow, record_key) IN (
             SELECT connection, flow, record_key FROM inbox
              WHERE id > :after AND id <= :upTo AND updated_at < :before AND state IN ('DONE', 'SKIPPED'))
           AND NOT EXISTS (
             SELECT 1 FROM inbox m WHERE m.record_key = record_card.record_key
                AND m.connection = record_card.connection AND m.flow = record_card.flow
                AND (m.id > :upTo OR m.updated_at >= :before OR m.state NOT IN ('DONE', 'SKIPPED')))
        """,
        """
        DELETE FROM inbox
         WHERE id > :after AND id <= :upTo AND updated_at < :before AND state IN ('DONE', 'SKIPPED')
        """
      ),
      "SELECT MIN(id) FROM inbox WHERE id > :after AND id <= :upTo",
      500
    );
  }

  /** What a message says of its end. */
  record Reason(long id, String text) {}

  /** The next reasons after an id; those of all states. */
  List<Reason> reasons(long after, int limit) {
    return sql()
      .sql("SELECT id, reason FROM inbox WHERE id > ? AND reason IS NOT NULL ORDER BY id LIMIT ?")
      .params(after, limit)
      .query((row, number) -> new Reason(row.getLong("id"), row.getString("reason")))
      .list();
  }

  /** Puts another text in the place of a reason, unless somebody has; whether it did. Its kind is told anew. */
  boolean reword(Reason reason, String text) {
    return (
      sql()
        // Its kind is made of the same words, and made anew where it is asked for.
        .sql("UPDATE inbox SET reason = ?, reason_kind = NULL WHERE id = ? AND reason = ?")
        .params(clip(text), reason.id(), reason.text())
        .update() ==
      1
    );
  }

  /** A new message with its payload as it goes to disk. */
  record Sealed(NewMessage message, byte[] payload) {}

  /** What settling a row writes. */
  record Settled(
    long id,
    MessageState state,
    String reason,
    String waitsFor,
    long delayMillis,
    int blame,
    boolean alone
  ) {}

  /** Adds the rows in the running transaction. */
  void insert(List<Sealed> rows) {
    long now = database.now();
    jdbc.batchUpdate(INSERT, rows, rows.size(), (statement, row) -> bind(statement, row, now));
  }

  private static void bind(PreparedStatement statement, Sealed row, long now) throws SQLException {
    NewMessage message = row.message();
    statement.setString(1, message.connection());
    statement.setString(2, message.flow());
    statement.setString(3, message.key());
    statement.setLong(4, now);
    statement.setLong(5, now);
    statement.setLong(6, now);
    statement.setString(7, message.correlationId());
    statement.setBytes(8, row.payload());
  }

  /**
   * Settles claimed rows in the running transaction.
   *
   * @return the ids that were settled; the others were no longer this claim's
   */
  Set<Long> settle(List<Settled> rows, String owner, long epoch) {
    long now = database.now();
    Set<Long> settled = new HashSet<>();
    for (Settled row : rows) {
      int count = jdbc.update(
        SETTLE,
        row.state().name(),
        clip(row.reason()),
        kind(row),
        row.waitsFor(),
        now + row.delayMillis(),
        row.blame(),
        row.alone(),
        now,
        row.id(),
        owner,
        epoch
      );
      if (count == 1) {
        settled.add(row.id());
      }
    }
    return settled;
  }

  private static String kind(Settled row) {
    boolean stopped = row.state() == MessageState.HELD || row.state() == MessageState.DEAD;
    return stopped ? ReasonKind.of(clip(row.reason())) : null;
  }

  /** Gives back what was claimed under an older epoch of these connections. */
  public int releaseOlderEpochs(Collection<String> connections, long epoch) {
    if (connections.isEmpty()) {
      return 0;
    }
    long now = database.now();
    return sql()
      .sql(RELEASE_OLDER_EPOCHS)
      .param("now", now)
      .param("connections", connections)
      .param("epoch", epoch)
      .update();
  }

  /** Which of these keys have a message that waits to be worked. */
  Set<String> waiting(String connection, String flow, Collection<String> keys) {
    if (keys.isEmpty()) {
      return Set.of();
    }
    return Set.copyOf(
      sql()
        .sql(
          """
          SELECT DISTINCT record_key FROM inbox
           WHERE connection = :connection AND flow = :flow AND record_key IN (:keys)
             AND state IN ('RECEIVED', 'RETRY')
          """
        )
        .param("connection", connection)
        .param("flow", flow)
        .param("keys", keys)
        .query(String.class)
        .list()
    );
  }

  /** How many rows of these connections the owner has claimed. */
  public long inFlight(Collection<String> connections, String owner) {
    if (connections.isEmpty()) {
      return 0;
    }
    return sql()
      .sql(
        "SELECT COUNT(*) FROM inbox WHERE state = 'IN_FLIGHT' AND claimed_by = :owner AND connection IN (:connections)"
      )
      .param("owner", owner)
      .param("connections", connections)
      .query(Long.class)
      .single();
  }

  /** Makes due what is tried again later through no fault of its own. */
  int hasten(Collection<String> connections) {
    if (connections.isEmpty()) {
      return 0;
    }
    long now = database.now();
    return sql()
      .sql(
        """
        UPDATE inbox SET due_at = :now
         WHERE connection IN (:connections) AND state = 'RETRY' AND due_at > :now AND blamed = 0 AND alone = FALSE
        """
      )
      .param("now", now)
      .param("connections", connections)
      .update();
  }

  /** Makes held messages due that waited for this link, in the running transaction. */
  public int releaseWaiting(String waitsFor) {
    long now = database.now();
    return sql()
      .sql(
        """
        UPDATE inbox SET state = 'RETRY', reason = 'released: what it waited for is there', waits_for = NULL,
               reason_kind = NULL, attempts = 0, due_at = ?, updated_at = ?
         WHERE waits_for = ? AND state = 'HELD'
        """
      )
      .params(now, now, waitsFor)
      .update();
  }

  /** What held messages of a connection wait for, of the names that begin so; each once. */
  public List<String> waitedFor(String connection, String prefix) {
    return sql()
      .sql(
        """
        SELECT DISTINCT waits_for FROM inbox
         WHERE state = 'HELD' AND connection = ? AND waits_for LIKE ? ESCAPE '!' ORDER BY waits_for
        """
      )
      .params(connection, prefix.replaceAll("([!%_])", "!$1") + "%")
      .query(String.class)
      .list();
  }

  /** Makes a HELD or DEAD message due again with a clean slate. */
  int replay(long id) {
    long now = database.now();
    return sql()
      .sql(
        """
        UPDATE inbox SET state = 'RETRY', reason = ?, waits_for = NULL, attempts = 0,
               reason_kind = NULL, blamed = 0, alone = FALSE, due_at = ?, updated_at = ?
         WHERE id = ? AND state IN ('HELD', 'DEAD')
        """
      )
      .params(REPLAYED, now, now, id)
      .update();
  }

  /** Ends a message that is not in flight and not finished. */
  int discard(long id, String reason) {
    return sql()
      .sql(
        """
        UPDATE inbox SET state = 'SKIPPED', reason = ?, reason_kind = NULL, waits_for = NULL, updated_at = ?
         WHERE id = ? AND state IN ('HELD', 'DEAD', 'RETRY', 'RECEIVED')
        """
      )
      .params(clip(DISCARDED + reason), database.now(), id)
      .update();
  }

  /** Ends a message that is HELD or DEAD. */
  int discardStopped(long id, String reason) {
    return sql()
      .sql(
        """
        UPDATE inbox SET state = 'SKIPPED', reason = ?, reason_kind = NULL, waits_for = NULL, updated_at = ?
         WHERE id = ? AND state IN ('HELD', 'DEAD')
        """
      )
      .params(clip(DISCARDED + reason), database.now(), id)
      .update();
  }

  /** Ends all messages of a connection that are not in flight and not finished. */
  int endAll(String connection, String reason) {
    return sql()
      .sql(
        """
        UPDATE inbox SET state = 'SKIPPED', reason = ?, reason_kind = NULL, waits_for = NULL, updated_at = ?
         WHERE connection = ? AND state IN ('HELD', 'DEAD', 'RETRY', 'RECEIVED')
        """
      )
      .params(clip(reason), database.now(), connection)
      .update();
  }

  public Optional<Message> find(long id) {
    return sql()
      .sql("SELECT " + COLUMNS + " FROM inbox WHERE id = ?")
      .params(id)
      .query((row, number) -> message(row))
      .optional();
  }

  /** Rows that fit, newest first. */
  public List<Message> find(MessageQuery query) {
    StringBuilder text = new StringBuilder("SELECT ").append(COLUMNS).append(" FROM inbox WHERE 1 = 1");
    List<Object> values = new ArrayList<>();
    for (MessageQuery.Condition condition : query.conditions()) {
      text.append(" AND ").append(condition.sql());
      values.addAll(condition.values());
    }
    text.append(query.order()).append(" LIMIT ?");
    values.add(query.limit());
    return sql()
      .sql(text.toString())
      .params(values)
      .query((row, number) -> message(row))
      .list();
  }

  /** The last message of each of these keys; keys without one are absent. */
  public Map<String, Message> lastOf(String connection, String flow, Collection<String> keys) {
    Map<String, Message> last = new HashMap<>();
    if (keys.isEmpty()) {
      return last;
    }
    sql()
      .sql(
        "SELECT " +
          COLUMNS +
          """
           FROM inbox WHERE id IN (
             SELECT MAX(id) FROM inbox
              WHERE connection = :connection AND flow = :flow AND record_key IN (:keys) GROUP BY record_key)
          """
      )
      .param("connection", connection)
      .param("flow", flow)
      .param("keys", keys)
      .query((row, number) -> message(row))
      .list()
      .forEach(message -> last.put(message.key(), message));
    return last;
  }

  /** Makes the newest message of a key that waits to be worked one that a rule holds, in the running transaction. */
  int hold(NewMessage message, String reason) {
    return sql()
      .sql(
        """
        UPDATE inbox SET state = 'HELD', reason = ?, reason_kind = ?, updated_at = ?
         WHERE connection = ? AND flow = ? AND record_key = ? AND correlation_id = ? AND state = 'RECEIVED'
        """
      )
      .params(
        clip(reason),
        ReasonKind.of(clip(reason)),
        database.now(),
        message.connection(),
        message.flow(),
        message.key(),
        message.correlationId()
      )
      .update();
  }

  /** How many rows a connection has in each state. */
  public Map<MessageState, Long> counts(String connection) {
    Map<MessageState, Long> counts = new EnumMap<>(MessageState.class);
    sql()
      .sql("SELECT state, COUNT(*) AS rows_in FROM inbox WHERE connection = ? GROUP BY state")
      .params(connection)
      .query(row -> {
        counts.put(MessageState.valueOf(row.getString("state")), row.getLong("rows_in"));
      });
    return counts;
  }

  /** Every flow that has rows, in order: one step in the index a flow, however many rows there are. */
  public List<String> flows() {
    List<String> flows = new ArrayList<>();
    Optional<String> next = flowAfter("");
    while (next.isPresent()) {
      flows.add(next.get());
      next = flowAfter(next.get());
    }
    return flows;
  }

  private Optional<String> flowAfter(String flow) {
    return sql()
      .sql("SELECT flow FROM inbox WHERE flow > ? ORDER BY flow LIMIT 1")
      .params(flow)
      .query(String.class)
      .optional();
  }

  /** What is not finished of a flow, by connection and state. */
  List<Unfinished> unfinished(String flow) {
    long now = database.now();
    return sql()
      .sql(
        """
        SELECT connection, state, COUNT(*) AS messages, MIN(received_at) AS oldest FROM inbox
         WHERE flow = ? AND state IN ('RECEIVED', 'IN_FLIGHT', 'RETRY', 'HELD', 'DEAD') GROUP BY connection, state
        """
      )
      .params(flow)
      .query((row, number) ->
        new Unfinished(
          row.getString("connection"),
          flow,
          MessageState.valueOf(row.getString("state")),
          row.getLong("messages"),
          Duration.ofMillis(Math.max(0, now - row.getLong("oldest")))
        )
      )
      .list();
  }

  /** Rows of a flow by state that are not finished. */
  public Map<MessageState, Long> depth(String flow) {
    Map<MessageState, Long> depth = new EnumMap<>(MessageState.class);
    for (MessageState state : List.of(
      MessageState.RECEIVED,
      MessageState.IN_FLIGHT,
      MessageState.RETRY,
      MessageState.HELD,
      MessageState.DEAD
    )) {
      depth.put(
        state,
        sql()
          .sql("SELECT COUNT(*) FROM inbox WHERE flow = ? AND state = ?")
          .params(flow, state.name())
          .query(Long.class)
          .single()
      );
    }
    return depth;
  }

  /** Age of the oldest message of the flow that waits to be worked, milliseconds; 0 where none waits. */
  public long oldestAge(String flow) {
    return sql()
      .sql("SELECT MIN(received_at) FROM inbox WHERE flow = ? AND state IN ('RECEIVED', 'RETRY')")
      .params(flow)
      .query(Long.class)
      .optional()
      .map(oldest -> Math.max(0, database.now() - oldest))
      .orElse(0L);
  }

  private JdbcClient sql() {
    return database.sql();
  }

  static Message message(ResultSet row) throws SQLException {
    return new Message(
      row.getLong("id"),
      row.getString("connection"),
      row.getString("flow"),
      row.getString("record_key"),
      MessageState.valueOf(row.getString("state")),
      row.getString("reason"),
      row.getInt("attempts"),
      row.getInt("blamed"),
      Instant.ofEpochMilli(row.getLong("received_at")),
      Instant.ofEpochMilli(row.getLong("updated_at")),
      row.getString("correlation_id")
    );
  }

  // PostgreSQL takes no NUL in a text, and a reason may quote a remote.
  private static String clip(String reason) {
    String shown = reason == null ? null : CONTROL.matcher(reason).replaceAll(" ");
    return shown == null || shown.length() <= LONGEST_REASON ? shown : shown.substring(0, LONGEST_REASON);
  }
}
