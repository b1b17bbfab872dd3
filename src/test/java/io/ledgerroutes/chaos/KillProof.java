package io.ledgerroutes.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.awaitility.Awaitility;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Orders flow while the runtime is killed again and again; afterwards the sandbox's ledger is counted. */
final class KillProof {

  private static final Duration LONGEST_LIFE = Duration.ofSeconds(25);
  private static final String RANDOM = "random moment";

  private final SandboxProcess sandbox;
  private final House house;
  private final Set<Guard> without;
  private final Random random;
  private final int port = JavaProcess.freePort();
  private final Expected expected = new Expected();
  private final Map<KillPoint, Integer> hits = new EnumMap<>(KillPoint.class);
  private int randomKills;

  KillProof(SandboxProcess sandbox, House house, Set<Guard> without, long seed) {
    this.sandbox = sandbox;
    this.house = house;
    this.without = without;
    this.random = new Random(seed);
    for (KillPoint point : KillPoint.ofOrders()) {
      hits.put(point, 0);
    }
  }

  /**
   * Places the orders in portions, one a kill: each named point in turn, then random moments. A part of them is
   * given back, in part or whole; one a portion is not paid, so that its refund is set against its invoice.
   */
  void run(int orders, int kills) {
    run(orders, kills, KillPoint.ofOrders());
  }

  /** The same with these named points. */
  void run(int orders, int kills, KillPoint... points) {
    sandbox.withoutLimits();
    List.of("/Invoices", "/Contacts", "/Payments", "/CreditNotes").forEach(this::loseAnswers);
    int placed = 0;
    for (int kill = 0; kill < kills; kill++) {
      int portion = (orders - placed) / (kills - kill);
      live(kill, portion, points);
      placed += portion;
    }
    if (kills > points.length) {
      hitWhatWasMissed(points);
    }
    finish();
  }

  /** A life may end before its point comes, e.g. where the poll was late: such a point gets further lives. */
  private void hitWhatWasMissed(KillPoint[] points) {
    for (int again = 0; again < 3; again++) {
      for (int point = 0; point < points.length; point++) {
        if (hits.get(points[point]) == 0) {
          live(point, 4, points);
        }
      }
    }
  }

  private void loseAnswers(String path) {
    sandbox.arm(
      "{\"system\":\"xero\",\"kind\":\"answer-lost\",\"method\":\"PUT\",\"path\":\"" +
        path +
        "\",\"times\":-1,\"probability\":0.1,\"seed\":" +
        random.nextInt(1_000_000) +
        "}"
    );
  }

  private void live(int kill, int portion, KillPoint[] points) {
    KillPoint point = kill % (points.length + 2) < points.length ? points[kill % (points.length + 2)] : null;
    if (point == KillPoint.IN_TOKEN_ROTATION) {
      house.sql().sql("UPDATE xero_grant SET access_until = 0").update();
    }
    String where = point == null ? "" : point.name() + ":" + nth(point, kill);
    try (JavaProcess node = house.node("node", port, where, without)) {
      place(portion);
      if (point == null) {
        node.ends(Duration.ofMillis(500 + random.nextInt(5_000)));
        node.kill();
        randomKills++;
      } else if (node.ends(LONGEST_LIFE)) {
        assertThat(node.exitValue()).as("the node ended by the kill: %s", node.output()).isEqualTo(137);
        hits.merge(point, 1, Integer::sum);
      }
    }
  }

  // At the first time in the first round; a refresh or an allocation happens once a life.
  private int nth(KillPoint point, int kill) {
    boolean once = point == KillPoint.IN_TOKEN_ROTATION || point == KillPoint.AFTER_ALLOCATION_WRITE;
    boolean first = kill < KillPoint.ofOrders().length || once;
    return first ? 1 : 1 + random.nextInt(2);
  }

