package io.ledgerroutes.chaos;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.ledgerroutes.posting.OwnWrites;
import io.ledgerroutes.posting.OwnWrites.Whose;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Two connections of one organisation know of each other's documents (rule A7): an order paid through Stripe is an
 * invoice that is open for a second, and whoever bills open invoices must see that it is ours.
 */
class OwnInvoicesTest {

  private static final int PAID = 200;
  private static final int ON_DELIVERY = 20;

  @TempDir
  Path directory;

  @Test
  void no_invoice_of_a_shop_s_order_is_anybody_s_to_bill_again() {
    try (SandboxProcess sandbox = new SandboxProcess(directory)) {
      sandbox.withoutLimits();
      House house = House.onH2(directory, sandbox.port(), 1);
      try (RuntimeHere runtime = RuntimeHere.in(house)) {
        sandbox.placeOrders("shop", PAID, 71);
        sandbox.post(
          "/sandbox/shop/orders",
          "{\"count\":" + ON_DELIVERY + ",\"seed\":72,\"shapes\":[\"cash-on-delivery\"]}"
        );
        await()
          .atMost(Duration.ofMinutes(4))
          .pollInterval(Duration.ofSeconds(1))
          .untilAsserted(() ->
            assertThat(runtime.orders()).isEqualTo(Map.of("DONE", (long) PAID + ON_DELIVERY))
          );

        assertThat(whose(runtime, invoices(sandbox)).values())
          .hasSize(PAID + ON_DELIVERY)
          .allSatisfy(owner ->
            assertThat(owner).isInstanceOfSatisfying(Whose.Ours.class, ours ->
              assertThat(ours.link().source().scope()).isEqualTo(House.connection(0))
            )
          );

        runtime.sql().sql("DELETE FROM link").update();
        assertThat(whose(runtime, invoices(sandbox)).values()).noneMatch(Whose.Ours.class::isInstance);
      }
    }
  }

  private static List<String> invoices(SandboxProcess sandbox) {
    return Ledger.read(sandbox)
      .invoices()
      .stream()
      .map(invoice -> invoice.path("InvoiceID").asText())
      .toList();
  }

  private static Map<String, Whose> whose(RuntimeHere runtime, List<String> ids) {
    return runtime.bean(OwnWrites.class).whose(House.tenant(0), "xero-invoice", ids);
  }
}
