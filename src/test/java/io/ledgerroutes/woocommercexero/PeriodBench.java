package io.ledgerroutes.woocommercexero;

import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.anyLong;
import static org.mockito.Mockito.doAnswer;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import com.fasterxml.jackson.databind.JsonNode;
import io.ledgerroutes.connection.Connection;
import io.ledgerroutes.inbox.InboxStore;
import io.ledgerroutes.inbox.MessageState;
import io.ledgerroutes.reconcile.BackfillPeriods;
import io.ledgerroutes.reconcile.Period;
import io.ledgerroutes.reconcile.Report;
import io.ledgerroutes.reconcile.Row;
import io.ledgerroutes.reconcile.RunStore;
import io.ledgerroutes.reconcile.Tab;
import io.ledgerroutes.woocommerce.ShopProducts;
import io.ledgerroutes.woocommerce.WooCommerceShop;
import io.ledgerroutes.xero.XeroJson;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.springframework.jdbc.core.JdbcTemplate;

/** Looks at periods of the orders of an {@link OrderBench}, against its sandbox's Xero over real HTTP. */
final class PeriodBench implements AutoCloseable {

  final OrderBench bench = new OrderBench();
  private final InboxStore messages = new InboxStore(
    bench.bed.store.database(),
    new JdbcTemplate(bench.bed.store.source())
  );
  private final WooCommercePeriods periods;

  PeriodBench() {
    WooCommerceShop shop = shop();
    RunStore runs = new RunStore(
      bench.bed.store.database(),
      new JdbcTemplate(bench.bed.store.source()),
      bench.bed.vault
    );
    this.periods = new WooCommercePeriods(
      new OrderContext(
        bench.bed.connections,
        bench.node.tenants,
        bench.node.reference,
        new BackfillPeriods(runs)
      ),
      new PeriodOrders(shop, new ShopProducts(shop)),
      new PeriodPlanner(new PostedOrders(bench.node.links), bench.node.links),
      bench.node.links,
      messages,
      bench.node.period,
      bench.node.mirror,
      bench.node.budget
    );
  }

  /** The bench's orders as a shop lists them. */
  private WooCommerceShop shop() {
    WooCommerceShop shop = mock(WooCommerceShop.class);
    when(shop.orders(any(), any())).thenAnswer(asked -> {
      Map<Long, JsonNode> found = new HashMap<>(bench.orders);
      found.keySet().retainAll(asked.<Collection<Long>>getArgument(1));
      return found;
    });
    when(shop.refunds(any(), anyLong())).thenAnswer(asked ->
      bench.refunds.getOrDefault(asked.<Long>getArgument(1), List.of())
    );
    when(shop.countCreated(any(), any(), any())).thenAnswer(asked -> bench.orders.size());
    doAnswer(asked -> {
      asked
        .<Consumer<List<JsonNode>>>getArgument(3)
        .accept(listed(asked.getArgument(1), asked.getArgument(2)));
      return null;
    })
      .when(shop)
      .ordersCreated(any(), any(), any(), any());
    return shop;
  }

  private List<JsonNode> listed(Instant from, Instant until) {
    return bench.orders
      .values()
      .stream()
      .map(JsonNode.class::cast)
      .filter(order -> !order.path("status").asText().equals("trash"))
      .filter(order -> {
        Instant at = LocalDateTime.parse(order.path("date_created_gmt").asText()).toInstant(ZoneOffset.UTC);
        return !at.isBefore(from) && at.isBefore(until);
      })
      .toList();
  }

  Report reconcile(String from, String to) {
    return periods.reconcile(connection(), period(from, to));
  }

  Report dryRun(String from, String to) {
    return periods.dryRun(connection(), period(from, to));
  }

  private Connection connection() {
    return bench.bed.connections.find(OrderBench.SHOP).orElseThrow();
  }

  private static Period period(String from, String to) {
    return new Period(LocalDate.parse(from), LocalDate.parse(to));
  }

  /** A person does this in Xero. */
  JsonNode byHand(String method, String path, String json) {
    return bench.bed.byHand(
      method,
      path,
      XeroJson.parse(json.getBytes(StandardCharsets.UTF_8)).orElseThrow()
    );
  }

  /** The order's last message stands so. */
  void message(long order, MessageState state, String reason) {
    bench.bed.store
      .database()
      .sql()
      .sql(
        """
        INSERT INTO inbox (connection, flow, record_key, state, reason, due_at, received_at, updated_at,
                           correlation_id)
        VALUES (?, 'woocommerce-order', ?, ?, ?, 0, 0, 0, 'c')
        """
      )
      .params(OrderBench.SHOP, Long.toString(order), state.name(), reason)
      .update();
  }

  /** The only row of an order or its refund. */
  static Row row(Report report, String kind, String order) {
    List<Row> rows = report
      .rows()
      .stream()
      .filter(row -> row.kind().equals(kind) && row.order().equals(order))
      .toList();
    if (rows.size() != 1) {
      throw new AssertionError(rows.size() + " rows of " + kind + " " + order + ": " + report.rows());
    }
    return rows.getFirst();
  }

  /** The sums of a tab. */
  static List<Tab.Sum> sums(Report report, String tab) {
    return report
      .tabs()
      .stream()
      .filter(each -> each.name().equals(tab))
      .findFirst()
      .orElseThrow()
      .sums();
  }

  @Override
  public void close() {
    bench.close();
  }
}
