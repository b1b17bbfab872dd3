package io.ledgerroutes.sandbox.xero;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.ledgerroutes.sandbox.stage.Json;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * Money spent, received and moved between banks (facts, Xero 5). None of it has a unique number: sent twice it is
 * there twice. An overpayment or prepayment is a bank transaction and a credit that remains.
 */
record BankBook(Books books, int places) {
  private static final String[] TYPES = {
    "SPEND",
    "RECEIVE",
    "SPEND-OVERPAYMENT",
    "RECEIVE-OVERPAYMENT",
    "SPEND-PREPAYMENT",
    "RECEIVE-PREPAYMENT",
  };

  /** PUT: a new transaction. */
  ObjectNode create(ObjectNode asked) {
    return save(blank(asked.path("Type").asText()), asked);
  }

  private static ObjectNode blank(String type) {
    return Json.object()
      .put("BankTransactionID", UUID.randomUUID().toString())
      .put("Type", type)
      .put("Status", "AUTHORISED")
      .put("IsReconciled", false);
  }

  /** POST: changes or deletes the transaction of that id, or makes a new one. */
  ObjectNode bring(ObjectNode asked) {
    Optional<String> id = Json.text(asked, "BankTransactionID");
    if (id.isEmpty()) {
      return create(asked);
    }
    ObjectNode known = books
      .of(Kind.BANK_TRANSACTION)
      .get(id.get())
      .orElseThrow(() -> new Refused("The bank transaction could not be found"));
    boolean changeable = known.path("Type").asText().matches("SPEND|RECEIVE");
    boolean ending = asked.path("Status").asText().equals("DELETED");
    if (!known.path("Status").asText().equals("AUTHORISED") || !(changeable || ending)) {
      throw new Refused("Bank transaction not of valid status for modification");
    }
    if (known.path("IsReconciled").asBoolean()) {
      throw new Refused("This bank transaction is reconciled and cannot be changed");
    }
    books.refuseLocked(known);
    return ending ? end(known) : save(known, asked);
  }

  private ObjectNode end(ObjectNode known) {
    if (known.path("Type").asText().endsWith("TRANSFER")) {
      throw new Refused("A bank transfer cannot be changed by way of its transactions");
    }
    credit(known).ifPresent(kind -> {
      ObjectNode credit = books.of(kind).get(known.path(kind.idField()).asText()).orElseThrow().deepCopy();
      if (Settlement.left(kind, credit).compareTo(credit.path("Total").decimalValue()) != 0) {
        throw new Refused("This document cannot be deleted as some of it is used");
      }
      books.keep(kind, credit.put("Status", "VOIDED").put("RemainingCredit", BigDecimal.ZERO.setScale(2)));
    });
    return books.keep(Kind.BANK_TRANSACTION, known.deepCopy().put("Status", "DELETED"));
  }

  private static Optional<Kind> credit(ObjectNode transaction) {
    String type = transaction.path("Type").asText();
    if (type.endsWith("-OVERPAYMENT")) {
      return Optional.of(Kind.OVERPAYMENT);
    }
    return type.endsWith("-PREPAYMENT") ? Optional.of(Kind.PREPAYMENT) : Optional.empty();
  }

  private ObjectNode save(ObjectNode known, ObjectNode asked) {
    Optional<Kind> credit = credit(known);
    boolean over = credit.filter(Kind.OVERPAYMENT::equals).isPresent();
    Draft draft = new Draft(books, known, over ? withoutAccounts(asked) : asked);
    draft.oneOf("Type", TYPES).take("IsReconciled").openDay().url();
    draft.contact("");
    bank(draft);
    if (credit.isEmpty()) {
      draft.take("Reference").otherwise("Reference", "").atMost("Reference", 255);
    }
    draft.lines(new LineItems.Rules(places, true, !over, false));
    ObjectNode transaction = draft.done();
    transaction.remove("CurrencyRate");
    credit.ifPresent(kind -> openCredit(kind, transaction, asked));
    return books.keep(Kind.BANK_TRANSACTION, transaction);
  }

  /** The bank and its currency. */
  private static void bank(Draft draft) {
    Optional<ObjectNode> bank = draft.account("BankAccount").filter(Chart::bank);
    if (bank.isPresent()) {
      draft.document().set("BankAccount", brief(bank.get()));
      draft.document().set("CurrencyCode", bank.get().path("CurrencyCode"));
    } else if (!draft.document().has("BankAccount")) {
      draft.refuse("The bank account could not be found, or it is not of type BANK");
    }
  }

