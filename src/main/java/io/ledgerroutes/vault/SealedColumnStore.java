package io.ledgerroutes.vault;

import io.ledgerroutes.store.Database;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.springframework.stereotype.Component;

/** Seals columns of other rooms again, in small steps by id; each row is a commit of its own. */
@Component
class SealedColumnStore {

  private static final int STEP = 100;
  private static final long PAUSE_NANOS = TimeUnit.MILLISECONDS.toNanos(2);

  private final Database database;

  SealedColumnStore(Database database) {
    this.database = database;
  }

  private record Cell(long id, int position, String associated, byte[] sealed) {}

  /**
   * Walks the whole column until a walk finds nothing: meanwhile other nodes may still have sealed under the
   * earlier key. What it did is on disk when it returns.
   *
   * @return how many were sealed again
   * @throws VaultException when no key opens a cell
   */
  int reseal(SealedColumn column, Vault vault) {
    int all = 0;
    for (int some = walk(column, vault); some > 0; some = walk(column, vault)) {
      all += some;
    }
    database.durably(() -> {});
    return all;
  }

  private int walk(SealedColumn column, Vault vault) {
    long last = database.sql().sql(column.last()).query(Long.class).single();
    int stale = 0;
    for (long after = 0; after < last; after += STEP) {
      List<Cell> found = cells(column, after)
        .stream()
        .filter(cell -> !vault.isCurrent(cell.sealed()))
        .toList();
      found.forEach(cell -> replace(column, cell, vault));
      stale += found.size();
      if (!found.isEmpty()) {
        // The running work comes first.
        LockSupport.parkNanos(PAUSE_NANOS);
      }
    }
    return stale;
  }

  private List<Cell> cells(SealedColumn column, long after) {
    return database
      .sql()
      .sql(column.rows())
      .param("after", after)
      .param("upTo", after + STEP)
      .query((row, number) ->
        new Cell(
          row.getLong("id"),
          row.getInt("position"),
          row.getString("associated"),
          row.getBytes("sealed")
        )
      )
      .list();
  }

  // A cell that was emptied or replaced meanwhile stays as it is. No transaction: one of many rows could wait
  // for a settlement that waits for it.
  private void replace(SealedColumn column, Cell cell, Vault vault) {
    byte[] plain = vault.open(cell.sealed(), cell.associated());
    database
      .sql()
      .sql(column.replace())
      .param("now", vault.seal(plain, cell.associated()))
      .param("before", cell.sealed())
      .param("id", cell.id())
      .param("position", cell.position())
      .update();
  }
}
