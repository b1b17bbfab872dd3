package io.ledgerroutes.woocommercexero;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.ledgerroutes.woocommerce.Order;
import io.ledgerroutes.woocommerce.ShopOrder;
import io.ledgerroutes.woocommercexero.Booking.Booked;
import io.ledgerroutes.woocommercexero.Booking.HeldBack;
import io.ledgerroutes.woocommercexero.Booking.NotWanted;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.statistics.Statistics;

/** For any order that a shop can produce: the invoice equals it to the cent, or it is held with a reason. */
class InvoiceTranslatorPropertiesTest {

  private static final BigDecimal RATE = new BigDecimal("0.10");

  private record Piece(String list, BigDecimal price, int quantity, boolean taxed) {}

  private record Cart(List<Piece> pieces, boolean inclusive, boolean roundAtTheEnd, int centsOff) {}

  @Property(tries = 3000)
  void the_invoice_equals_the_order_to_the_cent_or_the_order_is_held(@ForAll("carts") Cart cart) {
    JsonNode json = shopOrder(cart);
    Order order = Order.of(json);

    Booking translation = InvoiceTranslator.translate(
      Sample.context("clay-shop"),
      new ShopOrder(order, List.of(), Map.of())
    );

    Statistics.collect(translation.getClass().getSimpleName());
    switch (translation) {
      case Booked(BookedOrder invoice) -> {
        assertThat(total(invoice.invoice().body(), order.pricesIncludeTax())).isEqualByComparingTo(
          order.total()
        );
        assertThat(tax(invoice.invoice().body())).isEqualByComparingTo(order.totalTax());
        assertThat(rounding(invoice.invoice().body()).abs()).isLessThanOrEqualTo(new BigDecimal("0.05"));
      }
      case HeldBack held -> assertThat(held.reason()).isNotBlank();
      case NotWanted notWanted -> assertThat(order.total()).isEqualByComparingTo("0");
    }
  }

  @Property(tries = 1000)
  void an_order_whose_lines_come_to_its_total_is_never_held(@ForAll("carts") Cart cart) {
    Cart exact = new Cart(cart.pieces(), cart.inclusive(), false, 0);
    Order order = Order.of(shopOrder(exact));

    Booking translation = InvoiceTranslator.translate(
      Sample.context("clay-shop"),
      new ShopOrder(order, List.of(), Map.of())
    );

    if (order.total().signum() > 0) {
      assertThat(translation).isInstanceOf(Booked.class);
    }
  }

  @Property(tries = 500)
  void more_than_the_ceiling_is_never_rounded_away(@ForAll("carts") Cart cart) {
    Cart off = new Cart(cart.pieces(), cart.inclusive(), false, 6);

    Booking translation = InvoiceTranslator.translate(
      Sample.context("clay-shop"),
      Sample.order(shopOrder(off))
    );

    assertThat(translation).isNotInstanceOf(Booked.class);
  }

  @Provide
  Arbitrary<Cart> carts() {
    Arbitrary<Piece> items = Combinators.combine(
      price(1, 99_999),
      Arbitraries.integers().between(1, 7),
      taxed()
    ).as((price, quantity, taxed) -> new Piece("line_items", price, quantity, taxed));
    Arbitrary<Piece> shipping = price(0, 3_000).map(price -> new Piece("shipping_lines", price, 1, true));
    Arbitrary<Piece> fees = price(-500, 1_000).map(price -> new Piece("fee_lines", price, 1, true));
    Arbitrary<List<Piece>> pieces = Combinators.combine(
      items.list().ofMinSize(0).ofMaxSize(12),
      shipping.list().ofMaxSize(3),
      fees.list().ofMaxSize(2)
    ).as((first, second, third) ->
      java.util.stream.Stream.of(first, second, third).flatMap(List::stream).toList()
    );
    return Combinators.combine(
      pieces,
      Arbitraries.of(true, false),
      Arbitraries.of(true, false),
      Arbitraries.integers().between(-3, 3)
    )
      .as(Cart::new)
      .filter(cart -> !cart.pieces().isEmpty());
  }

  private static Arbitrary<BigDecimal> price(int least, int most) {
    return Arbitraries.integers()
      .between(least, most)
      .map(cents -> BigDecimal.valueOf(cents, 2));
  }

