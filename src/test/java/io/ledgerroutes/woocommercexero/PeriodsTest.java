package io.ledgerroutes.woocommercexero;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.anyString;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import com.fasterxml.jackson.databind.JsonNode;
import io.ledgerroutes.connection.Connection;
import io.ledgerroutes.connection.Connections;
import io.ledgerroutes.connection.Schedule;
import io.ledgerroutes.connection.XeroTenancy;
import io.ledgerroutes.inbox.InboxStore;
import io.ledgerroutes.posting.LinkStore;
import io.ledgerroutes.reconcile.BackfillPeriods;
import io.ledgerroutes.reconcile.Period;
import io.ledgerroutes.reconcile.Report;
import io.ledgerroutes.reconcile.Row;
import io.ledgerroutes.reconcile.Verdict;
import io.ledgerroutes.woocommerce.SandboxShop;
import io.ledgerroutes.woocommerce.ShopProducts;
import io.ledgerroutes.xero.XeroBudget;
import io.ledgerroutes.xero.XeroPeriod;
import io.ledgerroutes.xero.XeroTenantStore;
import io.ledgerroutes.xero.mirror.XeroMirror;
import io.ledgerroutes.xero.mirror.XeroReference;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Dry runs of a period against the sandbox's shop over real HTTP. */
class PeriodsTest {

  private static final String SHOP = "craft-shop";

  private final SandboxShop sandbox = new SandboxShop();
  private Connection connection;
  private WooCommercePeriods periods;

  @BeforeEach
  void prepare() {
    connection = new Connection(
      SHOP,
      WooCommerceXero.NAME,
      LocalDate.of(2026, 11, 1),
      new XeroTenancy("tenant", "main"),
      new Schedule("0 * * * * ?", Optional.empty()),
      Sample.settings(sandbox.address().address().toString(), ""),
      "hash-1"
    );
    Connections connections = mock(Connections.class);
    when(connections.find(SHOP)).thenReturn(Optional.of(connection));
    XeroTenantStore organisations = mock(XeroTenantStore.class);
    when(organisations.find(anyString())).thenReturn(
      Optional.of(Sample.ledger().organisation().organisation())
    );
    XeroReference reference = mock(XeroReference.class);
    when(reference.organisation(anyString(), any())).thenReturn(Sample.ledger().organisation());
    LinkStore links = mock(LinkStore.class);
    when(links.find(any(java.util.Collection.class), anyString())).thenReturn(Map.of());
    periods = new WooCommercePeriods(
      new OrderContext(connections, organisations, reference, mock(BackfillPeriods.class)),
      new PeriodOrders(sandbox.client(), new ShopProducts(sandbox.client())),
      new PeriodPlanner(new PostedOrders(links), links),
      links,
      mock(InboxStore.class),
      mock(XeroPeriod.class),
      mock(XeroMirror.class),
      mock(XeroBudget.class)
    );
  }

  @AfterEach
  void close() {
    sandbox.close();
  }

  @Test
  void a_period_holds_the_orders_of_the_organisation_s_days_whatever_the_shop_s_zone() {
    // 1 July begins in Sydney at 14:00 UTC the day before.
    List<String> june = place(1, "2026-06-30T13:59:59Z", "plain");
    List<String> july = place(1, "2026-06-30T14:00:00Z", "plain");
    List<String> end = place(1, "2026-07-31T13:59:59Z", "plain");
    List<String> august = place(1, "2026-07-31T14:00:00Z", "plain");

    Report report = dryRun("2026-07-01", "2026-07-31");

    assertThat(report.rows())
      .extracting(Row::key)
      .contains(july.getFirst(), end.getFirst())
      .doesNotContain(june.getFirst(), august.getFirst());
    assertThat(report.rows()).allSatisfy(row ->
      assertThat(row.date()).isBetween(LocalDate.of(2026, 7, 1), LocalDate.of(2026, 7, 31))
    );
  }

  @Test
  void every_order_of_several_pages_is_shown_once_and_its_sums_are_those_of_its_rows() {
    List<String> placed = place(230, "2026-03-10T01:00:00Z", "varied")
      .stream()
      .filter(id -> !sandbox.staff("GET", "/orders/" + id, "").path("status").asText().equals("trash"))
      .toList();

    Report report = dryRun("2026-03-01", "2026-03-31");

    assertThat(
      report
        .rows()
        .stream()
        .filter(row -> row.kind().equals("order"))
    )
      .extracting(Row::key)
      .containsExactlyInAnyOrderElementsOf(placed);
    report
      .tabs()
      .getFirst()
      .sums()
      .forEach(sum -> {
        BigDecimal behind = report
          .rows()
          .stream()
          .filter(row -> row.sums().contains("summary/" + sum.key()))
          .map(Row::total)
          .reduce(BigDecimal.ZERO, BigDecimal::add);
        assertThat((BigDecimal) sum.values().get("total")).as(sum.key()).isEqualByComparingTo(behind);
      });
    assertThat(report.rows()).extracting(Row::verdict).contains(Verdict.CREATE, Verdict.HELD);
    assertThat(report.rows()).allSatisfy(row ->
      assertThat(row.verdict()).isIn(Verdict.CREATE, Verdict.HELD, Verdict.SKIPPED)
    );
  }

  @Test
  void what_would_be_made_equals_the_shop_to_the_cent() {
    List<String> placed = place(60, "2026-03-10T01:00:00Z", "plain");

    Report report = dryRun("2026-03-01", "2026-03-31");

    BigDecimal total = BigDecimal.ZERO;
    for (String id : placed) {
      total = total.add(new BigDecimal(sandbox.staff("GET", "/orders/" + id, "").path("total").asText()));
    }
    Map<String, Object> sales = report
      .tabs()
      .stream()
      .filter(tab -> tab.name().equals("sales"))
      .findFirst()
      .orElseThrow()
      .sums()
      .getFirst()
      .values();
    assertThat((BigDecimal) sales.get("total")).isEqualByComparingTo(total);
    assertThat((BigDecimal) sales.get("booked")).isEqualByComparingTo(total);
    assertThat((BigDecimal) sales.get("difference")).isEqualByComparingTo("0");
  }

  @Test
  void a_cancelled_order_is_shown_as_skipped_with_its_reason() {
    String id = place(1, "2026-03-10T01:00:00Z", "plain").getFirst();
    sandbox.staff("PUT", "/orders/" + id, "{\"status\":\"cancelled\"}");

    Row row = dryRun("2026-03-10", "2026-03-10").rows().getFirst();

    assertThat(row.verdict()).isEqualTo(Verdict.SKIPPED);
    assertThat(row.reason()).contains("cancelled");
  }

  @Test
  void an_empty_period_is_an_empty_report() {
    assertThat(dryRun("2025-01-01", "2025-01-31").rows()).isEmpty();
  }

  private Report dryRun(String from, String to) {
    return periods.dryRun(connection, new Period(LocalDate.parse(from), LocalDate.parse(to)));
  }

  private List<String> place(int count, String at, String kind) {
    JsonNode report = sandbox.control(
      "POST",
      "/shop/orders",
      "{\"count\":%d,\"seed\":11,\"webhooks\":false,\"kind\":\"%s\",\"at\":\"%s\"}".formatted(
        count,
        kind,
        Instant.parse(at)
      )
    );
    List<String> placed = new ArrayList<>();
    report.path("orders").forEach(order -> placed.add(order.path("id").asText()));
    return placed;
  }
}
