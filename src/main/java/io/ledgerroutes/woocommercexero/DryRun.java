package io.ledgerroutes.woocommercexero;

import io.ledgerroutes.posting.Link;
import io.ledgerroutes.reconcile.Row;
import io.ledgerroutes.reconcile.Verdict;
import io.ledgerroutes.woocommerce.ShopOrder;
import io.ledgerroutes.xero.CreditNoteDraft;
import io.ledgerroutes.xero.InvoiceDraft;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What bringing an order over would do (rule A9): a pure function of the order, the rules and the links, by the same
 * translator as the work itself.
 */
final class DryRun {

  private final PeriodRows rows;
  private final PeriodLinks links;
  private final Optional<LocalDate> closedThrough;

  DryRun(BookingContext context, PeriodLinks links, Optional<LocalDate> closedThrough) {
    this.rows = new PeriodRows(context);
    this.links = links;
    this.closedThrough = closedThrough;
  }

  /** The order's invoice and one entry for each of its refunds. */
  List<PeriodEntry> of(ShopOrder order, Optional<String> leftAlone, Translation translation) {
    if (leftAlone.isPresent()) {
      return List.of(only(order, Verdict.SKIPPED, leftAlone.get()));
    }
    return switch (translation) {
      case Translation.HeldBack(String reason) -> List.of(only(order, Verdict.HELD, reason));
      case Translation.NotWanted(String reason) -> List.of(only(order, Verdict.SKIPPED, reason));
      case Translation.Planned(OrderPlan plan) -> planned(order, plan);
    };
  }

  private PeriodEntry only(ShopOrder order, Verdict verdict, String reason) {
    PeriodRows.Books books = PeriodRows.Books.nothing();
    return PeriodEntry.of(rows.order(order, verdict, reason, books), Optional.of(order.order()));
  }

  private List<PeriodEntry> planned(ShopOrder order, OrderPlan plan) {
    List<PeriodEntry> entries = new ArrayList<>();
    entries.add(invoice(order, plan));
    plan.credits().forEach(credit -> entries.add(credit(order, credit)));
    return entries;
  }

  private PeriodEntry invoice(ShopOrder order, OrderPlan plan) {
    PlannedDocument document = PlannedDocument.invoice(plan);
    InvoiceDraft draft = plan.booked().invoice();
    Optional<Link> link = links.invoice(draft.source());
    List<Money> fresh = plan
      .payments()
      .stream()
      .filter(money -> links.payment(money.source()).isEmpty())
      .toList();
    List<String> words = new ArrayList<>();
    Verdict verdict = link
      .map(there -> standing(there, draft.sourceProjection(), fresh, words))
      .orElseGet(() -> dated(document.date(), Verdict.CREATE, words));
    fresh.forEach(money -> dated(money.date(), verdict, words));
    words.addAll(plan.concerns());
    Row row = rows.order(
      order,
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
    return document.entry(row, order, link.flatMap(there -> rows.day(there.createdAt())));
  }

  private Verdict standing(Link link, String projection, List<Money> fresh, List<String> words) {
    if (!link.sourceProjection().equals(projection)) {
      words.add("it changed after it was posted");
      return Verdict.CHANGE;
    }
    fresh.forEach(money -> words.add("a payment of " + money.amount().toPlainString() + " would be posted"));
    return fresh.isEmpty() ? Verdict.UNCHANGED : Verdict.CHANGE;
  }

  private PeriodEntry credit(ShopOrder order, Credit credit) {
    PlannedDocument document = PlannedDocument.credit(credit);
    CreditNoteDraft draft = credit.note();
    Optional<Link> link = links.creditNote(draft.source());
    List<String> words = new ArrayList<>();
    Verdict verdict = link.isPresent() ? Verdict.UNCHANGED : dated(document.date(), Verdict.CREATE, words);
    words.addAll(document.concerns());
    Row row = rows.refund(
      order,
      document.date(),
      document.amounts(),
      verdict,
      String.join("; ", words),
      new PeriodRows.Books(
        link.map(Link::number).orElse(draft.number()),
        "",
        document.paid(),
        BigDecimal.ZERO.setScale(2),
        "",
        document.cashInWords(),
        null,
        link.map(there -> rows.creditNoteAddress(there.targetId())).orElse(null)
      )
    );
    return document.entry(row, order, link.flatMap(there -> rows.day(there.createdAt())));
  }

  private Verdict dated(LocalDate day, Verdict open, List<String> words) {
    boolean closed = closedThrough.filter(last -> !day.isAfter(last)).isPresent();
    if (closed) {
      words.add("the books are closed through " + closedThrough.get() + ", and it would be dated " + day);
    }
    return closed ? Verdict.REFUSED : open;
  }
}
