package io.ledgerroutes.xerostampli;

import io.ledgerroutes.stampli.FileEntry.Share;
import io.ledgerroutes.xero.mirror.PurchaseOrder;
import io.ledgerroutes.xerostampli.Match.Candidate;
import io.ledgerroutes.xerostampli.NumbersInText.Found;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Documents that say where they belong: by an order's number, or a credit by the number of the bill that it credits. */
final class NumberMatching {

  private final SupplierLedger ledger;

  NumberMatching(SupplierLedger ledger) {
    this.ledger = ledger;
  }

  /** Of a document that names an order, or gives back. */
  Verdict of(CountedDocument document) {
    return document.names() ? byOrders(document) : byBills(document);
  }

  private Verdict byOrders(CountedDocument document) {
    List<OpenOrder> orders = new ArrayList<>();
    List<String> refusals = new ArrayList<>();
    for (Found<PurchaseOrder> named : document.named()) {
      List<OpenOrder> fitting = orders(ids(named), document).toList();
      if (fitting.size() > 1) {
        return Verdict.ambiguous(
          List.of(named.number() + " is the number of several orders"),
          candidates(document, fitting.stream())
        );
      }
      orders.addAll(fitting);
      if (fitting.isEmpty()) {
        refusals.add(refusal(named, document));
      }
    }
    return refusals.isEmpty()
      ? fitted(document, orders, "names " + MatchWords.numbers(orders))
      : Verdict.unmatched(refusals, candidates(document, orders.stream()));
  }

  private Stream<OpenOrder> orders(List<String> ids, CountedDocument document) {
    return ledger
      .orders(ids)
      .stream()
      .filter(order -> order.isFor(document));
  }

  private static List<String> ids(Found<PurchaseOrder> named) {
    return named.documents().stream().map(PurchaseOrder::id).toList();
  }

  private static String refusal(Found<PurchaseOrder> named, CountedDocument document) {
    return named
      .documents()
      .stream()
      .map(order -> OpenOrder.refusal(named.number(), order, document))
      .findFirst()
      .orElse("names " + named.number() + ", which is no order of this supplier");
  }

  /** Of a document that was delivered with shares of orders, and says of itself nothing else. */
  Verdict ofFiled(CountedDocument document, List<Share> filed) {
    List<OpenOrder> orders = orders(filed.stream().map(Share::order).toList(), document).toList();
    String reason = "was delivered with " + MatchWords.numbers(orders) + ", and its amount has changed since";
    return orders.isEmpty()
      ? Verdict.unmatched(List.of(reason), List.of())
      : fitted(document, orders, reason);
  }

  /** It belongs to these orders if what is left of them allows it. */
  private Verdict fitted(CountedDocument document, List<OpenOrder> orders, String reason) {
    Fit fit = Fit.of(document, orders, ledger.settings());
    if (fit.isWithin()) {
      return Verdict.matched(fit.score(true), reason, fit);
    }
    List<String> reasons = new ArrayList<>(fit.reasons());
    reasons.add(1, reason);
    return Verdict.unmatched(reasons, List.of(fit.candidate(true)));
  }

  /** A credit that names no order belongs where the bill belongs that it names. */
  private Verdict byBills(CountedDocument credit) {
    List<Found<CountedDocument>> named = ledger.billsNamedBy(credit);
    if (named.isEmpty()) {
      return Verdict.unmatched(List.of("names neither an order nor a bill"), List.of());
    }
    List<CountedDocument> bills = named
      .stream()
      .flatMap(found -> found.documents().stream())
      .toList();
    List<OpenOrder> orders = bills
      .stream()
      .flatMap(bill -> ordersOf(bill, credit))
      .distinct()
      .toList();
    if (bills.size() > named.size()) {
      return Verdict.ambiguous(
        List.of("names a bill's number that several bills have"),
        candidates(credit, orders.stream())
      );
    }
    boolean open = bills.stream().anyMatch(bill -> ledger.settled(bill).isEmpty());
    return open || orders.isEmpty()
      ? Verdict.unmatched(
          List.of("credits a bill that belongs to no order"),
          candidates(credit, orders.stream())
        )
      : fitted(credit, orders, "credits a bill that belongs to " + MatchWords.numbers(orders));
  }

  private Stream<OpenOrder> ordersOf(CountedDocument bill, CountedDocument credit) {
    return ledger
      .settled(bill)
      .stream()
      .flatMap(match -> orders(match.shares().stream().map(Share::order).toList(), credit));
  }

  private List<Candidate> candidates(CountedDocument document, Stream<OpenOrder> orders) {
    return orders.map(order -> Fit.of(document, List.of(order), ledger.settings()).candidate(true)).toList();
  }
}
