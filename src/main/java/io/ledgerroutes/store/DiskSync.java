package io.ledgerroutes.store;

import java.util.concurrent.locks.ReentrantLock;
import javax.sql.DataSource;
import org.springframework.boot.jdbc.DatabaseDriver;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.support.JdbcUtils;
import org.springframework.jdbc.support.MetaDataAccessException;
import org.springframework.stereotype.Component;

/**
 * Makes commits survive a power cut. PostgreSQL does so by itself at commit. H2 writes but never syncs, so
 * one {@code CHECKPOINT SYNC} follows (facts/camel, "H2 loses acknowledged commits"), shared by all
 * transactions that committed before it began.
 */
@Component
public class DiskSync {

  private final JdbcTemplate jdbc;
  private final boolean needed;
  private final ReentrantLock turn = new ReentrantLock();
  private volatile long begun;

  public DiskSync(DataSource dataSource) throws MetaDataAccessException {
    this.jdbc = new JdbcTemplate(dataSource);
    String product = JdbcUtils.extractDatabaseMetaData(dataSource, metaData ->
      metaData.getDatabaseProductName()
    );
    this.needed = DatabaseDriver.fromProductName(product) == DatabaseDriver.H2;
  }

  /** Whether the store is the embedded one: a single process owns it. */
  public boolean embedded() {
    return needed;
  }

  /** Returns once everything committed before this call is on the disk. */
  public void sync() {
    if (!needed) {
      return;
    }
    long seen = begun;
    turn.lock();
    try {
      // A sync that began after this call came in covers this call's commit as well.
      if (begun > seen) {
        return;
      }
      begun = seen + 1;
      jdbc.execute("CHECKPOINT SYNC");
    } finally {
      turn.unlock();
    }
  }
}
