package io.ledgerroutes.woocommercexero;

import com.fasterxml.jackson.databind.JsonNode;
import io.ledgerroutes.woocommerce.OrderLine;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The lines of an order's invoice as far as they may be credited. */
final class InvoicedLines {

  private InvoicedLines() {}

  /**
   * The invoice's lines in its own order. Where an invoice is posted, its lines say where a line was booked and with
   * which tax type, as far as they are still those of the order.
   */
  static List<CreditableLine> of(BookedOrder booked, Posted posted) {
    JsonNode invoice = booked.invoice().body();
    PostedLines coding = PostedLines.of(posted.invoice());
    List<CreditableLine> lines = new ArrayList<>();
    for (JsonNode item : invoice.path("LineItems")) {
      int position = lines.size();
      CreditableLine line = line(invoice, item, source(booked, position));
      lines.add(coding.recoded(position, item, line));
    }
    return List.copyOf(lines);
  }

  private static Optional<InvoiceLine> source(BookedOrder booked, int position) {
    return position < booked.lines().size() ? Optional.of(booked.lines().get(position)) : Optional.empty();
  }

  private static CreditableLine line(JsonNode invoice, JsonNode item, Optional<InvoiceLine> line) {
    BigDecimal tax = InvoiceTotals.tax(item);
    return new CreditableLine(
      line.map(InvoiceLine::source),
      Set.of(),
      line
        .map(InvoiceLine::source)
        .map(OrderLine::name)
        .filter(name -> !name.isEmpty())
        .orElseGet(() -> item.path("Description").asText()),
      item.path("AccountCode").asText(),
      item.path("TaxType").asText(),
      item.path("Tracking"),
      new Amount(InvoiceTotals.gross(invoice, item).subtract(tax), tax)
    );
  }
}
