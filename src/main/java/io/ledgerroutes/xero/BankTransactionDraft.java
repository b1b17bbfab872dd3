package io.ledgerroutes.xero;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.ledgerroutes.posting.SourceRef;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;

/**
 * Money spent or received on a bank account without an invoice, such as a gateway's fees.
 *
 * @param source the record it stands for
 * @param type what it is
 * @param account the bank account
 * @param date day of the organisation
 * @param reference ties it to the source; unique on that account and day, because it is what it is found by. An
 *     overpayment has no reference at Xero: there it is the description of the first line
 * @param currency the bank account's, ISO code
 * @param lineAmounts {@code Exclusive, Inclusive} or {@code NoTax}
 * @param lines at least one
 * @param sourceProjection hash of the source's fields, at most 64 characters
 */
public record BankTransactionDraft(
  SourceRef source,
  Type type,
  LedgerAccount account,
  LocalDate date,
  String reference,
  String currency,
  String lineAmounts,
  List<Line> lines,
  String sourceProjection
) {
  /** Xero's types of bank transactions that this product writes. */
  public enum Type {
    SPEND,
    RECEIVE,
    /** Money received beyond what is due; the rest of it is credit of the contact. */
    RECEIVE_OVERPAYMENT;

    String text() {
      return name().replace('_', '-');
    }
  }

  /**
   * A line.
   *
   * @param amount unit amount, 2 places, with or without tax as {@code lineAmounts} says
   * @param accountCode empty for an overpayment, whose account is Xero's choice
   * @param taxType always sent (rule A8); empty for an overpayment
   * @param tax amount of tax, 2 places
   */
  public record Line(
    String description,
    BigDecimal amount,
    String accountCode,
    String taxType,
    BigDecimal tax
  ) {}

  public BankTransactionDraft {
    if (reference.isBlank()) {
      throw new IllegalArgumentException("A bank transaction without a reference could not be found again");
    }
    if (lines.isEmpty()) {
      throw new IllegalArgumentException("A bank transaction needs a line");
    }
    if (type == Type.RECEIVE_OVERPAYMENT && lines.size() > 1) {
      throw new IllegalArgumentException("An overpayment has one line");
    }
    lines = List.copyOf(lines);
  }

  ObjectNode body(ContactId contact) {
    ObjectNode body = XeroJson.object().put("Type", type.text());
    body.set("Contact", contact.json());
    body.set("BankAccount", account.json());
    body.put("Date", date.toString());
    if (type != Type.RECEIVE_OVERPAYMENT) {
      body.put("Reference", reference);
    }
    body.put("CurrencyCode", currency);
    body.put("LineAmountTypes", lineAmounts);
    body.put("Status", "AUTHORISED");
    ArrayNode list = body.putArray("LineItems");
    lines.forEach(line -> list.add(type == Type.RECEIVE_OVERPAYMENT ? overpaid(line) : coded(line)));
    return body;
  }

  private ObjectNode overpaid(Line line) {
    return XeroJson.object()
      .put("Description", reference)
      .put("Quantity", BigDecimal.ONE)
      .put("UnitAmount", line.amount());
  }

  private static ObjectNode coded(Line line) {
    return XeroJson.object()
      .put("Description", line.description())
      .put("Quantity", BigDecimal.ONE)
      .put("UnitAmount", line.amount())
      .put("AccountCode", line.accountCode())
      .put("TaxType", line.taxType())
      .put("TaxAmount", line.tax());
  }
}
