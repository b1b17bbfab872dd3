package io.ledgerroutes.posting;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.ledgerroutes.posting.Intent.State;
import io.ledgerroutes.retention.Age;
import io.ledgerroutes.retention.AgedRows;
import io.ledgerroutes.store.Database;
import io.ledgerroutes.vault.SealedColumn;
import io.ledgerroutes.vault.Vault;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HexFormat;
import java.util.List;
import java.util.UUID;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.InflaterInputStream;
import org.springframework.context.annotation.Bean;
import org.springframework.jdbc.support.GeneratedKeyHolder;
import org.springframework.stereotype.Component;

/** Intents on disk: committed before a write, closed with its links. Requests are compressed and encrypted. */
@Component
public class IntentStore {

  /** The layout of {@code content}; a reader knows this one and the one before. */
  private static final int FORMAT = 1;

  private final Database database;
  private final Vault vault;
  private final ObjectMapper json = new ObjectMapper();

  public IntentStore(Database database, Vault vault) {
    this.database = database;
    this.vault = vault;
  }

  /** The requests take part in a change of the master key. */
  @Bean
  static SealedColumn sealedRequests() {
    return new SealedColumn(
      "requests",
      "SELECT COALESCE(MAX(id), 0) FROM intent",
      """
      SELECT id, 0 AS position, 'intent/' || idempotency_key AS associated, request AS sealed
        FROM intent WHERE id > :after AND id <= :upTo AND OCTET_LENGTH(request) > 0
      """,
      "UPDATE intent SET request = :now WHERE id = :id AND request = :before"
    );
  }

  /** What the requests' elements were meant to be takes part in a change of the master key. */
  @Bean
  static SealedColumn sealedContents() {
    return new SealedColumn(
      "elements of requests",
      "SELECT COALESCE(MAX(intent_id), 0) FROM intent_element",
      """
      SELECT e.intent_id AS id, e.position, 'intent/' || i.idempotency_key || '/' || e.position AS associated,
             e.content AS sealed
        FROM intent_element e JOIN intent i ON i.id = e.intent_id
       WHERE e.intent_id > :after AND e.intent_id <= :upTo AND OCTET_LENGTH(e.content) > 0
      """,
      """
      UPDATE intent_element SET content = :now
       WHERE intent_id = :id AND position = :position AND content = :before
      """
    );
  }

  /** The requests of closed intents, to be changed: of others the bytes may have to be sent again. */
  static SealedColumn closedRequests() {
    SealedColumn all = sealedRequests();
    return new SealedColumn(all.what(), all.last(), all.rows(), all.replace() + " AND state = 'CLOSED'");
  }

  /** The elements of closed intents, to be changed. */
  static SealedColumn closedContents() {
    SealedColumn all = sealedContents();
    return new SealedColumn(
      all.what(),
      all.last(),
      all.rows(),
      all.replace() + " AND EXISTS (SELECT 1 FROM intent i WHERE i.id = :id AND i.state = 'CLOSED')"
    );
  }

  /** An intent that is not closed keeps its request: by it a document of unknown fate is told to be ours. */
  @Bean
  static AgedRows agedRequests() {
    return new AgedRows(
      "requests",
      Age.PAYLOAD,
      "intent",
      "created_at",
      """
      UPDATE intent SET request = NULL
       WHERE id > :after AND id <= :upTo AND state = 'CLOSED' AND closed_at < :before AND request IS NOT NULL
      """,
      "SELECT MIN(id) FROM intent WHERE id > :after AND id <= :upTo AND request IS NOT NULL",
      500
    );
  }

  /** What the elements of closed intents were meant to be. */
  @Bean
  static AgedRows agedContents() {
    return new AgedRows(
      "elements of requests",
      Age.PAYLOAD,
      "intent",
      "created_at",
      """
      UPDATE intent_element SET content = NULL
       WHERE intent_id > :after AND intent_id <= :upTo AND content IS NOT NULL AND intent_id IN (
         SELECT id FROM intent
          WHERE id > :after AND id <= :upTo AND state = 'CLOSED' AND closed_at < :before)
      """,
      """
      SELECT MIN(intent_id) FROM intent_element
       WHERE intent_id > :after AND intent_id <= :upTo AND content IS NOT NULL
      """,
      100
    );
  }

