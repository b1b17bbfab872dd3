package io.ledgerroutes.xerostampli;

import io.ledgerroutes.xero.mirror.PurchaseOrder;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** A purchase order and what the documents seen so far have taken of it. Not for several threads. */
final class OpenOrder {

  private static final Set<String> APPROVED = Set.of("AUTHORISED", "BILLED");

  private final PurchaseOrder order;
  private final List<NetLine> lines;
  private final Map<Integer, BigDecimal> billedPieces = new HashMap<>();
  private BigDecimal billed = BigDecimal.ZERO.setScale(2);

  OpenOrder(PurchaseOrder order) {
    this.order = order;
    this.lines = NetLine.of(order);
  }

  String id() {
    return order.id();
  }

  /** For people. */
  String number() {
    return order.number().isBlank() ? "an order without a number" : order.number();
  }

  List<NetLine> lines() {
    return lines;
  }

  /**
   * Whether a document may belong to it by itself: same supplier and currency, approved. BILLED is only what somebody
   * clicked in Xero, so such an order stays open until bills have used it up (rule P3).
   */
  boolean isFor(CountedDocument document) {
    return isOf(document) && APPROVED.contains(order.status());
  }

  /** Whether a person may pair it: of the same supplier and currency, and still there. */
  boolean mayBePairedWith(CountedDocument document) {
    return isOf(document) && !order.status().equals("DELETED");
  }

  private boolean isOf(CountedDocument document) {
    return (
      order.supplier().equals(document.document().supplier()) &&
      order.currency().equals(document.document().currency())
    );
  }

  /** Whether its date is no further than so many days from the document's; not if one has none. */
  boolean isNear(CountedDocument document, int days) {
    return (
      order.date().isPresent() &&
      document.document().date().isPresent() &&
      Math.abs(ChronoUnit.DAYS.between(order.date().get(), document.document().date().get())) <= days
    );
  }

  private BigDecimal net() {
    return order.net().setScale(2, RoundingMode.HALF_UP);
  }

  /** What is still to be billed, in major units; below zero where too much was. */
  BigDecimal remaining() {
    return net().subtract(billed);
  }

  /** What a document can still take, never below zero; of a credit what it can give back: no more than was billed. */
  BigDecimal room(boolean gives) {
    return (gives ? billed : remaining()).max(BigDecimal.ZERO);
  }

  /** By how much a bill may exceed what remains: the smaller of a percentage of it and an amount (rule P3). */
  BigDecimal tolerance(MatchSettings settings) {
    return room(false)
      .multiply(settings.percent())
      .movePointLeft(2)
      .min(settings.most())
      .setScale(2, RoundingMode.DOWN);
  }

  /** Pieces of one of its lines that were billed. */
  BigDecimal billedPieces(NetLine line) {
    return billedPieces.getOrDefault(line.position(), BigDecimal.ZERO);
  }

  /** A document takes so much of it; negative gives back. */
  void take(BigDecimal share) {
    billed = billed.add(share.setScale(2, RoundingMode.HALF_UP));
  }

  /** A document takes pieces of one of its lines; negative gives back. */
  void takePieces(int position, BigDecimal pieces) {
    billedPieces.merge(position, pieces, BigDecimal::add);
  }

  /** Why a document that names it cannot take it, in words. */
  static String refusal(String number, PurchaseOrder order, CountedDocument document) {
    if (!order.supplier().equals(document.document().supplier())) {
      return number + " is an order of another supplier";
    }
    if (!order.currency().equals(document.document().currency())) {
      return number + " is in " + order.currency() + ", this is in " + document.document().currency();
    }
    return switch (order.status()) {
      case "DELETED" -> number + " was deleted";
      case "SUBMITTED" -> number + " still waits for approval";
      case "DRAFT" -> number + " is still a draft";
      default -> number + " is neither approved nor billed";
    };
  }
}
