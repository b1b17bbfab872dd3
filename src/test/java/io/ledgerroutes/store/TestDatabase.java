package io.ledgerroutes.store;

import com.zaxxer.hikari.HikariDataSource;
import java.nio.file.Path;
import java.util.UUID;
import org.flywaydb.core.Flyway;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.jdbc.support.MetaDataAccessException;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * The product's store without Spring: an empty, migrated database of its own with the {@link Database} over it.
 * Two of one {@code url} are two nodes on one store.
 *
 * @param url where another node may open the same store
 */
public record TestDatabase(String url, HikariDataSource source, Database database) implements AutoCloseable {
  /** An H2 in memory. */
  public static TestDatabase h2() {
    return open("jdbc:h2:mem:" + UUID.randomUUID() + ";DB_CLOSE_DELAY=-1");
  }

  /** An H2 in the directory, with production's settings. */
  public static TestDatabase h2(Path directory) {
    return open("jdbc:h2:retry:" + directory.resolve("ledger").toAbsolutePath() + ";WRITE_DELAY=0");
  }

  /** A real PostgreSQL. */
  public static TestDatabase postgres() {
    return open(Postgres.freshDatabase());
  }

  /** The store at the URL, migrated. */
  public static TestDatabase open(String url) {
    HikariDataSource source = new HikariDataSource();
    source.setJdbcUrl(url);
    source.setMaximumPoolSize(16);
    Flyway.configure().dataSource(source).load().migrate();
    TransactionTemplate transactions = new TransactionTemplate(new DataSourceTransactionManager(source));
    try {
      return new TestDatabase(
        url,
        source,
        new Database(JdbcClient.create(source), transactions, new DiskSync(source))
      );
    } catch (MetaDataAccessException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public void close() {
    source.close();
  }
}
