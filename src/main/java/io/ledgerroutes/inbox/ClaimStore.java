package io.ledgerroutes.inbox;

import io.ledgerroutes.store.Database;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.dao.TransientDataAccessException;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Claims: who works on which of the inbox's rows (DESIGN, rule 7). */
@Component
public class ClaimStore {

  private static final String ANY_DUE = """
    SELECT 1 FROM inbox WHERE flow = ? AND state = ? AND connection = ? AND due_at <= ? LIMIT 1
    """;
  private static final String DUE = """
    SELECT id, record_key, alone FROM inbox
     WHERE flow = ? AND state = ? AND connection = ? AND due_at <= ?
     ORDER BY due_at, id LIMIT ?
    """;
  // Whoever has a key's oldest row has the key: claimers that lock in another order would share it.
  private static final String LOCK_OLDEST = """
    SELECT record_key FROM inbox WHERE id IN (
      SELECT MIN(id) FROM inbox
       WHERE connection = :connection AND flow = :flow AND record_key IN (:keys)
         AND state IN ('RECEIVED', 'RETRY', 'HELD', 'DEAD')
       GROUP BY record_key)
     FOR UPDATE SKIP LOCKED
    """;
  private static final String UNFINISHED = """
    SELECT id, record_key, state, attempts, blamed FROM inbox
     WHERE connection = :connection AND flow = :flow AND record_key IN (:keys)
       AND state IN ('RECEIVED', 'RETRY', 'HELD', 'DEAD', 'IN_FLIGHT')
     ORDER BY record_key, id
    """;
  private static final String CLAIM = """
    UPDATE inbox SET state = 'IN_FLIGHT', claimed_key = record_key, claimed_by = ?, claimed_epoch = ?,
           attempts = ? + 1, blamed = ?, updated_at = ?
     WHERE id = ? AND state IN ('RECEIVED', 'RETRY') AND claimed_key IS NULL
    """;
  private static final String SUPERSEDE = """
    UPDATE inbox SET state = 'SKIPPED', reason = ?, waits_for = NULL, updated_at = ?
     WHERE id = ? AND state IN ('RECEIVED', 'RETRY', 'HELD', 'DEAD')
    """;
  private final Database database;
  private final JdbcTemplate jdbc;

  public ClaimStore(Database database, JdbcTemplate jdbc) {
    this.database = database;
    this.jdbc = jdbc;
  }

  /** A claimed row. */
  record Claimed(Message message, byte[] payload) {}

  /** Whether the connection has a message of the flow that is due now. */
  boolean hasDue(String connection, String flow) {
    long now = database.now();
    return (
      hasDue(connection, flow, MessageState.RECEIVED, now) ||
      hasDue(connection, flow, MessageState.RETRY, now)
    );
  }

  // Two questions, each one step in the index however long the queue.
  private boolean hasDue(String connection, String flow, MessageState state, long now) {
    return sql()
      .sql(ANY_DUE)
      .params(flow, state.name(), connection, now)
      .query(Integer.class)
      .optional()
      .isPresent();
  }

  /**
   * Claims up to {@code limit} due messages, the newest of each key; older ones of the key become SKIPPED
   * "superseded". A key that is in flight is left alone. Two claimers never get one key: the unique
   * {@code claimed_key} forbids it, and the loser claims nothing this time.
   */
  List<Claimed> claim(String connection, String flow, int limit, String owner, long epoch) {
    try {
      return database.transact(() -> claimInTransaction(connection, flow, limit, owner, epoch));
    } catch (DuplicateKeyException | TransientDataAccessException anotherClaimerWasFaster) {
      return List.of();
    }
  }

