package io.ledgerroutes.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.awaitility.Awaitility;

/** Bills flow while the runtime is killed again and again; afterwards what Stampli got is counted. */
final class BillKillProof {

  /** A shorter backoff is waited for. */
  private static final Duration SOON = Duration.ofSeconds(10);
  private static final Duration LONGEST_LIFE = Duration.ofSeconds(40);

  private final SandboxProcess sandbox;
  private final House house;
  private final Random random;
  private final int port = JavaProcess.freePort();
  private final Map<KillPoint, Integer> hits = new EnumMap<>(KillPoint.class);
  private int randomKills;

  BillKillProof(SandboxProcess sandbox, House house, long seed) {
    this.sandbox = sandbox;
    this.house = house;
    this.random = new Random(seed);
  }

  /** A portion of bills a kill: the points in turn, after each round two random moments. */
  void run(int kills, int portion, KillPoint... points) {
    sandbox.withoutLimits();
    for (int kill = 0; kill < kills; kill++) {
      int turn = kill % (points.length + 2);
      raise(portion);
      if (turn < points.length) {
        killAt(points[turn], 1 + ((kill / (points.length + 2)) % 2));
      } else {
        killAtRandom();
      }
    }
    comeToRest();
  }

  private void raise(int bills) {
    sandbox.post(
      "/sandbox/ledger/bills",
      "{\"tenant\":\"%s\",\"count\":%d,\"seed\":%d}".formatted(
        BillLedger.TENANT,
        bills,
        random.nextInt(1_000_000)
      )
    );
  }

  private void killAt(KillPoint point, int nth) {
    try (JavaProcess node = house.node("node", port, point.name() + ":" + nth, Set.of(Guard.SPENT_CALLS))) {
      // A life in which nothing is left to do ends by itself at no point.
      if (node.ends(LONGEST_LIFE)) {
        assertThat(node.exitValue()).as("the node ended by the kill: %s", node.output()).isEqualTo(137);
        hits.merge(point, 1, Integer::sum);
      }
    }
  }

  private void killAtRandom() {
    try (JavaProcess node = house.node("node", port, "", Set.of(Guard.SPENT_CALLS))) {
      node.ends(Duration.ofMillis(200 + random.nextInt(6_000)));
      node.kill();
      randomKills++;
    }
  }

  /** What the last life gave back with a delay is due at once in each round: the proof waits for work, not for time. */
  private void comeToRest() {
    try (RuntimeHere runtime = RuntimeHere.in(house)) {
      Awaitility.await()
        .atMost(Duration.ofMinutes(5))
        .pollInterval(Duration.ofSeconds(1))
        .untilAsserted(() -> {
          runtime
            .sql()
            .sql(
              "UPDATE inbox SET due_at = 0 WHERE state = 'RETRY' AND flow LIKE 'xero-%' AND due_at > :soon"
            )
            .param("soon", System.currentTimeMillis() + SOON.toMillis())
            .update();
          assertThat(BillRun.atRest(runtime.sql(), sandbox)).isEmpty();
        });
    }
  }

  String report() {
    return "kills by point " + hits + ", at a random moment " + randomKills;
  }

  int kills() {
    return hits.values().stream().mapToInt(Integer::intValue).sum() + randomKills;
  }

  /** What is wrong with what Stampli got, one line each. */
  List<String> faults() {
    return BillAudit.of(sandbox, house.sql()).faults();
  }

  /** Bills with more than one remark in their history. */
  List<String> remarkedTwice() {
    return BillLedger.read(sandbox)
      .bills()
      .stream()
      .map(bill -> bill.path("InvoiceID").asText())
      .filter(bill -> remarks(bill) > 1)
      .toList();
  }

  private long remarks(String bill) {
    JsonNode history = sandbox
      .post(
        "/sandbox/ledger/write",
        "{\"tenant\":\"%s\",\"method\":\"GET\",\"path\":\"/Invoices/%s/History\"}".formatted(
          BillLedger.TENANT,
          bill
        )
      )
      .path("HistoryRecords");
    return history
      .valueStream()
      .filter(record -> record.path("Details").asText().startsWith("Sent to Stampli"))
      .count();
  }
}