  private static ObjectNode brief(ObjectNode account) {
    return Json.object()
      .put("AccountID", account.path("AccountID").asText())
      .put("Code", account.path("Code").asText())
      .put("Name", account.path("Name").asText());
  }

  /** What was paid too much goes to debtors or creditors, without tax, whatever account was named. */
  private ObjectNode withoutAccounts(ObjectNode asked) {
    ObjectNode plain = asked.deepCopy().put("LineAmountTypes", "NoTax");
    plain
      .path("LineItems")
      .forEach(line -> {
        if (line instanceof ObjectNode object) {
          object.remove("AccountCode");
          object.remove("AccountID");
        }
      });
    return plain;
  }

  /** The credit that remains of an overpayment or prepayment, under an id of its own. */
  private void openCredit(Kind kind, ObjectNode transaction, ObjectNode asked) {
    String id = UUID.randomUUID().toString();
    ObjectNode credit = transaction.deepCopy().put(kind.idField(), id).put("ID", id);
    credit.remove(List.of("BankTransactionID", "BankAccount", "IsReconciled", "Url"));
    credit.put("Reference", asked.path("Reference").asText(""));
    credit.put("CurrencyRate", new BigDecimal("1.000000"));
    credit.set("RemainingCredit", credit.path("Total"));
    credit.putArray("Allocations");
    credit.putArray("Payments");
    books.keep(kind, credit);
    transaction.put(kind.idField(), id);
  }

  /** PUT: moves money from one bank to another, as two bank transactions. */
  ObjectNode transfer(ObjectNode asked) {
    if (asked.has("BankTransferID")) {
      throw new Refused("A bank transfer cannot be changed");
    }
    ObjectNode blank = Json.object().put("BankTransferID", UUID.randomUUID().toString());
    Draft draft = new Draft(books, blank, asked).openDay().take("Reference", "FromTracking", "ToTracking");
    draft.otherwise("Reference", "").atMost("Reference", 255);
    Optional<BigDecimal> amount = draft.money("Amount");
    Optional<ObjectNode> from = draft.account("FromBankAccount").filter(Chart::bank);
    Optional<ObjectNode> to = draft.account("ToBankAccount").filter(Chart::bank);
    if (from.isEmpty() || to.isEmpty()) {
      draft.refuse("Money is transferred between two accounts of type BANK");
    } else if (from.get().path("Code").equals(to.get().path("Code"))) {
      draft.refuse("Money cannot be transferred to the account that it comes from");
    }
    ObjectNode transfer = draft.done();
    transfer.put("Amount", amount.orElseThrow()).put("Status", "AUTHORISED").put("HasAttachments", false);
    transfer.put("CurrencyRate", new BigDecimal("1.000000"));
    side(transfer, "From", "SPEND-TRANSFER", from.orElseThrow(), asked);
    side(transfer, "To", "RECEIVE-TRANSFER", to.orElseThrow(), asked);
    long now = books.clock().millis();
    transfer.put("CreatedDateUTC", XeroDates.instant(now)).put("CreatedDateUTCString", XeroDates.text(now));
    return books.keep(Kind.BANK_TRANSFER, transfer);
  }

  private void side(ObjectNode transfer, String side, String type, ObjectNode bank, ObjectNode asked) {
    ObjectNode transaction = blank(type);
    transaction.setAll(
      (ObjectNode) transfer.deepCopy().retain("Date", "DateString", "Reference", "HasAttachments")
    );
    transaction.set("BankAccount", brief(bank));
    boolean reconciled = asked.path(side + "IsReconciled").asBoolean();
    transaction.put("IsReconciled", reconciled).put("LineAmountTypes", "NoTax");
    transaction.set("CurrencyCode", bank.path("CurrencyCode"));
    transaction.putArray("LineItems");
    BigDecimal amount = transfer.path("Amount").decimalValue();
    transaction.put("SubTotal", amount).put("TotalTax", BigDecimal.ZERO.setScale(2)).put("Total", amount);
    books.keep(Kind.BANK_TRANSACTION, transaction);
    transfer.set(side + "BankAccount", brief(bank));
    transfer.put(side + "BankTransactionID", transaction.path("BankTransactionID").asText());
    transfer.put(side + "IsReconciled", reconciled);
  }
}
