package io.ledgerroutes.vault;

import io.ledgerroutes.store.Database;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.stereotype.Component;

/** The table {@code vault_secret}: sealed bytes by owner and name. */
@Component
public class VaultStore {

  private static final String UPDATE = """
    UPDATE vault_secret SET sealed = :sealed, key_id = :keyId, updated_at = %s
    WHERE owner = :owner AND name = :name
    """.formatted(Database.NOW);

  private static final String INSERT = """
    INSERT INTO vault_secret (owner, name, sealed, key_id, updated_at)
    SELECT :owner, :name, :sealed, :keyId, %s
    WHERE NOT EXISTS (SELECT 1 FROM vault_secret WHERE owner = :owner AND name = :name)
    """.formatted(Database.NOW);

  private static final String RESEAL = """
    UPDATE vault_secret SET sealed = :sealed, key_id = :keyId, updated_at = %s
    WHERE owner = :owner AND name = :name AND sealed = :before
    """.formatted(Database.NOW);

  private final Database database;

  public VaultStore(Database database) {
    this.database = database;
  }

  /** Stores or replaces, on disk when it returns. */
  void put(SealedSecret secret, int keyId) {
    database.durably(() -> {
      if (write(UPDATE, secret, keyId) == 0) {
        write(INSERT, secret, keyId);
      }
    });
  }

  /** Stores if there is none yet, also when two nodes do so at once; whether it did. */
  boolean putIfAbsent(SealedSecret secret, int keyId) {
    try {
      return database.durably(() -> write(INSERT, secret, keyId)) == 1;
    } catch (DuplicateKeyException anotherNodeWasFaster) {
      return false;
    }
  }

  private int write(String sql, SealedSecret secret, int keyId) {
    return database
      .sql()
      .sql(sql)
      .param("owner", secret.owner())
      .param("name", secret.name())
      .param("sealed", secret.sealed())
      .param("keyId", keyId)
      .update();
  }

  Optional<SealedSecret> get(String owner, String name) {
    return database
      .sql()
      .sql("SELECT owner, name, sealed FROM vault_secret WHERE owner = :owner AND name = :name")
      .param("owner", owner)
      .param("name", name)
      .query(SealedSecret.class)
      .optional();
  }

  void remove(String owner, String name) {
    database.durably(() -> {
      database
        .sql()
        .sql("DELETE FROM vault_secret WHERE owner = :owner AND name = :name")
        .param("owner", owner)
        .param("name", name)
        .update();
    });
  }

  Set<String> names(String owner) {
    return new TreeSet<>(
      database
        .sql()
        .sql("SELECT name FROM vault_secret WHERE owner = :owner")
        .param("owner", owner)
        .query(String.class)
        .set()
    );
  }

  /** The owners of a kind that have a secret of the name, in order. */
  List<String> owners(String kind, String name) {
    return ownersBy("", kind, name);
  }

  /** As {@link #owners}; nobody else changes these secrets until the transaction ends. */
  List<String> lockedOwners(String kind, String name) {
    return ownersBy(" FOR UPDATE", kind, name);
  }

  private List<String> ownersBy(String lock, String kind, String name) {
    return database
      .sql()
      .sql("SELECT owner FROM vault_secret WHERE owner LIKE :kind AND name = :name ORDER BY owner" + lock)
      .param("kind", kind + ":%")
      .param("name", name)
      .query(String.class)
      .list();
  }

  /** At most {@code limit} secrets that were sealed under another key. */
  List<SealedSecret> notUnder(int keyId, int limit) {
    return database
      .sql()
      .sql(
        "SELECT owner, name, sealed FROM vault_secret WHERE key_id <> :keyId ORDER BY owner, name LIMIT :limit"
      )
      .param("keyId", keyId)
      .param("limit", limit)
      .query(SealedSecret.class)
      .list();
  }

  /** Replaces the sealed bytes unless someone else has replaced them meanwhile; whether it did. */
  boolean reseal(SealedSecret before, byte[] sealed, int keyId) {
    return (
      database.durably(() ->
        database
          .sql()
          .sql(RESEAL)
          .param("sealed", sealed)
          .param("keyId", keyId)
          .param("owner", before.owner())
          .param("name", before.name())
          .param("before", before.sealed())
          .update()
      ) ==
      1
    );
  }
}
