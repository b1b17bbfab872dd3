package io.ledgerroutes.woocommercexero;

import com.fasterxml.jackson.databind.JsonNode;
import io.ledgerroutes.xero.XeroDates;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** An invoice or credit note as Xero answers it, with what is added up of it. */
record FoundDocument(JsonNode json, boolean credit) {
  private static final String UNKNOWN_ACCOUNT = "?";

  String id() {
    return json.path(credit ? "CreditNoteID" : "InvoiceID").asText();
  }

  String number() {
    return json.path(credit ? "CreditNoteNumber" : "InvoiceNumber").asText();
  }

  String status() {
    return json.path("Status").asText();
  }

  String currency() {
    return json.path("CurrencyCode").asText();
  }

  boolean live() {
    return FoundBooks.live(json);
  }

  Optional<LocalDate> day() {
    return day(json);
  }

  private static Optional<LocalDate> day(JsonNode dated) {
    String text = dated.path("DateString").asText("");
    return XeroDates.day(text.isEmpty() ? dated.path("Date").asText("") : text);
  }

  String contact() {
    return json.path("Contact").path("Name").asText();
  }

  BigDecimal total() {
    return amount(json, "Total");
  }

  BigDecimal tax() {
    return amount(json, "TotalTax");
  }

  /** What was paid on an invoice, or paid back of a credit note. */
  BigDecimal paid() {
    return credit ? paymentsSum() : amount(json, "AmountPaid");
  }

  private BigDecimal paymentsSum() {
    BigDecimal sum = BigDecimal.ZERO.setScale(2);
    for (JsonNode payment : json.path("Payments")) {
      sum = sum.add(amount(payment, "Amount"));
    }
    return sum;
  }

  BigDecimal credited() {
    return amount(json, "AmountCredited");
  }

  BigDecimal due() {
    return amount(json, credit ? "RemainingCredit" : "AmountDue");
  }

  private static BigDecimal amount(JsonNode of, String field) {
    return of.path(field).decimalValue().setScale(2, RoundingMode.HALF_UP);
  }

  /** Its payment of this id, or of this reference where no id is known. */
  Optional<BigDecimal> payment(Optional<String> id, String reference) {
    for (JsonNode payment : json.path("Payments")) {
      boolean meant = id
        .map(known -> payment.path("PaymentID").asText().equals(known))
        .orElse(payment.path("Reference").asText().equals(reference));
      if (meant) {
        return Optional.of(amount(payment, "Amount"));
      }
    }
    return Optional.empty();
  }

  /** Lines; of a credit note negative, of what was voided none. */
  List<BookLine> lines() {
    List<BookLine> lines = live() ? BookLine.of(json) : List.of();
    return credit ? lines.stream().map(BookLine::negated).toList() : lines;
  }

  /** Its payments; those of a credit note negative. */
  List<CashMove> cash(FoundBooks books) {
    List<CashMove> moves = new ArrayList<>();
    for (JsonNode payment : json.path("Payments")) {
      BigDecimal amount = amount(payment, "Amount");
      JsonNode known = books.payments().get(payment.path("PaymentID").asText());
      String account = known == null ? "" : known.path("Account").path("Code").asText("");
      moves.add(
        new CashMove(
          account.isEmpty() ? UNKNOWN_ACCOUNT : account,
          day(payment).orElse(day().orElse(LocalDate.EPOCH)),
          credit ? amount.negate() : amount
        )
      );
    }
    return moves;
  }

  String paymentsInWords(FoundBooks books) {
    return cash(books)
      .stream()
      .map(move -> move.amount().toPlainString() + " through " + move.account() + " on " + move.date())
      .collect(Collectors.joining(", "));
  }
}
