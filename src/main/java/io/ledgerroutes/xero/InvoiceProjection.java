package io.ledgerroutes.xero;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;

/**
 * The fields of an invoice that we own, as canonical JSON: keys sorted, amounts as text of fixed places, dates as
 * ISO days, absent and empty alike. What is meant and what Xero answers for it give the same text, although Xero
 * drops trailing zeros, writes {@code /Date(…)/} and adds fields.
 */
final class InvoiceProjection {

  private static final BigDecimal HUNDRED = BigDecimal.valueOf(100);

  private InvoiceProjection() {}

  /** Of a document as answered, or of a request's element: there the totals follow from the lines. */
  static String of(JsonNode invoice) {
    boolean taxed = !text(invoice, "LineAmountTypes").equalsIgnoreCase("NoTax");
    ObjectNode fields = XeroJson.object();
    fields.put("contact", text(invoice.path("Contact"), "ContactID").toLowerCase(Locale.ROOT));
    fields.put("currency", text(invoice, "CurrencyCode"));
    fields.put("date", day(invoice, "Date"));
    fields.put("due", day(invoice, "DueDate"));
    fields.put("lineAmounts", text(invoice, "LineAmountTypes"));
    ArrayNode lines = fields.putArray("lines");
    invoice.path("LineItems").forEach(line -> lines.add(line(line, taxed)));
    fields.put("number", text(invoice, "InvoiceNumber"));
    fields.put("reference", text(invoice, "Reference"));
    fields.put("total", money(invoice.has("Total") ? decimal(invoice, "Total") : total(invoice)));
    fields.put("totalTax", money(invoice.has("TotalTax") ? decimal(invoice, "TotalTax") : tax(invoice)));
    fields.put("type", text(invoice, "Type"));
    return XeroJson.text(fields);
  }

  /** The differences between two projections in words for a person, or null if they are the same. */
  static String differences(String meant, String answered) {
    if (meant.equals(answered)) {
      return null;
    }
    JsonNode wanted = XeroJson.own(meant.getBytes(StandardCharsets.UTF_8));
    JsonNode got = XeroJson.own(answered.getBytes(StandardCharsets.UTF_8));
    Set<String> words = new TreeSet<>();
    wanted
      .fieldNames()
      .forEachRemaining(field -> {
        if (!wanted.path(field).equals(got.path(field))) {
          words.add(difference(field, wanted.path(field), got.path(field)));
        }
      });
    return "Xero's invoice differs from what was meant: " + String.join(", ", words);
  }

  /** Lines and references may name people: only that they differ is said. */
  private static String difference(String field, JsonNode wanted, JsonNode got) {
    boolean free = field.equals("lines") || field.equals("reference") || field.equals("contact");
    return free ? field : field + " " + got.asText("none") + " instead of " + wanted.asText("none");
  }

  private static ObjectNode line(JsonNode line, boolean taxed) {
    ObjectNode fields = XeroJson.object();
    fields.put("account", text(line, "AccountCode"));
    fields.put("description", text(line, "Description").replace("\r\n", "\n"));
    fields.put("discount", money(discount(line)));
    fields.put("quantity", places(quantity(line), 4));
    fields.put("tax", money(taxed ? decimal(line, "TaxAmount") : BigDecimal.ZERO));
    fields.put("taxType", taxed ? text(line, "TaxType") : "");
    fields.put("unit", places(decimal(line, "UnitAmount"), 4));
    return fields;
  }

  private static BigDecimal total(JsonNode invoice) {
    BigDecimal lines = sum(invoice, InvoiceProjection::lineAmount);
    return text(invoice, "LineAmountTypes").equalsIgnoreCase("Exclusive") ? lines.add(tax(invoice)) : lines;
  }

  private static BigDecimal tax(JsonNode invoice) {
    boolean taxed = !text(invoice, "LineAmountTypes").equalsIgnoreCase("NoTax");
    return taxed ? sum(invoice, line -> decimal(line, "TaxAmount")) : BigDecimal.ZERO;
  }

  private static BigDecimal sum(JsonNode invoice, Function<JsonNode, BigDecimal> amount) {
    BigDecimal sum = BigDecimal.ZERO;
    for (JsonNode line : invoice.path("LineItems")) {
      sum = sum.add(amount.apply(line));
    }
    return sum;
  }

  private static BigDecimal lineAmount(JsonNode line) {
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

  private static String day(JsonNode invoice, String field) {
    String plain = text(invoice, field + "String");
    String given = plain.isEmpty() ? text(invoice, field) : plain;
    return XeroDates.day(given).map(LocalDate::toString).orElse(given);
  }

  private static BigDecimal decimal(JsonNode node, String field) {
    JsonNode value = node.path(field);
    if (value.isNumber()) {
      return value.decimalValue();
    }
    String text = text(node, field);
    return text.isEmpty() ? BigDecimal.ZERO : new BigDecimal(text);
  }

  private static String money(BigDecimal amount) {
    return places(amount, 2);
  }

  private static String places(BigDecimal amount, int places) {
    return amount.setScale(places, RoundingMode.HALF_UP).toPlainString();
  }

  private static String text(JsonNode node, String field) {
    return node.hasNonNull(field) ? node.path(field).asText().strip() : "";
  }
}
