package io.ledgerroutes.store;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.concurrent.atomic.AtomicInteger;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * One real PostgreSQL for the whole test run, started on first use and stopped with the JVM; every caller of
 * {@link #freshDatabase()} gets an empty database of its own. Runs as root too: the library then starts the
 * server in a user namespace. Disk syncs are off (fast tests); a benchmark asks for them by
 * {@code -Dpostgres.fsync=on}.
 */
public final class Postgres {

  private static final AtomicInteger DATABASES = new AtomicInteger();

  private Postgres() {}

  /** The JDBC URL, user included, of a new and empty database. */
  public static String freshDatabase() {
    String name = "test_" + DATABASES.incrementAndGet();
    new JdbcTemplate(Server.RUNNING.getPostgresDatabase()).execute("CREATE DATABASE " + name);
    return Server.RUNNING.getJdbcUrl("postgres", name);
  }

  /** Holds the server; the class is loaded, and so the server started, when the first test asks. */
  private static final class Server {

    static final EmbeddedPostgres RUNNING = start();

    private static EmbeddedPostgres start() {
      String sync = System.getProperty("postgres.fsync", "off");
      try {
        return EmbeddedPostgres.builder()
          .setServerConfig("fsync", sync)
          .setServerConfig("synchronous_commit", sync)
          .start();
      } catch (IOException e) {
        throw new UncheckedIOException("The embedded PostgreSQL did not start", e);
      }
    }
  }
}
