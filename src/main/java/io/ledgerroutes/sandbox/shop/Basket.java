package io.ledgerroutes.sandbox.shop;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.ledgerroutes.sandbox.stage.Json;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.function.IntSupplier;

/**
 * The money of one order, added up as the shop does: lines are rounded each for itself, the totals from the
 * unrounded sums when prices include tax. So line sums and total may differ by a cent (facts, shop 24).
 */
final class Basket {

  private static final BigDecimal RATE = new BigDecimal("0.10");
  private static final BigDecimal ONE_PLUS_RATE = new BigDecimal("1.10");
  private static final BigDecimal ZERO = new BigDecimal("0.00");

  private final boolean inclusive;
  private final boolean taxed;
  private final IntSupplier ids;
  private final ArrayNode items = Json.array();
  private final ArrayNode shipping = Json.array();
  private final ArrayNode fees = Json.array();
  private final ArrayNode coupons = Json.array();
  private BigDecimal gross = ZERO;
  private BigDecimal itemTax = ZERO;
  private BigDecimal shippingNet = ZERO;
  private BigDecimal shippingTax = ZERO;
  private BigDecimal feeNet = ZERO;
  private BigDecimal feeTax = ZERO;
  private BigDecimal discount = ZERO;
  private BigDecimal discountTax = ZERO;
  private boolean anyTax;

  /** A basket at prices with or without tax; nothing is taxed when it leaves the country. */
  Basket(boolean inclusive, boolean taxed, IntSupplier ids) {
    this.inclusive = inclusive;
    this.taxed = taxed;
    this.ids = ids;
  }

  /** Some of a product at a price, less a percentage taken off by a coupon. */
  void item(Catalogue.Product product, int quantity, BigDecimal price, int percentOff) {
    boolean taxable = taxed && product.tax() == Catalogue.Tax.TAXABLE;
    BigDecimal full = price.multiply(BigDecimal.valueOf(quantity));
    BigDecimal paid = round(full.multiply(BigDecimal.valueOf(100L - percentOff)).movePointLeft(2));
    Split before = split(full, taxable);
    Split after = split(paid, taxable);
    gross = gross.add(after.net()).add(after.exactTax());
    itemTax = itemTax.add(inclusive ? after.exactTax() : after.tax());
    if (!inclusive) {
      gross = gross.subtract(after.exactTax()).add(after.tax());
    }
    discount = discount.add(before.roundedNet()).subtract(after.roundedNet());
    discountTax = discountTax.add(before.tax()).subtract(after.tax());
    ObjectNode line = items.addObject().put("id", ids.getAsInt());
    line.put("name", product.name()).put("product_id", product.id()).put("variation_id", 0);
    line.put("quantity", quantity).put("tax_class", Catalogue.taxClass(product));
    line.put("subtotal", text(before.roundedNet())).put("subtotal_tax", text(before.tax()));
    line.put("total", text(after.roundedNet())).put("total_tax", text(after.tax()));
    taxes(line, taxable, after.tax(), text(before.tax()));
    line.putArray("meta_data");
    line.put("sku", product.sku());
    // A float, as the shop computes it: price times quantity is not the total (facts, shop 25).
    line.put("price", after.roundedNet().doubleValue() / quantity);
    line.putNull("parent_name");
  }

  /** A way of shipping; its price is without tax. */
  void shipping(String title, String price) {
    BigDecimal net = new BigDecimal(price);
    BigDecimal tax = taxed ? net.multiply(RATE) : BigDecimal.ZERO;
    shippingNet = shippingNet.add(net);
    shippingTax = shippingTax.add(inclusive ? tax : round(tax));
    ObjectNode line = shipping.addObject().put("id", ids.getAsInt());
    line.put("method_title", title).put("method_id", "flat_rate").put("instance_id", "1");
    line.put("total", text(net)).put("total_tax", text(round(tax)));
    taxes(line, taxed, round(tax), "");
    line.put("tax_status", "taxable").putArray("meta_data");
  }