  private List<Claimed> claimInTransaction(
    String connection,
    String flow,
    int limit,
    String owner,
    long epoch
  ) {
    long now = database.now();
    Set<String> keys = dueKeys(connection, flow, limit, now);
    if (keys.isEmpty()) {
      return List.of();
    }
    Set<String> owned = Set.copyOf(ofKeys(LOCK_OLDEST, connection, flow, keys).query(String.class).list());
    if (owned.isEmpty()) {
      return List.of();
    }
    Set<Long> locked = new HashSet<>();
    unfinished(UNFINISHED + " FOR UPDATE SKIP LOCKED", connection, flow, owned).forEach(row ->
      locked.add(row.id())
    );
    Map<String, List<Waiting>> byKey = new TreeMap<>();
    unfinished(UNFINISHED, connection, flow, owned).forEach(row ->
      byKey.computeIfAbsent(row.key(), key -> new ArrayList<>()).add(row)
    );
    byKey
      .values()
      .removeIf(rows -> rows.stream().anyMatch(row -> row.inFlight() || !locked.contains(row.id())));
    List<Long> claimed = new ArrayList<>();
    for (List<Waiting> rows : byKey.values()) {
      claimNewest(rows, owner, epoch, now).ifPresent(claimed::add);
    }
    return claimed.isEmpty() ? List.of() : load(claimed);
  }

  private Set<String> dueKeys(String connection, String flow, int limit, long now) {
    Set<String> keys = new LinkedHashSet<>();
    for (MessageState state : List.of(MessageState.RETRY, MessageState.RECEIVED)) {
      List<Due> due = sql()
        .sql(DUE)
        .params(flow, state.name(), connection, now, limit - keys.size())
        .query((row, number) -> new Due(row.getString("record_key"), row.getBoolean("alone")))
        .list();
      for (Due row : due) {
        // A suspect is tried by itself, so that its failure says something about it.
        if (row.alone()) {
          if (keys.isEmpty()) {
            return Set.of(row.key());
          }
          continue;
        }
        keys.add(row.key());
      }
      if (keys.size() >= limit) {
        break;
      }
    }
    return keys;
  }

  private JdbcClient.StatementSpec ofKeys(String query, String connection, String flow, Set<String> keys) {
    return sql().sql(query).param("connection", connection).param("flow", flow).param("keys", keys);
  }

  private List<Waiting> unfinished(String query, String connection, String flow, Set<String> keys) {
    return ofKeys(query, connection, flow, keys)
      .query((row, number) ->
        new Waiting(
          row.getLong("id"),
          row.getString("record_key"),
          MessageState.valueOf(row.getString("state")),
          row.getInt("attempts"),
          row.getInt("blamed")
        )
      )
      .list();
  }

  private Optional<Long> claimNewest(List<Waiting> rows, String owner, long epoch, long now) {
    Optional<Waiting> newest = rows
      .stream()
      .filter(Waiting::due)
      .reduce((older, newer) -> newer);
    if (newest.isEmpty()) {
      return Optional.empty();
    }
    Waiting chosen = newest.get();
    // A fresh hint does not forgive what the key's earlier attempts have earned.
    int attempts = rows.stream().filter(Waiting::due).mapToInt(Waiting::attempts).max().orElse(0);
    int blamed = rows.stream().filter(Waiting::due).mapToInt(Waiting::blamed).max().orElse(0);
    int done = jdbc.update(CLAIM, owner, epoch, attempts, blamed, now, chosen.id());
    if (done == 0) {
      return Optional.empty();
    }
    for (Waiting older : rows) {
      if (older.id() < chosen.id()) {
        jdbc.update(SUPERSEDE, "superseded by message " + chosen.id(), now, older.id());
      }
    }
    return Optional.of(chosen.id());
  }

  private List<Claimed> load(List<Long> ids) {
    return sql()
      .sql("SELECT " + InboxStore.COLUMNS + ", payload FROM inbox WHERE id IN (:ids) ORDER BY id")
      .param("ids", ids)
      .query((row, number) -> new Claimed(InboxStore.message(row), row.getBytes("payload")))
      .list();
  }

  private JdbcClient sql() {
    return database.sql();
  }

  private record Due(String key, boolean alone) {}

  private record Waiting(long id, String key, MessageState state, int attempts, int blamed) {
    boolean inFlight() {
      return state == MessageState.IN_FLIGHT;
    }

    boolean due() {
      return state == MessageState.RECEIVED || state == MessageState.RETRY;
    }
  }
}
