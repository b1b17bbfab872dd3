package io.ledgerroutes.xero;

import io.ledgerroutes.store.Database;
import io.ledgerroutes.vault.SealedRows;
import io.ledgerroutes.vault.Vault;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Component;

/**
 * The table {@code xero_grant}: sealed tokens, and which node may refresh them. A pair is replaced only by the
 * node that holds the claim on exactly the version it read, so that no node undoes another's rotation.
 */
@Component
class XeroGrantStore implements SealedRows {

  private static final String READ = """
    SELECT grant_id, access, access_until - %1$s AS access_left, refresh, version, broken,
      CASE WHEN refresh_owner IS NULL THEN 0 ELSE refresh_until - %1$s END AS claim_left
    FROM xero_grant WHERE grant_id = :grant
    """.formatted(Database.NOW);

  private static final String CLAIM = """
    UPDATE xero_grant SET refresh_owner = :owner, refresh_until = %1$s + :span
    WHERE grant_id = :grant AND version = :version AND (refresh_owner IS NULL OR refresh_until <= %1$s)
    """.formatted(Database.NOW);

  private static final String RELEASE = """
    UPDATE xero_grant SET refresh_owner = NULL, refresh_until = NULL, broken = :broken
    WHERE grant_id = :grant AND version = :version AND refresh_owner = :owner
    """;

  private static final String DOUBT = """
    UPDATE xero_grant SET doubtful_since = %s
    WHERE grant_id = :grant AND version = :version AND doubtful_since IS NULL
    """.formatted(Database.NOW);

  private static final String RELEASE_ALL = """
    UPDATE xero_grant SET refresh_owner = NULL, refresh_until = NULL,
      doubtful_since = COALESCE(doubtful_since, %s)
    WHERE refresh_owner IS NOT NULL
    """.formatted(Database.NOW);

  private static final String NEEDS_CARE = """
    SELECT grant_id FROM xero_grant
    WHERE broken IS NULL AND (doubtful_since IS NOT NULL OR refresh_until < %1$s OR updated_at < %1$s - :unused)
    ORDER BY grant_id
    """.formatted(Database.NOW);

  private static final String ROTATE = """
    UPDATE xero_grant SET access = :access, access_until = %1$s + :span, refresh = :refresh,
      version = version + 1, refresh_owner = NULL, refresh_until = NULL, broken = NULL, doubtful_since = NULL,
      updated_at = %1$s
    WHERE grant_id = :grant AND version = :version AND refresh_owner = :owner
    """.formatted(Database.NOW);

  private static final String REPLACE = """
    UPDATE xero_grant SET access = :access, access_until = %1$s + :span, refresh = :refresh,
      version = version + 1, refresh_owner = NULL, refresh_until = NULL, broken = NULL, doubtful_since = NULL,
      updated_at = %1$s
    WHERE grant_id = :grant
    """.formatted(Database.NOW);

  private static final String INSERT = """
    INSERT INTO xero_grant (grant_id, access, access_until, refresh, version, updated_at)
    VALUES (:grant, :access, %1$s + :span, :refresh, 1, %1$s)
    """.formatted(Database.NOW);

  private static final String RESEAL = """
    UPDATE xero_grant SET access = :access, refresh = :refresh WHERE grant_id = :grant AND version = :version
    """;

  private final Database database;
  private final Vault vault;

  XeroGrantStore(Database database, Vault vault) {
    this.database = database;
    this.vault = vault;
  }

  /**
   * A grant as stored.
   *
   * @param accessLeft how long the access token may still be used; zero or negative: no more
   * @param claimLeft how long another node may still be refreshing it
   * @param broken why it needs a new consent, or empty
   */
  record Stored(
    String grant,
    String access,
    Duration accessLeft,
    String refresh,
    long version,
    Duration claimLeft,
    Optional<String> broken
  ) {
    boolean usable() {
      return accessLeft.isPositive() && broken.isEmpty();
    }

    /** Without the tokens. */
    @Override
    public String toString() {
      return "Stored[" + grant + ", version " + version + "]";
    }
  }

  private record Row(
    String grantId,
    byte[] access,
    long accessLeft,
    byte[] refresh,
    long version,
    String broken,
    long claimLeft
  ) {}

  Optional<Stored> find(String grant) {
    return database.sql().sql(READ).param("grant", grant).query(Row.class).optional().map(this::opened);
  }

  /**
   * Takes the right to refresh this version for a while; the compare and the set are one statement under the
   * row's lock, in a transaction of its own.
   *
   * @return whether it was taken
   */
  boolean claim(Stored read, String owner, Duration span) {
    return (
      database.transact(() ->
        database
          .sql()
          .sql(CLAIM)
          .param("grant", read.grant())
          .param("version", read.version())
          .param("owner", owner)
          .param("span", span.toMillis())
          .update()
      ) ==
      1
    );
  }

