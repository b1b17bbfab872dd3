package io.ledgerroutes.woocommercexero;

import io.ledgerroutes.posting.Sha256;
import io.ledgerroutes.posting.SourceRef;
import io.ledgerroutes.woocommerce.Refund;
import io.ledgerroutes.xero.CreditNoteDraft;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

/**
 * The credit for all that is left of an invoice whose order was cancelled, where it may not be voided (rule W9): a pure
 * function.
 */
final class CancellationTranslator {

  /** Kind of the source of the credit note; its id is the order's. */
  static final String CANCELLATION = "woocommerce-cancellation";

  private CancellationTranslator() {}

  /** The number of the note. */
  static String number(BookedOrder booked) {
    return CreditNoteBody.number(booked, "-C");
  }

  /**
   * The credit for what the refunds that are posted have left.
   *
   * @param day of the organisation on which it is made
   * @return empty where nothing is left
   */
  static Optional<Credit> translate(
    BookingContext context,
    BookedOrder booked,
    List<Refund> refunds,
    Posted posted,
    LocalDate day
  ) {
    List<Refund> standing = refunds
      .stream()
      .filter(refund -> posted.refunds().contains(refund.id()))
      .toList();
    Credits credits = RefundTranslator.translate(context, booked, standing, posted);
    LeftToCredit left = credits.left();
    BigDecimal amount = left.gross();
    if (amount.signum() <= 0) {
      return Optional.empty();
    }
    CreditNoteDraft note = new CreditNoteBody(context, booked).draft(
      new SourceRef(context.connection(), CANCELLATION, Long.toString(booked.order().id())),
      number(booked),
      "#" + booked.order().number() + " · cancelled",
      day,
      NoteLine.each(left, left.all()),
      Sha256.hex(booked.order().currency() + "|" + amount.toPlainString())
    );
    MoneyTrail trail = new MoneyTrail(context, booked, credits);
    return Optional.of(new Credit(note, trail.ofCancellation(note, amount)));
  }
}
