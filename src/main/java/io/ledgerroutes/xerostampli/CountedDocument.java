package io.ledgerroutes.xerostampli;

import io.ledgerroutes.xero.mirror.PurchaseOrder;
import io.ledgerroutes.xero.mirror.SupplierDocument;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import java.util.Set;

/**
 * A bill or credit that counts.
 *
 * @param gives whether it gives back to orders instead of taking from them: a credit, or a bill below zero
 * @param amount its net, never below zero
 * @param named orders' numbers that it names
 */
record CountedDocument(
  SupplierDocument document,
  boolean gives,
  BigDecimal amount,
  List<NetLine> lines,
  List<NumbersInText.Found<PurchaseOrder>> named
) {
  /** By date, bills before credits, then number and id: the same whatever order they were read in. */
  static final Comparator<CountedDocument> IN_ORDER = Comparator.comparing((CountedDocument one) ->
    one.document.date().orElse(LocalDate.MAX)
  )
    .thenComparing(CountedDocument::gives)
    .thenComparing(one -> one.document.number())
    .thenComparing(CountedDocument::id);

  private static final Set<String> COUNTS_NOT = Set.of("DRAFT", "VOIDED", "DELETED");

  /** Whether a document uses orders up at all. */
  static boolean counts(SupplierDocument document) {
    return !COUNTS_NOT.contains(document.status());
  }

  static CountedDocument of(SupplierDocument document, OrderNumbers numbers) {
    boolean turned = document.net().signum() < 0;
    List<NetLine> lines = NetLine.of(document);
    return new CountedDocument(
      document,
      document.isCredit() != turned,
      document.net().abs().setScale(2, RoundingMode.HALF_UP),
      turned ? lines.stream().map(NetLine::turned).toList() : lines,
      numbers.in(document)
    );
  }

  String id() {
    return document.id();
  }

  /** Whether it names an order, known or not. */
  boolean names() {
    return !named.isEmpty();
  }

  /** Its net without lines of freight: what an order may have ordered. */
  BigDecimal goods(MatchSettings settings) {
    return lines
      .stream()
      .filter(line -> line.isFreight(settings))
      .map(NetLine::net)
      .reduce(amount, BigDecimal::subtract);
  }

  /** An amount as orders' shares have it: negative where it is given back. */
  BigDecimal signed(BigDecimal share) {
    return gives ? share.negate() : share;
  }
}
