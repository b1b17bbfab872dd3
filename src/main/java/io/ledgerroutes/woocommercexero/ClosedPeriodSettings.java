package io.ledgerroutes.woocommercexero;

import io.ledgerroutes.connection.SettingsNode;
import java.time.LocalDate;
import java.util.Optional;

/**
 * Which days are closed beside those that Xero's lock dates close, and what becomes of a document dated on one
 * (rule A2).
 *
 * @param closedThrough {@code closed-through}: nothing up to and with this day is written
 * @param invoices {@code closed-periods: invoices}: hold unless given
 * @param creditNotes {@code closed-periods: credit-notes}, which counts for their allocations as well: hold unless
 *     given
 * @param payments {@code closed-periods: payments}: hold unless given, and always on cash basis
 */
public record ClosedPeriodSettings(
  Optional<LocalDate> closedThrough,
  InClosedPeriod invoices,
  InClosedPeriod creditNotes,
  InClosedPeriod payments
) {
  static ClosedPeriodSettings read(SettingsNode shop) {
    Optional<SettingsNode> rules = shop.optionalSection("closed-periods");
    return new ClosedPeriodSettings(
      shop.optionalDate("closed-through"),
      rule(rules, "invoices"),
      rule(rules, "credit-notes"),
      rule(rules, "payments")
    );
  }

  private static InClosedPeriod rule(Optional<SettingsNode> rules, String kind) {
    return rules
      .flatMap(given -> given.optionalChoice(kind, InClosedPeriod.class))
      .orElse(InClosedPeriod.HOLD);
  }
}
