package io.ledgerroutes.chaos;

import io.ledgerroutes.LedgerRoutes;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.springframework.boot.SpringApplication;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The whole runtime as it ships, within this JVM, in a house; its sandbox is elsewhere. */
final class RuntimeHere implements AutoCloseable {

  private final ConfigurableApplicationContext context;

  private RuntimeHere(ConfigurableApplicationContext context) {
    this.context = context;
  }

  static RuntimeHere in(House house, String... more) {
    int port = JavaProcess.freePort();
    List<String> arguments = new ArrayList<>(
      List.of(
        "--spring.profiles.active=sandbox",
        "--spring.jmx.enabled=false",
        "--ledger.sandbox.inside=false",
        "--ledger.sandbox.port=" + house.sandboxPort(),
        "--server.port=" + port,
        "--ledger.public-url=http://localhost:" + port,
        "--ledger.data-dir=" + house.directory().resolve("data"),
        "--ledger.connections-dir=" + house.directory().resolve("connections"),
        "--ledger.vault.key=" + house.vaultKey(),
        "--ledger.admin.password=chaos-admin-password",
        "--ledger.poll.settling=1s",
        "--ledger.xero.call-timeout=10s",
        "--spring.datasource.url=" + house.url()
      )
    );
    arguments.addAll(List.of(more));
    return new RuntimeHere(new SpringApplication(LedgerRoutes.class).run(arguments.toArray(String[]::new)));
  }

  <T> T bean(Class<T> type) {
    return context.getBean(type);
  }

  <T> List<T> beans(Class<T> type) {
    return List.copyOf(context.getBeansOfType(type).values());
  }

  int port() {
    return Integer.parseInt(context.getEnvironment().getProperty("server.port"));
  }

  JdbcClient sql() {
    return bean(JdbcClient.class);
  }

  /** Orders in the inbox by state; of several messages of one order the unfinished or last one counts. */
  Map<String, Long> orders() {
    return sql()
      .sql(
        """
        SELECT state, COUNT(*) AS n FROM inbox i WHERE flow = 'woocommerce-order'
           AND id = (SELECT MAX(id) FROM inbox o WHERE o.connection = i.connection AND o.flow = i.flow
                        AND o.record_key = i.record_key)
         GROUP BY state
        """
      )
      .query((row, number) -> Map.entry(row.getString("state"), row.getLong("n")))
      .list()
      .stream()
      .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
  }

  long linkedInvoices() {
    return linked("xero-invoice");
  }

  /** How many documents of a kind are linked. */
  long linked(String kind) {
    return sql()
      .sql("SELECT COUNT(*) FROM link WHERE target_type = ?")
      .params(kind)
      .query(Long.class)
      .single();
  }

  @Override
  public void close() {
    context.close();
  }
}
