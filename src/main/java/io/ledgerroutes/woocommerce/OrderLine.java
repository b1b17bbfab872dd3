package io.ledgerroutes.woocommerce;

import java.math.BigDecimal;
import java.util.List;

/**
 * A line of an order: a product, a way of shipping or a fee. Amounts are without tax, after discounts, in the
 * order's currency, as decimals of the {@code total} strings; {@code price} is a float and never read (facts,
 * WooCommerce 25).
 *
 * @param productId 0 where the product was deleted, and for shipping and fees
 * @param name plain words; may be empty
 * @param code the SKU of a product, the method's id of a shipping line; may be empty
 * @param taxStatus {@code taxable}, {@code shipping} or {@code none} as shipping and fees say it; empty for products,
 *     whose {@link Product} says it
 * @param total without tax; negative for a fee that takes off
 * @param taxes the rates that apply, with the tax of each
 * @param meta what plugins noted on the line
 */
public record OrderLine(
  Kind kind,
  long id,
  long productId,
  String name,
  String code,
  String taxClass,
  String taxStatus,
  BigDecimal quantity,
  BigDecimal total,
  BigDecimal totalTax,
  List<RateTax> taxes,
  List<Meta> meta
) {
  /** Which of the order's lists a line stands in. */
  public enum Kind {
    ITEM,
    SHIPPING,
    FEE,
  }

  /** The tax of one rate on a line; the id is that of an {@link OrderTax} (facts, WooCommerce 27). */
  public record RateTax(long rateId, BigDecimal total) {}

  static OrderLine of(Kind kind, RecordReader line) {
    return new OrderLine(
      kind,
      line.number("id"),
      line.number("product_id"),
      line.words(kind == Kind.SHIPPING ? "method_title" : "name"),
      line.text(kind == Kind.SHIPPING ? "method_id" : "sku"),
      line.text("tax_class"),
      line.text("tax_status"),
      kind == Kind.ITEM ? line.decimal("quantity") : BigDecimal.ONE,
      line.decimal("total"),
      line.decimal("total_tax"),
      line
        .list("taxes", tax -> tax)
        .stream()
        // A rate that does not apply to the line is listed with an empty total.
        .filter(tax -> !tax.text("total").isBlank())
        .map(tax -> new RateTax(tax.number("id"), tax.decimal("total")))
        .toList(),
      line.list("meta_data", Meta::of)
    );
  }
}
