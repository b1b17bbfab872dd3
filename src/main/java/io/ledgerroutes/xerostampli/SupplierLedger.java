package io.ledgerroutes.xerostampli;

import io.ledgerroutes.xero.mirror.PurchaseOrder;
import io.ledgerroutes.xerostampli.Match.Matched;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/** What is known of a supplier's documents and orders while they are matched. Not for several threads. */
final class SupplierLedger {

  private static final Comparator<PurchaseOrder> BY_DATE = Comparator.comparing((PurchaseOrder order) ->
    order.date().orElse(LocalDate.MAX)
  )
    .thenComparing(PurchaseOrder::number)
    .thenComparing(PurchaseOrder::id);

  private final MatchSettings settings;
  private final Map<String, OpenOrder> byId = new HashMap<>();
  private final List<OpenOrder> orders;
  private final List<CountedDocument> documents;
  private final NumbersInText<CountedDocument> bills;
  private final Map<String, List<CountedDocument>> naming = new HashMap<>();
  private final Map<BigDecimal, List<CountedDocument>> unnamed = new HashMap<>();
  private final Map<String, Matched> settled = new HashMap<>();

  SupplierLedger(SupplierBooks books, MatchSettings settings) {
    this.settings = settings;
    OrderNumbers numbers = new OrderNumbers(books.orders(), books.others(), settings);
    orders = books.orders().stream().sorted(BY_DATE).map(OpenOrder::new).toList();
    orders.forEach(order -> byId.put(order.id(), order));
    documents = books
      .documents()
      .stream()
      .filter(CountedDocument::counts)
      .map(document -> CountedDocument.of(document, numbers))
      .sorted(CountedDocument.IN_ORDER)
      .toList();
    bills = new NumbersInText<>(documents
      .stream()
      .filter(one -> !one.document().isCredit())
      .toList(), one -> one.document().number());
    documents
      .stream()
      .filter(one -> !one.gives())
      .forEach(this::index);
  }

  private void index(CountedDocument bill) {
    if (bill.named().isEmpty()) {
      Stream.of(bill.amount(), bill.goods(settings))
        .distinct()
        .forEach(amount -> unnamed.computeIfAbsent(amount, any -> new ArrayList<>()).add(bill));
    }
    bill
      .named()
      .stream()
      .flatMap(found -> found.documents().stream())
      .forEach(order -> naming.computeIfAbsent(order.id(), any -> new ArrayList<>()).add(bill));
  }

  MatchSettings settings() {
    return settings;
  }

  /** Those that count, in the order in which they are worked. */
  List<CountedDocument> documents() {
    return documents;
  }

  /** By date, number and id. */
  List<OpenOrder> orders() {
    return orders;
  }

  /** The orders of these ids that are known. */
  List<OpenOrder> orders(List<String> ids) {
    return ids.stream().distinct().map(byId::get).filter(Objects::nonNull).toList();
  }

  /** The bills that a credit names by their numbers. */
  List<NumbersInText.Found<CountedDocument>> billsNamedBy(CountedDocument credit) {
    return bills.in(credit.document());
  }

  /** What a document was found to belong to; empty while it is open. */
  Optional<Matched> settled(CountedDocument document) {
    return Optional.ofNullable(settled.get(document.id()));
  }

  /** From here on what it takes of the orders is taken. */
  void settle(CountedDocument document, Matched match) {
    settled.put(document.id(), match);
    match
      .shares()
      .stream()
      .filter(share -> byId.containsKey(share.order()))
      .forEach(share -> byId.get(share.order()).take(share.net()));
  }

  /** Whether another bill that is still open names one of the orders. */
  boolean isNamedByAnother(List<OpenOrder> orders, CountedDocument document) {
    return orders
      .stream()
      .flatMap(order -> naming.getOrDefault(order.id(), List.of()).stream())
      .anyMatch(other -> isOpenBesides(other, document));
  }

  /** Whether another open bill that names no order has the same amount, and could as well be the one. */
  boolean hasTwin(List<OpenOrder> orders, BigDecimal amount, CountedDocument document) {
    return unnamed
      .getOrDefault(amount, List.of())
      .stream()
      .filter(other -> isOpenBesides(other, document))
      .anyMatch(other ->
        orders.stream().allMatch(order -> order.isFor(other) && order.isNear(other, settings.days()))
      );
  }

  private boolean isOpenBesides(CountedDocument other, CountedDocument document) {
    return other != document && !settled.containsKey(other.id());
  }
}
