package io.ledgerroutes.woocommercexero;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;

/**
 * A line of a document in the books, meant or as Xero answers it.
 *
 * @param net without tax, 2 places
 * @param tax 2 places
 */
record BookLine(String account, String taxType, BigDecimal net, BigDecimal tax) {
  /** The lines of a document; those of a request without their sums are added up as Xero would. */
  static List<BookLine> of(JsonNode document) {
    boolean inclusive = document.path("LineAmountTypes").asText().equals("Inclusive");
    List<BookLine> lines = new ArrayList<>();
    for (JsonNode line : document.path("LineItems")) {
      BigDecimal tax = cents(line.path("TaxAmount"));
      BigDecimal amount = line.hasNonNull("LineAmount") ? cents(line.path("LineAmount")) : worked(line);
      lines.add(
        new BookLine(
          line.path("AccountCode").asText(),
          line.path("TaxType").asText(),
          inclusive ? amount.subtract(tax) : amount,
          tax
        )
      );
    }
    return lines;
  }

  private static BigDecimal worked(JsonNode line) {
    return line
      .path("Quantity")
      .decimalValue()
      .multiply(line.path("UnitAmount").decimalValue())
      .setScale(2, RoundingMode.HALF_UP);
  }

  private static BigDecimal cents(JsonNode amount) {
    return amount.decimalValue().setScale(2, RoundingMode.HALF_UP);
  }

  /** The same of a credit note. */
  BookLine negated() {
    return new BookLine(account, taxType, net.negate(), tax.negate());
  }

  static BigDecimal net(List<BookLine> lines) {
    return lines.stream().map(BookLine::net).reduce(BigDecimal.ZERO.setScale(2), BigDecimal::add);
  }

  static BigDecimal tax(List<BookLine> lines) {
    return lines.stream().map(BookLine::tax).reduce(BigDecimal.ZERO.setScale(2), BigDecimal::add);
  }
}
