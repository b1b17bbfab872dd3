package io.ledgerroutes.xero;

import static io.ledgerroutes.xero.XeroTestBed.GRANT;
import static io.ledgerroutes.xero.XeroTestBed.OTHER_TENANT;
import static io.ledgerroutes.xero.XeroTestBed.TENANT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.mockito.Mockito.verify;

import io.ledgerroutes.remote.RemoteFailure;
import io.ledgerroutes.store.TestDatabase;
import java.net.URI;
import java.time.ZoneId;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class XeroConsentTest {

  private static final String THIRD_TENANT = "1d6e4a3f-9b52-4d8c-8f21-3a7c8e2b0003";

  private final XeroTestBed bed = new XeroTestBed();
  private XeroTestBed.Node node;

  @BeforeEach
  void a_node() {
    node = bed.node();
  }

  @AfterEach
  void close() {
    bed.close();
  }

  @Test
  void a_consent_records_the_organisation_and_opens_its_books() {
    Organisation organisation = bed.consent(node, "craft-shop");

    assertThat(organisation.tenant()).isEqualTo(TENANT);
    assertThat(organisation.zone()).isEqualTo(ZoneId.of("Australia/Sydney"));
    assertThat(organisation.currency()).isEqualTo("AUD");
    assertThat(node.tenants.find(TENANT)).contains(organisation);
    assertThat(node.calls.call(TENANT, XeroCall.read("/Organisation")).path("Organisations")).hasSize(1);
    verify(bed.connections).grantMended(GRANT);
  }

  @Test
  void the_login_carries_a_challenge_and_never_the_verifier() {
    URI login = node.consent.begin("craft-shop", "admin");

    assertThat(login.getRawQuery()).contains("code_challenge_method=S256").contains("code_challenge=");
    assertThat(login.getRawQuery()).doesNotContain("verifier").doesNotContain("sandbox-secret");
    assertThat(login.getRawQuery()).contains(
      "redirect_uri=http%3A%2F%2Flocalhost%3A8080%2Fconnect%2Fxero%2Fcallback"
    );
  }

  @Test
  void a_state_works_once() {
    Map<String, String> back = bed.login(node.consent.begin("craft-shop", "admin"));
    node.consent.complete(back.get("state"), back.get("code"), "admin");

    assertThatThrownBy(() -> node.consent.complete(back.get("state"), back.get("code"), "admin"))
      .isInstanceOf(ConsentRefused.class)
      .hasMessageContaining("begin again");
  }

  @Test
  void a_state_of_another_operator_is_refused_and_used_up() {
    Map<String, String> back = bed.login(node.consent.begin("craft-shop", "admin"));

    assertThatThrownBy(() ->
      node.consent.complete(back.get("state"), back.get("code"), "mallory")
    ).isInstanceOf(ConsentRefused.class);
    assertThatThrownBy(() ->
      node.consent.complete(back.get("state"), back.get("code"), "admin")
    ).isInstanceOf(ConsentRefused.class);
  }

  @Test
  void a_state_older_than_ten_minutes_is_refused() {
    Map<String, String> back = bed.login(node.consent.begin("craft-shop", "admin"));
    bed.store.database().sql().sql("UPDATE xero_consent SET expires_at = expires_at - 600001").update();

    assertThatThrownBy(() ->
      node.consent.complete(back.get("state"), back.get("code"), "admin")
    ).isInstanceOf(ConsentRefused.class);
  }

  @Test
  void an_unknown_connection_never_reaches_the_login() {
    assertThatThrownBy(() -> node.consent.begin("https://evil.example", "admin")).isInstanceOf(
      ConsentRefused.class
    );
  }

  @Test
  void a_consent_for_the_wrong_organisation_names_what_it_covers_and_changes_nothing() {
    bed.control("/sandbox/consent", "{\"tenants\":[\"" + OTHER_TENANT + "\"]}");

    assertThatThrownBy(() -> bed.consent(node, "craft-shop"))
      .isInstanceOf(ConsentRefused.class)
      .hasMessageContaining("Harbour Books Pty Ltd")
      .hasMessageContaining("craft-shop");
    assertThat(node.grantStore.find(GRANT)).isEmpty();
    assertThat(node.tenants.find(TENANT)).isEmpty();
  }

  @Test
  void one_consent_opens_every_organisation_that_the_grant_s_connections_name() {
    Consented consented = bed.consent(node.consent, "craft-shop");

    assertThat(consented.also()).extracting(Organisation::name).containsExactly("Harbour Books Pty Ltd");
    assertThat(node.tenants.find(OTHER_TENANT)).isPresent();
    assertThat(node.calls.call(OTHER_TENANT, XeroCall.read("/Organisation")).path("Organisations")).hasSize(
      1
    );
    verify(bed.connections).tenantMended(OTHER_TENANT);
  }

  @Test
  void a_known_organisation_whose_day_is_used_up_does_not_stop_the_consent_of_its_grant() {
    bed.consent(node.consent, "craft-shop");
    bed.control(
      "/sandbox/faults",
      "{\"system\":\"xero\",\"kind\":\"too-many-requests\",\"problem\":\"day\",\"retryAfter\":\"3600\"}"
    );
    assertThatThrownBy(() -> node.calls.call(OTHER_TENANT, XeroCall.read("/Organisation"))).isInstanceOf(
      RemoteFailure.class
    );

    Consented consented = bed.consent(node.consent, "craft-shop");

    assertThat(consented.organisation().tenant()).isEqualTo(TENANT);
    assertThat(consented.also()).extracting(Organisation::name).containsExactly("Harbour Books Pty Ltd");
    assertThat(bed.consent(node.consent, "other-shop").organisation().tenant()).isEqualTo(OTHER_TENANT);
  }

  @Test
  void what_the_consent_covers_and_no_connection_names_is_told_as_free() {
    bed.disconnect("other-shop");
    bed.connect("of-another-grant", "1d6e4a3f-9b52-4d8c-8f21-3a7c8e2b0003", "second");

    Consented consented = bed.consent(node.consent, "craft-shop");

    assertThat(consented.also()).isEmpty();
    assertThat(consented.free())
      .extracting(Consented.Free::name)
      .contains("Harbour Books Pty Ltd")
      .doesNotContain("Craft Shop Pty Ltd", "Outback Coffee Pty Ltd");
  }

  @Test
  void a_consent_without_the_file_s_organisation_names_those_that_may_stand_in_the_file() {
    bed.connect("of-another-grant", OTHER_TENANT, "second");
    bed.connect("new-shop", "00000000-0000-0000-0000-000000000000", "third");
    bed.control("/sandbox/consent", "{\"tenants\":[\"" + OTHER_TENANT + "\",\"" + THIRD_TENANT + "\"]}");

    assertThatThrownBy(() -> bed.consent(node, "new-shop"))
      .isInstanceOf(ConsentRefused.class)
      .hasMessageContaining("covers Harbour Books Pty Ltd (" + OTHER_TENANT + "), Outback Coffee")
      .hasMessageEndingWith(
        "set xero.tenant in new-shop.yaml to the one that is meant, of Outback Coffee Pty Ltd (" +
          THIRD_TENANT +
          "). Then open /connect/xero/new-shop again."
      );
  }

  @Test
  void two_grants_on_one_organisation_are_refused() {
    bed.connect("rival", TENANT, "second");

    assertThatThrownBy(() -> bed.consent(node, "rival"))
      .isInstanceOf(ConsentRefused.class)
      .hasMessageContaining("set xero.grant in rival.yaml");
    assertThat(node.grantStore.find("second")).isEmpty();
  }

  @Test
  void a_consent_that_would_cut_off_another_organisation_of_the_grant_is_refused() {
    bed.consent(node, "other-shop");
    bed.control("/sandbox/consent", "{\"tenants\":[\"" + TENANT + "\"]}");

    assertThatThrownBy(() -> bed.consent(node, "craft-shop"))
      .isInstanceOf(ConsentRefused.class)
      .hasMessageContaining("Harbour Books Pty Ltd");
    assertThat(node.calls.call(OTHER_TENANT, XeroCall.read("/Organisation")).path("Organisations")).hasSize(
      1
    );
  }

  @Test
  void a_tenant_that_became_another_organisation_is_refused() {
    bed.consent(node, "craft-shop");
    bed.store.database().sql().sql("UPDATE xero_tenant SET organisation_id = 'another'").update();

    assertThatThrownBy(() -> bed.consent(node, "craft-shop"))
      .isInstanceOf(ConsentRefused.class)
      .hasMessageContaining("make a new connection");
  }

  @Test
  void what_is_stored_of_tokens_and_verifiers_is_sealed() {
    node.consent.begin("craft-shop", "admin");
    bed.consent(node, "craft-shop");
    String access = node.grants.accessToken(GRANT);
    TestDatabase store = bed.store;

    byte[] sealed = store.database().sql().sql("SELECT access FROM xero_grant").query(byte[].class).single();
    assertThat(new String(sealed, java.nio.charset.StandardCharsets.ISO_8859_1)).doesNotContain(
      access.substring(0, 10)
    );
    assertThat(node.grantStore.find(GRANT).toString()).doesNotContain(access);
  }

  @Test
  void every_windows_zone_of_the_table_is_a_zone_of_java() {
    assertThat(WindowsZones.zone("NEWZEALANDSTANDARDTIME")).contains(ZoneId.of("Pacific/Auckland"));
    assertThat(WindowsZones.zone("W. Europe Standard Time")).contains(ZoneId.of("Europe/Berlin"));
    assertThat(WindowsZones.zone("MARS")).isEmpty();
    WindowsZones.names().forEach(name -> assertThat(WindowsZones.zone(name)).as(name).isPresent());
  }
}
