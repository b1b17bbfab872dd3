package io.ledgerroutes.chaos;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.ledgerroutes.chaos.ExpectedOrder.Fate;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Varied orders of every shape come by webhooks and polls together, webhooks lost, doubled and late at random, while
 * people go on working in the shop; the books then hold what an accountant expects, to the cent.
 */
class TwoHundredOrdersTest {

  private static final System.Logger LOG = System.getLogger("seed");
  private static final int ORDERS = 200;

  private final long seed = new Random().nextInt(1_000_000);
  private final Random random = new Random(seed);

  @TempDir
  Path directory;

  @Test
  void two_hundred_varied_orders_are_in_the_books_as_an_accountant_expects() {
    LOG.log(System.Logger.Level.INFO, "seed of the two hundred orders: " + seed);
    try (SandboxProcess sandbox = new SandboxProcess(directory)) {
      sandbox.withoutLimits();
      disturb(sandbox);
      House house = House.onH2(directory, sandbox.port(), 1);
      try (RuntimeHere runtime = RuntimeHere.in(house)) {
        JsonNode placed = sandbox
          .post("/sandbox/shop/orders", "{\"count\":" + ORDERS + ",\"seed\":" + seed + "}")
          .path("orders");
        goOnWorking(sandbox, placed);

        await()
          .atMost(Duration.ofMinutes(4))
          .pollInterval(Duration.ofSeconds(2))
          .untilAsserted(() ->
            assertThat(OrderAudit.of(Ledger.read(sandbox), ExpectedOrder.all(sandbox)))
              .as("seed " + seed)
              .isEmpty()
          );
        await()
          .atMost(Duration.ofMinutes(2))
          .pollInterval(Duration.ofSeconds(1))
          .untilAsserted(() ->
            assertThat(unexplained(runtime, ExpectedOrder.all(sandbox))).as("seed " + seed).isEmpty()
          );
        theBooksStandStill(sandbox, runtime, placed);
        tell(ExpectedOrder.all(sandbox));
        aLineBookedElsewhereIsFound(sandbox, placed);
      }
      JsonNode ledger = sandbox.ledger();
      assertThat(ledger.get("duplicates").asInt()).as("seed " + seed).isZero();
      assertThat(ledger.get("violations")).as("seed " + seed).isEmpty();
    }
  }

  private void disturb(SandboxProcess sandbox) {
    for (String kind : List.of("lost", "doubled", "late")) {
      sandbox.arm(
        "{\"system\":\"webhooks\",\"kind\":\"" +
          kind +
          "\",\"times\":-1,\"probability\":0.25,\"seed\":" +
          random.nextInt(1_000_000) +
          "}"
      );
    }
  }

  /** What people do meanwhile to orders that are on their way, or were booked a moment ago. */
  private void goOnWorking(SandboxProcess sandbox, JsonNode placed) {
    each(placed, "on-hold", 2).forEach(order -> act(sandbox, "pay", order, ""));
    List<Integer> onDelivery = each(placed, "cash-on-delivery", 3);
    act(sandbox, "complete", onDelivery.get(0), "");
    act(sandbox, "edit", onDelivery.get(1), "");
    act(sandbox, "cancel", onDelivery.get(2), "");
    List<Integer> goods = each(placed, "goods", 9);
    goods
      .subList(0, 3)
      .forEach(order -> act(sandbox, "refund", order, ",\"part\":\"item\",\"gateway\":true"));
    goods
      .subList(3, 5)
      .forEach(order -> act(sandbox, "refund", order, ",\"amount\":\"1.01\",\"gateway\":true"));
    goods.subList(5, 7).forEach(order -> act(sandbox, "complete", order, ""));
    goods.subList(7, 9).forEach(order -> act(sandbox, "refund", order, ",\"gateway\":true"));
  }

  private static List<Integer> each(JsonNode placed, String shape, int most) {
    List<Integer> ids = new ArrayList<>();
    placed.forEach(order -> {
      if (order.path("shape").asText().equals(shape) && ids.size() < most) {
        ids.add(order.path("id").asInt());
      }
    });
    assertThat(ids).as(shape).hasSize(most);
    return ids;
  }

