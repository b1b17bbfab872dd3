package io.ledgerroutes.xero;

import static io.ledgerroutes.xero.Canonical.decimal;
import static io.ledgerroutes.xero.Canonical.money;
import static io.ledgerroutes.xero.Canonical.places;
import static io.ledgerroutes.xero.Canonical.text;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/** The lines of a document in canonical form, and the totals that follow from them where none are given. */
final class DocumentLines {

  private static final BigDecimal HUNDRED = BigDecimal.valueOf(100);

  private final JsonNode document;
  private final boolean taxed;

  DocumentLines(JsonNode document) {
    this.document = document;
    this.taxed = !text(document, "LineAmountTypes").equalsIgnoreCase("NoTax");
  }

  ArrayNode canonical() {
    ArrayNode lines = XeroJson.object().arrayNode();
    document.path("LineItems").forEach(line -> lines.add(canonical(line)));
    return lines;
  }

  ObjectNode canonical(JsonNode line) {
    ObjectNode fields = XeroJson.object();
    fields.put("account", text(line, "AccountCode"));
    fields.put("description", text(line, "Description").replace("\r\n", "\n"));
    fields.put("discount", money(discount(line)));
    optional(fields, "item", text(line, "ItemCode"));
    fields.put("quantity", places(quantity(line), 4));
    fields.put("tax", money(taxed ? decimal(line, "TaxAmount") : BigDecimal.ZERO));
    fields.put("taxType", taxed ? text(line, "TaxType") : "");
    optional(fields, "tracking", tracking(line));
    fields.put("unit", places(decimal(line, "UnitAmount"), 4));
    return fields;
  }

  private static void optional(ObjectNode fields, String name, String value) {
    if (!value.isEmpty()) {
      fields.put(name, value);
    }
  }

  /** The options by category, in the categories' order whatever Xero's is. */
  private static String tracking(JsonNode line) {
    List<String> options = new ArrayList<>();
    line
      .path("Tracking")
      .forEach(option -> options.add(text(option, "Name") + ": " + text(option, "Option")));
    return String.join(", ", options.stream().sorted().toList());
  }

  /** As Xero says; in a request, which carries no totals, the sum of the lines. */
  BigDecimal total() {
    if (document.has("Total")) {
      return decimal(document, "Total");
    }
    BigDecimal lines = sum(DocumentLines::amount);
    return text(document, "LineAmountTypes").equalsIgnoreCase("Exclusive") ? lines.add(tax()) : lines;
  }

  BigDecimal tax() {
    if (document.has("TotalTax")) {
      return decimal(document, "TotalTax");
    }
    return taxed ? sum(line -> decimal(line, "TaxAmount")) : BigDecimal.ZERO;
  }

  private BigDecimal sum(Function<JsonNode, BigDecimal> amount) {
    BigDecimal sum = BigDecimal.ZERO;
    for (JsonNode line : document.path("LineItems")) {
      sum = sum.add(amount.apply(line));
    }
    return sum;
  }

  private static BigDecimal amount(JsonNode line) {
    if (line.hasNonNull("LineAmount")) {
      return decimal(line, "LineAmount");
    }
    return gross(line).subtract(discount(line)).setScale(2, RoundingMode.HALF_UP);
  }

  private static BigDecimal discount(JsonNode line) {
    BigDecimal rate = decimal(line, "DiscountRate");
    return rate.signum() == 0 ? decimal(line, "DiscountAmount") : gross(line).multiply(rate).divide(HUNDRED);
  }

  private static BigDecimal gross(JsonNode line) {
    return quantity(line).multiply(decimal(line, "UnitAmount"));
  }

  /** A line without one counts once. */
  private static BigDecimal quantity(JsonNode line) {
    return line.hasNonNull("Quantity") ? decimal(line, "Quantity") : BigDecimal.ONE;
  }
}
