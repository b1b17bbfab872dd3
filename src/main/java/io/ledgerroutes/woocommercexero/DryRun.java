package io.ledgerroutes.woocommercexero;

import io.ledgerroutes.inbox.Outcome;
import io.ledgerroutes.posting.Link;
import io.ledgerroutes.reconcile.Row;
import io.ledgerroutes.reconcile.Verdict;
import io.ledgerroutes.woocommercexero.ClosedPeriods.Dating;
import io.ledgerroutes.woocommercexero.OrderSelection.Selected;
import io.ledgerroutes.xero.InvoiceDraft;
import io.ledgerroutes.xero.PostedDocument;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What bringing an order over would do (rule A9): a pure function of its plan, the links and the closed periods. */
final class DryRun {

  private static final BigDecimal NOTHING = BigDecimal.ZERO.setScale(2);

  private final PeriodRows rows;
  private final PeriodLinks links;
  private final ClosedPeriods closed;

  DryRun(BookingContext context, PeriodLinks links, ClosedPeriods closed) {
    this.rows = new PeriodRows(context);
    this.links = links;
    this.closed = closed;
  }

  /** The order's invoice and one entry for each of its refunds. */
  List<PeriodEntry> of(PlannedOrder order) {
    return switch (order.selected()) {
      case Selected.LeftAlone(Outcome outcome) -> List.of(
        only(order, outcome instanceof Outcome.Held ? Verdict.HELD : Verdict.SKIPPED, outcome.reason())
      );
      case Selected.TakenBack back -> List.of(
        only(
          order,
          Verdict.CHANGE,
          "it is cancelled: invoice " +
            order.generation().standing().map(Link::number).orElse("") +
            " would be voided, or credited where it may not be"
        )
      );
      case Selected.Brought brought -> brought(order);
    };
  }

  private List<PeriodEntry> brought(PlannedOrder order) {
    return switch (order.translation()) {
      case Translation.HeldBack(String reason) -> List.of(only(order, Verdict.HELD, reason));
      case Translation.NotWanted(String reason) -> List.of(only(order, Verdict.SKIPPED, reason));
      case Translation.Planned(OrderPlan plan) -> planned(order, plan);
    };
  }

  private PeriodEntry only(PlannedOrder order, Verdict verdict, String reason) {
    return PeriodEntry.of(
      rows.order(order.order(), verdict, reason, PeriodRows.Books.nothing()),
      Optional.of(order.order().order())
    );
  }

  private List<PeriodEntry> planned(PlannedOrder order, OrderPlan plan) {
    List<PeriodEntry> entries = new ArrayList<>();
    entries.add(invoice(order, plan));
    plan.credits().forEach(credit -> entries.add(credit(order, credit)));
    return entries;
  }

  private PeriodEntry invoice(PlannedOrder order, OrderPlan plan) {
    PlannedDocument document = PlannedDocument.invoice(plan);
    InvoiceDraft draft = plan.booked().invoice();
    Optional<Link> link = order.generation().standing();
    List<String> words = new ArrayList<>();
    Verdict verdict = link
      .map(there -> standing(there, draft, plan, words))
      .orElseGet(() -> fresh(document.date(), draft, plan, words));
    words.addAll(plan.concerns());
    Row row = rows.invoice(
      order.order(),
      document.amounts().total(),
      verdict,
      String.join("; ", words),
      new PeriodRows.Books(
        link.map(Link::number).orElse(draft.number()),
        plan.booked().person().name(),
        document.paid(),
        document.amounts().total().subtract(document.paid()),
        "",
        document.cashInWords(),
        null,
        link.map(there -> rows.invoiceAddress(there.targetId())).orElse(null)
      )
    );
    return document.entry(row, order.order(), link.flatMap(there -> rows.day(there.createdAt())));
  }

  private Verdict fresh(LocalDate day, InvoiceDraft draft, OrderPlan plan, List<String> words) {
    Verdict verdict = dated(ClosedPeriods.Kind.INVOICE, "invoice " + draft.number(), day, words);
    return verdict == Verdict.REFUSED ? verdict : payments(plan, Verdict.CREATE, Verdict.CREATE, words);
  }

  private Verdict standing(Link link, InvoiceDraft draft, OrderPlan plan, List<String> words) {
    boolean changed = !link.sourceProjection().equals(draft.sourceProjection());
    LocalDate day = LocalDate.parse(PostedDocument.of(link).day());
    if (changed && closed.closed(day)) {
      words.add(
        "it changed after it was posted, and invoice " +
          link.number() +
          " of " +
          day +
          " is in a closed period"
      );
      return Verdict.REFUSED;
    }
    if (changed) {
      words.add("it changed after it was posted");
    }
    return payments(plan, changed ? Verdict.CHANGE : Verdict.UNCHANGED, Verdict.CHANGE, words);
  }

  /** Payments that are not posted yet make an order that stands a changed one. */
  private Verdict payments(OrderPlan plan, Verdict none, Verdict some, List<String> words) {
    Verdict verdict = none;
    for (Money money : plan.payments()) {
      if (links.payment(money.source()).isEmpty()) {
        String what = "a payment of " + money.amount().toPlainString();
        boolean refused = dated(ClosedPeriods.Kind.PAYMENT, what, money.date(), words) == Verdict.REFUSED;
        if (!refused && some == Verdict.CHANGE) {
          words.add(what + " would be posted");
        }
        verdict = some;
      }
    }
    return verdict;
  }

  private PeriodEntry credit(PlannedOrder order, Credit credit) {
    PlannedDocument document = PlannedDocument.credit(credit);
    Optional<Link> link = links.creditNote(credit.note().source());
    List<String> words = new ArrayList<>();
    String what = "credit note " + credit.note().number();
    Verdict verdict = link.isPresent()
      ? Verdict.UNCHANGED
      : dated(ClosedPeriods.Kind.CREDIT_NOTE, what, document.date(), words);
    words.addAll(document.concerns());
    Row row = rows.refund(
      order.order(),
      document.date(),
      document.amounts(),
      verdict,
      String.join("; ", words),
      new PeriodRows.Books(
        link.map(Link::number).orElse(credit.note().number()),
        "",
        document.paid(),
        NOTHING,
        "",
        document.cashInWords(),
        null,
        link.map(there -> rows.creditNoteAddress(there.targetId())).orElse(null)
      )
    );
    return document.entry(row, order.order(), link.flatMap(there -> rows.day(there.createdAt())));
  }

  private Verdict dated(ClosedPeriods.Kind kind, String what, LocalDate day, List<String> words) {
    return switch (closed.date(kind, what, day)) {
      case Dating.On(LocalDate open) -> {
        if (!open.equals(day)) {
          words.add(what + " would be dated " + open + ", the first open day");
        }
        yield Verdict.CREATE;
      }
      case Dating.Stopped(String reason) -> {
        words.add(reason);
        yield Verdict.REFUSED;
      }
    };
  }
}