  private static void act(SandboxProcess sandbox, String deed, int order, String more) {
    sandbox.post("/sandbox/shop/" + deed, "{\"order\":" + order + more + "}");
  }

  /** Orders whose messages do not say what their fate is; a reason is always given. */
  private static List<String> unexplained(RuntimeHere runtime, List<ExpectedOrder> orders) {
    List<String> wrong = new ArrayList<>();
    for (ExpectedOrder order : orders) {
      List<Map<String, Object>> messages = runtime
        .sql()
        .sql(
          "SELECT state, reason FROM inbox WHERE flow = 'woocommerce-order' AND record_key = ? ORDER BY id"
        )
        .param(order.id())
        .query()
        .listOfRows();
      Set<String> states = messages
        .stream()
        .map(message -> message.get("state").toString())
        .collect(Collectors.toSet());
      boolean reasons = messages
        .stream()
        .allMatch(message -> message.get("reason") != null && !message.get("reason").toString().isBlank());
      boolean settled = Set.of("DONE", "SKIPPED", "HELD").containsAll(states);
      if (!settled || !reasons || states.contains("HELD") != held(order)) {
        wrong.add(order.invoiceNumber() + " " + order.fate() + ": " + messages);
      }
    }
    return wrong;
  }

  private static boolean held(ExpectedOrder order) {
    return order.fate() == Fate.HELD || order.fate() == Fate.BOOKED_AND_HELD;
  }

  /** Two more polls change nothing. */
  private void theBooksStandStill(SandboxProcess sandbox, RuntimeHere runtime, JsonNode placed) {
    long polls = polls(runtime);
    await()
      .atMost(Duration.ofMinutes(2))
      .until(() -> polls(runtime) >= polls + 2);
    assertThat(OrderAudit.of(Ledger.read(sandbox), ExpectedOrder.all(sandbox))).as("seed " + seed).isEmpty();
  }

  /** The proof bites: one line of one invoice on another account is named. */
  private static void aLineBookedElsewhereIsFound(SandboxProcess sandbox, JsonNode placed) {
    String invoice = "WC-" + each(placed, "goods", 1).getFirst();
    sandbox.post(
      "/sandbox/ledger/recode",
      "{\"invoice\":\"" + invoice + "\",\"line\":0,\"account\":\"270\"}"
    );
    assertThat(OrderAudit.of(Ledger.read(sandbox), ExpectedOrder.all(sandbox)))
      .singleElement()
      .asString()
      .startsWith(invoice + " net by account");
  }

  private static long polls(RuntimeHere runtime) {
    return runtime
      .sql()
      .sql("SELECT COUNT(*) FROM inbox WHERE flow = 'woocommerce-orders-poll' AND state = 'DONE'")
      .query(Long.class)
      .single();
  }

  private static void tell(List<ExpectedOrder> orders) {
    List<ExpectedOrder> booked = orders
      .stream()
      .filter(order -> order.fate() == Fate.BOOKED || order.fate() == Fate.BOOKED_AND_HELD)
      .toList();
    assertThat(booked).hasSizeGreaterThan(ORDERS / 2);
    BigDecimal inAll = BigDecimal.ZERO;
    int rounded = 0;
    for (ExpectedOrder order : booked) {
      BigDecimal moved = order.rounding().abs().add(order.taxMoved().abs());
      rounded += moved.signum() == 0 ? 0 : 1;
      inAll = inAll.add(moved);
    }
    LOG.log(
      System.Logger.Level.INFO,
      "%d orders, %d invoices: %d needed rounding, by %s in all; %d held, %d left alone, %d taken back".formatted(
        orders.size(),
        booked.size(),
        rounded,
        inAll,
        OrderAudit.count(orders, Fate.HELD),
        OrderAudit.count(orders, Fate.LEFT_ALONE),
        OrderAudit.count(orders, Fate.TAKEN_BACK)
      )
    );
    assertThat(rounded).isPositive();
  }
}
