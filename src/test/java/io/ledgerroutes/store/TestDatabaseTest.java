package io.ledgerroutes.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;

class TestDatabaseTest {

  @Test
  void both_databases_tell_the_time_in_milliseconds_utc() {
    try (TestDatabase h2 = TestDatabase.h2(); TestDatabase postgres = TestDatabase.postgres()) {
      long now = Instant.now().toEpochMilli();

      assertThat(h2.database().now()).isBetween(now - 5_000, now + 60_000);
      assertThat(postgres.database().now()).isBetween(now - 5_000, now + 60_000);
    }
  }

  @Test
  void every_postgres_caller_gets_a_database_of_its_own() {
    try (TestDatabase one = TestDatabase.postgres(); TestDatabase other = TestDatabase.postgres()) {
      one.database().sql().sql("CREATE TABLE mine (id INT)").update();

      assertThat(
        other
          .database()
          .sql()
          .sql("SELECT COUNT(*) FROM information_schema.tables WHERE table_name = 'mine'")
          .query(Integer.class)
          .single()
      ).isZero();
    }
  }
}
