package io.ledgerroutes.posting;

import io.ledgerroutes.store.Database;
import java.util.Optional;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.stereotype.Component;

/** Who may work a tenant, by the database's clock. */
@Component
public class TenantLeaseStore {

  private final Database database;

  public TenantLeaseStore(Database database) {
    this.database = database;
  }

  /**
   * Takes the lease if it is free, run out, or ours already.
   *
   * @return the epoch it is held under, or empty where another owner holds it
   */
  Optional<Taken> take(String tenant, String owner, long spanMillis) {
    addRow(tenant);
    return database.transact(() -> {
      long now = database.now();
      Row row = database
        .sql()
        .sql("SELECT owner, epoch, held_until FROM tenant_lease WHERE tenant = ? FOR UPDATE")
        .params(tenant)
        .query((found, number) ->
          new Row(found.getString("owner"), found.getLong("epoch"), found.getLong("held_until"))
        )
        .single();
      boolean ours = owner.equals(row.owner());
      if (!ours && row.owner() != null && row.heldUntil() > now) {
        return Optional.empty();
      }
      // Run out and taken again is a new epoch too: what was claimed before may have been taken up elsewhere.
      boolean renewed = ours && row.heldUntil() > now;
      long epoch = renewed ? row.epoch() : row.epoch() + 1;
      database
        .sql()
        .sql("UPDATE tenant_lease SET owner = ?, epoch = ?, held_until = ? WHERE tenant = ?")
        .params(owner, epoch, now + spanMillis, tenant)
        .update();
      return Optional.of(new Taken(epoch, !renewed));
    });
  }

  private void addRow(String tenant) {
    boolean there =
      database
        .sql()
        .sql("SELECT COUNT(*) FROM tenant_lease WHERE tenant = ?")
        .params(tenant)
        .query(Integer.class)
        .single() ==
      1;
    if (there) {
      return;
    }
    try {
      database.transact(() ->
        database
          .sql()
          .sql("INSERT INTO tenant_lease (tenant, epoch, held_until) VALUES (?, 0, 0)")
          .params(tenant)
          .update()
      );
    } catch (DuplicateKeyException anotherNodeAddedIt) {
      return;
    }
  }

  /** Whether the lease is still under this epoch and owner; locks the row until the transaction ends. */
  boolean holds(String tenant, String owner, long epoch) {
    return database
      .sql()
      .sql("SELECT owner, epoch FROM tenant_lease WHERE tenant = ? FOR UPDATE")
      .params(tenant)
      .query((row, number) -> owner.equals(row.getString("owner")) && row.getLong("epoch") == epoch)
      .optional()
      .orElse(false);
  }

  void release(String tenant, String owner, long epoch) {
    database.transact(() ->
      database
        .sql()
        .sql(
          "UPDATE tenant_lease SET owner = NULL, held_until = 0 WHERE tenant = ? AND owner = ? AND epoch = ?"
        )
        .params(tenant, owner, epoch)
        .update()
    );
  }

  /**
   * Says that the owner is alive for the span, and forgets nodes that have long been silent.
   *
   * @return how many nodes are alive
   */
  int alive(String owner, long spanMillis) {
    return database.transact(() -> {
      long now = database.now();
      int known = database
        .sql()
        .sql("UPDATE lease_node SET alive_until = ? WHERE owner = ?")
        .params(now + spanMillis, owner)
        .update();
      if (known == 0) {
        database
          .sql()
          .sql("INSERT INTO lease_node (owner, alive_until) VALUES (?, ?)")
          .params(owner, now + spanMillis)
          .update();
      }
      database.sql().sql("DELETE FROM lease_node WHERE alive_until < ?").params(now - spanMillis).update();
      return database
        .sql()
        .sql("SELECT COUNT(*) FROM lease_node WHERE alive_until >= ?")
        .params(now)
        .query(Integer.class)
        .single();
    });
  }

  void gone(String owner) {
    database.transact(() ->
      database.sql().sql("DELETE FROM lease_node WHERE owner = ?").params(owner).update()
    );
  }

  /** Frees every lease: for an embedded store, which no other process can have open. */
  void releaseAll() {
    database.transact(() -> {
      database.sql().sql("DELETE FROM lease_node").update();
      return database.sql().sql("UPDATE tenant_lease SET owner = NULL, held_until = 0").update();
    });
  }

  /**
   * A lease as taken.
   *
   * @param fresh whether the epoch is new
   */
  record Taken(long epoch, boolean fresh) {}

  private record Row(String owner, long epoch, long heldUntil) {}
}
