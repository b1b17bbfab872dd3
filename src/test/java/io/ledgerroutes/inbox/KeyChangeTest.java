package io.ledgerroutes.inbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.ledgerroutes.posting.Draft;
import io.ledgerroutes.posting.IntentStore;
import io.ledgerroutes.posting.Lease;
import io.ledgerroutes.posting.Link;
import io.ledgerroutes.posting.LinkStore;
import io.ledgerroutes.posting.SourceRef;
import io.ledgerroutes.store.Database;
import io.ledgerroutes.store.Postgres;
import io.ledgerroutes.vault.VaultException;
import io.ledgerroutes.vault.VaultKeys;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.autoconfigure.flyway.FlywayAutoConfiguration;
import org.springframework.boot.autoconfigure.jdbc.DataSourceAutoConfiguration;
import org.springframework.boot.autoconfigure.jdbc.DataSourceTransactionManagerAutoConfiguration;
import org.springframework.boot.autoconfigure.jdbc.JdbcClientAutoConfiguration;
import org.springframework.boot.autoconfigure.jdbc.JdbcTemplateAutoConfiguration;
import org.springframework.boot.autoconfigure.transaction.TransactionAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.ComponentScan;
import org.springframework.context.annotation.FilterType;
import org.springframework.context.annotation.Import;

/** The master key is replaced: what messages, requests and links hold opens with the new key alone. */
@ExtendWith(OutputCaptureExtension.class)
class KeyChangeTest {

  private static final String OLD = VaultKeys.generate();
  private static final String NEW = VaultKeys.generate();
  private static final String SHOP = "craft-shop";
  private static final String FLOW = "woocommerce-order";
  private static final String TENANT = "tenant-1";
  private static final String KIND = "xero-invoice";

  @TempDir
  private Path data;

  @Test
  void on_h2_the_old_key_may_go_when_the_log_says_so(CapturedOutput output) {
    theOldKeyMayGo("jdbc:h2:retry:" + data.resolve("ledger").toAbsolutePath() + ";WRITE_DELAY=0", output);
  }

  @Test
  void on_postgresql_the_old_key_may_go_when_the_log_says_so(CapturedOutput output) {
    theOldKeyMayGo(Postgres.freshDatabase(), output);
  }

  private void theOldKeyMayGo(String url, CapturedOutput output) {
    try (ConfigurableApplicationContext before = start(url, OLD, "")) {
      fill(before);
    }

    try (ConfigurableApplicationContext changing = start(url, NEW, OLD)) {
      await().until(() -> output.getOut().contains("ledger.vault.previous-key may go"));
      assertThat(output)
        .contains("120 payloads sealed again")
        .contains("1 requests sealed again")
        .contains("3 elements of requests sealed again")
        .contains("2 links sealed again");
      everythingOpens(changing);
    }

    try (ConfigurableApplicationContext after = start(url, NEW, "")) {
      everythingOpens(after);
    }
  }

  /** The proof bites: without the rotation the old key is needed. */
  @Test
  void before_the_rotation_the_new_key_alone_opens_nothing() {
    String url = "jdbc:h2:mem:unrotated;DB_CLOSE_DELAY=-1";
    try (ConfigurableApplicationContext before = start(url, OLD, "")) {
      fill(before);
      before.getBean(Database.class).sql().sql("DELETE FROM vault_secret").update();
    }

    try (ConfigurableApplicationContext after = start(url, NEW, "")) {
      assertThatThrownBy(() -> everythingOpens(after))
        .isInstanceOf(VaultException.class)
        .hasMessageContaining("ledger.vault.previous-key");
    }
  }

  private static ConfigurableApplicationContext start(String url, String key, String previous) {
    return new SpringApplicationBuilder(Parts.class)
      .web(WebApplicationType.NONE)
      .run(
        "--spring.datasource.url=" + url,
        "--ledger.data-dir=target",
        "--ledger.vault.key=" + key,
        "--ledger.vault.previous-key=" + previous,
        "--logging.level.root=WARN",
        "--logging.level.io.ledgerroutes.vault=INFO"
      );
  }

  private static void fill(ConfigurableApplicationContext house) {
    Payloads payloads = house.getBean(Payloads.class);
    house
      .getBean(Database.class)
      .durably(() -> {
        house
          .getBean(InboxStore.class)
          .insert(
            IntStream.range(0, 123)
              .mapToObj(order -> arrival(order < 120 ? "order " + order : "", "k-" + order))
              .map(message -> new InboxStore.Sealed(message, payloads.seal(message)))
              .toList()
          );
        house.getBean(IntentStore.class).open(new Lease(TENANT, 1, 0), KIND, bytes("request"), drafts());
        drafts()
          .subList(0, 2)
          .forEach(draft ->
            house
              .getBean(LinkStore.class)
              .add(TENANT, draft, KIND, "id-" + draft.number(), null, "projection")
          );
        house
          .getBean(Database.class)
          .sql()
          .sql("UPDATE inbox SET payload = NULL WHERE record_key = 'k-122'")
          .update();
      });
  }

  private static void everythingOpens(ConfigurableApplicationContext house) {
    List<ClaimStore.Claimed> claimed = house
      .getBean(ClaimStore.class)
      .claim(SHOP, FLOW, 200, "node", 1, () -> {});
    assertThat(claimed).hasSize(123);
    assertThat(claimed)
      .extracting(row -> text(house.getBean(Payloads.class).open(row.message(), row.payload())))
      .containsAll(
        IntStream.range(0, 120)
          .mapToObj(order -> "order " + order)
          .toList()
      );
    // Given back for whoever looks next.
    house.getBean(Database.class).sql().sql("UPDATE inbox SET state = 'RETRY', claimed_key = NULL").update();

    List<SourceRef> sources = drafts().stream().map(Draft::source).toList();
    // To list an intent is to open its request and every element.
    assertThat(house.getBean(IntentStore.class).unresolved(TENANT, KIND, sources)).hasSize(1);
    assertThat(house.getBean(LinkStore.class).find(sources, KIND).values())
      .extracting(Link::targetProjection)
      .containsExactly("projection", "projection");
  }

  private static NewMessage arrival(String payload, String key) {
    return new NewMessage(SHOP, FLOW, key, bytes(payload), "c");
  }

  private static List<Draft> drafts() {
    return IntStream.range(0, 3)
      .mapToObj(order ->
        new Draft(
          new SourceRef(SHOP, FLOW, "k-" + order),
          "WC-" + order,
          JsonNodeFactory.instance.objectNode().put("number", "WC-" + order),
          "meant",
          "source"
        )
      )
      .toList();
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static String text(byte[] bytes) {
    return new String(bytes, StandardCharsets.UTF_8);
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
  @ComponentScan(
    basePackages = "io.ledgerroutes.xero",
    useDefaultFilters = false,
    includeFilters = @ComponentScan.Filter(type = FilterType.REGEX, pattern = ".*\\.XeroGrantStore")
  )
  @Import({ InboxStore.class, ClaimStore.class, Payloads.class, IntentStore.class, LinkStore.class })
  static class Parts {}
}
