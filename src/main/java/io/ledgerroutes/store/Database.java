package io.ledgerroutes.store;

import java.util.function.Supplier;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * The one door to the database, H2 or PostgreSQL. Times are stored as milliseconds since 1970 UTC by the
 * database's clock ({@link #NOW}).
 */
@Component
public class Database {

  /** SQL for the database's clock, in milliseconds since 1970 UTC; the same text for H2 and PostgreSQL. */
  public static final String NOW = "CAST(EXTRACT(EPOCH FROM CURRENT_TIMESTAMP) * 1000 AS BIGINT)";

  private final JdbcClient jdbc;
  private final TransactionTemplate transactions;
  private final DiskSync disk;

  public Database(JdbcClient jdbc, TransactionTemplate transactions, DiskSync disk) {
    this.jdbc = jdbc;
    this.transactions = transactions;
    this.disk = disk;
  }

  /** Plain SQL; inside {@link #durably} or {@link #transact} it takes part in that transaction. */
  public JdbcClient sql() {
    return jdbc;
  }

  /** Runs the work in one transaction and returns once its commit would survive kill -9 and a power cut. */
  public <T> T durably(Supplier<T> work) {
    T result = transact(work);
    disk.sync();
    return result;
  }

  /** As {@link #durably(Supplier)}, for work without a result. */
  public void durably(Runnable work) {
    durably(() -> {
      work.run();
      return null;
    });
  }

  /** Runs the work in one transaction; after a power cut the newest of these may be gone. */
  public <T> T transact(Supplier<T> work) {
    return transactions.execute(status -> work.get());
  }

  /** The database's clock, milliseconds since 1970 UTC. */
  public long now() {
    return jdbc.sql("SELECT " + NOW).query(Long.class).single();
  }
}
