package io.ledgerroutes.xero.mirror;

import com.fasterxml.jackson.databind.JsonNode;
import io.ledgerroutes.xero.PayableTypes;
import io.ledgerroutes.xero.XeroDates;
import io.ledgerroutes.xero.XeroRecord;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A supplier's bill ({@code ACCPAY}) or credit ({@code ACCPAYCREDIT}), as mirrored. Amounts are in its currency, in
 * major units with 2 places, and positive for a credit too.
 *
 * @param type {@code ACCPAY} or {@code ACCPAYCREDIT}
 * @param number as the supplier gave it, which Xero shows as the reference (facts, Xero 5); may be empty
 * @param status {@code DRAFT, SUBMITTED, AUTHORISED, PAID, VOIDED, DELETED}
 * @param supplier the contact's id
 * @param rate its CurrencyRate, empty where Xero names none
 * @param amounts {@code Exclusive, Inclusive} or {@code NoTax}: what the lines' amounts are
 * @param paid payments so far
 * @param credited credits allocated so far
 * @param due what is still to be paid; of a credit what is left of it
 * @param attachments names, as far as Xero's list tells them
 * @param updated its version at Xero, which says nothing of its content (rule P1)
 */
public record SupplierDocument(
  String id,
  String type,
  String number,
  String reference,
  String status,
  String supplier,
  String supplierName,
  Optional<LocalDate> date,
  Optional<LocalDate> dueDate,
  Optional<LocalDate> plannedDate,
  String currency,
  Optional<BigDecimal> rate,
  String amounts,
  BigDecimal net,
  BigDecimal tax,
  BigDecimal total,
  BigDecimal paid,
  BigDecimal credited,
  BigDecimal due,
  boolean hasAttachments,
  List<String> attachments,
  List<Line> lines,
  Instant updated
) {
  /** A tracking category's name and the option chosen in it. */
  public record Tracking(String category, String option) {}

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
    List<Tracking> tracking
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
        trackingOf(json)
      );
    }
  }

  public SupplierDocument {
    attachments = List.copyOf(attachments);
    lines = List.copyOf(lines);
  }

  /** Whether it is a supplier's credit. */
  public boolean isCredit() {
    return type.equals("ACCPAYCREDIT");
  }

  /** As links and messages call it. */
  public String recordType() {
    return isCredit() ? PayableTypes.SUPPLIER_CREDIT : PayableTypes.BILL;
  }

  /** Whether it was voided, or deleted before it was approved. */
  public boolean isEnded() {
    return status.equals("VOIDED") || status.equals("DELETED");
  }

  /** Whether nobody has approved it, or submitted it for that. */
  public boolean isDraft() {
    return status.equals("DRAFT");
  }

  /** Reads one as Xero answers it. */
  public static SupplierDocument of(XeroRecord record) {
    JsonNode json = record.json();
    boolean credit = json.path("Type").asText("").equals("ACCPAYCREDIT");
    List<Line> lines = new ArrayList<>();
    json.path("LineItems").forEach(line -> lines.add(Line.of(line)));
    List<String> attachments = new ArrayList<>();
    json.path("Attachments").forEach(one -> attachments.add(one.path("FileName").asText("")));
    return new SupplierDocument(
      record.id(),
      json.path("Type").asText(""),
      json.path(credit ? "CreditNoteNumber" : "InvoiceNumber").asText(""),
      json.path("Reference").asText(""),
      json.path("Status").asText(""),
      json.path("Contact").path("ContactID").asText(""),
      json.path("Contact").path("Name").asText(""),
      day(json, "Date"),
      day(json, "DueDate"),
      day(json, "PlannedPaymentDate"),
      json.path("CurrencyCode").asText(""),
      json.path("CurrencyRate").isNumber()
        ? Optional.of(json.path("CurrencyRate").decimalValue())
        : Optional.empty(),
      json.path("LineAmountTypes").asText(""),
      json.path("SubTotal").decimalValue(),
      json.path("TotalTax").decimalValue(),
      json.path("Total").decimalValue(),
      json.path("AmountPaid").decimalValue(),
      json.path(credit ? "AppliedAmount" : "AmountCredited").decimalValue(),
      json.path(credit ? "RemainingCredit" : "AmountDue").decimalValue(),
      json.path("HasAttachments").asBoolean(false),
      attachments,
      lines,
      record.updated()
    );
  }

  static List<Tracking> trackingOf(JsonNode line) {
    List<Tracking> tracking = new ArrayList<>();
    line
      .path("Tracking")
      .forEach(one -> tracking.add(new Tracking(one.path("Name").asText(""), one.path("Option").asText(""))));
    return List.copyOf(tracking);
  }

  private static Optional<LocalDate> day(JsonNode json, String field) {
    return XeroDates.day(json.path(field + "String").asText(json.path(field).asText("")));
  }

  /** Without what it holds. */
  @Override
  public String toString() {
    return "SupplierDocument[" + type + " " + id + "]";
  }
}
