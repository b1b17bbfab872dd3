package io.ledgerroutes.xerostampli;

import com.fasterxml.jackson.databind.JsonNode;
import io.ledgerroutes.xero.XeroDates;
import io.ledgerroutes.xero.mirror.SupplierDocument;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Optional;

/**
 * Money that a supplier owes and that no bill has taken yet (rule P4).
 *
 * @param kind {@code credit}, {@code prepayment} or {@code overpayment}
 * @param number may be empty
 * @param supplier the contact's id
 * @param net and {@code tax} and {@code total} as it was, in major units, positive
 * @param remaining what is left of it
 */
record OpenCredit(
  String kind,
  String id,
  String number,
  String supplier,
  String supplierName,
  Optional<LocalDate> date,
  String currency,
  BigDecimal net,
  BigDecimal tax,
  BigDecimal total,
  BigDecimal remaining,
  String status
) {
  static final String CREDIT = "credit";
  static final String PREPAYMENT = "prepayment";
  static final String OVERPAYMENT = "overpayment";

  static OpenCredit of(SupplierDocument credit) {
    return new OpenCredit(
      CREDIT,
      credit.id(),
      credit.number(),
      credit.supplier(),
      credit.supplierName(),
      credit.date(),
      credit.currency(),
      PeriodView.cents(credit.net()),
      PeriodView.cents(credit.tax()),
      PeriodView.cents(credit.total()),
      PeriodView.cents(credit.due()),
      credit.status()
    );
  }

  /** A prepayment or overpayment as Xero answers it. */
  static OpenCredit of(String kind, JsonNode json) {
    String idField = kind.equals(PREPAYMENT) ? "PrepaymentID" : "OverpaymentID";
    String day = json.path("DateString").asText(json.path("Date").asText(""));
    return new OpenCredit(
      kind,
      json.path(idField).asText(""),
      json.path("Reference").asText(""),
      json.path("Contact").path("ContactID").asText(""),
      json.path("Contact").path("Name").asText(""),
      XeroDates.day(day),
      json.path("CurrencyCode").asText(""),
      PeriodView.cents(json.path("SubTotal").decimalValue()),
      PeriodView.cents(json.path("TotalTax").decimalValue()),
      PeriodView.cents(json.path("Total").decimalValue()),
      PeriodView.cents(json.path("RemainingCredit").decimalValue()),
      json.path("Status").asText("")
    );
  }

  /** Whether something is left of it. */
  boolean open() {
    return status.equals("AUTHORISED") && remaining.signum() > 0;
  }

  /** Without whose it is. */
  @Override
  public String toString() {
    return "OpenCredit[" + kind + " " + id + "]";
  }
}
