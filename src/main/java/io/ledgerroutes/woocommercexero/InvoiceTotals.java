package io.ledgerroutes.woocommercexero;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.math.RoundingMode;

/** What the lines of a document of ours come to, as Xero adds them up (facts, Xero 5). */
final class InvoiceTotals {

  private InvoiceTotals() {}

  /** The total with tax, 2 places. */
  static BigDecimal total(JsonNode document) {
    BigDecimal sum = BigDecimal.ZERO.setScale(2);
    for (JsonNode line : document.path("LineItems")) {
      sum = sum.add(gross(document, line));
    }
    return sum;
  }

  /** A line with its tax, 2 places. */
  static BigDecimal gross(JsonNode document, JsonNode line) {
    BigDecimal amount = line
      .path("Quantity")
      .decimalValue()
      .multiply(line.path("UnitAmount").decimalValue())
      .setScale(2, RoundingMode.HALF_UP);
    return document.path("LineAmountTypes").asText().equals("Exclusive") ? amount.add(tax(line)) : amount;
  }

  /** A line's tax, 2 places. */
  static BigDecimal tax(JsonNode line) {
    return line.path("TaxAmount").decimalValue().setScale(2, RoundingMode.HALF_UP);
  }
}
