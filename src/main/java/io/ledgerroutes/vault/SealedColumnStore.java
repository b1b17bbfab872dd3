package io.ledgerroutes.vault;

import io.ledgerroutes.store.Database;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Function;
import org.springframework.stereotype.Component;

/** Walks and changes columns of other rooms, in small steps by id; each row is a commit of its own. */
@Component
public class SealedColumnStore {

  private static final int STEP = 100;
  private static final long PAUSE_NANOS = TimeUnit.MILLISECONDS.toNanos(2);
  private static final byte[] EMPTY = new byte[0];

  private final Database database;

  public SealedColumnStore(Database database) {
    this.database = database;
  }

  private record Cell(long id, int position, String associated, byte[] sealed) {}

  /**
   * How a walk ended.
   *
   * @param changed cells that hold something else now
   * @param left cells that were to be changed and were not, because somebody else changed them meanwhile or the
   *     column's own statement refused
   */
  public record Walk(int changed, int left) {
    Walk and(boolean done) {
      return done ? new Walk(changed + 1, left) : new Walk(changed, left + 1);
    }
  }

  /**
   * Walks the whole column until a walk finds nothing: meanwhile other nodes may still have sealed under the
   * earlier key. What it did is on disk when it returns.
   *
   * @return how many were sealed again
   * @throws VaultException when no key opens a cell
   */
  int reseal(SealedColumn column, Vault vault) {
    int all = 0;
    for (int some = resealOnce(column, vault); some > 0; some = resealOnce(column, vault)) {
      all += some;
    }
    database.durably(() -> {});
    return all;
  }

  // A cell that was emptied or replaced meanwhile stays as it is.
  private int resealOnce(SealedColumn column, Vault vault) {
    Walk walk = walk(column, cell ->
      vault.isCurrent(cell.sealed())
        ? Optional.empty()
        : Optional.of(vault.seal(vault.open(cell.sealed(), cell.associated()), cell.associated()))
    );
    return walk.changed() + walk.left();
  }

  /**
   * Opens every cell of the column once and puts another content where one is given; what it did is on disk when it
   * returns. Cells that are stored meanwhile may be missed.
   *
   * @param change from the content to the new one, nothing to leave it; an empty one is stored as no content
   * @throws VaultException when no key opens a cell
   */
  public Walk change(SealedColumn column, Vault vault, Function<byte[], Optional<byte[]>> change) {
    Walk walk = walk(column, cell ->
      change
        .apply(vault.open(cell.sealed(), cell.associated()))
        .map(now -> now.length == 0 ? EMPTY : vault.seal(now, cell.associated()))
    );
    database.durably(() -> {});
    return walk;
  }

  private Walk walk(SealedColumn column, Function<Cell, Optional<byte[]>> change) {
    long last = database.sql().sql(column.last()).query(Long.class).single();
    Walk walk = new Walk(0, 0);
    for (long after = 0; after < last; after += STEP) {
      boolean any = false;
      for (Cell cell : cells(column, after)) {
        Optional<byte[]> now = change.apply(cell);
        if (now.isPresent()) {
          walk = walk.and(replace(column, cell, now.get()));
          any = true;
        }
      }
      if (any) {
        // The running work comes first.
        LockSupport.parkNanos(PAUSE_NANOS);
      }
    }
    return walk;
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

  // No transaction: one of many rows could wait for a settlement that waits for it.
  private boolean replace(SealedColumn column, Cell cell, byte[] now) {
    int replaced = database
      .sql()
      .sql(column.replace())
      .param("now", now)
      .param("before", cell.sealed())
      .param("id", cell.id())
      .param("position", cell.position())
      .update();
    return replaced == 1;
  }
}
