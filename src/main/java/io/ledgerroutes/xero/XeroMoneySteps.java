package io.ledgerroutes.xero;

import io.ledgerroutes.inbox.Batch;
import io.ledgerroutes.inbox.Element;
import io.ledgerroutes.inbox.Outcome;
import io.ledgerroutes.posting.Draft;
import io.ledgerroutes.posting.Posted;
import io.ledgerroutes.posting.Posting;
import io.ledgerroutes.posting.SourceRef;
import io.ledgerroutes.posting.Target;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;

/**
 * What follows an invoice: payments, credit notes and what they are used for. Each step serves the whole batch with
 * as few calls as Xero allows; an element of which one document is stopped gets that outcome, the others go on.
 */
@Component
public class XeroMoneySteps {

  private final Posting posting;
  private final XeroPayments payments;
  private final XeroCreditNotes creditNotes;
  private final XeroAllocations allocations;

  XeroMoneySteps(
    Posting posting,
    XeroPayments payments,
    XeroCreditNotes creditNotes,
    XeroAllocations allocations
  ) {
    this.posting = posting;
    this.payments = payments;
    this.creditNotes = creditNotes;
    this.allocations = allocations;
  }

  /** Brings the {@link PaymentsWanted} of each open element. */
  public void bringPayments(Batch batch) {
    bring(batch, payments, element ->
      element
        .learned(PaymentsWanted.class)
        .stream()
        .flatMap(wanted -> wanted.payments().stream())
        .map(payment -> new Wanted(payment.draft(), payment.document().id()))
    );
  }

  /** Brings the {@link CreditNotesWanted} of each open element, for its {@link ContactId}. */
  public void bringCreditNotes(Batch batch) {
    bring(batch, creditNotes, element ->
      element
        .learned(CreditNotesWanted.class)
        .stream()
        .flatMap(wanted -> wanted.notes().stream())
        .map(note -> new Wanted(XeroCreditNotes.draft(note, element.known(ContactId.class)), ""))
    );
  }

  /** Brings the {@link AllocationsWanted} of each open element. */
  public void bringAllocations(Batch batch) {
    bring(batch, allocations, element ->
      element
        .learned(AllocationsWanted.class)
        .stream()
        .flatMap(wanted -> wanted.allocations().stream())
        .map(allocation -> new Wanted(allocation.draft(), allocation.credit().id()))
    );
  }

  /**
   * A document to bring.
   *
   * @param on id of the document that it belongs to, empty where it stands alone
   */
  private record Wanted(Draft draft, String on) {}

  private void bring(Batch batch, Target target, Function<Element, Stream<Wanted>> wanted) {
    Map<Element, List<Draft>> drafts = new LinkedHashMap<>();
    Set<SourceRef> certainlyNew = new HashSet<>();
    for (Element element : batch.open()) {
      Set<String> made = Brought.of(element).made();
      List<Wanted> own = wanted.apply(element).toList();
      own
        .stream()
        .filter(each -> made.contains(each.on()))
        .forEach(each -> certainlyNew.add(each.draft().source()));
      drafts.put(element, own.stream().map(Wanted::draft).toList());
    }
    List<Draft> all = new ArrayList<>();
    drafts.values().forEach(all::addAll);
    if (all.isEmpty()) {
      return;
    }
    Map<SourceRef, Posted> posted = posting.bring(batch.tenant(), target, all, certainlyNew);
    drafts.forEach((element, own) ->
      own.forEach(draft -> take(element, words(target, draft), posted.get(draft.source())))
    );
  }

  private static String words(Target target, Draft draft) {
    return switch (target.terms().type()) {
      case XeroCreditNotes.TYPE -> "credit note " + draft.number();
      case XeroPayments.TYPE -> "payment " + draft.number();
      default -> "the use of a credit note";
    };
  }

  private static void take(Element element, String what, Posted posted) {
    switch (posted) {
      case Posted.Linked linked -> Brought.add(element, linked);
      case Posted.NotLinked stopped -> element.settle(named(what, stopped.outcome()));
    }
  }

  /** A person is told which document it is about. */
  private static Outcome named(String what, Outcome outcome) {
    return switch (outcome) {
      case Outcome.Held held -> new Outcome.Held(what + ": " + held.reason(), held.waitsFor());
      case Outcome.Dead dead -> new Outcome.Dead(what + ": " + dead.reason());
      default -> outcome;
    };
  }
}
