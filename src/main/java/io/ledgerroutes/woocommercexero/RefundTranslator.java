package io.ledgerroutes.woocommercexero;

import io.ledgerroutes.posting.Sha256;
import io.ledgerroutes.posting.SourceRef;
import io.ledgerroutes.woocommerce.OrderLine;
import io.ledgerroutes.woocommerce.Refund;
import io.ledgerroutes.xero.CreditNoteDraft;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** The credit notes that an order's refunds become (rules W7, W8): a pure function. */
final class RefundTranslator {

  /** Kind of the source of a credit note; its id is the refund's. */
  static final String REFUND = "woocommerce-refund";

  private static final Comparator<Refund> OLDEST_FIRST = Comparator.comparing(
    Refund::createdAt,
    Comparator.nullsLast(Comparator.<Instant>naturalOrder())
  ).thenComparing(Refund::id);

  private final BookingContext context;
  private final BookedOrder booked;
  private final Posted posted;
  private final MoneyTrail trail;
  private final CreditNoteBody body;
  private final Map<Refund, Credit> credits = new TreeMap<>(OLDEST_FIRST);
  private final List<String> concerns = new ArrayList<>();
  private LeftToCredit left;

  private RefundTranslator(BookingContext context, BookedOrder booked, Posted posted) {
    this.context = context;
    this.booked = booked;
    this.posted = posted;
    this.trail = new MoneyTrail(context, booked);
    this.body = new CreditNoteBody(context, booked);
    this.left = LeftToCredit.of(InvoicedLines.of(booked, posted));
  }

  /** What the refunds of an order become; those whose note stands already come before those that are new. */
  static Credits translate(BookingContext context, BookedOrder booked, List<Refund> refunds, Posted posted) {
    RefundTranslator translator = new RefundTranslator(context, booked, posted);
    Set<Long> seen = new HashSet<>();
    refunds
      .stream()
      // A list that shifts while it is read by pages may name one twice.
      .filter(refund -> seen.add(refund.id()))
      .filter(refund -> refund.amount().signum() > 0)
      .sorted(
        Comparator.<Refund, Boolean>comparing(refund -> !translator.stands(refund)).thenComparing(
          OLDEST_FIRST
        )
      )
      .forEach(translator::add);
    return new Credits(
      List.copyOf(translator.credits.values()),
      translator.concerns,
      translator.trail.allocated(),
      translator.left
    );
  }

  private boolean stands(Refund refund) {
    return posted.refunds().contains(refund.id());
  }

  private void add(Refund refund) {
    if (refund.createdAt() == null) {
      concerns.add(words(refund, "it has no date; check it in the shop"));
      return;
    }
    if (posted.cancelled() && !stands(refund)) {
      concerns.add(
        words(
          refund,
          "the rest of the invoice is credited because the order was cancelled; once the money went back, record " +
            "that as a refund of credit note " +
            CancellationTranslator.number(booked)
        )
      );
      return;
    }
    RefundSplit split = new RefundSplit(context, booked, refund, left);
    switch (split.split(stands(refund))) {
      case Split.Refused(String reason) -> concerns.add(
        words(refund, reason + "; make credit note " + number(refund) + " by hand")
      );
      case Split.Taking(List<Taken> taken, List<NoteLine> lines) -> {
        left = left.after(taken);
        credits.put(refund, credit(refund, lines));
      }
    }
  }

  private Credit credit(Refund refund, List<NoteLine> lines) {
    LocalDate day = refund.createdAt().atZone(context.zone()).toLocalDate();
    CreditNoteDraft note = body.draft(
      new SourceRef(context.connection(), REFUND, Long.toString(refund.id())),
      number(refund),
      "#" + booked.order().number() + " · refund " + refund.id(),
      day,
      lines,
      hash(refund)
    );
    return new Credit(note, trail.uses(refund, note, day));
  }

  private String number(Refund refund) {
    return CreditNoteBody.number(booked, "-R" + refund.id());
  }

  private String words(Refund refund, String reason) {
    return (
      "Refund " +
      refund.id() +
      " of " +
      refund.amount().toPlainString() +
      " " +
      booked.order().currency() +
      " is not posted: " +
      reason
    );
  }

  /** What the shop said; not how it is booked, so that a change of the settings changes no note. */
  private String hash(Refund refund) {
    List<Object> fields = new ArrayList<>(
      List.of(booked.order().currency(), refund.createdAt(), plain(refund.amount()))
    );
    for (OrderLine line : refund.lines()) {
      fields.add(Refund.refundedLine(line));
      fields.add(plain(line.quantity()));
      fields.add(plain(line.total()));
      fields.add(plain(line.totalTax()));
    }
    return Sha256.hex(fields.toString());
  }

  private static String plain(BigDecimal amount) {
    return amount.stripTrailingZeros().toPlainString();
  }
}
