package io.ledgerroutes.xerostampli;

import io.ledgerroutes.inbox.Batch;
import io.ledgerroutes.inbox.Element;
import io.ledgerroutes.xero.mirror.PurchaseOrder;
import io.ledgerroutes.xero.mirror.SupplierDocument;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.camel.Handler;
import org.springframework.stereotype.Component;

/** Finds the purchase orders of a batch's bills: supplier by supplier, with everything that it has sent and was sent. */
@Component("orderMatching")
public class OrderMatching {

  private final BillContext context;
  private final BuyingBooks buying;
  private final BillDecisions decisions;
  private final WaitingBills waiting;

  OrderMatching(BillContext context, BuyingBooks buying, BillDecisions decisions, WaitingBills waiting) {
    this.context = context;
    this.buying = buying;
    this.decisions = decisions;
    this.waiting = waiting;
  }

  /**
   * What was found out about a bill.
   *
   * @param orders of its supplier, and others of which its supplier's bills have the number, by id
   * @param waitsFor what it waits for if a person must mend something first, see {@link WaitingBills}
   */
  record Found(Match match, Map<String, PurchaseOrder> orders, String waitsFor) {}

  /** Leaves a {@link Found} on each open element. */
  @Handler
  public void match(Batch batch) {
    BillContext.Scope scope = context.of(batch.connection());
    Map<String, List<String>> pairings = decisions.pairings(batch.connection());
    Map<String, List<Element>> bySupplier = new LinkedHashMap<>();
    for (Element element : batch.open()) {
      bySupplier
        .computeIfAbsent(element.known(BillAtHand.class).bill().supplier(), id -> new ArrayList<>())
        .add(element);
    }
    bySupplier.forEach((supplier, elements) -> match(scope, supplier, elements, pairings));
  }

  private void match(
    BillContext.Scope scope,
    String supplier,
    List<Element> elements,
    Map<String, List<String>> pairings
  ) {
    // Asked first: a change in between is a change of the name.
    String waitsFor = waiting.name(scope.id(), scope.tenant(), supplier);
    SupplierBooks books = buying.of(scope, supplier, pairings);
    Map<String, Match> matches = BillMatching.of(books, scope.settings().matching());
    Map<String, PurchaseOrder> known = books.known();
    for (Element element : elements) {
      Match match = matches.getOrDefault(element.key(), notMatched(element.known(BillAtHand.class).bill()));
      element.learn(Found.class, new Found(match, known, waitsFor));
    }
  }

  /** What is found out about a bill that no order is looked for. */
  static Match notMatched(SupplierDocument bill) {
    return new Match.Unmatched(0, List.of("its status is " + bill.status()), List.of());
  }
}
