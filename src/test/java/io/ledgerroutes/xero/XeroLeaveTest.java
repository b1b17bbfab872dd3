package io.ledgerroutes.xero;

import static io.ledgerroutes.xero.XeroTestBed.GRANT;
import static io.ledgerroutes.xero.XeroTestBed.OTHER_TENANT;
import static io.ledgerroutes.xero.XeroTestBed.TENANT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ledgerroutes.remote.RemoteFailure;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** {@code craft-shop} and {@code second-shop} share a tenant, {@code other-shop} the grant. */
class XeroLeaveTest {

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
  void a_tenant_that_another_connection_uses_stays_connected() {
    XeroLeave.Left left = node.leave.leave(bed.disconnect("craft-shop"));

    assertThat(left).isEqualTo(new XeroLeave.Left(false, false));
    assertThat(covered()).contains(TENANT, OTHER_TENANT);
  }

  @Test
  void the_last_connection_of_a_tenant_disconnects_it_and_leaves_the_grant_to_the_others() {
    bed.disconnect("craft-shop");

    XeroLeave.Left left = node.leave.leave(bed.disconnect("second-shop"));

    assertThat(left).isEqualTo(new XeroLeave.Left(true, false));
    assertThat(covered()).doesNotContain(TENANT).contains(OTHER_TENANT);
  }

  @Test
  void the_last_connection_of_a_grant_ends_it() {
    bed.disconnect("craft-shop");
    bed.disconnect("second-shop");
    String token = node.grants.accessToken(GRANT);

    XeroLeave.Left left = node.leave.leave(bed.disconnect("other-shop"));

    assertThat(left).isEqualTo(new XeroLeave.Left(true, true));
    assertThat(node.grantStore.find(GRANT)).isEmpty();
    assertThatThrownBy(() -> node.identity.connected(token)).isInstanceOf(RemoteFailure.class);
  }

  @Test
  void a_consent_of_the_same_person_that_serves_another_grant_s_organisation_is_not_revoked() {
    bed.disconnect("craft-shop");
    bed.disconnect("second-shop");
    bed.connect("of-another-grant", TENANT, "second");
    String token = node.grants.accessToken(GRANT);

    XeroLeave.Left left = node.leave.leave(bed.disconnect("other-shop"));

    assertThat(left).isEqualTo(new XeroLeave.Left(true, false));
    assertThat(node.grantStore.find(GRANT)).isEmpty();
    assertThat(node.identity.connected(token))
      .extracting(XeroIdentity.Connected::tenant)
      .contains(TENANT)
      .doesNotContain(OTHER_TENANT);
  }

  @Test
  void a_consent_that_is_over_has_nothing_to_give_up_and_leaving_again_does_no_harm() {
    bed.disconnect("craft-shop");
    bed.disconnect("second-shop");
    var leaving = bed.disconnect("other-shop");
    bed.fault("{\"system\":\"xero\",\"kind\":\"token-revoked\",\"path\":\"/Organisation\",\"times\":1}");
    bed.connect("other-shop", OTHER_TENANT, GRANT);
    assertThatThrownBy(() -> node.calls.call(OTHER_TENANT, XeroCall.read("/Organisation"))).isInstanceOf(
      RemoteFailure.class
    );
    bed.disconnect("other-shop");

    assertThat(node.leave.leave(leaving)).isEqualTo(new XeroLeave.Left(false, false));
    assertThat(node.leave.leave(leaving)).isEqualTo(new XeroLeave.Left(false, false));
    assertThat(node.grantStore.find(GRANT)).isEmpty();
  }

  @Test
  void while_xero_cannot_be_asked_nothing_is_given_up() {
    List.of("craft-shop", "second-shop").forEach(bed::disconnect);
    bed.store.database().sql().sql("UPDATE xero_grant SET access_until = 0").update();
    XeroTestBed.Node fresh = bed.node();
    bed.fault("{\"system\":\"identity\",\"kind\":\"offline\",\"times\":1}");

    assertThatThrownBy(() -> fresh.leave.leave(bed.disconnect("other-shop"))).isInstanceOf(
      RemoteFailure.class
    );
    assertThat(fresh.grantStore.find(GRANT)).isPresent();
  }

  private List<String> covered() {
    return node.identity
      .connected(node.grants.accessToken(GRANT))
      .stream()
      .map(XeroIdentity.Connected::tenant)
      .toList();
  }
}
