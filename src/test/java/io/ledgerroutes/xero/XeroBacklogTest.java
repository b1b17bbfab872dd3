package io.ledgerroutes.xero;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.ledgerroutes.inbox.Batch;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What a backlog costs in calls (proof b), and one person of many orders under trouble (proof c). */
class XeroBacklogTest {

  private static final int ORDERS = 1_000;
  private static final Duration A_MINUTE = Duration.ofSeconds(61);

  private final XeroTestBed bed = new XeroTestBed();
  private final XeroTestBed.Node node = bed.connectedNode();

  @AfterEach
  void close() {
    bed.close();
  }

  @Test
  void a_thousand_orders_of_half_new_half_known_people_take_at_most_eight_calls_a_hundred() {
    Backlog backlog = new Backlog(bed, node, "craft-shop", XeroTestBed.TENANT, ORDERS).halfOfThemKnown();
    int before = backlog.calls();
    List<Batch> batches = backlog.batches();
    for (int batch = 0; batch < batches.size(); batch++) {
      // Time for calls goes by faster than it would: the limits stay as they are.
      if (batch % 12 == 0) {
        bed.passes(A_MINUTE);
      }
      backlog.work(batches.get(batch));
    }

    JsonNode ledger = bed.ledger();
    assertThat(backlog.invoices()).isEqualTo(ORDERS);
    assertThat(ledger.path("contacts").asInt()).isEqualTo(ORDERS);
    assertThat(ledger.path("overLimit").asInt()).isZero();
    assertThat(ledger.path("violations")).isEmpty();
    assertThat(backlog.calls() - before).isLessThanOrEqualTo((8 * ORDERS) / 100);
  }

  @Test
  void fifty_orders_of_one_guest_through_two_connections_with_answers_lost_are_one_contact()
    throws Exception {
    bed.fault(
      """
      {"system":"xero","kind":"answer-lost","path":"/Contacts","method":"PUT","times":2}
      """
    );
    try (ExecutorService shops = Executors.newFixedThreadPool(2)) {
      shops
        .invokeAll(List.<Callable<Void>>of(() -> guest("craft-shop"), () -> guest("second-shop")))
        .forEach(done -> assertThat(done).succeedsWithin(Duration.ofMinutes(1)));
    }

    JsonNode ledger = bed.ledger();
    assertThat(ledger.path("contacts").asInt()).isEqualTo(1);
    assertThat(ledger.path("invoices").asInt()).isEqualTo(100);
    assertThat(bed.waitingFaults()).isZero();
  }

  private Void guest(String connection) {
    Backlog backlog = new Backlog(bed, node, connection, XeroTestBed.TENANT, 50);
    backlog.batchesOf("guest@example.com").forEach(backlog::work);
    return null;
  }
}
