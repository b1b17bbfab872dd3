package io.ledgerroutes.xero;

import io.ledgerroutes.store.Database;
import java.time.Duration;
import java.util.List;
import org.springframework.jdbc.support.GeneratedKeyHolder;
import org.springframework.stereotype.Component;

/**
 * The table {@code tenant_call_block}: calls that a node may make until a time, written before it makes them. When
 * a node is killed the next one counts them as made, because nobody remembers which were.
 */
@Component
class CallBlockStore {

  private static final String INSERT = """
    INSERT INTO tenant_call_block (tenant, calls, usable_to) VALUES (:tenant, :calls, %s + :span)
    """.formatted(Database.NOW);

  private static final String READ = """
    SELECT id, calls, usable_to - %1$s AS usable_for FROM tenant_call_block
    WHERE tenant = :tenant AND usable_to > %1$s - :memory
    """.formatted(Database.NOW);

  private static final String DELETE_OLD = """
    DELETE FROM tenant_call_block WHERE tenant = :tenant AND usable_to <= %s - :memory
    """.formatted(Database.NOW);

  private final Database database;

  CallBlockStore(Database database) {
    this.database = database;
  }

  /** A block; {@code usableFor} is negative once it has run out. */
  record Block(long id, int calls, Duration usableFor) {}

  private record Row(long id, int calls, long usableFor) {}

  /** Writes a block and returns its id. A power cut may lose it: by then a minute has passed. */
  long insert(String tenant, int calls, Duration span) {
    GeneratedKeyHolder id = new GeneratedKeyHolder();
    database.transact(() ->
      database
        .sql()
        .sql(INSERT)
        .param("tenant", tenant)
        .param("calls", calls)
        .param("span", span.toMillis())
        .update(id, "id")
    );
    return id.getKey().longValue();
  }

  /** All nodes' blocks that ran out no longer ago than {@code memory}; older ones are deleted on the way. */
  List<Block> read(String tenant, Duration memory) {
    return database.transact(() -> {
      database.sql().sql(DELETE_OLD).param("tenant", tenant).param("memory", memory.toMillis()).update();
      return database
        .sql()
        .sql(READ)
        .param("tenant", tenant)
        .param("memory", memory.toMillis())
        .query(Row.class)
        .list()
        .stream()
        .map(row -> new Block(row.id(), row.calls(), Duration.ofMillis(row.usableFor())))
        .toList();
    });
  }
}
