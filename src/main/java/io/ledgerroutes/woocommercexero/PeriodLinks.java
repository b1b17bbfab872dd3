package io.ledgerroutes.woocommercexero;

import io.ledgerroutes.posting.Link;
import io.ledgerroutes.posting.SourceRef;
import java.util.Map;
import java.util.Optional;

/** What a period's records became, by source. */
record PeriodLinks(
  Map<SourceRef, Link> invoices,
  Map<SourceRef, Link> payments,
  Map<SourceRef, Link> creditNotes
) {
  PeriodLinks {
    invoices = Map.copyOf(invoices);
    payments = Map.copyOf(payments);
    creditNotes = Map.copyOf(creditNotes);
  }

  static PeriodLinks none() {
    return new PeriodLinks(Map.of(), Map.of(), Map.of());
  }

  Optional<Link> invoice(SourceRef source) {
    return Optional.ofNullable(invoices.get(source));
  }

  Optional<Link> payment(SourceRef source) {
    return Optional.ofNullable(payments.get(source));
  }

  Optional<Link> creditNote(SourceRef source) {
    return Optional.ofNullable(creditNotes.get(source));
  }
}
