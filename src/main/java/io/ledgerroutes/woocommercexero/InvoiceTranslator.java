package io.ledgerroutes.woocommercexero;

import static java.math.RoundingMode.HALF_UP;

import io.ledgerroutes.posting.SourceRef;
import io.ledgerroutes.woocommerce.Meta;
import io.ledgerroutes.woocommerce.Order;
import io.ledgerroutes.woocommerce.OrderLine;
import io.ledgerroutes.woocommerce.ShopOrder;
import io.ledgerroutes.woocommerce.WooCommerceWebhook;
import io.ledgerroutes.woocommercexero.Booking.HeldBack;
import io.ledgerroutes.woocommercexero.Booking.NotWanted;
import io.ledgerroutes.xero.InvoiceDraft;
import io.ledgerroutes.xero.Person;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The invoice that an order becomes: a pure function. */
final class InvoiceTranslator {

  private InvoiceTranslator() {}

  /** Translates one order that is wanted. */
  static Booking translate(BookingContext context, ShopOrder shopOrder) {
    Order order = shopOrder.order();
    WooCommerceXeroSettings settings = context.settings();
    Optional<String> obstacle = obstacle(order);
    if (obstacle.isPresent()) {
      return new HeldBack(obstacle.get());
    }
    if (order.total().signum() == 0 && settings.orders().zeroTotal() == ZeroTotal.SKIP) {
      return new NotWanted("its total is 0.00: there is nothing to book");
    }
    LineCoder coder = new LineCoder(order, settings);
    List<InvoiceLine> lines = new ArrayList<>();
    for (OrderLine line : order.lines()) {
      switch (coder.code(line)) {
        case Coding.Uncoded uncoded -> {
          return new HeldBack(uncoded.reason());
        }
        case Coding.Coded coded -> lines.add(
          new InvoiceLine(line, coded.account(), coded.taxType(), cents(line.total()), cents(line.totalTax()))
        );
      }
    }
    return Balance.of(order, lines, settings.mapping().roundingCeiling())
      .<Booking>map(balance -> invoice(context, order, balance))
      .orElseGet(() -> new HeldBack(doesNotAddUp(order, lines)));
  }

  private static Optional<String> obstacle(Order order) {
    if (order.createdAt() == null) {
      return Optional.of("The order has no date; check it in the shop");
    }
    if (order.parentId() != 0) {
      return Optional.of("The order was split off order " + order.parentId() + "; book it by hand");
    }
    if (order.lines().isEmpty() && order.total().signum() != 0) {
      return Optional.of("The order has a total but no lines; check it in the shop");
    }
    if (order.total().signum() < 0) {
      return Optional.of("The order's total is negative; book it by hand");
    }
    if (order.total().stripTrailingZeros().scale() > 2 || order.totalTax().stripTrailingZeros().scale() > 2) {
      return Optional.of(
        "The order's total has more than two decimals, which Xero does not take; book it by hand"
      );
    }
    return Optional.empty();
  }

  private static Booking invoice(BookingContext context, Order order, Balance balance) {
    Person person = Customer.of(context.connection(), order, context.settings().contacts());
    InvoiceBody body = new InvoiceBody(context.settings(), context.zone(), order, balance);
    SourceRef source = new SourceRef(
      context.connection(),
      WooCommerceWebhook.ORDERS,
      Long.toString(order.id())
    );
    InvoiceDraft draft = new InvoiceDraft(source, body.number(), body.json(), financialHash(order, person));
    return new Booking.Booked(new BookedOrder(order, person, balance, draft));
  }

  /** Lines, tax, total, currency and contact; not status, notes or meta (rule A4). */
  private static String financialHash(Order order, Person person) {
    List<Object> fields = new ArrayList<>(
      List.of(
        person.identity(),
        order.currency(),
        order.pricesIncludeTax(),
        plain(order.total()),
        plain(order.totalTax())
      )
    );
    for (OrderLine line : order.lines()) {
      fields.add(line.kind());
      fields.add(line.code());
      fields.add(line.name());
      fields.add(plain(line.quantity()));
      fields.add(plain(line.total()));
      fields.add(plain(line.totalTax()));
      line.taxes().forEach(tax -> fields.add(tax.rateId() + "=" + plain(tax.total())));
    }
    return Sha256.hex(fields.toString());
  }

  private static String plain(BigDecimal amount) {
    return amount.stripTrailingZeros().toPlainString();
  }

  private static String doesNotAddUp(Order order, List<InvoiceLine> lines) {
    BigDecimal net = lines.stream().map(InvoiceLine::net).reduce(BigDecimal.ZERO, BigDecimal::add);
    BigDecimal tax = lines.stream().map(InvoiceLine::tax).reduce(BigDecimal.ZERO, BigDecimal::add);
    StringBuilder words = new StringBuilder("The order does not add up: its lines come to ")
      .append(net.add(tax).setScale(2, HALF_UP))
      .append(" with ")
      .append(tax.setScale(2, HALF_UP))
      .append(" tax, the order says ")
      .append(cents(order.total()))
      .append(" with ")
      .append(cents(order.totalTax()))
      .append(" tax");
    List<String> unknown = new ArrayList<>(order.unknownParts());
    order.meta().stream().map(Meta::key).distinct().limit(5).forEach(unknown::add);
    if (!unknown.isEmpty()) {
      words.append("; not understood: ").append(Clipped.to(200, String.join(", ", unknown)));
    }
    return words.toString();
  }

  private static BigDecimal cents(BigDecimal amount) {
    return amount.setScale(2, HALF_UP);
  }
}
