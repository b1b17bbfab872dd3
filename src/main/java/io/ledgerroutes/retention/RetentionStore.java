package io.ledgerroutes.retention;

import io.ledgerroutes.store.Database;
import java.time.Duration;
import java.util.Optional;
import org.springframework.context.annotation.Bean;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.stereotype.Component;

/** Turns and marks of the purge, and its walk over other rooms' tables by id. */
@Component
class RetentionStore {

  private final Database database;

  RetentionStore(Database database) {
    this.database = database;
  }

  /** The trail itself: the one way in which its rows ever go. */
  @Bean
  static AgedRows agedTrail() {
    return new AgedRows(
      "audit entries",
      Age.AUDIT,
      "audit",
      "at",
      "DELETE FROM audit WHERE id > :after AND id <= :upTo AND at < :before",
      null,
      500
    );
  }

  /** The database's clock, milliseconds UTC. */
  long now() {
    return database.now();
  }

  /** Whether the next purge is this node's; no other has a turn for so long. */
  boolean takeTurn(Duration every) {
    long now = database.now();
    return (
      database.transact(() ->
        database
          .sql()
          .sql("UPDATE retention_turn SET next_at = ? WHERE turn = 'purge' AND next_at <= ?")
          .params(now + every.toMillis(), now)
          .update()
      ) ==
      1
    );
  }

  /** Up to which id everything is purged; 0 at first. */
  long mark(AgedRows rows) {
    return database
      .sql()
      .sql("SELECT purged_to FROM retention_mark WHERE what = ?")
      .params(rows.what())
      .query(Long.class)
      .optional()
      .orElse(0L);
  }

  void mark(AgedRows rows, long purgedTo) {
    String update = "UPDATE retention_mark SET purged_to = ? WHERE what = ?";
    if (database.sql().sql(update).params(purgedTo, rows.what()).update() == 0) {
      try {
        database
          .sql()
          .sql("INSERT INTO retention_mark (purged_to, what) VALUES (?, ?)")
          .params(purgedTo, rows.what())
          .update();
      } catch (DuplicateKeyException anotherNodeWasFaster) {
        database.sql().sql(update).params(purgedTo, rows.what()).update();
      }
    }
  }

  private record Place(long id, long time) {}

  /** The last row after a mark that is older, by halves: ids grow with time; the mark itself where none is. */
  long lastBefore(AgedRows rows, long mark, long before) {
    long old = mark;
    long young = database
      .sql()
      .sql("SELECT COALESCE(MAX(id), 0) + 1 FROM " + rows.table())
      .query(Long.class)
      .single();
    while (old + 1 < young) {
      long middle = (old + young) >>> 1;
      Optional<Place> there = placeFrom(rows, middle);
      if (there.isPresent() && there.get().id() < young && there.get().time() < before) {
        old = there.get().id();
      } else {
        young = middle;
      }
    }
    return old;
  }

  private Optional<Place> placeFrom(AgedRows rows, long id) {
    return database
      .sql()
      .sql(
        "SELECT id, %s AS time FROM %s WHERE id >= ? ORDER BY id LIMIT 1".formatted(rows.time(), rows.table())
      )
      .params(id)
      .query((row, number) -> new Place(row.getLong("id"), row.getLong("time")))
      .optional();
  }

  /** The last of the next few rows after an id and up to another; that other where there are no more. */
  long stepEnd(AgedRows rows, long after, long upTo) {
    return database
      .sql()
      .sql(
        "SELECT id FROM %s WHERE id > ? AND id < ? ORDER BY id OFFSET ? ROWS FETCH NEXT 1 ROW ONLY".formatted(
          rows.table()
        )
      )
      .params(after, upTo, rows.step() - 1)
      .query(Long.class)
      .optional()
      .orElse(upTo);
  }

  /** Purges one step, a transaction of its own; how many rows. */
  int purge(AgedRows rows, long after, long upTo, long before) {
    return database.transact(() -> {
      int purged = 0;
      for (String statement : rows.purge()) {
        purged = database
          .sql()
          .sql(statement)
          .param("after", after)
          .param("upTo", upTo)
          .param("before", before)
          .update();
      }
      return purged;
    });
  }

  /** The smallest id of a purged range that must be looked at again. */
  Optional<Long> left(AgedRows rows, long after, long upTo) {
    if (rows.left() == null) {
      return Optional.empty();
    }
    return database
      .sql()
      .sql(rows.left())
      .param("after", after)
      .param("upTo", upTo)
      .query((row, number) -> Optional.ofNullable(row.getObject(1, Long.class)))
      .single();
  }
}
