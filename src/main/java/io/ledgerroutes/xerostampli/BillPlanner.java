package io.ledgerroutes.xerostampli;

import io.ledgerroutes.posting.Link;
import io.ledgerroutes.posting.LinkStore;
import io.ledgerroutes.stampli.FiledRecord;
import io.ledgerroutes.xero.XeroCreditNotes;
import io.ledgerroutes.xero.XeroInvoices;
import io.ledgerroutes.xero.mirror.PurchaseOrder;
import io.ledgerroutes.xero.mirror.SupplierDocument;
import io.ledgerroutes.xerostampli.BillAtHand.Corrected;
import io.ledgerroutes.xerostampli.PlannedBill.Course;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/**
 * Plans bills and credits as the work would, by the same functions and stores, and writes nothing. The mirrors are as
 * fresh as whoever asks has made them.
 */
@Component
class BillPlanner {

  private static final int AT_ONCE = 500;

  private final BillContext context;
  private final BuyingBooks buying;
  private final Suppliers suppliers;
  private final BillDecisions decisions;
  private final FiledRecords filed;
  private final BillAlarms alarms;
  private final LinkStore links;

  BillPlanner(
    BillContext context,
    BuyingBooks buying,
    Suppliers suppliers,
    BillDecisions decisions,
    FiledRecords filed,
    BillAlarms alarms,
    LinkStore links
  ) {
    this.context = context;
    this.buying = buying;
    this.suppliers = suppliers;
    this.decisions = decisions;
    this.filed = filed;
    this.alarms = alarms;
    this.links = links;
  }

  /**
   * What was planned.
   *
   * @param bills in the order in which they would go
   * @param orders of their suppliers, by id
   * @param left what no document takes of each of them, net in its currency
   */
  record Plan(List<PlannedBill> bills, Map<String, PurchaseOrder> orders, Map<String, BigDecimal> left) {}

  /** Plans documents of a connection. */
  Plan plan(BillContext.Scope scope, Collection<SupplierDocument> documents) {
    Matched matched = matched(scope, documents);
    List<BillAtHand> inOrder = atHand(scope, documents).stream().sorted(EntryPass.ORDER).toList();
    EntryPass pass = new EntryPass(
      scope.settings(),
      context.names(scope.tenant()),
      inParts(inOrder.stream().map(BillAtHand::number).toList(), some -> filed.numbered(scope.id(), some))
    );
    Map<String, Link> made = made(scope.tenant(), documents);
    List<PlannedBill> planned = new ArrayList<>();
    for (BillAtHand at : inOrder) {
      Link other = made.get(at.bill().id());
      planned.add(other == null ? planned(scope, pass, at, matched) : ofOther(at, other));
    }
    return new Plan(planned, matched.orders(), matched.left());
  }

  private static PlannedBill ofOther(BillAtHand at, Link made) {
    String words = "connection " + made.source().scope() + " has made it";
    return new PlannedBill(at, Optional.empty(), new Course.LeftAlone(words), Optional.empty());
  }

  private PlannedBill planned(BillContext.Scope scope, EntryPass pass, BillAtHand at, Matched matched) {
    Optional<Match> match = Optional.ofNullable(matched.matches().get(at.bill().id()));
    return switch (SinceDelivery.of(at, scope.settings())) {
      case SinceDelivery.InFile(FiledRecord record) -> new PlannedBill(
        at,
        match,
        new Course.InFile(record),
        Optional.empty()
      );
      case SinceDelivery.Hold hold -> new PlannedBill(
        at,
        match,
        new Course.Stopped(hold.reason()),
        Optional.of(hold.reason()).filter(_ -> hold.alarm())
      );
      case SinceDelivery.Closed closed -> new PlannedBill(
        at,
        match,
        new Course.LeftAlone(closed.reason()),
        Optional.empty()
      );
      case SinceDelivery.Correct(FiledRecord record, String words, boolean stop) -> new PlannedBill(
        at,
        match,
        course(pass, at, matched, Optional.of(new Corrected(record, words))),
        Optional.of(words).filter(_ -> stop)
      );
      case SinceDelivery.NeverFiled _ -> BillSelection.left(
        at.bill(),
        scope.from(at.bill().date()),
        scope.settings()
      )
        .map(left ->
          new PlannedBill(at, Optional.empty(), new Course.LeftAlone(left.words()), Optional.empty())
        )
        .orElseGet(() ->
          new PlannedBill(at, match, course(pass, at, matched, Optional.empty()), Optional.empty())
        );
    };
  }