  /** Frees every grant whose refresh is claimed, for a store that only this process has open; its end is unknown. */
  void releaseClaims() {
    database.transact(() -> database.sql().sql(RELEASE_ALL).update());
  }

  /** Gives the claim back without new tokens; {@code broken} says why none will come, or is null. */
  void release(Stored read, String owner, String broken) {
    database.durably(() -> {
      database
        .sql()
        .sql(RELEASE)
        .param("grant", read.grant())
        .param("version", read.version())
        .param("owner", owner)
        .param("broken", broken)
        .update();
    });
  }

  /** Notes that a refresh may have happened whose answer nobody has. */
  void doubt(Stored read) {
    database.durably(() -> {
      database.sql().sql(DOUBT).param("grant", read.grant()).param("version", read.version()).update();
    });
  }

  /** Grants whose last refresh has no known end, or that were last refreshed so long ago. */
  List<String> needCare(Duration unused) {
    return database.sql().sql(NEEDS_CARE).param("unused", unused.toMillis()).query(String.class).list();
  }

  /** Forgets a grant's tokens. */
  void remove(String grant) {
    database.durably(() -> {
      database.sql().sql("DELETE FROM xero_grant WHERE grant_id = :grant").param("grant", grant).update();
    });
  }

  /**
   * Stores the rotated pair, on disk when it returns.
   *
   * @return false if the claim had passed on: this pair must not be used
   */
  boolean rotate(Stored read, String owner, Tokens tokens, Duration usable) {
    return (
      database.durably(() ->
        tokens(ROTATE, read.grant(), tokens, usable)
          .param("version", read.version())
          .param("owner", owner)
          .update()
      ) ==
      1
    );
  }

  /** Stores the pair of a new consent, whatever was there, on disk when it returns. */
  void replace(String grant, Tokens tokens, Duration usable) {
    database.durably(() -> {
      if (tokens(REPLACE, grant, tokens, usable).update() == 0) {
        tokens(INSERT, grant, tokens, usable).update();
      }
    });
  }

  private org.springframework.jdbc.core.simple.JdbcClient.StatementSpec tokens(
    String sql,
    String grant,
    Tokens tokens,
    Duration usable
  ) {
    return database
      .sql()
      .sql(sql)
      .param("grant", grant)
      .param("access", sealed(tokens.access(), accessOf(grant)))
      .param("refresh", sealed(tokens.refresh(), refreshOf(grant)))
      .param("span", usable.toMillis());
  }

  private Stored opened(Row row) {
    return new Stored(
      row.grantId(),
      text(vault.open(row.access(), accessOf(row.grantId()))),
      Duration.ofMillis(row.accessLeft()),
      text(vault.open(row.refresh(), refreshOf(row.grantId()))),
      row.version(),
      Duration.ofMillis(row.claimLeft()),
      Optional.ofNullable(row.broken())
    );
  }

  @Override
  public String what() {
    return "Xero grants";
  }

  @Override
  public int reseal(Vault keys, int limit) {
    List<String> grants = database.sql().sql("SELECT grant_id FROM xero_grant").query(String.class).list();
    return (int) grants
      .stream()
      .filter(grant -> resealed(grant, keys))
      .limit(limit)
      .count();
  }

  private boolean resealed(String grant, Vault keys) {
    return database.transact(() -> {
      Optional<Row> row = database.sql().sql(READ).param("grant", grant).query(Row.class).optional();
      if (row.isEmpty() || (keys.isCurrent(row.get().access()) && keys.isCurrent(row.get().refresh()))) {
        return false;
      }
      byte[] access = keys.open(row.get().access(), accessOf(grant));
      byte[] refresh = keys.open(row.get().refresh(), refreshOf(grant));
      return (
        database
          .sql()
          .sql(RESEAL)
          .param("grant", grant)
          .param("version", row.get().version())
          .param("access", keys.seal(access, accessOf(grant)))
          .param("refresh", keys.seal(refresh, refreshOf(grant)))
          .update() ==
        1
      );
    });
  }

  private byte[] sealed(String token, String associated) {
    return vault.seal(token.getBytes(StandardCharsets.UTF_8), associated);
  }

  private static String text(byte[] bytes) {
    return new String(bytes, StandardCharsets.UTF_8);
  }

  private static String accessOf(String grant) {
    return "grant:" + grant + ":access";
  }

  private static String refreshOf(String grant) {
    return "grant:" + grant + ":refresh";
  }
}
