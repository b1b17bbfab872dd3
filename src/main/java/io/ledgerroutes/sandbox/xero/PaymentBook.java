package io.ledgerroutes.sandbox.xero;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.ledgerroutes.sandbox.stage.Json;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;

/**
 * Pays invoices, bills, credit notes and overpayments, and takes payments back (facts, Xero 5). A payment has no
 * number of its own: the same one sent twice is made twice if it still fits.
 */
record PaymentBook(Books books) {
  private static final Map<String, String> TYPES = Map.of(
    "ACCREC",
    "ACCRECPAYMENT",
    "ACCPAY",
    "ACCPAYPAYMENT",
    "ACCRECCREDIT",
    "ARCREDITPAYMENT",
    "ACCPAYCREDIT",
    "APCREDITPAYMENT",
    "RECEIVE-OVERPAYMENT",
    "AROVERPAYMENTPAYMENT",
    "SPEND-OVERPAYMENT",
    "APOVERPAYMENTPAYMENT",
    "RECEIVE-PREPAYMENT",
    "ARPREPAYMENTPAYMENT",
    "SPEND-PREPAYMENT",
    "APPREPAYMENTPAYMENT"
  );

  /** What is paid. */
  private record Target(Kind kind, ObjectNode document) {
    String type() {
      return document.path("Type").asText();
    }
  }

  /** A new payment on a document. */
  ObjectNode create(ObjectNode asked) {
    Target target = target(asked).orElseThrow(() ->
      new Refused("The document to be paid could not be found")
    );
    ObjectNode blank = Json.object().put("PaymentID", UUID.randomUUID().toString());
    Draft draft = new Draft(books, blank, asked).openDay().take("Reference").otherwise("Reference", "");
    draft.atMost("Reference", 255);
    Optional<BigDecimal> amount = draft.money("Amount");
    refuseUnlessOpen(draft, target, amount);
    Optional<ObjectNode> account = account(asked).filter(Chart::takesPayments);
    if (account.isEmpty()) {
      draft.refuse("The account must be a bank account or have payments enabled");
    }
    currency(draft, target);
    ObjectNode payment = draft.done();
    payment.remove("DateString");
    payment.put("Amount", amount.orElseThrow()).put("BankAmount", bankAmount(payment, account.orElseThrow()));
    payment.remove("CurrencyCode");
    payment.put("PaymentType", TYPES.get(target.type())).put("Status", "AUTHORISED").put("HasAccount", true);
    payment.put("IsReconciled", asked.path("IsReconciled").asBoolean()).put("HasValidationErrors", false);
    payment
      .putObject("Account")
      .put("AccountID", account.get().path("AccountID").asText())
      .put("Code", account.get().path("Code").asText());
    payment.set("Invoice", brief(target));
    new Settlement(books).pay(target.kind(), target.document(), entry(payment));
    return books.keep(Kind.PAYMENT, payment);
  }

  /** POST: takes back the payment of that PaymentID, or makes a new one. */
  ObjectNode bring(ObjectNode asked) {
    Optional<String> id = Json.text(asked, "PaymentID");
    return id.isEmpty() ? create(asked) : delete(id.get(), asked);
  }

  private ObjectNode delete(String id, ObjectNode asked) {
    ObjectNode payment = books
      .of(Kind.PAYMENT)
      .get(id)
      .orElseThrow(() -> new Refused("The payment could not be found"))
      .deepCopy();
    if (!asked.path("Status").asText().equals("DELETED")) {
      throw new Refused("A payment cannot be changed, only deleted");
    }
    if (!payment.path("Status").asText().equals("AUTHORISED")) {
      throw new Refused("Payment not of valid status for modification");
    }
    if (payment.path("IsReconciled").asBoolean()) {
      throw new Refused("This payment is reconciled with a bank statement and cannot be deleted");
    }
    books.refuseLocked(payment);
    Kind kind = Kind.ofType(payment.path("Invoice").path("Type").asText());
    ObjectNode paid = books.of(kind).get(payment.path("Invoice").path("InvoiceID").asText()).orElseThrow();
    new Settlement(books).unpay(kind, paid, payment);
    return books.keep(Kind.PAYMENT, payment.put("Status", "DELETED"));
  }

  private Optional<Target> target(ObjectNode asked) {
    return Stream.of(Kind.INVOICE, Kind.CREDIT_NOTE, Kind.OVERPAYMENT, Kind.PREPAYMENT)
      .flatMap(kind ->
        named(kind, asked)
          .map(document -> new Target(kind, document))
          .stream()
      )
      .findFirst();
  }

  private Optional<ObjectNode> named(Kind kind, ObjectNode asked) {
    JsonNode inside = asked.path(kind.singular());
    return Json.text(inside, kind.idField())
      .flatMap(books.of(kind)::get)
      .or(() -> Json.text(inside, kind.numberField()).flatMap(number -> books.holder(kind, number)))
      .or(() -> Json.text(asked, kind.numberField()).flatMap(number -> books.holder(kind, number)));
  }

  private static void refuseUnlessOpen(Draft draft, Target target, Optional<BigDecimal> amount) {
    BigDecimal left = Settlement.left(target.kind(), target.document());
    String status = target.document().path("Status").asText();
    if (!status.equals("AUTHORISED") && !status.equals("PAID")) {
      draft.refuse("Payments can only be made against Authorised documents");
    } else if (amount.filter(value -> value.compareTo(left) > 0).isPresent()) {
      draft.refuse("Payment amount exceeds the amount outstanding on this document");
    }
  }

  private Optional<ObjectNode> account(ObjectNode asked) {
    JsonNode named = asked.path("Account");
    return Json.text(named, "AccountID")
      .or(() -> Json.text(named, "Code"))
      .or(() -> Json.text(asked, "Code"))
      .flatMap(books.chart()::account);
  }

  /** The document's currency, at the rate given or that of the day. */
  private static void currency(Draft draft, Target target) {
    draft.document().set("CurrencyCode", target.document().path("CurrencyCode"));
    draft.rate();
  }

  /** In the account's currency: a rate is units of the document's currency for one of the account's. */
  private BigDecimal bankAmount(ObjectNode payment, ObjectNode account) {
    BigDecimal amount = payment.path("Amount").decimalValue();
    String currency = Json.text(account, "CurrencyCode").orElse(books.tenant().currency());
    return currency.equals(payment.path("CurrencyCode").asText())
      ? amount
      : amount.divide(payment.path("CurrencyRate").decimalValue(), 2, RoundingMode.HALF_UP);
  }

  /** The paid document as a payment shows it: also a credit note's id stands under InvoiceID (facts, Xero 5). */
  private static ObjectNode brief(Target target) {
    ObjectNode document = target.document();
    ObjectNode brief = Json.object()
      .put("Type", Settlement.creditType(document))
      .put("InvoiceID", document.path(target.kind().idField()).asText())
      .put("InvoiceNumber", document.path(target.kind().numberField()).asText(""));
    brief.set("Contact", document.path("Contact"));
    brief.set("CurrencyCode", document.path("CurrencyCode"));
    return brief;
  }

  /** The payment as the document's Payments show it. */
  private static ObjectNode entry(ObjectNode payment) {
    ObjectNode entry = Json.object();
    for (String field : new String[] { "PaymentID", "Date", "Amount", "Reference", "CurrencyRate" }) {
      entry.set(field, payment.path(field));
    }
    return entry.put("HasAccount", false).put("HasValidationErrors", false);
  }
}