  /** A surcharge or, when negative, a rebate; without tax. */
  void fee(String name, String price) {
    BigDecimal net = new BigDecimal(price);
    BigDecimal tax = taxed ? round(net.multiply(RATE)) : ZERO;
    feeNet = feeNet.add(net);
    feeTax = feeTax.add(tax);
    ObjectNode line = fees.addObject().put("id", ids.getAsInt()).put("name", name);
    line.put("tax_class", "").put("tax_status", "taxable").put("amount", text(net));
    line.put("total", text(net)).put("total_tax", text(tax));
    taxes(line, taxed, tax, "");
    line.putArray("meta_data");
  }

  /** The coupon that took off what the items say. */
  void coupon(String code, int percent) {
    ObjectNode line = coupons.addObject().put("id", ids.getAsInt()).put("code", code);
    line.put("discount", plain(discount)).put("discount_tax", plain(discountTax));
    line.putArray("meta_data");
    line.put("discount_type", "percent").put("nominal_amount", percent).put("free_shipping", false);
  }

  /** Writes totals and lines into the order. */
  void into(ObjectNode order) {
    BigDecimal cartTax = half(itemTax).add(feeTax);
    BigDecimal shipTax = half(shippingTax);
    BigDecimal total = round(gross).add(feeNet).add(feeTax).add(shippingNet).add(shipTax);
    order.put("prices_include_tax", inclusive);
    order.put("discount_total", text(discount)).put("discount_tax", text(discountTax));
    order.put("shipping_total", text(shippingNet)).put("shipping_tax", text(shipTax));
    order
      .put("cart_tax", text(cartTax))
      .put("total", text(total))
      .put("total_tax", text(cartTax.add(shipTax)));
    order.set("line_items", items);
    order.set("tax_lines", taxLines(cartTax, shipTax));
    order.set("shipping_lines", shipping);
    order.set("fee_lines", fees);
    order.set("coupon_lines", coupons);
  }

  private ArrayNode taxLines(BigDecimal cartTax, BigDecimal shipTax) {
    ArrayNode lines = Json.array();
    if (anyTax) {
      ObjectNode line = lines.addObject().put("id", ids.getAsInt());
      line.put("rate_code", "AU-GST-1").put("rate_id", 1).put("label", "GST").put("compound", false);
      line.put("tax_total", text(cartTax)).put("shipping_tax_total", text(shipTax)).put("rate_percent", 10);
      line.putArray("meta_data");
    }
    return lines;
  }

  private void taxes(ObjectNode line, boolean taxable, BigDecimal total, String subtotal) {
    ArrayNode taxes = line.putArray("taxes");
    if (taxable) {
      anyTax = true;
      taxes.addObject().put("id", 1).put("total", text(total)).put("subtotal", subtotal);
    }
  }

  /** A price split into net and tax; the tax unrounded as well. */
  private record Split(BigDecimal net, BigDecimal exactTax) {
    BigDecimal roundedNet() {
      return round(net);
    }

    BigDecimal tax() {
      return round(exactTax);
    }
  }

  private Split split(BigDecimal price, boolean taxable) {
    if (!taxable) {
      return new Split(price, BigDecimal.ZERO);
    }
    if (!inclusive) {
      return new Split(price, price.multiply(RATE));
    }
    BigDecimal net = price.divide(ONE_PLUS_RATE, MathContext.DECIMAL64);
    return new Split(net, price.subtract(net));
  }

  /** With prices including tax the shop rounds its tax totals half down. */
  private BigDecimal half(BigDecimal tax) {
    return tax.setScale(2, inclusive ? RoundingMode.HALF_DOWN : RoundingMode.HALF_UP);
  }

  private static BigDecimal round(BigDecimal amount) {
    return amount.setScale(2, RoundingMode.HALF_UP);
  }

  private static String text(BigDecimal amount) {
    return round(amount).toPlainString();
  }

  private static String plain(BigDecimal amount) {
    return round(amount).stripTrailingZeros().toPlainString();
  }
}