  private static Arbitrary<Boolean> taxed() {
    return Arbitraries.frequency(net.jqwik.api.Tuple.of(5, true), net.jqwik.api.Tuple.of(1, false));
  }

  /** Adds a cart up as the shop does: each line rounded by itself, the totals from rounded or unrounded sums. */
  private static JsonNode shopOrder(Cart cart) {
    ObjectNode order = Sample.JSON.createObjectNode();
    order
      .put("id", 5001)
      .put("status", "processing")
      .put("currency", "AUD")
      .put("prices_include_tax", cart.inclusive());
    order.put("date_created_gmt", "2026-03-02T01:00:00").put("date_modified_gmt", "2026-03-02T01:00:00");
    order
      .putObject("billing")
      .put("first_name", "Mara")
      .put("country", "AU")
      .put("email", "mara@example.test");
    List.of("line_items", "shipping_lines", "fee_lines").forEach(order::putArray);
    BigDecimal net = BigDecimal.ZERO;
    BigDecimal cartTax = BigDecimal.ZERO;
    BigDecimal shippingTax = BigDecimal.ZERO;
    for (Piece piece : cart.pieces()) {
      BigDecimal full = piece.price().multiply(BigDecimal.valueOf(piece.quantity()));
      boolean grossPrice = cart.inclusive() && piece.taxed() && piece.list().equals("line_items");
      BigDecimal exactNet = grossPrice ? full.divide(BigDecimal.ONE.add(RATE), MathContext.DECIMAL64) : full;
      BigDecimal exactTax = piece.taxed()
        ? (grossPrice ? full.subtract(exactNet) : full.multiply(RATE))
        : BigDecimal.ZERO;
      BigDecimal counted = cart.roundAtTheEnd() ? exactTax : cents(exactTax);
      net = net.add(cents(exactNet));
      if (piece.list().equals("shipping_lines")) {
        shippingTax = shippingTax.add(counted);
      } else {
        cartTax = cartTax.add(counted);
      }
      add((ArrayNode) order.path(piece.list()), piece, cents(exactNet), cents(exactTax));
    }
    BigDecimal tax = cents(cartTax).add(cents(shippingTax));
    order.put("total_tax", tax.toPlainString());
    order.put("total", net.add(tax).add(BigDecimal.valueOf(cart.centsOff(), 2)).toPlainString());
    ObjectNode taxLine = order.putArray("tax_lines").addObject();
    taxLine.put("rate_id", 1).put("rate_code", "AU-GST-1").put("label", "GST").put("rate_percent", 10);
    taxLine
      .put("tax_total", cents(cartTax).toPlainString())
      .put("shipping_tax_total", cents(shippingTax).toPlainString());
    return order;
  }

  private static void add(ArrayNode list, Piece piece, BigDecimal net, BigDecimal tax) {
    ObjectNode line = list.addObject().put("name", "Thing").put("quantity", piece.quantity());
    line.put("tax_class", piece.taxed() ? "" : "zero-rate");
    line.put("total", net.toPlainString()).put("total_tax", tax.toPlainString());
    ArrayNode taxes = line.putArray("taxes");
    if (piece.taxed()) {
      taxes.addObject().put("id", 1).put("total", tax.toPlainString());
    }
  }

  private static BigDecimal cents(BigDecimal amount) {
    return amount.setScale(2, RoundingMode.HALF_UP);
  }

  /** What Xero will say: unit price times quantity, rounded per line; tax on top where prices are without. */
  private static BigDecimal total(ObjectNode invoice, boolean inclusive) {
    BigDecimal sum = BigDecimal.ZERO;
    for (JsonNode line : invoice.path("LineItems")) {
      sum = sum.add(
        cents(line.path("Quantity").decimalValue().multiply(line.path("UnitAmount").decimalValue()))
      );
    }
    return inclusive ? sum : sum.add(tax(invoice));
  }

  private static BigDecimal tax(ObjectNode invoice) {
    BigDecimal sum = BigDecimal.ZERO;
    for (JsonNode line : invoice.path("LineItems")) {
      sum = sum.add(line.path("TaxAmount").decimalValue());
    }
    return sum;
  }

  private static BigDecimal rounding(ObjectNode invoice) {
    for (JsonNode line : invoice.path("LineItems")) {
      if (line.path("AccountCode").asText().equals("860")) {
        return line.path("UnitAmount").decimalValue();
      }
    }
    return BigDecimal.ZERO;
  }
}
