package io.ledgerroutes.inbox;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariDataSource;
import io.ledgerroutes.store.TestDatabase;
import java.util.List;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.jdbc.core.simple.JdbcClient;

/** A store of the version before, with documents posted, is taken over: which record they belong to is known. */
class RecordCardMigrationTest {

  static final String STORES = "io.ledgerroutes.inbox.RecordCardMigrationTest#stores";

  static List<TestDatabase> stores() {
    return List.of(TestDatabase.h2(), TestDatabase.postgres());
  }

  @ParameterizedTest
  @MethodSource(STORES)
  void documents_of_the_version_before_know_their_order(TestDatabase empty) {
    try (empty) {
      HikariDataSource source = empty.source();
      Flyway.configure().dataSource(source).cleanDisabled(false).load().clean();
      Flyway.configure().dataSource(source).target("7").load().migrate();
      JdbcClient sql = JdbcClient.create(source);
      link(sql, "woocommerce-order", "1042", "xero-invoice", "WC-1042");
      link(sql, "woocommerce-order", "1042-2", "xero-invoice", "WC-1042-2");
      link(sql, "woocommerce-payment", "1042", "xero-payment", "WC-1042 · p");
      link(sql, "woocommerce-payment", "1042/2", "xero-payment", "WC-1042-2 · p");
      link(sql, "woocommerce-redemption", "1042-3", "xero-payment", "WC-1042 · g");
      link(sql, "woocommerce-cancellation", "1042", "xero-credit-note", "WC-1042-C");
      link(sql, "woocommerce-refund", "55", "xero-credit-note", "WC-1042-R55");
      link(sql, "woocommerce-refund", "55", "xero-allocation", "n>i");
      link(sql, "woocommerce-refund", "56", "xero-credit-note", "WC-1042-2-R56");
      link(sql, "woocommerce-refund", "57", "xero-credit-note", "of another shop");
      link(sql, "woocommerce-refund-payment", "55", "xero-payment", "WC-1042-R55 · refund");
      link(sql, "woocommerce-refund-payment", "56-2", "xero-payment", "WC-1042-2-R56 · refund-2");

      Flyway.configure().dataSource(source).load().migrate();

      assertThat(
        sql
          .sql(
            "SELECT part_type || ' ' || part_id FROM record_part WHERE record_key = '1042' AND connection = 'shop'"
          )
          .query(String.class)
          .list()
      ).containsExactlyInAnyOrder(
        "woocommerce-order 1042-2",
        "woocommerce-payment 1042",
        "woocommerce-payment 1042/2",
        "woocommerce-redemption 1042-3",
        "woocommerce-cancellation 1042",
        "woocommerce-refund 55",
        "woocommerce-refund 56",
        "woocommerce-refund-payment 55",
        "woocommerce-refund-payment 56-2"
      );
      assertThat(sql.sql("SELECT COUNT(*) FROM record_part").query(Integer.class).single()).isEqualTo(9);
    }
  }

  private static void link(JdbcClient sql, String type, String id, String targetType, String number) {
    sql
      .sql(
        """
        INSERT INTO link (tenant, scope, source_type, source_id, target_type, target_id, number, source_projection,
                          created_at, updated_at)
        VALUES ('t', 'shop', ?, ?, ?, ?, ?, '', 0, 0)
        """
      )
      .params(type, id, targetType, "id of " + number, number)
      .update();
  }
}