  /** Adds an open intent in the running transaction. */
  public Intent open(Lease lease, String targetType, byte[] request, List<Draft> drafts) {
    String key = UUID.randomUUID().toString();
    GeneratedKeyHolder id = new GeneratedKeyHolder();
    database
      .sql()
      .sql(
        """
        INSERT INTO intent (tenant, target_type, idempotency_key, format, epoch, state, elements, request_hash,
                            request, created_at)
        VALUES (?, ?, ?, ?, ?, 'OPEN', ?, ?, ?, ?)
        """
      )
      .params(
        lease.tenant(),
        targetType,
        key,
        FORMAT,
        lease.epoch(),
        drafts.size(),
        sha256(request),
        vault.seal(deflate(request), "intent/" + key),
        database.now()
      )
      .update(id, "id");
    long intentId = id.getKey().longValue();
    for (int position = 0; position < drafts.size(); position++) {
      addElement(intentId, position, key, drafts.get(position));
    }
    return new Intent(intentId, lease.tenant(), targetType, key, 0, State.OPEN, request, drafts);
  }

  private void addElement(long intentId, int position, String key, Draft draft) {
    ObjectNode content = json.createObjectNode();
    content.set("body", draft.body());
    content.put("meant", draft.meant());
    content.put("sourceProjection", draft.sourceProjection());
    SourceRef source = draft.source();
    database
      .sql()
      .sql(
        """
        INSERT INTO intent_element (intent_id, position, scope, source_type, source_id, number, content)
        VALUES (?, ?, ?, ?, ?, ?, ?)
        """
      )
      .params(
        intentId,
        position,
        source.scope(),
        source.type(),
        source.id(),
        draft.number(),
        vault.seal(deflate(bytes(content)), elementName(key, position))
      )
      .update();
  }

  /**
   * Intents of the kind that are not closed and have one of these sources among their elements. The newest comes
   * first: of two that hold the same source it knows more.
   */
  public List<Intent> unresolved(String tenant, String targetType, Collection<SourceRef> sources) {
    if (sources.isEmpty()) {
      return List.of();
    }
    return database
      .sql()
      .sql(
        """
        SELECT DISTINCT i.id FROM intent i JOIN intent_element e ON e.intent_id = i.id
         WHERE i.tenant = :tenant AND i.target_type = :type AND i.state <> 'CLOSED'
           AND e.source_id IN (:ids) ORDER BY i.id DESC
        """
      )
      .param("tenant", tenant)
      .param("type", targetType)
      .param("ids", sources.stream().map(SourceRef::id).distinct().toList())
      .query(Long.class)
      .list()
      .stream()
      .map(this::load)
      .filter(intent -> intent.drafts().stream().map(Draft::source).anyMatch(sources::contains))
      .toList();
  }

  /** What was to be sent for these sources, newest first, whatever became of it; the scopes are where they may be known. */
  public List<SentElement> sent(
    Collection<String> scopes,
    String sourceType,
    Collection<String> sourceIds,
    int most
  ) {
    if (sourceIds.isEmpty()) {
      return List.of();
    }
    return database
      .sql()
      .sql(
        """
        SELECT i.id, i.target_type, i.idempotency_key, i.state, i.created_at, e.position, e.scope, e.source_type,
               e.source_id, e.number, e.content
          FROM intent_element e JOIN intent i ON i.id = e.intent_id
         WHERE e.scope IN (:scopes) AND e.source_type = :type AND e.source_id IN (:ids)
         ORDER BY i.id DESC LIMIT :most
        """
      )
      .param("scopes", scopes)
      .param("type", sourceType)
      .param("ids", sourceIds)
      .param("most", most)
      .query((row, number) -> sent(row))
      .list();
  }

