package io.ledgerroutes.xerostampli;

import io.ledgerroutes.stampli.FileEntry.Share;
import io.ledgerroutes.xero.mirror.PurchaseOrder;
import io.ledgerroutes.xero.mirror.SupplierDocument;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** A supplier's books to match, written as a bookkeeper would tell them. Ids are the numbers. */
final class SampleBooks {

  static final String SUPPLIER = "supplier-1";
  private static final Instant READ = Instant.parse("2026-06-01T00:00:00Z");

  private final List<SupplierDocument> documents = new ArrayList<>();
  private final List<PurchaseOrder> orders = new ArrayList<>();
  private final List<PurchaseOrder> others = new ArrayList<>();
  private final Map<String, List<Share>> filed = new HashMap<>();
  private final Map<String, List<String>> pairings = new HashMap<>();
  private MatchSettings settings = MatchSettings.DEFAULT;

  /** A line; its net is quantity times price. */
  record Item(String code, String description, String quantity, String price) {
    BigDecimal net() {
      return new BigDecimal(quantity).multiply(new BigDecimal(price)).setScale(2, RoundingMode.HALF_UP);
    }
  }

  static Item item(String code, String description, String quantity, String price) {
    return new Item(code, description, quantity, price);
  }

  /** One line that says nothing to pair by. */
  static Item sum(String net) {
    return new Item("", "", "1", net);
  }

  SampleBooks settings(MatchSettings changed) {
    settings = changed;
    return this;
  }

  SampleBooks order(String number, String date, Item... items) {
    orders.add(orderOf(number, date, items));
    return this;
  }

  /** The last order is another supplier's. */
  SampleBooks ofAnother() {
    but(order -> order.supplier("somebody-else"));
    others.add(orders.removeLast());
    return this;
  }

  /** The last order, changed. */
  SampleBooks but(UnaryOperator<OrderChange> change) {
    PurchaseOrder order = orders.removeLast();
    OrderChange changed = change.apply(
      new OrderChange(order.status(), order.supplier(), order.currency(), order.id())
    );
    orders.add(
      new PurchaseOrder(
        changed.id(),
        order.number(),
        "",
        changed.status(),
        changed.supplier(),
        "",
        order.date(),
        Optional.empty(),
        changed.currency(),
        order.amounts(),
        order.net(),
        order.tax(),
        order.total(),
        order.lines(),
        READ
      )
    );
    return this;
  }

  record OrderChange(String status, String supplier, String currency, String id) {
    OrderChange status(String other) {
      return new OrderChange(other, supplier, currency, id);
    }

    OrderChange supplier(String other) {
      return new OrderChange(status, other, currency, id);
    }

    OrderChange currency(String other) {
      return new OrderChange(status, supplier, other, id);
    }

    OrderChange id(String other) {
      return new OrderChange(status, supplier, currency, other);
    }
  }

  SampleBooks bill(String number, String date, Item... items) {
    return document("ACCPAY", number, number, "AUTHORISED", date, items);
  }

  SampleBooks bill(String id, String number, String date, Item... items) {
    return document("ACCPAY", id, number, "AUTHORISED", date, items);
  }

  SampleBooks credit(String number, String date, Item... items) {
    return document("ACCPAYCREDIT", number, number, "AUTHORISED", date, items);
  }

  SampleBooks document(String type, String id, String number, String status, String date, Item... items) {
    documents.add(documentOf(type, id, number, status, date, items));
    return this;
  }

  SampleBooks filed(String document, Share... shares) {
    filed.put(document, List.of(shares));
    return this;
  }

  SampleBooks paired(String document, String... chosen) {
    pairings.put(document, List.of(chosen));
    return this;
  }

  static Share share(String order, String net) {
    return new Share(order, new BigDecimal(net));
  }

  SupplierBooks books() {
    return new SupplierBooks(documents, orders, others, filed, pairings);
  }

  Map<String, Match> match() {
    return BillMatching.of(books(), settings);
  }

  Match match(String document) {
    return match().get(document);
  }

  static PurchaseOrder orderOf(String number, String date, Item... items) {
    BigDecimal net = total(items);
    return new PurchaseOrder(
      number,
      number,
      "",
      "AUTHORISED",
      SUPPLIER,
      "",
      Optional.of(LocalDate.parse(date)),
      Optional.empty(),
      "NZD",
      "Exclusive",
      net,
      BigDecimal.ZERO,
      net,
      Arrays.stream(items)
        .map(item ->
          new PurchaseOrder.Line(
            "",
            item.code(),
            item.description(),
            new BigDecimal(item.quantity()),
            new BigDecimal(item.price()),
            item.net(),
            BigDecimal.ZERO,
            "",
            "",
            List.of()
          )
        )
        .toList(),
      READ
    );
  }

  static SupplierDocument documentOf(
    String type,
    String id,
    String number,
    String status,
    String date,
    Item... items
  ) {
    return documentOf(type, id, number, "", status, date, "Exclusive", BigDecimal.ZERO, items);
  }

  /** With amounts as {@code Inclusive} has them: the lines' sums hold the tax, which is spread over them. */
  static SupplierDocument documentOf(
    String type,
    String id,
    String number,
    String reference,
    String status,
    String date,
    String amounts,
    BigDecimal taxPercent,
    Item... items
  ) {
    List<SupplierDocument.Line> lines = Arrays.stream(items)
      .map(item -> {
        BigDecimal tax = item.net().multiply(taxPercent).movePointLeft(2).setScale(2, RoundingMode.HALF_UP);
        boolean inclusive = amounts.equals("Inclusive");
        return new SupplierDocument.Line(
          "",
          item.code(),
          item.description(),
          new BigDecimal(item.quantity()),
          new BigDecimal(item.price()),
          inclusive ? item.net().add(tax) : item.net(),
          tax,
          "",
          "",
          List.of()
        );
      })
      .toList();
    BigDecimal net = total(items);
    BigDecimal tax = lines.stream().map(SupplierDocument.Line::tax).reduce(BigDecimal.ZERO, BigDecimal::add);
    return new SupplierDocument(
      id,
      type,
      number,
      reference,
      status,
      SUPPLIER,
      "",
      Optional.of(LocalDate.parse(date)),
      Optional.empty(),
      Optional.empty(),
      "NZD",
      Optional.empty(),
      amounts,
      net,
      tax,
      net.add(tax),
      BigDecimal.ZERO,
      BigDecimal.ZERO,
      net.add(tax),
      false,
      List.of(),
      lines,
      READ
    );
  }

  SampleBooks add(SupplierDocument document) {
    documents.add(document);
    return this;
  }

  private static BigDecimal total(Item... items) {
    return Arrays.stream(items).map(Item::net).reduce(new BigDecimal("0.00"), BigDecimal::add);
  }
}
