package io.ledgerroutes.woocommercexero;

import com.fasterxml.jackson.databind.JsonNode;
import io.ledgerroutes.woocommercexero.CreditableLine.Part;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;

/** The lines of an order's invoice as far as they may be credited. */
final class InvoicedLines {

  private InvoicedLines() {}

  /** The invoice's lines in its own order; as they were posted, where one is posted. */
  static List<CreditableLine> of(BookedOrder booked, Posted posted) {
    List<CreditableLine> lines = asBooked(booked);
    return posted
      .invoice()
      .map(projection -> new PostedLines(booked.order(), projection).instead(lines))
      .orElse(lines);
  }

  private static List<CreditableLine> asBooked(BookedOrder booked) {
    JsonNode invoice = booked.invoice().body();
    List<CreditableLine> lines = new ArrayList<>();
    for (JsonNode item : invoice.path("LineItems")) {
      Part part = part(booked.balance(), lines.size());
      BigDecimal tax = InvoiceTotals.tax(item);
      lines.add(
        new CreditableLine(
          part,
          name(part, item.path("Description").asText()),
          item.path("AccountCode").asText(),
          item.path("TaxType").asText(),
          item.path("Tracking"),
          new Amount(InvoiceTotals.gross(invoice, item).subtract(tax), tax)
        )
      );
    }
    return List.copyOf(lines);
  }

  private static Part part(Balance balance, int position) {
    int ofOrder = balance.lines().size();
    if (position < ofOrder) {
      InvoiceLine line = balance.lines().get(position);
      return new Part.OfOrder(line.source(), line.taxAccount());
    }
    if (position < ofOrder + balance.taxLines().size()) {
      TaxLine tax = balance.taxLines().get(position - ofOrder);
      return new Part.TaxOf(tax.rate().rateId(), tax.account());
    }
    return new Part.Added();
  }

  /** What an order's line is called, which says nothing of its quantity. */
  private static String name(Part part, String description) {
    return part instanceof Part.OfOrder ofOrder && !ofOrder.line().name().isEmpty()
      ? ofOrder.line().name()
      : description;
  }
}
