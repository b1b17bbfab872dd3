package io.ledgerroutes.xero;

import io.ledgerroutes.store.Database;
import java.time.Duration;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** The table {@code tenant_day}: what Xero last said of a tenant's day, for the node that works it next. */
@Component
class TenantDayStore {

  private static final String READ = """
    SELECT calls_left, calls_a_day, closed_until - %1$s AS closed_for, %1$s - said_at AS age
    FROM tenant_day WHERE tenant = :tenant
    """.formatted(Database.NOW);

  private static final String UPDATE = """
    UPDATE tenant_day SET calls_left = :left, calls_a_day = :day, closed_until = %1$s + :closed, said_at = %1$s
    WHERE tenant = :tenant
    """.formatted(Database.NOW);

  private static final String INSERT = """
    INSERT INTO tenant_day (tenant, calls_left, calls_a_day, closed_until, said_at)
    SELECT :tenant, :left, :day, %1$s + :closed, %1$s
    WHERE NOT EXISTS (SELECT 1 FROM tenant_day WHERE tenant = :tenant)
    """.formatted(Database.NOW);

  private final Database database;

  TenantDayStore(Database database) {
    this.database = database;
  }

  /**
   * A day as it was last said.
   *
   * @param callsLeft of it
   * @param callsADay its size
   * @param closedFor how long no call will be taken; zero or negative: it is open
   * @param age how long ago that was
   */
  record Day(int callsLeft, int callsADay, Duration closedFor, Duration age) {}

  private record Row(int callsLeft, int callsADay, long closedFor, long age) {}

  Optional<Day> read(String tenant) {
    return database
      .sql()
      .sql(READ)
      .param("tenant", tenant)
      .query(Row.class)
      .optional()
      .map(row ->
        new Day(
          row.callsLeft(),
          row.callsADay(),
          Duration.ofMillis(row.closedFor()),
          Duration.ofMillis(row.age())
        )
      );
  }

  /** Keeps what was said just now; a power cut may lose it. */
  void write(String tenant, int callsLeft, int callsADay, Duration closedFor) {
    database.transact(() -> {
      int updated = write(UPDATE, tenant, callsLeft, callsADay, closedFor);
      return updated == 1 ? updated : write(INSERT, tenant, callsLeft, callsADay, closedFor);
    });
  }

  private int write(String sql, String tenant, int callsLeft, int callsADay, Duration closedFor) {
    return database
      .sql()
      .sql(sql)
      .param("tenant", tenant)
      .param("left", callsLeft)
      .param("day", callsADay)
      .param("closed", closedFor.toMillis())
      .update();
  }
}
