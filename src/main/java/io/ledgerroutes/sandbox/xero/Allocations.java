package io.ledgerroutes.sandbox.xero;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.ledgerroutes.sandbox.stage.Answer;
import io.ledgerroutes.sandbox.stage.Journal;
import io.ledgerroutes.sandbox.stage.Json;
import java.math.BigDecimal;
import java.util.Optional;
import java.util.UUID;

/**
 * {@code /CreditNotes/{id}/Allocations} and the like: uses a credit for invoices of the same contact. The credit
 * must be AUTHORISED, a Date is needed (facts, Xero 5).
 */
record Allocations(Kind kind, String scope, Elements elements) implements Resource {
  static Allocations of(Kind kind, String scope, Journal journal) {
    return new Allocations(
      kind,
      scope,
      new Elements(journal, "Allocations", "AllocationID", "", Shapes.ALLOCATION)
    );
  }

  @Override
  public Answer answer(ApiCall call) {
    Optional<ObjectNode> credit = call.books().find(kind, call.id().orElseThrow());
    if (credit.isEmpty()) {
      return XeroErrors.missing();
    }
    String id = credit.get().path(kind.idField()).asText();
    return switch (call.method()) {
      case "PUT" -> elements.write(call, asked -> allocate(call.books(), id, asked));
      case "DELETE" -> release(call, credit.get());
      default -> Answer.empty(405);
    };
  }

  private ObjectNode allocate(Books books, String id, ObjectNode asked) {
    ObjectNode credit = books.of(kind).get(id).orElseThrow();
    ObjectNode invoice = invoice(books, asked).orElseThrow(() ->
      new Refused("The invoice could not be found")
    );
    ObjectNode blank = Json.object().put("AllocationID", UUID.randomUUID().toString());
    Draft draft = new Draft(books, blank, asked);
    if (Json.text(asked, "Date").isEmpty()) {
      draft.refuse("Date must be specified");
    }
    draft.openDay();
    Optional<BigDecimal> amount = draft.money("Amount");
    refuseUnlessFit(draft, credit, invoice);
    amount.ifPresent(value -> refuseUnlessLeft(draft, credit, invoice, value));
    ObjectNode allocation = draft.done().put("Amount", amount.orElseThrow());
    allocation.remove("DateString");
    new Settlement(books).allocate(kind, credit, invoice, allocation);
    ObjectNode shown = allocation.deepCopy();
    shown.putObject("Invoice").put("InvoiceID", invoice.path("InvoiceID").asText());
    shown.putObject(kind.singular()).put(kind.idField(), id).put("ID", id);
    shown.putArray("ValidationErrors");
    return shown;
  }

  private static Optional<ObjectNode> invoice(Books books, ObjectNode asked) {
    JsonNode named = asked.path("Invoice");
    return Json.text(named, "InvoiceID")
      .or(() -> Json.text(named, "InvoiceNumber"))
      .flatMap(id -> books.find(Kind.INVOICE, id));
  }

  private void refuseUnlessFit(Draft draft, ObjectNode credit, ObjectNode invoice) {
    boolean receivable =
      !credit.path("Type").asText().startsWith("ACCPAY") && !credit.path("Type").asText().startsWith("SPEND");
    if (!standing(credit) || !standing(invoice)) {
      draft.refuse("Credit can only be allocated from and to Authorised documents");
    }
    if (invoice.path("Type").asText().equals("ACCREC") != receivable) {
      draft.refuse("Credit of a customer goes to sales, credit of a supplier to bills");
    }
    if (!invoice.path("Contact").path("ContactID").equals(credit.path("Contact").path("ContactID"))) {
      draft.refuse("Credit can only be allocated to documents of the same contact");
    }
    if (!invoice.path("CurrencyCode").equals(credit.path("CurrencyCode"))) {
      draft.refuse("Credit can only be allocated to documents of the same currency");
    }
  }

  private static boolean standing(ObjectNode document) {
    String status = document.path("Status").asText();
    return status.equals("AUTHORISED") || status.equals("PAID");
  }

  private void refuseUnlessLeft(Draft draft, ObjectNode credit, ObjectNode invoice, BigDecimal amount) {
    if (amount.compareTo(Settlement.left(kind, credit)) > 0) {
      draft.refuse("The amount to be applied exceeds the credit that remains on this document");
    }
    if (amount.compareTo(Settlement.left(Kind.INVOICE, invoice)) > 0) {
      draft.refuse("The amount to be applied exceeds the amount outstanding on the invoice");
    }
  }

  private Answer release(ApiCall call, ObjectNode credit) {
    for (JsonNode allocation : credit.path("Allocations")) {
      if (call.partId().filter(allocation.path("AllocationID").asText()::equals).isPresent()) {
        new Settlement(call.books()).release(kind, credit, allocation);
        return Answer.json(200, ((ObjectNode) allocation.deepCopy()).put("IsDeleted", true));
      }
    }
    return XeroErrors.missing();
  }
}
