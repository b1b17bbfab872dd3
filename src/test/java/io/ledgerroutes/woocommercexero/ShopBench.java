package io.ledgerroutes.woocommercexero;

import static org.mockito.ArgumentMatchers.anyString;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import com.fasterxml.jackson.databind.JsonNode;
import io.ledgerroutes.connection.Connection;
import io.ledgerroutes.connection.Connections;
import io.ledgerroutes.connection.Schedule;
import io.ledgerroutes.connection.XeroTenancy;
import io.ledgerroutes.inbox.Batch;
import io.ledgerroutes.inbox.Element;
import io.ledgerroutes.inbox.Message;
import io.ledgerroutes.inbox.MessageState;
import io.ledgerroutes.reconcile.BackfillPeriods;
import io.ledgerroutes.sandbox.SandboxSettings;
import io.ledgerroutes.store.TestDatabase;
import io.ledgerroutes.vault.Vault;
import io.ledgerroutes.vault.VaultKeys;
import io.ledgerroutes.vault.VaultStore;
import io.ledgerroutes.woocommerce.SandboxShop;
import io.ledgerroutes.xero.XeroTenantStore;
import io.ledgerroutes.xero.mirror.XeroReference;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** One connection to the sandbox's shop, with a store and a vault, for steps of the integration. */
final class ShopBench implements AutoCloseable {

  static final String CONNECTION = "craft-shop";
  static final String TENANT = "tenant";

  final TestDatabase db = TestDatabase.h2();
  final Vault vault = new Vault(VaultKeys.of(VaultKeys.generate(), null), new VaultStore(db.database()));
  final SandboxShop sandbox = new SandboxShop(SandboxSettings.defaults(), vault);
  final OrderContext context;
  final Connection connection;

  ShopBench(String moreSettings) {
    vault.put("connection:" + CONNECTION, "consumer-key", "ck_sandbox");
    vault.put("connection:" + CONNECTION, "consumer-secret", "cs_sandbox");
    db
      .database()
      .sql()
      .sql("INSERT INTO tenant_lease (tenant, owner, epoch, held_until) VALUES ('tenant', 'node', 1, 0)")
      .update();
    connection = connection(sandbox.address().address().toString(), moreSettings);
    context = context(connection);
  }

  static Connection connection(String store, String moreSettings) {
    return new Connection(
      CONNECTION,
      WooCommerceXero.NAME,
      LocalDate.of(2026, 1, 1),
      new XeroTenancy(TENANT, "main"),
      new Schedule("0 0 * * * ?", Optional.empty()),
      Sample.settings(store, moreSettings),
      "hash-1"
    );
  }

  static OrderContext context(Connection connection) {
    Connections connections = mock(Connections.class);
    when(connections.find(CONNECTION)).thenReturn(Optional.of(connection));
    XeroTenantStore organisations = mock(XeroTenantStore.class);
    when(organisations.find(anyString())).thenReturn(Optional.empty());
    return new OrderContext(
      connections,
      organisations,
      mock(XeroReference.class),
      mock(BackfillPeriods.class)
    );
  }

  static Batch batch(String flow, String... keys) {
    List<Element> elements = new ArrayList<>();
    for (String key : keys) {
      elements.add(new Element(message(elements.size() + 1, flow, key), new byte[0]));
    }
    return new Batch(CONNECTION, flow, TENANT, 1, elements);
  }

  private static Message message(long id, String flow, String key) {
    Instant now = Instant.now();
    return new Message(id, CONNECTION, flow, key, MessageState.IN_FLIGHT, null, 1, 0, now, now, "c");
  }

  /** Plain orders, told to whom the shop tells of them; their ids. */
  List<String> place(int count) {
    List<String> placed = new ArrayList<>();
    sandbox
      .control("POST", "/shop/orders", "{\"count\":" + count + ",\"seed\":5,\"kind\":\"plain\"}")
      .path("orders")
      .forEach(order -> placed.add(order.path("id").asText()));
    return placed;
  }

  void fault(String kind, String path, String method, int times) {
    sandbox.control(
      "POST",
      "/faults",
      "{\"system\":\"shop\",\"kind\":\"%s\",\"path\":\"%s\",\"method\":\"%s\",\"times\":%d}".formatted(
        kind,
        path,
        method,
        times
      )
    );
  }

  JsonNode webhook(String topic) {
    for (JsonNode webhook : sandbox.staff("GET", "/webhooks?per_page=100", "")) {
      if (webhook.path("topic").asText().equals(topic)) {
        return webhook;
      }
    }
    throw new AssertionError("no webhook for " + topic);
  }

  @Override
  public void close() {
    sandbox.close();
    db.close();
  }
}
