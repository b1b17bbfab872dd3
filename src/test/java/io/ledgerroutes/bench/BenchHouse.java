package io.ledgerroutes.bench;

import io.ledgerroutes.vault.Vault;
import io.ledgerroutes.vault.VaultKeys;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.autoconfigure.flyway.FlywayAutoConfiguration;
import org.springframework.boot.autoconfigure.jdbc.DataSourceAutoConfiguration;
import org.springframework.boot.autoconfigure.jdbc.DataSourceTransactionManagerAutoConfiguration;
import org.springframework.boot.autoconfigure.jdbc.JdbcClientAutoConfiguration;
import org.springframework.boot.autoconfigure.jdbc.JdbcTemplateAutoConfiguration;
import org.springframework.boot.autoconfigure.transaction.TransactionAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.annotation.ComponentScan;

/** A place for the real runtime to run in: two shops whose delivery is paused, their webhook secret in the vault. */
record BenchHouse(Path directory, Store store, String vaultKey) {
  static final List<String> SHOPS = List.of("bench-a", "bench-b");

  /** Answers 200 when the runtime is ready. */
  static final String READY = "/actuator/health/readiness";

  private static final String SECRET = "bench-webhook-secret";
  private static final String RUNTIME = "io.ledgerroutes.LedgerRoutes";
  private static final String PAUSED = """
    INSERT INTO connection_known (id, integration, content, content_hash, paused_by, paused_at, updated_at)
    VALUES (?, 'woocommerce-xero', ?, '-', 'benchmark', 0, 0)
    """;

  static BenchHouse furnish(Path directory, Store store) throws IOException {
    BenchHouse house = new BenchHouse(directory, store, VaultKeys.generate());
    Files.createDirectories(directory.resolve("connections"));
    try (
      var context = new SpringApplicationBuilder(Furnishing.class)
        .web(WebApplicationType.NONE)
        .run("--spring.datasource.url=" + store.url(), "--ledger.vault.key=" + house.vaultKey)
    ) {
      for (String shop : SHOPS) {
        context.getBean(Vault.class).put("connection:" + shop, "webhook-secret", SECRET);
      }
    }
    for (String shop : SHOPS) {
      String file = Files.readString(Path.of("routes/connections/craft-shop.yaml"))
        .replace("id: craft-shop", "id: " + shop)
        .replace("profile: sandbox\n", "");
      Files.writeString(directory.resolve("connections/" + shop + ".yaml"), file);
      store.sql().sql(PAUSED).params(shop, file).update();
    }
    return house;
  }

  /** Starts the runtime; it is not ready yet. */
  ServerProcess start() {
    int port = ServerProcess.freePort();
    List<String> arguments = new ArrayList<>(
      List.of(
        "--server.port=" + port,
        "--ledger.data-dir=" + directory,
        "--ledger.connections-dir=" + directory.resolve("connections"),
        "--ledger.vault.key=" + vaultKey,
        "--ledger.admin.password=bench-admin-password",
        "--spring.datasource.url=" + store.url()
      )
    );
    return ServerProcess.start(directory.resolve("runtime.log"), port, RUNTIME, arguments);
  }

  /** Orders of a shop, each source with numbers of its own. */
  WebhookSource orders(String shop, int sourceNumber) {
    return new WebhookSource(shop, SECRET, 1_000_000_000L + sourceNumber * 100_000_000L);
  }

  /** Orders on disk; on H2 only while no runtime has it open. */
  int rows() {
    return store
      .sql()
      .sql("SELECT COUNT(*) FROM inbox WHERE flow = 'woocommerce-order'")
      .query(Integer.class)
      .single();
  }

  @ImportAutoConfiguration(
    {
      DataSourceAutoConfiguration.class,
      DataSourceTransactionManagerAutoConfiguration.class,
      FlywayAutoConfiguration.class,
      JdbcClientAutoConfiguration.class,
      JdbcTemplateAutoConfiguration.class,
      TransactionAutoConfiguration.class,
    }
  )
  @ComponentScan({ "io.ledgerroutes.store", "io.ledgerroutes.vault" })
  static class Furnishing {}
}
