package io.ledgerroutes.woocommercexero;

import static java.math.RoundingMode.HALF_UP;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.ledgerroutes.woocommerce.ShopOrder;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A cart that is added up as WooCommerce does it: lines rounded each for itself, tax per rate from the rounded lines or
 * from unrounded ones, the total from the unrounded prices.
 *
 * @param inclusive whether prices are with tax
 * @param atTheEnd whether tax is rounded per rate once
 * @param decimals of the shop, whatever the currency has (facts, WooCommerce 26)
 * @param paid what something else than money paid
 * @param unitsOff what the total is wrong by, in units of the last decimal
 */
record ShopCart(
  List<Piece> pieces,
  Place place,
  boolean inclusive,
  boolean atTheEnd,
  int decimals,
  Paid paid,
  int unitsOff
) {
  private static final BigDecimal HUNDRED = new BigDecimal("100");

  /** A line; its price is for one of them. */
  record Piece(Kind kind, BigDecimal price, int quantity, boolean taxed) {}

  enum Kind {
    ITEM,
    SHIPPING,
    FEE,
  }

  /** A rate by its id. */
  private record Rate(int id, String code, String label, String percent, boolean compound) {
    BigDecimal share() {
      return new BigDecimal(percent).divide(HUNDRED);
    }
  }

  /** Where the goods go, and the type or account that its tax is booked to. */
  enum Place {
    AUSTRALIA("AU", "OUTPUT", new Rate(1, "AU-GST-1", "GST", "10", false)),
    QUEBEC(
      "CA",
      "TAX002",
      new Rate(2, "CA-QC-GST-1", "GST", "5", false),
      new Rate(3, "CA-QC-QST-2", "QST", "9.5", true)
    ),
    CALIFORNIA(
      "US",
      "EXEMPTEXPORT",
      new Rate(4, "US-CA-STATE-1", "State", "7.25", false),
      new Rate(5, "US-CA-COUNTY-2", "County", "1.25", false)
    ),
    BRITAIN("GB", "MOSSSALES", new Rate(6, "GB-VAT-1", "VAT", "20", false));

    private final String country;
    private final String taxType;
    private final List<Rate> rates;

    Place(String country, String taxType, Rate... rates) {
      this.country = country;
      this.taxType = taxType;
      this.rates = List.of(rates);
    }
  }

  /** How a plugin shows that something else than money paid. */
  enum Means {
    NONE,
    PART,
    META,
    FEE,
  }

  record Paid(Means means, BigDecimal amount) {}

  String taxType() {
    return place.taxType;
  }

  BigDecimal redeemed() {
    return paid.means() == Means.NONE ? BigDecimal.ZERO : round(paid.amount()).setScale(2, HALF_UP);
  }

  /** The same of a shop whose lines come to the total. */
  ShopCart exact() {
    return new ShopCart(pieces, place, false, false, 2, paid, 0);
  }

  ShopCart redeeming(BigDecimal amount) {
    return new ShopCart(pieces, place, inclusive, atTheEnd, decimals, new Paid(Means.META, amount), unitsOff);
  }

  ShopOrder order() {
    OrderJson order = OrderJson.to(place.country).with(json -> json.put("prices_include_tax", inclusive));
    place.rates.forEach(rate ->
      order.rate(rate.id(), rate.code(), rate.label(), rate.percent(), rate.compound())
    );
    BigDecimal net = BigDecimal.ZERO;
    Map<String, BigDecimal> counted = new LinkedHashMap<>();
    for (Piece piece : pieces) {
      BigDecimal exact = net(piece);
      net = net.add(inclusive ? exact : round(exact));
      List<String> taxes = new ArrayList<>();
      taxes(piece, exact).forEach((rate, tax) -> {
        taxes.add(rate.id() + "=" + round(tax).toPlainString());
        String sum = (piece.kind() == Kind.SHIPPING ? "shipping " : "cart ") + rate.id();
        counted.merge(sum, atTheEnd ? tax : round(tax), BigDecimal::add);
      });
      add(order, piece, round(exact).toPlainString(), taxes.toArray(String[]::new));
    }
    BigDecimal tax = counted.values().stream().map(this::round).reduce(BigDecimal.ZERO, BigDecimal::add);
    order.with(json ->
      json
        .withArray("tax_lines")
        .forEach(rate -> {
          ObjectNode written = (ObjectNode) rate;
          int id = rate.path("rate_id").asInt();
          written.put("tax_total", text(counted.get("cart " + id)));
          written.put("shipping_tax_total", text(counted.get("shipping " + id)));
        })
    );
    pay(order);
    BigDecimal total = round(net.add(tax))
      .subtract(paid.means() == Means.NONE ? BigDecimal.ZERO : round(paid.amount()))
      .add(BigDecimal.valueOf(unitsOff, decimals));
    return order.total(total.toPlainString(), tax.toPlainString()).order();
  }

  private void pay(OrderJson order) {
    BigDecimal amount = round(paid.amount());
    switch (paid.means()) {
      case NONE -> {}
      case PART -> order.with(json ->
        json.putArray("gift_cards").addObject().put("id", 8).put("amount", amount.toPlainString())
      );
      case META -> order.meta("_funds_used", amount.toPlainString());
      case FEE -> order.freeFee("Wallet", amount.negate().toPlainString());
    }
  }

  private static void add(OrderJson order, Piece piece, String net, String[] taxes) {
    switch (piece.kind()) {
      case ITEM -> order.item(
        line -> line.put("sku", piece.taxed() ? "GOODS" : "FREE").put("quantity", piece.quantity()),
        net,
        taxes
      );
      case SHIPPING -> order.shipping("flat_rate", net, taxes);
      case FEE -> order.fee("Fee", net, taxes);
    }
  }

  private BigDecimal net(Piece piece) {
    BigDecimal full = round(piece.price()).multiply(BigDecimal.valueOf(piece.quantity()));
    if (!inclusive || !piece.taxed() || piece.kind() != Kind.ITEM) {
      return full;
    }
    BigDecimal factor = taxes(piece, BigDecimal.ONE)
      .values()
      .stream()
      .reduce(BigDecimal.ONE, BigDecimal::add);
    return full.divide(factor, MathContext.DECIMAL64);
  }

  private Map<Rate, BigDecimal> taxes(Piece piece, BigDecimal net) {
    Map<Rate, BigDecimal> taxes = new LinkedHashMap<>();
    if (piece.taxed()) {
      BigDecimal before = BigDecimal.ZERO;
      for (Rate rate : place.rates) {
        BigDecimal tax = (rate.compound() ? net.add(before) : net).multiply(rate.share());
        taxes.put(rate, tax);
        before = before.add(tax);
      }
    }
    return taxes;
  }

  private String text(BigDecimal amount) {
    return amount == null ? "0" : round(amount).toPlainString();
  }

  private BigDecimal round(BigDecimal amount) {
    return amount.setScale(decimals, HALF_UP);
  }
}
