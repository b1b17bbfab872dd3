package io.ledgerroutes.woocommercexero;

import io.ledgerroutes.posting.Link;
import io.ledgerroutes.posting.SourceRef;
import io.ledgerroutes.woocommerce.WooCommerceWebhook;
import io.ledgerroutes.xero.InvoiceDraft;
import java.util.Optional;

/**
 * Which of an order's invoices counts. An order that is wanted again after its invoice was voided gets another one,
 * whose number and source end in {@code -2}, then {@code -3}.
 *
 * @param number counted from 1: of the invoice that stands, or of the one that would be made
 * @param standing the invoice that stands
 * @param voided the one before it, where there is one
 */
record Generation(int number, Optional<Link> standing, Optional<Link> voided) {
  /** The record that the n-th invoice of an order stands for. */
  static SourceRef source(String connection, String order, int number) {
    return new SourceRef(connection, WooCommerceWebhook.ORDERS, order + suffix(number));
  }

  private static String suffix(int number) {
    return number == 1 ? "" : "-" + number;
  }

  /** What is to stand in the books, for the invoice of this generation. */
  OrderPlan of(OrderPlan plan) {
    boolean first = number == 1;
    return new OrderPlan(
      first ? plan.booked() : of(plan.booked()),
      first
        ? plan.payments()
        : plan
            .payments()
            .stream()
            .map(money -> money.as(again(money.source())))
            .toList(),
      plan
        .credits()
        .stream()
        .map(credit -> onInvoice(credit, plan.booked().invoice().number()))
        .toList(),
      plan.concerns()
    );
  }

  /** A note bears the number of the invoice that it credits, whatever the pattern is by now (rule W7). */
  private Credit onInvoice(Credit credit, String translated) {
    String invoice = standing.map(Link::number).orElse(translated + suffix(number));
    String note = credit.note().number();
    return note.startsWith(translated) && CreditNoteBody.asked(invoice)
      ? new Credit(credit.note().as(invoice + note.substring(translated.length())), credit.uses())
      : credit;
  }

  private BookedOrder of(BookedOrder booked) {
    InvoiceDraft first = booked.invoice();
    SourceRef source = new SourceRef(
      first.source().scope(),
      first.source().type(),
      first.source().id() + suffix(number)
    );
    return booked.as(first.as(source, first.number() + suffix(number)));
  }

  /** Marked otherwise than an order's second payment is. */
  private SourceRef again(SourceRef first) {
    return new SourceRef(first.scope(), first.type(), first.id() + "/" + number);
  }
}
