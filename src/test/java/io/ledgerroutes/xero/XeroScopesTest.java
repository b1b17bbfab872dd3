package io.ledgerroutes.xero;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import io.ledgerroutes.connection.Connection;
import io.ledgerroutes.connection.Connections;
import io.ledgerroutes.connection.Schedule;
import io.ledgerroutes.connection.XeroTenancy;
import io.ledgerroutes.start.StartRefused;
import java.net.URI;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class XeroScopesTest {

  private static final TestIntegration SHOPS = new TestIntegration(
    "shops",
    "accounting.invoices",
    "accounting.contacts",
    "accounting.settings.read"
  );
  private static final TestIntegration BILLS = new TestIntegration(
    "bills",
    "accounting.invoices.read",
    "accounting.banktransactions.read",
    "accounting.contacts.read"
  );

  @Test
  void a_consent_asks_for_what_the_grant_s_integrations_need_and_no_more() {
    assertThat(asked(List.of("granular"), "shops-only")).containsExactly(
      "offline_access",
      "accounting.contacts",
      "accounting.invoices",
      "accounting.settings.read"
    );
    assertThat(asked(List.of("granular"), "bills-only")).containsExactly(
      "offline_access",
      "accounting.banktransactions.read",
      "accounting.contacts.read",
      "accounting.invoices.read"
    );
  }

  @Test
  void who_may_write_may_read() {
    assertThat(asked(List.of("granular"), "both")).containsExactly(
      "offline_access",
      "accounting.banktransactions.read",
      "accounting.contacts",
      "accounting.invoices",
      "accounting.settings.read"
    );
  }

  @Test
  void an_app_from_before_march_2026_asks_for_the_broad_predecessors() {
    assertThat(asked(List.of("broad"), "both")).containsExactly(
      "offline_access",
      "accounting.contacts",
      "accounting.settings.read",
      "accounting.transactions"
    );
    assertThat(asked(List.of("broad"), "bills-only")).contains("accounting.transactions.read");
  }

  @Test
  void a_list_is_asked_for_as_it_stands_with_offline_access_always() {
    assertThat(asked(List.of("accounting.settings", "offline_access"), "both")).containsExactly(
      "offline_access",
      "accounting.settings"
    );
  }

  @Test
  void a_mixture_is_refused_at_start() {
    assertThatThrownBy(() -> properties(List.of("granular", "accounting.settings")))
      .isInstanceOf(StartRefused.class)
      .hasMessageContaining("ledger.xero.scopes");
  }

  private static List<String> asked(List<String> setting, String grant) {
    Connections connections = mock(Connections.class);
    when(connections.all()).thenReturn(
      List.of(
        connection("one", "shops", "shops-only"),
        connection("two", "bills", "bills-only"),
        connection("three", "shops", "both"),
        connection("four", "bills", "both")
      )
    );
    return new XeroScopes(properties(setting), connections, List.of(SHOPS, BILLS)).of(grant);
  }

  private static XeroProperties properties(List<String> scopes) {
    URI xero = URI.create("https://xero.example");
    return new XeroProperties(xero, xero, xero, "id", "", "", scopes, Duration.ofSeconds(20));
  }

  private static Connection connection(String id, String integration, String grant) {
    return new Connection(
      id,
      integration,
      LocalDate.of(2026, 1, 1),
      new XeroTenancy("t", grant),
      new Schedule("0 0 * * * ?", Optional.empty()),
      null,
      "-"
    );
  }
}
