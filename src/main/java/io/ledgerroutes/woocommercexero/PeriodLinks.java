package io.ledgerroutes.woocommercexero;

import io.ledgerroutes.posting.Link;
import io.ledgerroutes.posting.SourceRef;
import java.util.Map;
import java.util.Optional;

/** What a period's payments and refunds became, by source. */
record PeriodLinks(Map<SourceRef, Link> payments, Map<SourceRef, Link> creditNotes) {
  PeriodLinks {
    payments = Map.copyOf(payments);
    creditNotes = Map.copyOf(creditNotes);
  }

  Optional<Link> payment(SourceRef source) {
    return Optional.ofNullable(payments.get(source));
  }

  Optional<Link> creditNote(SourceRef source) {
    return Optional.ofNullable(creditNotes.get(source));
  }
}
