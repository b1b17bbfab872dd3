package io.ledgerroutes.woocommercexero;

import io.ledgerroutes.woocommerce.Order;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Optional;

/** What stands above an invoice's lines: its days, its look, its currency (rules A3, W5, W10). */
final class InvoiceHeading {

  private final InvoiceSettings settings;
  private final BookingContext context;
  private final Order order;

  InvoiceHeading(BookingContext context, Order order) {
    this.settings = context.settings().invoices();
    this.context = context;
    this.order = order;
  }

  /** Why there can be no invoice yet, or empty; the rest may be asked only then. */
  Optional<String> obstacle() {
    if (order.createdAt() == null) {
      return Optional.of("The order has no date; check it in the shop");
    }
    if (settings.date().of(order).isEmpty()) {
      return Optional.of(
        settings.date() == InvoiceDate.PAID
          ? "The order is not paid yet, and its invoice is dated by the payment (invoice-date)"
          : "The order is not completed yet, and its invoice is dated by that (invoice-date)"
      );
    }
    if (foreign() && !ledger().currencies().isEmpty() && !ledger().currencies().contains(order.currency())) {
      return Optional.of(
        "Xero's organisation is not subscribed to currency " +
          order.currency() +
          "; add it in Xero under Settings, Currencies"
      );
    }
    if (settings.brandingTheme().isPresent() && brandingTheme().isEmpty()) {
      return Optional.of(
        "Xero has no branding theme " +
          settings.brandingTheme().get() +
          "; correct woocommerce.branding-theme"
      );
    }
    return foreign() && settings.currencyRate().isPresent() && currencyRate().isEmpty()
      ? Optional.of(
          "The order has no usable exchange rate in its note " +
            settings.currencyRate().get().metaKey() +
            ", which woocommerce.currency-rate names"
        )
      : Optional.empty();
  }

  LocalDate date() {
    return settings.date().of(order).orElseThrow().atZone(context.zone()).toLocalDate();
  }

  /** The invoice's day where the order is paid, else as the terms of its payment method say. */
  LocalDate due() {
    return order.paidAt() == null ? date().plusDays(settings.terms().days(order.paymentMethod())) : date();
  }

  /** Id of the theme that the settings name; empty for the organisation's standard. */
  Optional<String> brandingTheme() {
    return settings.brandingTheme().flatMap(name -> Optional.ofNullable(ledger().brandingThemes().get(name)));
  }

  /** Empty where Xero's own rate of the day counts. */
  Optional<BigDecimal> currencyRate() {
    return settings
      .currencyRate()
      .filter(source -> foreign())
      .flatMap(source -> source.rate(order));
  }

  private boolean foreign() {
    return !order.currency().equals(ledger().organisation().organisation().currency());
  }

  private LedgerView ledger() {
    return context.ledger();
  }
}
