package io.ledgerroutes.woocommercexero;

import static java.math.RoundingMode.HALF_UP;

import io.ledgerroutes.posting.Sha256;
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
import java.util.Comparator;
import java.util.Currency;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** The invoice that an order becomes: a pure function. */
final class InvoiceTranslator {

  /** Notes that are likely to say why an order does not add up come first. */
  private static final Pattern MONEY = Pattern.compile(
    "gift|card|credit|wallet|fund|voucher|deposit|coupon|redeem|point|partial",
    Pattern.CASE_INSENSITIVE
  );

  /** How many decimals money has, by currency. */
  private static final Map<String, Integer> CURRENCIES = Currency.getAvailableCurrencies()
    .stream()
    .collect(
      Collectors.toMap(Currency::getCurrencyCode, Currency::getDefaultFractionDigits, (one, same) -> one)
    );

  private InvoiceTranslator() {}

  /** Translates one order that is wanted. */
  static Booking translate(BookingContext context, ShopOrder shopOrder) {
    Order order = shopOrder.order();
    WooCommerceXeroSettings settings = context.settings();
    Redemptions redemptions = new Redemptions(order, settings);
    BigDecimal total = cents(order.total()).add(redemptions.sum());
    Optional<String> obstacle = obstacle(order, total, settings.orders())
      .or(() -> new InvoiceHeading(context, order).obstacle())
      .or(redemptions::obstacle);
    if (obstacle.isPresent()) {
      return new HeldBack(obstacle.get());
    }
    if (total.signum() == 0 && settings.orders().zeroTotal() == ZeroTotal.SKIP) {
      return new NotWanted("its total is 0.00: there is nothing to book");
    }
    LineCoder coder = new LineCoder(shopOrder, context);
    List<InvoiceLine> lines = new ArrayList<>();
    for (OrderLine line : redemptions.goods()) {
      switch (coder.code(line)) {
        case Coding.Uncoded uncoded -> {
          return new HeldBack(uncoded.reason());
        }
        case Coding.Coded coded -> lines.add(InvoiceLine.of(line, coded));
      }
    }
    Optional<Balance> balance = Balance.of(order, total, lines, settings.mapping());
    if (balance.isEmpty()) {
      return new HeldBack(doesNotAddUp(order, redemptions, lines));
    }
    return unknownParts(redemptions)
      .or(() -> uncounted(settings.invoices(), order, balance.get()))
      .<Booking>map(HeldBack::new)
      .orElseGet(() -> rounded(context, order, redemptions, balance.get()));
  }

  private static Optional<String> obstacle(Order order, BigDecimal total, OrderSettings settings) {
    String via = Clipped.to(40, order.createdVia());
    if (settings.partOfSale(order.createdVia())) {
      return Optional.of(
        "The order was made by " +
          via +
          ": a deposit or a part of a sale; book it by hand, or name it under " +
          "woocommerce.book-created-via if it is a whole sale"
      );
    }
    if (order.parentId() != 0 && !settings.wholeSale(order.createdVia())) {
      return Optional.of(
        "The order was split off order " +
          order.parentId() +
          "; book it by hand, or name " +
          via +
          " under woocommerce.book-created-via if it is a whole sale"
      );
    }
    if (order.lines().isEmpty() && total.signum() != 0) {
      return Optional.of("The order has a total but no lines; check it in the shop");
    }
    if (total.signum() < 0) {
      return Optional.of("The order's total is negative; book it by hand");
    }
    return finerThanCents(order)
      ? Optional.of(
          "The order's total of " +
            order.total().toPlainString() +
            " " +
            order.currency() +
            " has more than two decimals, which Xero does not take; book it by hand"
        )
      : Optional.empty();
  }

  /** Whether money is lost to the cent: of a currency with thousandths. Those of other shops are no money. */
  private static boolean finerThanCents(Order order) {
    boolean thousandths = CURRENCIES.getOrDefault(order.currency(), 2) > 2;
    return thousandths && order.total().stripTrailingZeros().scale() > 2;
  }