  private void place(int count) {
    if (count > 0) {
      JsonNode paid = sandbox.placeOrders("shop", count - 1, random.nextInt(1_000_000)).path("orders");
      paid.forEach(expected::order);
      for (int order = 0; order < paid.size(); order++) {
        giveBack(paid.get(order), order);
      }
      JsonNode unpaid = sandbox
        .post(
          "/sandbox/shop/orders",
          "{\"shapes\":[\"cash-on-delivery\"],\"seed\":" + random.nextInt(1_000_000) + "}"
        )
        .path("orders");
      unpaid.forEach(expected::order);
      unpaid.forEach(order -> refund(order, third(order), false));
    }
  }

  /** Every eighth order in part, every eighth in part and then the rest: each note costs a call to look at it. */
  private void giveBack(JsonNode order, int turn) {
    BigDecimal part = third(order);
    if (turn % 8 == 1 || turn % 8 == 2) {
      refund(order, part, true);
    }
    if (turn % 8 == 2) {
      refund(order, new BigDecimal(order.path("total").asText()).subtract(part), true);
    }
  }

  private static BigDecimal third(JsonNode order) {
    return new BigDecimal(order.path("total").asText()).divide(new BigDecimal(3), 2, RoundingMode.UP);
  }

  private void refund(JsonNode order, BigDecimal amount, boolean gateway) {
    sandbox.refund(order, amount, gateway);
    expected.refund(order, amount);
  }

  private void finish() {
    for (int again = 0; again < 6 && (again == 0 || open() > 0); again++) {
      // What a stopping node gave back waits for its backoff, which may be longer than this node lives.
      house.sql().sql("UPDATE inbox SET due_at = 0 WHERE state = 'RETRY'").update();
      try (JavaProcess node = house.node("node", port, "", without)) {
        Awaitility.await()
          .atMost(Duration.ofSeconds(again == 0 ? 120 : 30))
          .pollDelay(Duration.ofSeconds(again == 0 ? 0 : 10))
          .pollInterval(Duration.ofMillis(500))
          .ignoreExceptions()
          .until(() -> inBooks().isEmpty() || !node.alive());
        node.stop();
      } catch (org.awaitility.core.ConditionTimeoutException incomplete) {
        // The counts below say what is missing.
        continue;
      }
    }
  }

  private List<String> inBooks() {
    return expected.faults(sandbox, House.tenant(0));
  }

  private long open() {
    return count("state IN ('RECEIVED', 'RETRY', 'IN_FLIGHT')");
  }

  long count(String condition) {
    return house
      .sql()
      .sql("SELECT COUNT(*) FROM inbox WHERE flow = 'woocommerce-order' AND " + condition)
      .query(Long.class)
      .single();
  }

  String report() {
    return "kills by point " + hits + ", at a " + RANDOM + " " + randomKills;
  }

  void everyPointWasHit() {
    assertThat(hits)
      .as(report())
      .allSatisfy((point, count) -> assertThat(count).as(point.name()).isPositive());
  }

  /** What is wrong with the books and the inbox, one line each; empty where nothing is lost and nothing double. */
  List<String> faults() {
    List<String> faults = new ArrayList<>(inBooks());
    unfinished(faults);
    return faults;
  }

  private void unfinished(List<String> faults) {
    JdbcClient sql = house.sql();
    sql
      .sql(
        """
        SELECT state, reason, COUNT(*) AS n FROM inbox
         WHERE flow = 'woocommerce-order' AND state NOT IN ('DONE', 'SKIPPED') GROUP BY state, reason
        """
      )
      .query(row -> {
        faults.add(row.getLong("n") + " rows are " + row.getString("state") + ": " + row.getString("reason"));
      });
    long unlinked = sql
      .sql(
        """
        SELECT COUNT(*) FROM inbox i WHERE i.flow = 'woocommerce-order' AND i.state = 'DONE' AND NOT EXISTS (
          SELECT 1 FROM link l WHERE l.scope = i.connection AND l.source_id = i.record_key
             AND l.target_type = 'xero-invoice')
        """
      )
      .query(Long.class)
      .single();
    if (unlinked > 0) {
      faults.add(unlinked + " rows are DONE without a link");
    }
  }
}
