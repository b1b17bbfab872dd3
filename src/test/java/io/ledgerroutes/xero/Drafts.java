package io.ledgerroutes.xero;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.ledgerroutes.posting.SourceRef;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.util.Random;

/** Invoices to bring, as an integration would leave them on a batch. */
final class Drafts {

  private Drafts() {}

  /** An invoice of one line over 110.00 with 10.00 of tax inside. */
  static InvoiceDraft invoice(String connection, String id) {
    ObjectNode body = head("Inclusive", connection + "-" + id);
    line(body.putArray("LineItems"), "Mug", "2", "55.0000", "OUTPUT", "10.00");
    SourceRef source = new SourceRef(connection, "woocommerce-order", id);
    return new InvoiceDraft(source, connection + "-" + id, body, "first");
  }

  /** Random lines with random places, under random amounts. */
  static ObjectNode body(Random random) {
    String[] amounts = { "Inclusive", "Exclusive", "NoTax" };
    ObjectNode body = head(amounts[random.nextInt(3)], "R-" + random.nextInt(1_000_000));
    LocalDate day = LocalDate.of(2020, 1, 1).plusDays(random.nextInt(4_000));
    body.put("Date", day.toString()).put("DueDate", day.plusDays(random.nextInt(60)).toString());
    body.put("Reference", random.nextBoolean() ? "" : "order " + random.nextInt());
    ArrayNode lines = body.putArray("LineItems");
    for (int line = 0; line <= random.nextInt(8); line++) {
      BigDecimal unit = BigDecimal.valueOf(random.nextInt(2_000_000) - 100_000, random.nextInt(5));
      BigDecimal tax = BigDecimal.valueOf(random.nextInt(100_000), 2);
      String quantity = BigDecimal.valueOf(1 + random.nextInt(500), random.nextInt(3)).toPlainString();
      line(lines, "Thing " + line, quantity, unit.toPlainString(), "OUTPUT", tax.toPlainString());
    }
    return body;
  }

  private static ObjectNode head(String amounts, String number) {
    return XeroJson.object()
      .put("Type", "ACCREC")
      .put("InvoiceNumber", number)
      .put("Date", "2026-11-21")
      .put("DueDate", "2026-12-05")
      .put("LineAmountTypes", amounts)
      .put("CurrencyCode", "AUD")
      .put("Status", "AUTHORISED")
      .put("SentToContact", false);
  }

  private static void line(
    ArrayNode lines,
    String text,
    String quantity,
    String unit,
    String type,
    String tax
  ) {
    lines
      .addObject()
      .put("Description", text)
      .put("Quantity", new BigDecimal(quantity))
      .put("UnitAmount", new BigDecimal(unit).setScale(4, RoundingMode.HALF_UP))
      .put("AccountCode", "200")
      .put("TaxType", type)
      .put("TaxAmount", new BigDecimal(tax));
  }
}
