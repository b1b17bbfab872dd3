package io.ledgerroutes.xero;

import static io.ledgerroutes.xero.XeroTestBed.OTHER_TENANT;
import static io.ledgerroutes.xero.XeroTestBed.TENANT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.awaitility.Awaitility.await;
import static org.mockito.ArgumentMatchers.anyString;
import static org.mockito.Mockito.when;

import io.ledgerroutes.remote.FailureKind;
import io.ledgerroutes.remote.RemoteFailure;
import io.ledgerroutes.remote.TestBreakers;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What stands around a call: the breaker, and what the tenant may spend. */
class XeroCallsTest {

  private final XeroTestBed bed = new XeroTestBed();
  private XeroTestBed.Node node;

  @BeforeEach
  void a_node() {
    node = bed.connectedNode();
  }

  @AfterEach
  void close() {
    bed.close();
  }

  @Test
  void an_organisation_that_is_offline_is_left_alone_until_it_answers_and_others_are_not() {
    bed.fault("{\"system\":\"xero\",\"kind\":\"offline\",\"times\":5}");
    for (int page = 1; page <= 5; page++) {
      failure(page);
    }

    RemoteFailure turnedAway = failure(6);

    assertThat(turnedAway.failure().kind()).isEqualTo(FailureKind.TRANSIENT);
    assertThat(turnedAway.failure().mayHaveHappened()).isFalse();
    assertThat(turnedAway.failure().words()).contains("left alone", "503");
    assertThat(node.breakers.holdsBack(TENANT)).isTrue();
    assertThat(node.breakers.holdsBack(OTHER_TENANT)).isFalse();
    await()
      .atMost(Duration.ofSeconds(30))
      .until(() -> {
        TestBreakers.probe(node.breakers);
        return !node.breakers.holdsBack(TENANT);
      });
    assertThat(read(TENANT, 6).has("Invoices")).isTrue();
  }

  @Test
  void a_tenant_that_another_node_works_now_is_not_probed() {
    bed.fault("{\"system\":\"xero\",\"kind\":\"offline\",\"times\":-1}");
    for (int page = 1; page <= 5; page++) {
      failure(page);
    }
    int calls = bed.ledger().path("calls").toString().length();
    when(bed.leases.current(anyString())).thenReturn(Optional.empty());

    await()
      .atMost(Duration.ofSeconds(30))
      .until(() -> {
        TestBreakers.probe(node.breakers);
        return !node.breakers.holdsBack(TENANT);
      });

    assertThat(bed.ledger().path("calls").toString()).hasSize(calls);
  }

  @Test
  void a_used_up_day_is_told_and_keeps_a_record_waiting_for_a_minute_only() {
    bed.control("/sandbox/limits", "{\"day\":1}");

    RemoteFailure failed = failure(1);

    assertThat(failed.failure().kind()).isEqualTo(FailureKind.THROTTLED);
    assertThat(failed.failure().words()).contains("this day");
    assertThat(failed.failure().retryAfter().orElseThrow()).isLessThan(Duration.ofSeconds(62));
    assertThat(node.budget.figures(TENANT).closedBecause()).contains(XeroLimit.DAY);
    assertThat(node.budget.allowsCall(TENANT)).isFalse();
    assertThat(node.breakers.holdsBack(TENANT)).isFalse();
    assertThat(bed.node().budget.allowsCall(TENANT)).isFalse();
  }

  private RemoteFailure failure(int page) {
    RemoteFailure failed = catchThrowableOfType(RemoteFailure.class, () -> read(TENANT, page));
    assertThat(failed).isNotNull();
    return failed;
  }

  private com.fasterxml.jackson.databind.JsonNode read(String tenant, int page) {
    return node.calls.call(tenant, XeroCall.read("/Invoices?page=" + page + "&pageSize=100"));
  }
}
