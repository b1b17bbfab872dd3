package io.ledgerroutes.woocommercexero;

import io.ledgerroutes.connection.SettingsNode;
import java.time.LocalDate;
import java.util.Optional;

/**
 * Which days are closed beside those that Xero's lock dates close (rule A2).
 *
 * @param closedThrough {@code closed-through}: nothing up to and with this day is written
 */
public record ClosedPeriodSettings(Optional<LocalDate> closedThrough) {
  static ClosedPeriodSettings read(SettingsNode shop) {
    return new ClosedPeriodSettings(shop.optionalDate("closed-through"));
  }
}
