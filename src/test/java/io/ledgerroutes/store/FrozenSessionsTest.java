package io.ledgerroutes.store;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariDataSource;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** A node that is frozen inside a transaction must not freeze the others with it. */
class FrozenSessionsTest {

  private static final String TAKE = "SELECT epoch FROM tenant_lease WHERE tenant = 'a' FOR UPDATE";
  private final String url = Postgres.freshDatabase();

  @Test
  void the_locks_of_a_frozen_node_are_free_again_after_a_while() throws SQLException {
    try (HikariDataSource frozen = pool(true); HikariDataSource other = pool(true)) {
      run(other, "CREATE TABLE tenant_lease (tenant VARCHAR(9), epoch INT)");
      run(other, "INSERT INTO tenant_lease VALUES ('a', 1)");
      Connection left = inTransaction(frozen);
      assertThat(takes(other, "20s")).isTrue();
      assertThat(left.isValid(1)).isFalse();
    }
  }

  @Test
  void without_the_limit_they_stay_taken() throws SQLException {
    try (HikariDataSource frozen = pool(false); HikariDataSource other = pool(true)) {
      run(other, "CREATE TABLE tenant_lease (tenant VARCHAR(9), epoch INT)");
      run(other, "INSERT INTO tenant_lease VALUES ('a', 1)");
      Connection left = inTransaction(frozen);
      assertThat(takes(other, "3s")).isFalse();
      assertThat(left.isValid(1)).isTrue();
    }
  }

  /** The pool as Spring makes it. */
  private HikariDataSource pool(boolean limited) {
    HikariDataSource pool = new HikariDataSource();
    pool.setJdbcUrl(url);
    pool.setMaximumPoolSize(2);
    if (limited) {
      new FrozenSessions(Duration.ofSeconds(1)).postProcessBeforeInitialization(pool, "dataSource");
    }
    return pool;
  }

  /** Left as it is, as a frozen node leaves it; the pool's end closes it. */
  private static Connection inTransaction(HikariDataSource pool) throws SQLException {
    Connection connection = pool.getConnection();
    connection.setAutoCommit(false);
    try (Statement statement = connection.createStatement()) {
      statement.executeQuery(TAKE);
    }
    return connection;
  }

  private static boolean takes(HikariDataSource pool, String within) throws SQLException {
    try (Connection connection = pool.getConnection(); Statement statement = connection.createStatement()) {
      statement.execute("SET lock_timeout = '" + within + "'");
      return statement.executeQuery(TAKE).next();
    } catch (SQLException stillTaken) {
      assertThat(stillTaken.getSQLState()).isEqualTo("55P03");
      return false;
    }
  }

  private static void run(HikariDataSource pool, String sql) throws SQLException {
    try (Connection connection = pool.getConnection(); Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }
}
