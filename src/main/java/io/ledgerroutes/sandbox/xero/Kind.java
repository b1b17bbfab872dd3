package io.ledgerroutes.sandbox.xero;

import java.util.Locale;

/** The kinds of records that a ledger keeps, and what Xero calls their lists, ids and numbers. */
enum Kind {
  CONTACT("Contacts", "ContactID", "ContactNumber"),
  INVOICE("Invoices", "InvoiceID", "InvoiceNumber"),
  CREDIT_NOTE("CreditNotes", "CreditNoteID", "CreditNoteNumber"),
  PAYMENT("Payments", "PaymentID", ""),
  OVERPAYMENT("Overpayments", "OverpaymentID", ""),
  PREPAYMENT("Prepayments", "PrepaymentID", ""),
  BANK_TRANSACTION("BankTransactions", "BankTransactionID", ""),
  BANK_TRANSFER("BankTransfers", "BankTransferID", ""),
  PURCHASE_ORDER("PurchaseOrders", "PurchaseOrderID", "PurchaseOrderNumber");

  private final String plural;
  private final String idField;
  private final String numberField;

  Kind(String plural, String idField, String numberField) {
    this.plural = plural;
    this.idField = idField;
    this.numberField = numberField;
  }

  /** The name of a list of them, e.g. {@code CreditNotes}. */
  String plural() {
    return plural;
  }

  /** The name of one inside another document, e.g. {@code CreditNote}. */
  String singular() {
    return plural.substring(0, plural.length() - 1);
  }

  String idField() {
    return idField;
  }

  /** Empty where there is no number. */
  String numberField() {
    return numberField;
  }

  String shelf() {
    return word() + "s";
  }

  String numberShelf() {
    return word() + "-numbers";
  }

  private String word() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** What documents are paid or allocated from: all but invoices hold a credit. */
  boolean holdsCredit() {
    return this == CREDIT_NOTE || this == OVERPAYMENT || this == PREPAYMENT;
  }

  /** The kind of a document by its Type, e.g. {@code ACCPAYCREDIT}. */
  static Kind ofType(String type) {
    return switch (type) {
      case "ACCREC", "ACCPAY" -> INVOICE;
      case "ACCRECCREDIT", "ACCPAYCREDIT" -> CREDIT_NOTE;
      default -> type.endsWith("OVERPAYMENT") ? OVERPAYMENT : PREPAYMENT;
    };
  }
}
