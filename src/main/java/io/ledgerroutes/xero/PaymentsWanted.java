package io.ledgerroutes.xero;

import java.util.List;

/** Left on an element before {@code direct:xero-payments-bring}: what is to be paid for it. */
public record PaymentsWanted(List<PaymentDraft> payments) {
  public PaymentsWanted {
    payments = List.copyOf(payments);
  }
}
