package io.ledgerroutes.woocommercexero;

import io.ledgerroutes.posting.Sha256;
import io.ledgerroutes.posting.SourceRef;
import io.ledgerroutes.woocommerce.Order;
import io.ledgerroutes.woocommerce.Refund;
import io.ledgerroutes.woocommercexero.Credit.Use;
import io.ledgerroutes.xero.CreditNoteDraft;
import io.ledgerroutes.xero.LedgerAccount;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Where the money of an order is, refund by refund (rule W7): what was not paid is set against the invoice, what the
 * gateway took goes back through it, and what a gift card paid goes back to the liability. Refunds are told to it in
 * the order in which they are credited.
 */
final class MoneyTrail {

  /** Kind of the source of money back; its id is the refund's, of a second part with -2. */
  static final String REFUND_PAYMENT = "woocommerce-refund-payment";

  private static final BigDecimal NOTHING = BigDecimal.ZERO.setScale(2);

  private final BookingContext context;
  private final BookedOrder booked;
  private final Order order;
  private final List<BigDecimal> redeemed;
  private BigDecimal allocated = NOTHING;
  private BigDecimal back = NOTHING;

  MoneyTrail(BookingContext context, BookedOrder booked) {
    this.context = context;
    this.booked = booked;
    this.order = booked.order();
    this.redeemed = new ArrayList<>(booked.redemptions().stream().map(Redemption::amount).toList());
  }

  /** As it is after those refunds. */
  MoneyTrail(BookingContext context, BookedOrder booked, Credits credits) {
    this(context, booked);
    this.allocated = credits.allocated();
  }

  /** What was set against the invoice: nobody pays that any more. */
  BigDecimal allocated() {
    return allocated;
  }

  /** Where a refund's credit goes. */
  List<Use> uses(Refund refund, CreditNoteDraft note, LocalDate day) {
    Parts parts = new Parts(refund, note, day);
    BigDecimal rest = refund.amount().setScale(2);
    Optional<RefundSettings.StoreCredit> storeCredit = context
      .settings()
      .refunds()
      .storeCredit()
      .filter(rule -> rule.meta().stream().map(refund::meta).anyMatch(MoneyTrail::says));
    if (storeCredit.isPresent()) {
      parts.liability(storeCredit.get().account(), rest);
      return parts.uses;
    }
    rest = rest.subtract(order.paidAt() == null || before(refund) ? parts.unpaid(rest) : parts.gateway(rest));
    parts.redemptions(rest);
    return parts.uses;
  }

  /** Where the credit for all that is left of a cancelled order goes: nobody said that money went back. */
  List<Use> ofCancellation(CreditNoteDraft note, BigDecimal amount) {
    List<Use> uses = new ArrayList<>();
    BigDecimal unpaid = order.paidAt() == null ? amount.min(gatewayPart().subtract(allocated)) : NOTHING;
    if (unpaid.signum() > 0) {
      uses.add(new Use.Allocated(unpaid));
    }
    BigDecimal paid = amount.subtract(unpaid);
    if (paid.signum() > 0) {
      uses.add(
        new Use.AskedFor(
          "The order was cancelled after it was paid: when " +
            paid +
            " " +
            order.currency() +
            " went back to the customer, record that as a refund of credit note " +
            note.number()
        )
      );
    }
    return uses;
  }

  private boolean before(Refund refund) {
    return refund.createdAt().isBefore(order.paidAt());
  }

  private static boolean says(String value) {
    return !value.isBlank() && !value.equalsIgnoreCase("no") && !value.equals("0") && !value.equals("false");
  }

  private BigDecimal gatewayPart() {
    return PaymentTranslator.gatewayPart(booked);
  }

  /** The parts of one refund's credit. */
  private final class Parts {

    private final Refund refund;
    private final CreditNoteDraft note;
    private final LocalDate day;
    private final List<Use> uses = new ArrayList<>();
    private int payments;

    private Parts(Refund refund, CreditNoteDraft note, LocalDate day) {
      this.refund = refund;
      this.note = note;
      this.day = day;
    }

    private BigDecimal unpaid(BigDecimal amount) {
      BigDecimal part = amount.min(gatewayPart().subtract(allocated)).max(NOTHING);
      if (part.signum() > 0) {
        uses.add(new Use.Allocated(part));
        allocated = allocated.add(part);
      }
      return part;
    }

    private BigDecimal gateway(BigDecimal amount) {
      BigDecimal part = amount.min(gatewayPart().subtract(allocated).subtract(back)).max(NOTHING);
      if (part.signum() > 0) {
        uses.add(throughGateway(part));
        back = back.add(part);
      }
      return part;
    }

    private Use throughGateway(BigDecimal part) {
      Optional<PaymentSettings.Rule> rule = context
        .settings()
        .payments()
        .of(order.paymentMethod(), order.currency());
      if (rule.isEmpty()) {
        return ask(part, "the payment of the order is not posted, because no rule names its payment method");
      }
      if (rule.get().account().isEmpty()) {
        return new Use.LeftOpen();
      }
      if (!refund.paidBack() && !rule.get().manualMeansPaid()) {
        return ask(part, "the shop did not have the gateway send the money");
      }
      return back(rule.get().account().get(), part);
    }

    private void redemptions(BigDecimal amount) {
      BigDecimal rest = amount;
      for (int index = 0; index < redeemed.size(); index++) {
        BigDecimal part = rest.min(redeemed.get(index));
        if (part.signum() > 0) {
          redeemed.set(index, redeemed.get(index).subtract(part));
          liability(booked.redemptions().get(index).account(), part);
          rest = rest.subtract(part);
        }
      }
    }

    private void liability(String account, BigDecimal part) {
      uses.add(back(account, part));
    }

    private Use back(String account, BigDecimal part) {
      Optional<String> obstacle = Till.obstacle(context.ledger(), account, order.currency());
      if (obstacle.isPresent()) {
        return ask(part, obstacle.get());
      }
      payments++;
      String suffix = payments == 1 ? "" : "-" + payments;
      String reference = note.number() + " · refund" + suffix;
      return new Use.PaidBack(
        new Money(
          new SourceRef(context.connection(), REFUND_PAYMENT, refund.id() + suffix),
          new LedgerAccount.Code(account),
          day,
          part,
          reference,
          Sha256.hex(String.join("|", order.currency(), part.toPlainString(), day.toString(), reference))
        )
      );
    }

    private Use ask(BigDecimal part, String why) {
      return new Use.AskedFor(
        "The cash side of refund " +
          refund.id() +
          ", " +
          part +
          " " +
          order.currency() +
          ", is not posted: " +
          why +
          "; once the money went back, record that as a refund of credit note " +
          note.number()
      );
    }
  }
}
