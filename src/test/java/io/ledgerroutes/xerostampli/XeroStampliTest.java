package io.ledgerroutes.xerostampli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import org.junit.jupiter.api.Test;

/** What the integration tells the house about itself. */
class XeroStampliTest {

  private final XeroStampli integration = new XeroStampli();

  /** A scope that lacks stops the whole connection as soon as somebody compares a period. */
  @Test
  void the_consent_covers_the_prepayments_and_overpayments_that_a_report_reads() {
    assertThat(integration.xeroScopes()).contains("accounting.payments.read", "accounting.invoices.read");
  }

  @Test
  void bills_are_written_to_only_where_their_history_is() {
    XeroStampliSettings settings = mock(XeroStampliSettings.class);
    when(settings.historyNote()).thenReturn(true, false);

    assertThat(integration.xeroScopes(settings))
      .contains("accounting.payments.read", "accounting.invoices")
      .doesNotContain("accounting.invoices.read");
    assertThat(integration.xeroScopes(settings)).isEqualTo(integration.xeroScopes());
  }
}
