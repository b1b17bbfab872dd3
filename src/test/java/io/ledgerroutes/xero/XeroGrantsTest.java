package io.ledgerroutes.xero;

import static io.ledgerroutes.xero.XeroTestBed.GRANT;
import static io.ledgerroutes.xero.XeroTestBed.OTHER_TENANT;
import static io.ledgerroutes.xero.XeroTestBed.TENANT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.mockito.ArgumentMatchers.anyString;
import static org.mockito.ArgumentMatchers.contains;
import static org.mockito.ArgumentMatchers.eq;
import static org.mockito.Mockito.atLeastOnce;
import static org.mockito.Mockito.never;
import static org.mockito.Mockito.verify;

import io.ledgerroutes.inbox.NodeName;
import io.ledgerroutes.remote.FailureKind;
import io.ledgerroutes.remote.RemoteFailure;
import io.ledgerroutes.sandbox.SandboxSettings;
import io.ledgerroutes.store.TestDatabase;
import io.ledgerroutes.xero.XeroGrantStore.Stored;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class XeroGrantsTest {

  private static final Duration SHORT_CLAIM = XeroTestBed.CALL_TIMEOUT.plusSeconds(2);

  @ParameterizedTest
  @ValueSource(strings = { "H2", "PostgreSQL" })
  void a_hundred_callers_on_three_nodes_make_one_refresh(String kind) throws Exception {
    Supplier<TestDatabase> store = kind.equals("H2") ? TestDatabase::h2 : TestDatabase::postgres;
    try (XeroTestBed bed = new XeroTestBed(store.get(), SandboxSettings.defaults())) {
      bed.connectedNode();
      expire(bed);
      List<XeroTestBed.Node> nodes = List.of(bed.node(), bed.node(), bed.node());

      List<String> tokens = atOnce(100, caller -> nodes.get(caller % 3).grants.accessToken(GRANT));

      assertThat(tokens).hasSize(100).containsOnly(tokens.getFirst());
      assertThat(bed.ledger().path("identity").path("refreshes").asInt()).isEqualTo(1);
      assertThat(bed.ledger().path("identity").path("deadRefreshes").asInt()).isZero();
      expire(bed);
      assertThat(bed.node().grants.accessToken(GRANT)).isNotEqualTo(tokens.getFirst());
    }
  }

  @Test
  void a_token_refused_to_many_is_replaced_once() throws Exception {
    try (XeroTestBed bed = new XeroTestBed()) {
      XeroTestBed.Node node = bed.connectedNode();
      String refused = node.grants.accessToken(GRANT);

      List<String> tokens = atOnce(100, caller -> node.grants.insteadOf(GRANT, refused));

      assertThat(tokens).containsOnly(tokens.getFirst()).doesNotContain(refused);
      assertThat(bed.ledger().path("identity").path("refreshes").asInt()).isEqualTo(1);
    }
  }

  @Test
  void two_tenants_of_one_grant_share_its_token() {
    try (XeroTestBed bed = new XeroTestBed()) {
      XeroTestBed.Node node = bed.connectedNode();
      expire(bed);
      XeroTestBed.Node fresh = bed.node();

      assertThat(name(fresh, TENANT)).isEqualTo("Craft Shop Pty Ltd");
      assertThat(name(fresh, OTHER_TENANT)).isEqualTo("Harbour Books Pty Ltd");
      assertThat(bed.ledger().path("identity").path("refreshes").asInt()).isEqualTo(1);
      assertThat(node.tenants.ofGrant(GRANT)).hasSize(2);
    }
  }

  @Test
  void a_node_that_dies_between_answer_and_store_costs_nothing() {
    try (XeroTestBed bed = new XeroTestBed()) {
      XeroTestBed.Node dying = bed.connectedNode();
      expire(bed);
      Stored read = dying.grantStore.find(GRANT).orElseThrow();
      assertThat(dying.grantStore.claim(read, "dying", Duration.ofSeconds(2))).isTrue();
      Tokens lost = dying.identity.refresh(read.refresh()).orElseThrow();

      String token = bed.node().grants.accessToken(GRANT);

      assertThat(token).isEqualTo(lost.access());
      assertThat(bed.ledger().path("identity").path("refreshRetries").asInt()).isEqualTo(1);
      assertThat(bed.ledger().path("identity").path("deadRefreshes").asInt()).isZero();
      assertThat(dying.grantStore.rotate(read, "dying", lost, Duration.ofMinutes(25))).isFalse();
    }
  }

  @Test
  void a_lost_answer_is_retried_with_the_old_token() {
    try (XeroTestBed bed = new XeroTestBed()) {
      XeroTestBed.Node node = bed.connectedNode();
      expire(bed);
      XeroTestBed.Node fresh = bed.node();
      bed.fault("{\"system\":\"identity\",\"kind\":\"answer-lost\",\"path\":\"/connect/token\",\"times\":1}");

      assertThatThrownBy(() -> fresh.grants.accessToken(GRANT)).isInstanceOf(RemoteFailure.class);
      assertThat(fresh.grants.accessToken(GRANT)).isNotEmpty();
      assertThat(node.grantStore.find(GRANT).orElseThrow().broken()).isEmpty();
    }
  }

  @Test
  void a_claim_is_taken_by_one_and_only_for_the_version_that_was_read() {
    try (XeroTestBed bed = new XeroTestBed()) {
      XeroTestBed.Node node = bed.connectedNode();
      Stored read = node.grantStore.find(GRANT).orElseThrow();

      assertThat(node.grantStore.claim(read, "one", SHORT_CLAIM)).isTrue();
      assertThat(node.grantStore.claim(read, "two", SHORT_CLAIM)).isFalse();
      assertThat(
        node.grantStore.rotate(
          read,
          "one",
          new Tokens("a", "r", Duration.ofMinutes(30)),
          Duration.ofMinutes(25)
        )
      ).isTrue();
      assertThat(node.grantStore.claim(read, "two", SHORT_CLAIM)).isFalse();
    }
  }

  @Test
  void a_dead_refresh_token_breaks_the_grant_once_and_a_new_consent_mends_it() {
    try (XeroTestBed bed = new XeroTestBed()) {
      XeroTestBed.Node node = bed.connectedNode();
      bed.fault("{\"system\":\"xero\",\"kind\":\"token-revoked\",\"path\":\"/Organisation\",\"times\":1}");

      for (int attempt = 0; attempt < 3; attempt++) {
        assertThatThrownBy(() -> name(node, TENANT)).isInstanceOfSatisfying(RemoteFailure.class, failed ->
          assertThat(failed.failure().kind()).isEqualTo(FailureKind.CREDENTIALS)
        );
      }
      verify(bed.connections).grantBroken(eq(GRANT), anyString());
      assertThat(bed.ledger().path("identity").path("deadRefreshes").asInt()).isEqualTo(1);

      bed.consent(node, "craft-shop");
      assertThat(name(node, TENANT)).isEqualTo("Craft Shop Pty Ltd");
    }
  }

  @Test
  void an_unanswered_refresh_is_tried_again_without_any_work_to_do() {
    try (XeroTestBed bed = new XeroTestBed()) {
      bed.connectedNode();
      expire(bed);
      XeroTestBed.Node quiet = bed.node();
      quiet.grants.keepAlive();
      assertThat(bed.ledger().path("identity").path("refreshes").asInt()).isZero();
      bed.fault("{\"system\":\"identity\",\"kind\":\"answer-lost\",\"path\":\"/connect/token\",\"times\":1}");
      assertThatThrownBy(() -> quiet.grants.accessToken(GRANT)).isInstanceOf(RemoteFailure.class);

      quiet.grants.keepAlive();

      assertThat(bed.ledger().path("identity").path("refreshRetries").asInt()).isEqualTo(1);
      assertThat(quiet.grantStore.needCare(Duration.ofDays(30))).isEmpty();
      assertThat(quiet.grants.accessToken(GRANT)).isNotEmpty();
    }
  }

  @Test
  void a_refresh_that_a_killed_process_began_is_made_up_for_at_the_next_start() {
    try (XeroTestBed bed = new XeroTestBed()) {
      XeroTestBed.Node dying = bed.connectedNode();
      Stored read = dying.grantStore.find(GRANT).orElseThrow();
      dying.grantStore.claim(read, "dying", Duration.ofMinutes(1));
      dying.identity.refresh(read.refresh());

      XeroTestBed.Node next = bed.node();
      next.grantStore.releaseClaims();
      next.grants.keepAlive();

      assertThat(bed.ledger().path("identity").path("refreshRetries").asInt()).isEqualTo(1);
      assertThat(next.grantStore.find(GRANT).orElseThrow().version()).isEqualTo(read.version() + 1);
    }
  }

  @Test
  void a_grant_unused_for_a_month_is_refreshed_and_one_that_nobody_names_is_not() {
    try (XeroTestBed bed = new XeroTestBed()) {
      XeroTestBed.Node node = bed.connectedNode();
      Stored read = node.grantStore.find(GRANT).orElseThrow();
      bed.store.database().sql().sql("UPDATE xero_grant SET updated_at = updated_at - 2592000001").update();
      XeroTestBed.Node alone = bed.node();
      List.of("craft-shop", "second-shop", "other-shop").forEach(bed::disconnect);
      alone.grants.keepAlive();
      assertThat(alone.grantStore.find(GRANT).orElseThrow().version()).isEqualTo(read.version());
      bed.connect("craft-shop", TENANT, GRANT);

      alone.grants.keepAlive();

      assertThat(alone.grantStore.find(GRANT).orElseThrow().version()).isEqualTo(read.version() + 1);
    }
  }

  @Test
  void an_organisation_disconnected_at_xero_shuts_only_itself_until_the_next_consent() {
    try (XeroTestBed bed = new XeroTestBed()) {
      XeroTestBed.Node node = bed.connectedNode();
      assertThat(name(node, TENANT)).isEqualTo("Craft Shop Pty Ltd");
      disconnectAtXero(node, TENANT);

      assertThatThrownBy(() -> name(node, TENANT)).isInstanceOfSatisfying(RemoteFailure.class, failed ->
        assertThat(failed.failure().kind()).isEqualTo(FailureKind.CREDENTIALS)
      );

      verify(bed.connections).tenantBroken(eq(TENANT), contains("disconnected at Xero"));
      verify(bed.connections, never()).grantBroken(anyString(), anyString());
      assertThat(name(node, OTHER_TENANT)).isEqualTo("Harbour Books Pty Ltd");
      bed.consent(node, "craft-shop");
      verify(bed.connections, atLeastOnce()).tenantMended(TENANT);
      assertThat(name(node, TENANT)).isEqualTo("Craft Shop Pty Ltd");
    }
  }

  @Test
  void a_node_that_checks_anew_sees_that_the_consent_no_longer_covers_the_organisation() {
    try (XeroTestBed bed = new XeroTestBed()) {
      disconnectAtXero(bed.connectedNode(), TENANT);
      XeroTestBed.Node fresh = bed.node();

      assertThatThrownBy(() -> name(fresh, TENANT)).hasMessageContaining("no longer covers");

      verify(bed.connections).tenantBroken(eq(TENANT), contains("no longer covers"));
    }
  }

  @Test
  void a_refusal_of_a_token_that_a_new_consent_has_replaced_shuts_nothing() {
    try (XeroTestBed bed = new XeroTestBed()) {
      XeroTestBed.Node late = bed.connectedNode();
      assertThat(name(late, TENANT)).isEqualTo("Craft Shop Pty Ltd");
      disconnectAtXero(late, TENANT);
      bed.consent(bed.node(), "craft-shop");

      assertThat(name(late, TENANT)).isEqualTo("Craft Shop Pty Ltd");

      verify(bed.connections, never()).tenantBroken(anyString(), anyString());
    }
  }

  @Test
  void a_missing_scope_is_told_and_mended_by_a_consent_that_asks_for_it() {
    try (XeroTestBed bed = new XeroTestBed()) {
      XeroTestBed.Node node = bed.node();
      bed.consent(
        node.consentBy(bed.asking("accounting.settings.read", "accounting.contacts")),
        "craft-shop"
      );

      assertThatThrownBy(() ->
        node.calls.call(TENANT, XeroCall.read("/Invoices?page=1&pageSize=1"))
      ).isInstanceOf(RemoteFailure.class);

      verify(bed.connections).tenantBroken(eq(TENANT), contains("lacks the scope for /Invoices"));
      bed.consent(node, "craft-shop");
      assertThat(
        node.calls.call(TENANT, XeroCall.read("/Invoices?page=1&pageSize=1")).has("Invoices")
      ).isTrue();
    }
  }

  @Test
  void a_grant_without_any_consent_says_so() {
    try (XeroTestBed bed = new XeroTestBed()) {
      XeroTestBed.Node node = bed.node();

      assertThatThrownBy(() -> name(node, TENANT)).hasMessageContaining("no consent yet");

      verify(bed.connections).grantBroken(eq(GRANT), contains("no consent yet"));
    }
  }

  private static void disconnectAtXero(XeroTestBed.Node node, String tenant) {
    String token = node.grants.accessToken(GRANT);
    String id = node.identity
      .connected(token)
      .stream()
      .filter(one -> one.tenant().equals(tenant))
      .map(XeroIdentity.Connected::id)
      .findFirst()
      .orElseThrow();
    node.identity.disconnect(token, id);
  }

  @Test
  void a_wrong_client_secret_does_not_break_the_grant() {
    try (XeroTestBed bed = new XeroTestBed()) {
      bed.connectedNode();
      expire(bed);
      XeroProperties wrong = new XeroProperties(
        bed.properties.apiUrl(),
        bed.properties.identityUrl(),
        bed.properties.loginUrl(),
        "sandbox-client",
        "wrong",
        "",
        List.of(),
        XeroTestBed.CALL_TIMEOUT
      );
      XeroGrants grants = new XeroGrants(
        new XeroGrantStore(bed.store.database(), bed.vault),
        new XeroIdentity(wrong, bed.remote),
        bed.connections,
        new NodeName(),
        XeroTestBed.CALL_TIMEOUT,
        SHORT_CLAIM
      );

      assertThatThrownBy(() -> grants.accessToken(GRANT)).hasMessageContaining("ledger.xero.client-secret");
      verify(bed.connections, never()).grantBroken(anyString(), anyString());
      assertThat(bed.node().grants.accessToken(GRANT)).isNotEmpty();
    }
  }

  private static String name(XeroTestBed.Node node, String tenant) {
    return node.calls
      .call(tenant, XeroCall.read("/Organisation"))
      .path("Organisations")
      .path(0)
      .path("Name")
      .asText();
  }

  /** Makes the stored access token too old to use. */
  private static void expire(XeroTestBed bed) {
    bed.store.database().sql().sql("UPDATE xero_grant SET access_until = 0").update();
  }

  private interface Caller {
    String call(int number) throws Exception;
  }

  private static List<String> atOnce(int callers, Caller work) throws Exception {
    CyclicBarrier start = new CyclicBarrier(callers);
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Callable<String>> tasks = IntStream.range(0, callers)
        .<Callable<String>>mapToObj(
          number ->
            () -> {
              start.await();
              return work.call(number);
            }
        )
        .toList();
      List<String> results = new ArrayList<>();
      for (Future<String> done : threads.invokeAll(tasks)) {
        results.add(done.get());
      }
      return results;
    }
  }
}