  private static Optional<String> unknownParts(Redemptions redemptions) {
    return Optional.of(redemptions.unknownParts())
      .filter(parts -> !parts.isEmpty())
      .map(
        parts ->
          "The order has lines that nothing here understands: " +
          Clipped.to(200, String.join(", ", parts)) +
          "; name them under woocommerce.redemptions if they paid, or under woocommerce.known-parts"
      );
  }

  /** Stock goes down by a line's quantity, so a line of counted items must carry it (rule W5). */
  private static Optional<String> uncounted(InvoiceSettings settings, Order order, Balance balance) {
    boolean inclusive = settings.amounts().inclusive(order.pricesIncludeTax());
    return settings.items() != ItemCodes.TRACKED
      ? Optional.empty()
      : balance
          .lines()
          .stream()
          .filter(line -> line.source().kind() == OrderLine.Kind.ITEM && !line.source().code().isEmpty())
          .filter(line -> !Pieces.of(line, inclusive, true).counted())
          .findFirst()
          .map(
            line ->
              "Xero cannot count " +
              line.source().quantity().toPlainString() +
              " of item " +
              Clipped.to(60, line.source().code()) +
              " at a price that comes to the cent; book the order by hand"
          );
  }

  /** The rounding's account is one that the file names, or the one that Xero has for it (rule W3). */
  private static Booking rounded(
    BookingContext context,
    Order order,
    Redemptions redemptions,
    Balance balance
  ) {
    if (balance.rounding().signum() == 0) {
      return invoice(context, order, redemptions, balance, "");
    }
    MappingSettings mapping = context.settings().mapping();
    Optional<String> account = mapping
      .accounts()
      .rounding()
      .or(() -> context.ledger().roundingAccount());
    if (account.isEmpty()) {
      return new HeldBack("Xero has no account for roundings; name one as woocommerce.accounts.rounding");
    }
    BooksCheck books = new BooksCheck(context.ledger());
    return books
      .account(account.get())
      .or(() -> books.taxType(mapping.roundingTaxType(), account.get(), BigDecimal.ZERO))
      .<Booking>map(HeldBack::new)
      .orElseGet(() -> invoice(context, order, redemptions, balance, account.get()));
  }

  private static Booking invoice(
    BookingContext context,
    Order order,
    Redemptions redemptions,
    Balance balance,
    String roundingAccount
  ) {
    Person person = Customer.of(context.connection(), order, context.settings().contacts());
    InvoiceBody body = new InvoiceBody(context, order, balance, roundingAccount);
    SourceRef source = new SourceRef(
      context.connection(),
      WooCommerceWebhook.ORDERS,
      Long.toString(order.id())
    );
    String hash = financialHash(order, redemptions, person);
    InvoiceDraft draft = new InvoiceDraft(source, body.number(), body.json(), hash);
    return new Booking.Booked(new BookedOrder(order, person, balance, redemptions.all(), draft));
  }

  /** Lines, tax, total, currency and contact; not status, notes or meta (rule A4). */
  private static String financialHash(Order order, Redemptions redemptions, Person person) {
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
    redemptions.all().forEach(part -> fields.add(part.name() + "=" + plain(part.amount())));
    return Sha256.hex(fields.toString());
  }

  private static String plain(BigDecimal amount) {
    return amount.stripTrailingZeros().toPlainString();
  }

  private static String doesNotAddUp(Order order, Redemptions redemptions, List<InvoiceLine> lines) {
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
    if (redemptions.sum().signum() != 0) {
      words.append(" and ").append(redemptions.sum()).append(" was redeemed");
    }
    List<String> unknown = new ArrayList<>(redemptions.unknownParts());
    order
      .meta()
      .stream()
      .map(Meta::key)
      .distinct()
      .sorted(Comparator.comparing(key -> !MONEY.matcher(key).find()))
      .limit(5)
      .forEach(unknown::add);
    if (!unknown.isEmpty()) {
      words.append("; not understood: ").append(Clipped.to(200, String.join(", ", unknown)));
    }
    return words.toString();
  }

  private static BigDecimal cents(BigDecimal amount) {
    return amount.setScale(2, HALF_UP);
  }
}
