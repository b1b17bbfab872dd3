package io.ledgerroutes.woocommercexero;

import com.fasterxml.jackson.databind.JsonNode;
import io.ledgerroutes.posting.Link;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What Xero holds of a period.
 *
 * @param invoices by id
 * @param creditNotes by id
 * @param payments by id, with their accounts; those of other days may be absent
 * @param invoiceLinks what invoices were made from, by their ids
 * @param noteLinks what credit notes were made from, by their ids
 */
record FoundBooks(
  Map<String, JsonNode> invoices,
  Map<String, JsonNode> creditNotes,
  Map<String, JsonNode> payments,
  Map<String, Link> invoiceLinks,
  Map<String, Link> noteLinks
) {
  private static final Set<String> GONE = Set.of("VOIDED", "DELETED");
  private static final Set<String> NOT_APPROVED = Set.of("DRAFT", "SUBMITTED");

  FoundBooks {
    invoices = Map.copyOf(invoices);
    creditNotes = Map.copyOf(creditNotes);
    payments = Map.copyOf(payments);
    invoiceLinks = Map.copyOf(invoiceLinks);
    noteLinks = Map.copyOf(noteLinks);
  }

  /** By id, the last of those with the same. */
  static Map<String, JsonNode> byId(Collection<JsonNode> documents, String id) {
    Map<String, JsonNode> found = new HashMap<>();
    documents.forEach(document -> found.put(document.path(id).asText(), document));
    return found;
  }

  Optional<JsonNode> invoice(String id) {
    return Optional.ofNullable(invoices.get(id));
  }

  /** The invoice that bears this number, one that counts rather than a voided one. */
  Optional<JsonNode> invoiceNumbered(String number) {
    return numbered(invoices.values(), "InvoiceNumber", number);
  }

  Optional<JsonNode> creditNote(String id) {
    return Optional.ofNullable(creditNotes.get(id));
  }

  Optional<JsonNode> creditNoteNumbered(String number) {
    return numbered(creditNotes.values(), "CreditNoteNumber", number);
  }

  private static Optional<JsonNode> numbered(Collection<JsonNode> documents, String field, String number) {
    return documents
      .stream()
      .filter(document -> document.path(field).asText().equals(number))
      .reduce((one, other) -> live(one) ? one : other);
  }

  static boolean live(JsonNode document) {
    return !GONE.contains(document.path("Status").asText());
  }

  /** Whether it waits for approval: until then nothing can be paid or set against it (rule A5). */
  static boolean waitsForApproval(JsonNode document) {
    return NOT_APPROVED.contains(document.path("Status").asText());
  }
}
