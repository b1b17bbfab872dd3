package io.ledgerroutes.woocommercexero;

import io.ledgerroutes.connection.SettingsNode;
import java.util.regex.Pattern;

/**
 * What invoices look like.
 *
 * @param number {@code invoice-number}: pattern of their numbers; {@code {number}} is the order's, {@code {id}} its
 *     id; WC-{number} unless given
 * @param status {@code invoice-status}: AUTHORISED unless given
 * @param terms {@code terms}: days until an unpaid order's invoice is due, 14 unless given
 */
public record InvoiceSettings(String number, InvoiceStatus status, int terms) {
  private static final Pattern NUMBER = Pattern.compile(
    "[A-Za-z0-9 ._/#-]{0,40}\\{(number|id)}[A-Za-z0-9 ._/#-]{0,40}"
  );

  static InvoiceSettings read(SettingsNode shop) {
    return new InvoiceSettings(
      shop
        .optionalText("invoice-number", NUMBER, "write a pattern with {number} or {id} in it, as WC-{number}")
        .orElse("WC-{number}"),
      shop
        .optionalValue("invoice-status", InvoiceStatus::valueOf, "use AUTHORISED, SUBMITTED or DRAFT")
        .orElse(InvoiceStatus.AUTHORISED),
      shop.number("terms", 0, 365, 14)
    );
  }
}
