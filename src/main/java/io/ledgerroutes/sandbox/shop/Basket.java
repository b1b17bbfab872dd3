package io.ledgerroutes.sandbox.shop;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.ledgerroutes.sandbox.stage.Json;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.function.IntSupplier;
import java.util.function.Predicate;

/**
 * The money of one order, added up as the shop does: its totals are rounded otherwise than the lines it shows, so
 * line sums and total may differ by a cent or two (facts, shop 24).
 */
final class Basket {

  private static final BigDecimal ZERO = new BigDecimal("0.00");
  private static final int PRICE_PLACES = 6;

  private final Terms terms;
  private final IntSupplier ids;
  private final List<Line> lines = new ArrayList<>();
  private final List<ObjectNode> coupons = new ArrayList<>();

  /** Which list of the order a line stands in. */
  private enum Part {
    ITEM,
    SHIPPING,
    FEE,
  }

  /**
   * One line.
   *
   * @param net unrounded, after discounts
   * @param taxes unrounded, by rate
   * @param discount what coupons took off net, as shown
   */
  private record Line(
    Part part,
    ObjectNode json,
    BigDecimal net,
    Map<Rate, BigDecimal> taxes,
    BigDecimal discount,
    BigDecimal discountTax
  ) {}

  /** A thing on sale as a line of an order names it. */
  record Article(int product, String name, String sku, String taxClass, boolean taxable) {
    static Article of(Catalogue.Product product) {
      return new Article(
        product.id(),
        product.name(),
        product.sku(),
        Catalogue.taxClass(product),
        product.tax() != Catalogue.Tax.NONE
      );
    }

    Article named(String other) {
      return new Article(product, other, sku, taxClass, taxable);
    }

    /** The product no longer exists: neither id nor SKU are left (facts, shop 30). */
    Article deleted() {
      return new Article(0, name, null, taxClass, taxable);
    }

    Article inClass(String other) {
      return new Article(product, name, sku, other, taxable);
    }
  }

  Basket(Terms terms, IntSupplier ids) {
    this.terms = terms;
    this.ids = ids;
  }

  /** Some of an article at the shop's price for one, less what a coupon takes off the line. */
  Basket item(Article article, int quantity, BigDecimal price, BigDecimal off) {
    List<Rate> rates = terms.rates(article.taxClass(), article.taxable());
    BigDecimal full = price.multiply(BigDecimal.valueOf(quantity));
    return item(
      ids.getAsInt(),
      article,
      quantity,
      terms.net(full, rates),
      terms.net(full.subtract(off), rates)
    );
  }

  /** A line by its id and its net amounts, before and after discounts. */
  Basket item(int id, Article article, int quantity, BigDecimal subtotal, BigDecimal total) {
    List<Rate> rates = terms.rates(article.taxClass(), article.taxable());
    Map<Rate, BigDecimal> before = Terms.taxes(subtotal, rates);
    Map<Rate, BigDecimal> after = Terms.taxes(total, rates);
    ObjectNode line = Json.object().put("id", id).put("name", article.name());
    line.put("product_id", article.product()).put("variation_id", 0).put("quantity", quantity);
    line.put("tax_class", article.taxClass());
    line.put("subtotal", text(subtotal)).put("subtotal_tax", text(shown(before)));
    line.put("total", text(total)).put("total_tax", text(shown(after)));
    ArrayNode taxes = line.putArray("taxes");
    after.forEach((rate, tax) ->
      taxes.addObject().put("id", rate.id()).put("total", text(tax)).put("subtotal", text(before.get(rate)))
    );
    line.putArray("meta_data");
    line.put("sku", article.sku());
    // A float, as the shop computes it: price times quantity is not the total (facts, shop 25).
    double each = total.setScale(PRICE_PLACES, RoundingMode.HALF_UP).doubleValue();
    line.put("price", quantity == 0 ? each : each / quantity);
    line.putObject("image").put("id", "").put("src", "");
    line.putNull("parent_name");
    lines.add(
      new Line(
        Part.ITEM,
        line,
        total,
        after,
        round(subtotal).subtract(round(total)),
        shown(before).subtract(shown(after))
      )
    );
    return this;
  }

  /** A way of shipping; its price is without tax. */
  Basket shipping(String method, String title, String price) {
    return shipping(ids.getAsInt(), method, title, new BigDecimal(price));
  }

  Basket shipping(int id, String method, String title, BigDecimal net) {
    List<Rate> rates = terms.rates("", true).stream().filter(Rate::shipping).toList();
    ObjectNode line = Json.object().put("id", id).put("method_title", title).put("method_id", method);
    line.put("instance_id", "1");
    return extra(Part.SHIPPING, line, net, rates, line1 -> line1.put("tax_status", "taxable"));
  }

  /** A surcharge or, when negative, a rebate; its price is without tax. */
  Basket fee(String name, String price, boolean taxable) {
    return fee(ids.getAsInt(), name, new BigDecimal(price), taxable);
  }

  Basket fee(int id, String name, BigDecimal net, boolean taxable) {
    ObjectNode line = Json.object().put("id", id).put("name", name).put("tax_class", "");
    line.put("tax_status", taxable ? "taxable" : "none").put("amount", text(net));
    return extra(Part.FEE, line, net, terms.rates("", taxable), line1 -> {});
  }

