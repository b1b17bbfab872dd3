package io.ledgerroutes.woocommercexero;

import io.ledgerroutes.posting.Sha256;
import io.ledgerroutes.posting.SourceRef;
import io.ledgerroutes.woocommerce.Order;
import io.ledgerroutes.xero.LedgerAccount;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** The payments that an order means (rules W4, W6): a pure function. */
final class PaymentTranslator {

  /** Kind of the source of what a gateway took; its id is the order's. */
  static final String PAYMENT = "woocommerce-payment";

  /** Kind of the source of what gift cards and the like paid; its id is the order's, the second's ends in -2. */
  static final String REDEMPTION = "woocommerce-redemption";

  private static final Pattern TRANSACTION = Pattern.compile("[A-Za-z0-9_.:/-]{1,100}");

  private final BookingContext context;
  private final BookedOrder booked;
  private final List<Money> money = new ArrayList<>();
  private final List<String> concerns = new ArrayList<>();

  private PaymentTranslator(BookingContext context, BookedOrder booked) {
    this.context = context;
    this.booked = booked;
  }

  /**
   * What came in for an order.
   *
   * @param credited what refunds took off the invoice before it was paid, in the order's currency; nobody paid that
   */
  static Payments translate(BookingContext context, BookedOrder booked, BigDecimal credited) {
    PaymentTranslator translator = new PaymentTranslator(context, booked);
    translator.gateway(credited);
    translator.redemptions();
    return new Payments(translator.money, translator.concerns);
  }

  /** What the gateway took, or will take: the invoice without what was redeemed. */
  static BigDecimal gatewayPart(BookedOrder booked) {
    return booked
      .redemptions()
      .stream()
      .map(Redemption::amount)
      .reduce(InvoiceTotals.total(booked.invoice().body()), BigDecimal::subtract);
  }

  private void gateway(BigDecimal credited) {
    Order order = booked.order();
    BigDecimal amount = gatewayPart(booked).subtract(credited);
    if (order.paidAt() == null || amount.signum() <= 0) {
      return;
    }
    Optional<PaymentSettings.Rule> rule = context
      .settings()
      .payments()
      .of(order.paymentMethod(), order.currency());
    if (rule.isEmpty()) {
      concerns.add(unmapped(order, amount));
      return;
    }
    if (credited.signum() > 0 && rule.get().account().isPresent() && !order.transactionId().isEmpty()) {
      concerns.add(refundedBefore(order, amount, credited));
    }
    rule
      .get()
      .account()
      .ifPresent(account ->
        take(
          source(PAYMENT, 1),
          account,
          day(order.paidAt()),
          amount,
          booked.invoice().number() + " · " + transaction(order),
          "The payment of " + amount + " " + order.currency() + " by " + order.paymentMethod()
        )
      );
  }

  private void redemptions() {
    LocalDate day = LocalDate.parse(booked.invoice().body().path("Date").asText());
    int count = 0;
    for (Redemption redemption : booked.redemptions()) {
      count++;
      take(
        source(REDEMPTION, count),
        redemption.account(),
        day,
        redemption.amount(),
        booked.invoice().number() + " · " + redemption.name(),
        "What was redeemed by " +
          redemption.name() +
          ", " +
          redemption.amount() +
          " " +
          booked.order().currency() +
          ","
      );
    }
  }

  private void take(
    SourceRef source,
    String account,
    LocalDate day,
    BigDecimal amount,
    String reference,
    String what
  ) {
    Optional<String> obstacle = Till.obstacle(context.ledger(), account, booked.order().currency());
    if (obstacle.isPresent()) {
      concerns.add(what + " is not posted: " + obstacle.get());
      return;
    }
    money.add(
      new Money(
        source,
        new LedgerAccount.Code(account),
        day,
        amount,
        Clipped.to(255, reference),
        Sha256.hex(
          String.join("|", booked.order().currency(), amount.toPlainString(), day.toString(), reference)
        )
      )
    );
  }

  private SourceRef source(String type, int count) {
    String order = Long.toString(booked.order().id());
    return new SourceRef(context.connection(), type, count == 1 ? order : order + "-" + count);
  }

  private LocalDate day(Instant time) {
    return time.atZone(context.zone()).toLocalDate();
  }

  private static String transaction(Order order) {
    return TRANSACTION.matcher(order.transactionId()).matches() ? order.transactionId() : "payment";
  }

  private static String refundedBefore(Order order, BigDecimal amount, BigDecimal credited) {
    return (
      credited +
      " " +
      order.currency() +
      " was refunded before the order was paid, so its payment is taken to be " +
      amount +
      ": compare that with what the gateway took"
    );
  }

  private static String unmapped(Order order, BigDecimal amount) {
    String method = order.paymentMethod();
    return (
      "The payment of " +
      amount +
      " " +
      order.currency() +
      " is not posted: " +
      (method.isEmpty()
        ? "the order names no payment method; add a rule with methods [\"\"]"
        : "no rule names the payment method " + Clipped.to(60, method) + "; add one") +
      " under woocommerce.payments, with its clearing account, or none where the bank line is matched"
    );
  }
}