  private static Course course(
    EntryPass pass,
    BillAtHand at,
    Matched matched,
    Optional<Corrected> corrected
  ) {
    Match match = matched.matches().getOrDefault(at.bill().id(), OrderMatching.notMatched(at.bill()));
    return switch (pass.translate(at, match, matched.of(at.bill().supplier()), corrected)) {
      case Translated.Ready ready -> new Course.Goes(ready.entry());
      case Translated.Stopped stopped -> new Course.Stopped(stopped.reason());
    };
  }

  /** What was found out about all documents of the suppliers. */
  private record Matched(
    Map<String, Match> matches,
    Map<String, PurchaseOrder> orders,
    Map<String, Map<String, PurchaseOrder>> bySupplier,
    Map<String, BigDecimal> left
  ) {
    private Map<String, PurchaseOrder> of(String supplier) {
      return bySupplier.getOrDefault(supplier, Map.of());
    }
  }

  private Matched matched(BillContext.Scope scope, Collection<SupplierDocument> documents) {
    Map<String, List<String>> pairings = decisions.pairings(scope.id());
    Matched matched = new Matched(new HashMap<>(), new HashMap<>(), new HashMap<>(), new HashMap<>());
    documents
      .stream()
      .map(SupplierDocument::supplier)
      .distinct()
      .forEach(supplier -> {
        SupplierBooks books = buying.of(scope, supplier, pairings);
        Map<String, Match> matches = BillMatching.of(books, scope.settings().matching());
        matched.matches().putAll(matches);
        Map<String, PurchaseOrder> orders = books
          .orders()
          .stream()
          .collect(Collectors.toMap(PurchaseOrder::id, Function.identity()));
        matched.orders().putAll(orders);
        matched.bySupplier().put(supplier, books.known());
        orders.forEach((id, order) -> matched.left().put(id, PeriodView.net(order)));
        matches.values().forEach(match -> take(match, matched.left()));
      });
    return matched;
  }

  private static void take(Match match, Map<String, BigDecimal> left) {
    if (match instanceof Match.Matched one) {
      one.shares().forEach(share -> left.merge(share.order(), share.net().negate(), BigDecimal::add));
    }
  }

  private List<BillAtHand> atHand(BillContext.Scope scope, Collection<SupplierDocument> documents) {
    Map<String, Supplier> known = new HashMap<>();
    List<String> contacts = documents.stream().map(SupplierDocument::supplier).distinct().toList();
    parts(contacts).forEach(some -> known.putAll(suppliers.of(scope.tenant(), some)));
    List<BillAtHand> all = new ArrayList<>();
    for (RecordKind kind : List.of(RecordKind.BILLS, RecordKind.CREDITS)) {
      List<SupplierDocument> ofKind = documents
        .stream()
        .filter(document -> document.recordType().equals(kind.flow()))
        .toList();
      for (List<SupplierDocument> some : parts(ofKind)) {
        List<String> ids = some.stream().map(SupplierDocument::id).toList();
        Map<String, Decided> decided = decisions.of(scope.id(), ids);
        Map<String, List<FiledRecord>> inFiles = filed.all(scope.id(), kind, ids);
        Map<String, Told> told = alarms.told(scope.id(), kind, inFiles.keySet());
        for (SupplierDocument document : some) {
          all.add(
            new BillAtHand(
              document,
              Optional.ofNullable(known.get(document.supplier())),
              decided.getOrDefault(document.id(), Decided.NOTHING),
              inFiles.getOrDefault(document.id(), List.of()),
              Optional.ofNullable(told.get(document.id()))
            )
          );
        }
      }
    }
    return all;
  }

  /** What another connection of the runtime made (rule A7). */
  private Map<String, Link> made(String tenant, Collection<SupplierDocument> documents) {
    Map<String, Link> made = new HashMap<>();
    Map<Boolean, List<String>> ids = documents
      .stream()
      .collect(
        Collectors.groupingBy(
          SupplierDocument::isCredit,
          Collectors.mapping(SupplierDocument::id, Collectors.toList())
        )
      );
    ids.forEach((credit, all) ->
      parts(all).forEach(some ->
        made.putAll(links.ofTargets(tenant, credit ? XeroCreditNotes.TYPE : XeroInvoices.TYPE, some))
      )
    );
    return made;
  }

  private static <K, T> List<T> inParts(List<K> all, Function<List<K>, List<T>> ask) {
    return parts(all)
      .stream()
      .flatMap(some -> ask.apply(some).stream())
      .toList();
  }

  private static <T> List<List<T>> parts(List<T> all) {
    List<List<T>> parts = new ArrayList<>();
    for (int from = 0; from < all.size(); from += AT_ONCE) {
      parts.add(all.subList(from, Math.min(all.size(), from + AT_ONCE)));
    }
    return parts;
  }
}
