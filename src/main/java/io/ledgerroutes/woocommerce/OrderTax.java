package io.ledgerroutes.woocommerce;

import java.math.BigDecimal;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

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
  private static final BigDecimal HUNDRED = new BigDecimal("100");
  private static final Pattern PRIORITY = Pattern.compile("-\\d+$");
  private static final Pattern STATE = Pattern.compile("[A-Z0-9]{1,3}");

  static OrderTax of(RecordReader tax) {
    String[] place = place(tax.text("rate_code"), tax.text("label"));
    return new OrderTax(
      tax.number("rate_id"),
      place[0],
      place[1],
      tax.words("label"),
      tax.decimal("rate_percent"),
      tax.flag("compound"),
      tax.decimal("tax_total"),
      tax.decimal("shipping_tax_total")
    );
  }

  /** What these rates come to together in percent: a compound one is of the price with the others' tax. */
  public static BigDecimal together(List<OrderTax> rates) {
    BigDecimal simple = rates
      .stream()
      .filter(rate -> !rate.compound())
      .map(OrderTax::percent)
      .reduce(BigDecimal.ZERO, BigDecimal::add);
    BigDecimal factor = HUNDRED.add(simple);
    for (OrderTax rate : rates) {
      if (rate.compound()) {
        factor = factor.multiply(HUNDRED.add(rate.percent())).movePointLeft(2);
      }
    }
    return factor.subtract(HUNDRED);
  }

  /** Country and state out of COUNTRY-STATE-NAME-PRIORITY, where empty parts are left out. */
  private static String[] place(String code, String label) {
    String named = PRIORITY.matcher(code).replaceFirst("");
    String name = label.isBlank() ? "TAX" : label.toUpperCase(Locale.ROOT);
    // Names and states may have hyphens themselves; the label says where the name begins.
    boolean known = named.toUpperCase(Locale.ROOT).endsWith("-" + name);
    String[] parts = (known ? named.substring(0, named.length() - name.length() - 1) : named).split("-", 2);
    boolean alone = !known && parts.length < 2;
    if (alone || !parts[0].matches("[A-Z]{2}")) {
      return new String[] { "", "" };
    }
    if (known) {
      return new String[] { parts[0], parts.length > 1 ? parts[1] : "" };
    }
    String[] rest = parts[1].split("-", 2);
    boolean state = rest.length > 1 && STATE.matcher(rest[0]).matches();
    return new String[] { parts[0], state ? rest[0] : "" };
  }
}
