package io.ledgerroutes.woocommerce;

import java.math.BigDecimal;

/**
 * A tax rate of an order with what it comes to.
 *
 * @param country ISO 3166 code out of the rate's code, or empty for a rate of all countries
 * @param state the state's code out of the rate's code, or empty
 * @param percent as the shop had it when the order was placed
 * @param total on products and fees
 * @param shippingTotal on shipping
 */
public record OrderTax(
  long rateId,
  String country,
  String state,
  String label,
  BigDecimal percent,
  boolean compound,
  BigDecimal total,
  BigDecimal shippingTotal
) {
  static OrderTax of(RecordReader tax) {
    // COUNTRY-STATE-NAME-PRIORITY, empty parts left out.
    String[] code = tax.text("rate_code").split("-");
    boolean hasCountry = code.length > 1 && code[0].matches("[A-Z]{2}");
    boolean hasState = hasCountry && code.length > 3 && code[1].matches("[A-Z0-9]{1,3}");
    return new OrderTax(
      tax.number("rate_id"),
      hasCountry ? code[0] : "",
      hasState ? code[1] : "",
      tax.words("label"),
      tax.decimal("rate_percent"),
      tax.flag("compound"),
      tax.decimal("tax_total"),
      tax.decimal("shipping_tax_total")
    );
  }
}
