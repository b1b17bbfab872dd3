package io.ledgerroutes.woocommercexero;

import io.ledgerroutes.connection.SettingsNode;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What invoices look like.
 *
 * @param number {@code invoice-number}: pattern of their numbers; {@code {number}} is the order's, {@code {id}} its
 *     id; WC-{number} unless given. No two shops of an organisation may share one
 * @param status {@code invoice-status}: AUTHORISED unless given
 * @param date {@code invoice-date}: order, paid or completed; order unless given
 * @param terms {@code terms}: days until an unpaid order's invoice is due, 14 unless given; or by payment method, as
 *     {cod: 14, bacs: 7, default: 30}
 * @param amounts {@code amounts}: as-shop, exclusive or inclusive; as-shop unless given (rule W3)
 * @param items {@code items}: none, untracked or tracked; none unless given (rule W5)
 * @param brandingTheme {@code branding-theme}: name of one of Xero's; the organisation's standard unless given
 * @param currencyRate {@code currency-rate}: order-meta:&lt;key&gt; with units of the order's currency for one of the
 *     books', or order-meta-inverse:&lt;key&gt; the other way round; Xero's day rate unless given (rule W10)
 */
public record InvoiceSettings(
  String number,
  InvoiceStatus status,
  InvoiceDate date,
  Terms terms,
  LineAmounts amounts,
  ItemCodes items,
  Optional<String> brandingTheme,
  Optional<RateSource> currencyRate
) {
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
      shop.choice("invoice-date", InvoiceDate.class, InvoiceDate.ORDER),
      Terms.read(shop),
      shop.choice("amounts", LineAmounts.class, LineAmounts.AS_SHOP),
      shop.choice("items", ItemCodes.class, ItemCodes.NONE),
      shop.optionalText("branding-theme"),
      shop.optionalValue(
        "currency-rate",
        RateSource::of,
        "write order-meta:<key> or order-meta-inverse:<key>, or leave it out for Xero's day rate"
      )
    );
  }
}
