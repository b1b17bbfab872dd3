package io.ledgerroutes.xero;

import io.ledgerroutes.store.Database;
import io.ledgerroutes.vault.Vault;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** The table {@code xero_consent}: states that were handed out, each good once and for ten minutes. */
@Component
class XeroConsentStore {

  private static final Duration LIFETIME = Duration.ofMinutes(10);

  private static final String INSERT = """
    INSERT INTO xero_consent (state_hash, connection, operator, verifier, expires_at)
    VALUES (:state, :connection, :operator, :verifier, %s + :lifetime)
    """.formatted(Database.NOW);

  private static final String READ = """
    SELECT connection, operator, verifier, CASE WHEN expires_at > %s THEN 1 ELSE 0 END AS fresh
    FROM xero_consent WHERE state_hash = :state
    """.formatted(Database.NOW);

  private final Database database;
  private final Vault vault;

  XeroConsentStore(Database database, Vault vault) {
    this.database = database;
    this.vault = vault;
  }

  /** A consent under way. */
  record Begun(String connection, String operator, String verifier) {
    /** Without the verifier. */
    @Override
    public String toString() {
      return "Begun[" + connection + "]";
    }
  }

  private record Row(String connection, String operator, byte[] verifier, int fresh) {}

  /** Keeps a state by its hash; expired ones go. */
  void begin(String stateHash, Begun begun) {
    byte[] verifier = begun.verifier().getBytes(StandardCharsets.US_ASCII);
    database.transact(() -> {
      database.sql().sql("DELETE FROM xero_consent WHERE expires_at <= " + Database.NOW).update();
      return database
        .sql()
        .sql(INSERT)
        .param("state", stateHash)
        .param("connection", begun.connection())
        .param("operator", begun.operator())
        .param("verifier", vault.seal(verifier, associated(stateHash)))
        .param("lifetime", LIFETIME.toMillis())
        .update();
    });
  }

  /** Uses a state up; empty if it is unknown, used or expired. */
  Optional<Begun> take(String stateHash) {
    return database.transact(() -> {
      Optional<Row> row = database.sql().sql(READ).param("state", stateHash).query(Row.class).optional();
      int gone = database
        .sql()
        .sql("DELETE FROM xero_consent WHERE state_hash = :state")
        .param("state", stateHash)
        .update();
      // Two at once both read the row, but only one deletes it.
      return row.filter(found -> gone == 1 && found.fresh() == 1).map(found -> opened(found, stateHash));
    });
  }

  private Begun opened(Row row, String stateHash) {
    byte[] verifier = vault.open(row.verifier(), associated(stateHash));
    return new Begun(row.connection(), row.operator(), new String(verifier, StandardCharsets.US_ASCII));
  }

  private static String associated(String stateHash) {
    return "consent:" + stateHash;
  }
}
