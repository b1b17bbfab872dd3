package io.ledgerroutes.woocommercexero;

import io.ledgerroutes.xero.mirror.OrganisationFacts;
import java.time.LocalDate;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The days on which nothing is written any more (rule A2): those up to the latest of Xero's two lock dates and the
 * connection's own. Xero itself stops nobody who may touch a locked period, and a filed return locks nothing.
 *
 * @param through the last closed day; empty where none is
 * @param cashBasis whether sales tax goes by the days of payments, which then are never moved
 */
record ClosedPeriods(Optional<LocalDate> through, ClosedPeriodSettings rules, boolean cashBasis) {
  /** Kinds of documents that are dated. */
  enum Kind {
    INVOICE("invoices"),
    CREDIT_NOTE("credit-notes"),
    PAYMENT("payments");

    private final String setting;

    Kind(String setting) {
      this.setting = setting;
    }
  }

  /** On which day a document goes. */
  sealed interface Dating {
    /** On this one. */
    record On(LocalDate day) implements Dating {}

    /** On none; the reason says to a bookkeeper what to do. */
    record Stopped(String reason) implements Dating {}
  }

  static ClosedPeriods of(OrganisationFacts organisation, ClosedPeriodSettings rules) {
    Optional<LocalDate> through = Stream.of(organisation.closedThrough(), rules.closedThrough())
      .flatMap(Optional::stream)
      .max(LocalDate::compareTo);
    String basis = organisation.salesTaxBasis();
    // New Zealand calls it PAYMENTS, elsewhere it is CASH or FLATRATECASH.
    return new ClosedPeriods(through, rules, basis.contains("CASH") || basis.equals("PAYMENTS"));
  }

  boolean closed(LocalDate day) {
    return through.filter(last -> !day.isAfter(last)).isPresent();
  }

  /**
   * The day for a document that is not written yet.
   *
   * @param what names it, e.g. {@code invoice WC-1001}
   */
  Dating date(Kind kind, String what, LocalDate day) {
    if (!closed(day)) {
      return new Dating.On(day);
    }
    String words = what + " would be dated " + day + ", and the books are closed through " + through.get();
    if (rule(kind) == InClosedPeriod.HOLD) {
      return new Dating.Stopped(
        words + ": open the period and replay, or set closed-periods: " + kind.setting + ": next-open-day"
      );
    }
    if (kind == Kind.PAYMENT && cashBasis) {
      return new Dating.Stopped(
        words + ": on cash basis a payment is not moved to another day; open the period and replay"
      );
    }
    return new Dating.On(through.get().plusDays(1));
  }

  private InClosedPeriod rule(Kind kind) {
    return switch (kind) {
      case INVOICE -> rules.invoices();
      case CREDIT_NOTE -> rules.creditNotes();
      case PAYMENT -> rules.payments();
    };
  }
}
