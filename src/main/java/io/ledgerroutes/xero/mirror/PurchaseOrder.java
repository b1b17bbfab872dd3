package io.ledgerroutes.xero.mirror;

import com.fasterxml.jackson.databind.JsonNode;
import io.ledgerroutes.xero.XeroDates;
import io.ledgerroutes.xero.XeroRecord;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A purchase order.
 *
 * @param status {@code DRAFT, SUBMITTED, AUTHORISED, BILLED, DELETED}
 * @param supplier the contact's id
 * @param amounts {@code Exclusive, Inclusive} or {@code NoTax}: what the lines' amounts are
 * @param net and {@code tax} and {@code total} in the currency, 2 places
 * @param updated its version
 */
public record PurchaseOrder(
  String id,
  String number,
  String reference,
  String status,
  String supplier,
  String supplierName,
  Optional<LocalDate> date,
  Optional<LocalDate> deliveryDate,
  String currency,
  String amounts,
  BigDecimal net,
  BigDecimal tax,
  BigDecimal total,
  List<Line> lines,
  Instant updated
) {
  /** One of its lines; unit prices have as many places as Xero answered. */
  public record Line(
    String id,
    String itemCode,
    String description,
    BigDecimal quantity,
    BigDecimal unitAmount,
    BigDecimal amount,
    BigDecimal tax,
    String accountCode,
    String taxType,
    List<SupplierDocument.Tracking> tracking
  ) {
    static Line of(JsonNode json) {
      return new Line(
        json.path("LineItemID").asText(""),
        json.path("ItemCode").asText(""),
        json.path("Description").asText(""),
        json.path("Quantity").decimalValue(),
        json.path("UnitAmount").decimalValue(),
        json.path("LineAmount").decimalValue(),
        json.path("TaxAmount").decimalValue(),
        json.path("AccountCode").asText(""),
        json.path("TaxType").asText(""),
        SupplierDocument.trackingOf(json)
      );
    }
  }

  /** Reads one as Xero answers it. */
  public static PurchaseOrder of(XeroRecord record) {
    JsonNode json = record.json();
    List<Line> lines = new ArrayList<>();
    json.path("LineItems").forEach(line -> lines.add(Line.of(line)));
    return new PurchaseOrder(
      record.id(),
      json.path("PurchaseOrderNumber").asText(""),
      json.path("Reference").asText(""),
      json.path("Status").asText(""),
      json.path("Contact").path("ContactID").asText(""),
      json.path("Contact").path("Name").asText(""),
      day(json, "Date"),
      day(json, "DeliveryDate"),
      json.path("CurrencyCode").asText(""),
      json.path("LineAmountTypes").asText(""),
      json.path("SubTotal").decimalValue(),
      json.path("TotalTax").decimalValue(),
      json.path("Total").decimalValue(),
      List.copyOf(lines),
      record.updated()
    );
  }

  private static Optional<LocalDate> day(JsonNode json, String field) {
    return XeroDates.day(json.path(field + "String").asText(json.path(field).asText("")));
  }

  /** Without what it holds. */
  @Override
  public String toString() {
    return "PurchaseOrder[" + id + "]";
  }
}
