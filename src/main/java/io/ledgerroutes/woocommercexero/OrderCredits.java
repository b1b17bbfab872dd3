package io.ledgerroutes.woocommercexero;

import io.ledgerroutes.inbox.Batch;
import io.ledgerroutes.inbox.Element;
import io.ledgerroutes.inbox.Outcome;
import io.ledgerroutes.posting.Link;
import io.ledgerroutes.posting.LinkStore;
import io.ledgerroutes.posting.SourceRef;
import io.ledgerroutes.woocommercexero.ClosedPeriods.Dating;
import io.ledgerroutes.woocommercexero.Credit.Use;
import io.ledgerroutes.xero.AllocationDraft;
import io.ledgerroutes.xero.AllocationsWanted;
import io.ledgerroutes.xero.Brought;
import io.ledgerroutes.xero.CreditNoteDraft;
import io.ledgerroutes.xero.CreditNotesWanted;
import io.ledgerroutes.xero.PaidDocument;
import io.ledgerroutes.xero.PostedDocument;
import io.ledgerroutes.xero.XeroAllocations;
import io.ledgerroutes.xero.XeroCreditNotes;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import org.springframework.stereotype.Component;

/** Leaves on each element what is credited for its refunds or its cancellation, and then what becomes of it (rule W7). */
@Component("orderCredits")
public class OrderCredits {

  private final OrderContext context;
  private final LinkStore links;
  private final Approvals approvals;
  private final OrderMoney money;
  private final InvoiceRates rates;
  private final EndedInvoices ended;

  OrderCredits(
    OrderContext context,
    LinkStore links,
    Approvals approvals,
    OrderMoney money,
    InvoiceRates rates,
    EndedInvoices ended
  ) {
    this.context = context;
    this.links = links;
    this.approvals = approvals;
    this.money = money;
    this.rates = rates;
    this.ended = ended;
  }

  /** Prepares the credit notes. */
  public void notes(Batch batch) {
    List<Element> planned = crediting(batch);
    if (planned.isEmpty()) {
      return;
    }
    OrderContext.Scope scope = context.of(batch.connection());
    ClosedPeriods closed = context.closedPeriods(scope);
    Map<SourceRef, Link> posted = posted(planned, XeroCreditNotes.TYPE);
    Predicate<Credit> fresh = credit -> !posted.containsKey(credit.note().source());
    ended.hold(batch.tenant(), planned, fresh);
    List<Element> crediting = crediting(batch);
    Map<String, BigDecimal> byInvoice = rates.of(
      batch.tenant(),
      context.baseCurrency(scope),
      crediting,
      fresh
    );
    for (Element element : crediting) {
      List<CreditNoteDraft> notes = new ArrayList<>();
      for (Credit credit : credits(element)) {
        if (fresh.test(credit)) {
          CreditNoteDraft note = rated(credit, byInvoice.get(OrderInvoice.of(element).targetId())).note();
          Dating dating = closed.date(
            ClosedPeriods.Kind.CREDIT_NOTE,
            "credit note " + note.number(),
            note.day()
          );
          onOpenDay(element, dating, note::dated).ifPresent(notes::add);
        } else {
          notes.add(credit.note());
        }
      }
      element.learn(CreditNotesWanted.class, new CreditNotesWanted(notes));
    }
  }

  private static Credit rated(Credit credit, BigDecimal rate) {
    return rate == null ? credit : credit.atRate(rate);
  }

  /** Prepares what becomes of the notes that stand: set against the invoice, or paid back. */
  public void uses(Batch batch) {
    List<Element> crediting = crediting(batch);
    if (crediting.isEmpty()) {
      return;
    }
    allocations(batch, crediting);
    List<MoneyDue> due = new ArrayList<>();
    for (Element element : crediting) {
      for (Credit credit : credits(element)) {
        Link note = note(element, credit);
        credit
          .uses()
          .forEach(use -> {
            if (use instanceof Use.PaidBack(Money back)) {
              due.add(new MoneyDue(element, back, PaidDocument.Kind.CREDIT_NOTE, note));
            }
          });
      }
    }
    money.want(batch, due);
  }

  private void allocations(Batch batch, List<Element> crediting) {
    OrderContext.Scope scope = context.of(batch.connection());
    ClosedPeriods closed = context.closedPeriods(scope);
    Map<SourceRef, Link> posted = posted(crediting, XeroAllocations.TYPE);
    List<Approvals.Subject> subjects = new ArrayList<>();
    for (Element element : crediting) {
      List<AllocationDraft> wanted = new ArrayList<>();
      for (Credit credit : credits(element)) {
        boolean fresh = !posted.containsKey(credit.note().source());
        for (Use use : credit.uses()) {
          if (use instanceof Use.Allocated allocated) {
            allocation(element, credit, allocated, fresh ? Optional.of(closed) : Optional.empty()).ifPresent(
              wanted::add
            );
            if (fresh) {
              subjects.add(
                new Approvals.Subject(element, PaidDocument.Kind.INVOICE, OrderInvoice.of(element))
              );
              subjects.add(
                new Approvals.Subject(element, PaidDocument.Kind.CREDIT_NOTE, note(element, credit))
              );
            }
          }
        }
      }
      element.learn(AllocationsWanted.class, new AllocationsWanted(wanted));
    }
    approvals.await(batch, scope, subjects);
  }

  private static Optional<AllocationDraft> allocation(
    Element element,
    Credit credit,
    Use.Allocated use,
    Optional<ClosedPeriods> closed
  ) {
    Link note = note(element, credit);
    Link invoice = OrderInvoice.of(element);
    LocalDate day = LocalDate.parse(PostedDocument.of(note).day());
    String what = "the use of credit note " + note.number();
    Dating dating = closed
      .map(periods -> periods.date(ClosedPeriods.Kind.CREDIT_NOTE, what, day))
      .orElse(new Dating.On(day));
    return onOpenDay(element, dating, open ->
      new AllocationDraft(
        credit.note().source(),
        new PaidDocument(PaidDocument.Kind.CREDIT_NOTE, note.targetId()),
        invoice.targetId(),
        use.amount(),
        open,
        credit.note().sourceProjection()
      )
    );
  }

  private static <T> Optional<T> onOpenDay(Element element, Dating dating, Function<LocalDate, T> dated) {
    return switch (dating) {
      case Dating.On(LocalDate day) -> Optional.of(dated.apply(day));
      case Dating.Stopped(String reason) -> {
        element.settle(new Outcome.Held(reason));
        yield Optional.empty();
      }
    };
  }

  private static List<Element> crediting(Batch batch) {
    return batch
      .open()
      .stream()
      .filter(element -> !credits(element).isEmpty())
      .toList();
  }

  private static List<Credit> credits(Element element) {
    return element.known(OrderPlan.class).credits();
  }

  private static Link note(Element element, Credit credit) {
    return Brought.of(element)
      .link(credit.note().source(), XeroCreditNotes.TYPE)
      .orElseThrow(() -> new IllegalStateException("No step before this one has brought the credit note"));
  }

  private Map<SourceRef, Link> posted(List<Element> elements, String targetType) {
    List<SourceRef> sources = elements
      .stream()
      .flatMap(element -> credits(element).stream())
      .map(credit -> credit.note().source())
      .toList();
    return links.find(sources, targetType);
  }
}
