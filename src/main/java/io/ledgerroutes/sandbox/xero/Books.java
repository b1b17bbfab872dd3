package io.ledgerroutes.sandbox.xero;

import io.ledgerroutes.sandbox.stage.Journal;
import io.ledgerroutes.sandbox.stage.Shelf;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;

/** The books of one organisation: its chart, its documents by id, and the names and numbers taken. */
final class Books {

  private final XeroTenant tenant;
  private final Clock clock;
  private final Chart chart;
  private final Journal journal;

  Books(XeroTenant tenant, Journal journal, Clock clock) {
    this.tenant = tenant;
    this.clock = clock;
    this.chart = Chart.of(tenant);
    this.journal = journal;
  }

  XeroTenant tenant() {
    return tenant;
  }

  Chart chart() {
    return chart;
  }

  Clock clock() {
    return clock;
  }

  /** Today where the organisation is. */
  LocalDate today() {
    return LocalDate.now(clock.withZone(tenant.zone()));
  }

  Shelf contacts() {
    return shelf("contacts");
  }

  Shelf invoices() {
    return shelf("invoices");
  }

  /** ACCREC invoice number, {@link #folded} → the id of the invoice that holds it. */
  Shelf invoiceNumbers() {
    return shelf("invoice-numbers");
  }

  /** Name of an active contact, {@link #folded} → the id of the contact that holds it. */
  Shelf contactNames() {
    return shelf("contact-names");
  }

  /** ContactNumber → the id of the contact that got it last. */
  Shelf contactNumbers() {
    return shelf("contact-numbers");
  }

  /** What the organisation's administrator changed, e.g. lock dates: field → value of one document. */
  Shelf settings() {
    return shelf("settings");
  }

  static String folded(String name) {
    return name.strip().toLowerCase(Locale.ROOT);
  }

  /** Back to the first day. */
  void clear() {
    journal.together(() ->
      List.of(contacts(), invoices(), invoiceNumbers(), contactNames(), contactNumbers(), settings()).forEach(
        Shelf::clear
      )
    );
  }

  private Shelf shelf(String kind) {
    return journal.shelf("xero-" + kind + "/" + tenant.id());
  }
}
