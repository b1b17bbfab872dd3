package io.ledgerroutes.xero;

import static org.assertj.core.api.Assertions.assertThat;

import io.ledgerroutes.inbox.Batch;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * How fast 1,000 orders of half new, half known people come into an organisation within Xero's real limits, and what
 * they cost in calls (proof b). Prints figures; asserts only what is true on any machine. Each organisation's minute
 * begins at another phase, so several are filled one after the other.
 */
@Tag("benchmark")
@Tag("long")
class XeroBenchmark {

  private static final int ORDERS = 1_000;

  @Test
  void a_thousand_orders_within_the_limits() {
    try (XeroTestBed bed = new XeroTestBed()) {
      XeroTestBed.Node node = bed.connectedNode();
      run(bed, new Backlog(bed, node, "craft-shop", XeroTestBed.TENANT, ORDERS));
      run(bed, new Backlog(bed, node, "other-shop", XeroTestBed.OTHER_TENANT, ORDERS));
    }
  }

  private static void run(XeroTestBed bed, Backlog backlog) {
    List<Batch> batches = backlog.halfOfThemKnown().batches();
    int before = backlog.calls();
    long begun = System.nanoTime();
    batches.forEach(backlog::work);
    Duration took = Duration.ofNanos(System.nanoTime() - begun);
    int calls = backlog.calls() - before;
    System.out.printf(
      Locale.ROOT,
      "%d orders: %.1f calls a hundred, %.0f orders a minute, %d calls over the limit%n",
      ORDERS,
      (calls * 100.0) / ORDERS,
      (ORDERS * 60_000.0) / took.toMillis(),
      bed.ledger().path("overLimit").asInt()
    );
    assertThat(backlog.invoices()).isEqualTo(ORDERS);
    assertThat(bed.ledger().path("overLimit").asInt()).isZero();
  }
}