  private Basket extra(
    Part part,
    ObjectNode line,
    BigDecimal net,
    List<Rate> rates,
    Consumer<ObjectNode> last
  ) {
    Map<Rate, BigDecimal> taxes = Terms.taxes(net, rates);
    line.put("total", text(net)).put("total_tax", text(shown(taxes)));
    ArrayNode list = line.putArray("taxes");
    taxes.forEach((rate, tax) ->
      list.addObject().put("id", rate.id()).put("total", text(tax)).put("subtotal", "")
    );
    last.accept(line);
    line.putArray("meta_data");
    lines.add(new Line(part, line, net, taxes, ZERO, ZERO));
    return this;
  }

  /** The coupon that took off what the items say; {@code type} is percent, fixed_cart or a plugin's. */
  Basket coupon(String code, String type, int nominal) {
    BigDecimal off = lines.stream().map(Line::discount).reduce(ZERO, BigDecimal::add);
    BigDecimal offTax = lines.stream().map(Line::discountTax).reduce(ZERO, BigDecimal::add);
    ObjectNode line = Json.object().put("id", ids.getAsInt()).put("code", code);
    line.put("discount", plain(off)).put("discount_tax", plain(offTax));
    line.putArray("meta_data");
    line.put("discount_type", type).put("nominal_amount", nominal).put("free_shipping", false);
    coupons.add(line);
    return this;
  }

  /** As it was; what coupons took off stays as it is. */
  Basket coupon(ObjectNode line) {
    coupons.add(line.deepCopy());
    return this;
  }

  /** What the items cost with tax and after discounts: what a percentage is taken of. */
  BigDecimal itemsGross() {
    return lines
      .stream()
      .filter(line -> line.part() == Part.ITEM)
      .map(line -> round(line.net()).add(shown(line.taxes())))
      .reduce(ZERO, BigDecimal::add);
  }

  /** Writes totals and lines into the order. */
  void into(ObjectNode order) {
    Map<Rate, BigDecimal> cart = taxTotals(line -> line.part() != Part.SHIPPING);
    Map<Rate, BigDecimal> shipping = taxTotals(line -> line.part() == Part.SHIPPING);
    BigDecimal cartTax = sum(cart);
    BigDecimal shippingTax = sum(shipping);
    BigDecimal shippingNet = net(line -> line.part() == Part.SHIPPING);
    BigDecimal total = net(line -> line.part() != Part.SHIPPING)
      .add(shippingNet)
      .add(cartTax)
      .add(shippingTax);
    order.put("prices_include_tax", terms.inclusive());
    order
      .put("discount_total", text(lines.stream().map(Line::discount).reduce(ZERO, BigDecimal::add)))
      .put("discount_tax", text(lines.stream().map(Line::discountTax).reduce(ZERO, BigDecimal::add)));
    order.put("shipping_total", text(shippingNet)).put("shipping_tax", text(shippingTax));
    order.put("cart_tax", text(cartTax)).put("total", text(total));
    order.put("total_tax", text(cartTax.add(shippingTax)));
    order.set("line_items", list(Part.ITEM));
    order.set("tax_lines", taxLines(cart, shipping));
    order.set("shipping_lines", list(Part.SHIPPING));
    order.set("fee_lines", list(Part.FEE));
    order.set("coupon_lines", Json.array().addAll(coupons));
  }

  private ArrayNode list(Part part) {
    ArrayNode list = Json.array();
    lines
      .stream()
      .filter(line -> line.part() == part)
      .forEach(line -> list.add(line.json()));
    return list;
  }

  /** The tax of each rate in the totals: each line rounded, or all lines together. */
  private Map<Rate, BigDecimal> taxTotals(Predicate<Line> wanted) {
    Map<Rate, BigDecimal> totals = new LinkedHashMap<>();
    lines
      .stream()
      .filter(wanted)
      .forEach(line ->
        line
          .taxes()
          .forEach((rate, tax) ->
            totals.merge(rate, terms.atSubtotal() ? tax : terms.roundTax(tax), BigDecimal::add)
          )
      );
    totals.replaceAll((rate, tax) -> terms.roundTax(tax));
    return totals;
  }

  private BigDecimal net(Predicate<Line> wanted) {
    return round(
      lines
        .stream()
        .filter(wanted)
        .map(line -> terms.atSubtotal() ? line.net() : round(line.net()))
        .reduce(ZERO, BigDecimal::add)
    );
  }

  private ArrayNode taxLines(Map<Rate, BigDecimal> cart, Map<Rate, BigDecimal> shipping) {
    ArrayNode list = Json.array();
    Set<Rate> rates = new TreeSet<>(Comparator.comparingInt(Rate::id));
    rates.addAll(cart.keySet());
    rates.addAll(shipping.keySet());
    for (Rate rate : rates) {
      ObjectNode line = list.addObject().put("id", ids.getAsInt());
      line.put("rate_code", rate.code()).put("rate_id", rate.id()).put("label", rate.label());
      line.put("compound", rate.compound());
      line.put("tax_total", text(cart.getOrDefault(rate, ZERO)));
      line.put("shipping_tax_total", text(shipping.getOrDefault(rate, ZERO)));
      line.put("rate_percent", new BigDecimal(rate.percent()).stripTrailingZeros());
      line.putArray("meta_data");
    }
    return list;
  }

  /** A line's tax as it is shown: each rate rounded for itself, unless the shop rounds at subtotal. */
  private BigDecimal shown(Map<Rate, BigDecimal> taxes) {
    return round(
      taxes
        .values()
        .stream()
        .map(tax -> terms.atSubtotal() ? tax : round(tax))
        .reduce(ZERO, BigDecimal::add)
    );
  }

  private static BigDecimal sum(Map<Rate, BigDecimal> taxes) {
    return taxes.values().stream().reduce(ZERO, BigDecimal::add);
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