  private SentElement sent(ResultSet row) throws SQLException {
    String key = row.getString("idempotency_key");
    byte[] content = row.getBytes("content");
    boolean purged = content == null || content.length == 0;
    JsonNode body = purged
      ? null
      : read(inflate(vault.open(content, elementName(key, row.getInt("position"))))).get("body");
    return new SentElement(
      row.getLong("id"),
      row.getString("target_type"),
      key,
      row.getString("state"),
      Instant.ofEpochMilli(row.getLong("created_at")),
      new SourceRef(row.getString("scope"), row.getString("source_type"), row.getString("source_id")),
      row.getString("number"),
      body
    );
  }

  /** How many writes of the kind this source had within the span before now. */
  int writes(SourceRef source, String targetType, Duration span) {
    return database
      .sql()
      .sql(
        """
        SELECT COUNT(*) FROM intent_element e JOIN intent i ON i.id = e.intent_id
         WHERE e.scope = ? AND e.source_type = ? AND e.source_id = ? AND i.target_type = ? AND i.created_at > ?
        """
      )
      .params(source.scope(), source.type(), source.id(), targetType, database.now() - span.toMillis())
      .query(Integer.class)
      .single();
  }

  private Intent load(long id) {
    return database
      .sql()
      .sql(
        "SELECT tenant, target_type, idempotency_key, state, request, " +
          Database.NOW +
          " - created_at AS age FROM intent WHERE id = ?"
      )
      .params(id)
      .query((row, number) -> intent(id, row))
      .single();
  }

  private Intent intent(long id, ResultSet row) throws SQLException {
    String key = row.getString("idempotency_key");
    return new Intent(
      id,
      row.getString("tenant"),
      row.getString("target_type"),
      key,
      row.getLong("age"),
      State.valueOf(row.getString("state")),
      inflate(vault.open(row.getBytes("request"), "intent/" + key)),
      elements(id, key)
    );
  }

  private List<Draft> elements(long id, String key) {
    return database
      .sql()
      .sql(
        """
        SELECT position, scope, source_type, source_id, number, content FROM intent_element
         WHERE intent_id = ? ORDER BY position
        """
      )
      .params(id)
      .query((row, number) -> {
        JsonNode content = read(
          inflate(vault.open(row.getBytes("content"), elementName(key, row.getInt("position"))))
        );
        return new Draft(
          new SourceRef(row.getString("scope"), row.getString("source_type"), row.getString("source_id")),
          row.getString("number"),
          (ObjectNode) content.get("body"),
          content.get("meant").asText(),
          content.get("sourceProjection").asText()
        );
      })
      .list();
  }

  /** Notes that sending it again would tell nothing: only a look at the target does. */
  public void answered(Intent intent) {
    setState(intent, State.ANSWERED);
  }

  /** Notes that no answer came though the target was there: the request itself may be why. */
  public void silent(Intent intent) {
    setState(intent, State.SILENT);
  }

  /** Ends the intent in the running transaction: what became of each element is known. */
  public void close(Intent intent) {
    setState(intent, State.CLOSED);
  }

  private void setState(Intent intent, State state) {
    database
      .sql()
      .sql("UPDATE intent SET state = ?, closed_at = ? WHERE id = ? AND state <> 'CLOSED'")
      .params(state.name(), database.now(), intent.id())
      .update();
  }

  private static String elementName(String key, int position) {
    return "intent/" + key + "/" + position;
  }

  private JsonNode read(byte[] text) {
    try {
      return json.readTree(text);
    } catch (IOException corrupt) {
      throw new UncheckedIOException("An intent's element cannot be read", corrupt);
    }
  }

  private byte[] bytes(JsonNode content) {
    try {
      return json.writeValueAsBytes(content);
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
  }

  private static byte[] deflate(byte[] plain) {
    ByteArrayOutputStream deflated = new ByteArrayOutputStream();
    try (DeflaterOutputStream out = new DeflaterOutputStream(deflated)) {
      out.write(plain);
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
    return deflated.toByteArray();
  }

  /** The plain bytes of a request or an element. */
  static byte[] inflate(byte[] deflated) {
    try (InflaterInputStream in = new InflaterInputStream(new java.io.ByteArrayInputStream(deflated))) {
      return in.readAllBytes();
    } catch (IOException corrupt) {
      throw new UncheckedIOException("An intent's bytes cannot be read", corrupt);
    }
  }

  private static String sha256(byte[] bytes) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException(impossible);
    }
  }
}
