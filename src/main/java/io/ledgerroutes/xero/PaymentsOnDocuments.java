package io.ledgerroutes.xero;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.stereotype.Component;

/**
 * Payments as their documents show them: id, date, amount and reference, without the account. Invoices are read
 * many at a time; for credit notes and overpayments Xero has no filter by id.
 */
@Component
class PaymentsOnDocuments {

  private final XeroCalls calls;
  private final XeroInvoices invoices;

  PaymentsOnDocuments(XeroCalls calls, XeroInvoices invoices) {
    this.calls = calls;
    this.invoices = invoices;
  }

  /** The payments of each document; a document that is not there has none. */
  Map<PaidDocument, List<JsonNode>> on(String tenant, Collection<PaidDocument> documents) {
    Map<PaidDocument, List<JsonNode>> payments = new HashMap<>();
    List<String> ofInvoices = documents
      .stream()
      .filter(document -> document.kind() == PaidDocument.Kind.INVOICE)
      .map(PaidDocument::id)
      .toList();
    invoices
      .byId(tenant, ofInvoices)
      .forEach(invoice ->
        payments.put(
          new PaidDocument(PaidDocument.Kind.INVOICE, Canonical.id(invoice, "InvoiceID")),
          payments(invoice)
        )
      );
    documents
      .stream()
      .filter(document -> document.kind() != PaidDocument.Kind.INVOICE)
      .forEach(document ->
        alone(tenant, document).ifPresent(found -> payments.put(document, payments(found)))
      );
    return payments;
  }

  private Optional<JsonNode> alone(String tenant, PaidDocument document) {
    String list = document.kind().list();
    return calls
      .find(tenant, XeroCall.read("/" + list + "/" + document.id()))
      .map(answer -> answer.json().path(list).path(0));
  }

  private static List<JsonNode> payments(JsonNode document) {
    List<JsonNode> payments = new ArrayList<>();
    document.path("Payments").forEach(payments::add);
    return payments;
  }
}
