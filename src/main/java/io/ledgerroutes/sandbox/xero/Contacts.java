package io.ledgerroutes.sandbox.xero;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.ledgerroutes.sandbox.stage.Answer;
import io.ledgerroutes.sandbox.stage.Journal;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** Contacts: names unique among the active ones, ContactNumber as the caller's own key (facts, Xero 5). */
final class Contacts implements Resource {

  private static final Set<String> PARAMS = Set.of(
    "IDs",
    "searchTerm",
    "where",
    "order",
    "page",
    "pageSize",
    "includeArchived",
    "summaryOnly"
  );

  private final Elements elements;

  Contacts(Journal journal) {
    this.elements = new Elements(journal, "Contacts", "ContactID", "HasValidationErrors", Shapes.CONTACT);
  }

  @Override
  public String scope() {
    return "accounting.contacts";
  }

  @Override
  public Answer answer(ApiCall call) {
    return switch (call.method()) {
      case "GET" -> call
        .id()
        .map(id -> one(call, id))
        .orElseGet(() -> list(call));
      case "PUT" -> elements.write(call, asked -> ContactBook.of(call.books()).create(asked));
      case "POST" -> elements.write(call, asked ->
        ContactBook.of(call.books()).bring(withPathId(call, asked))
      );
      default -> Answer.empty(405);
    };
  }

  private static ObjectNode withPathId(ApiCall call, ObjectNode asked) {
    call.id().ifPresent(id -> asked.put("ContactID", id));
    return asked;
  }

  /** By ContactID, or by ContactNumber. */
  private static Answer one(ApiCall call, String id) {
    return call
      .books()
      .find(Kind.CONTACT, id)
      .map(contact -> call.list("Contacts", List.of(contact)))
      .orElseGet(XeroErrors::missing);
  }

  private static Answer list(ApiCall call) {
    List<String> ids = call.call().params("IDs");
    Optional<String> term = call
      .call()
      .param("searchTerm")
      .map(text -> text.toLowerCase(Locale.ROOT));
    ListQuery query = new ListQuery(call, "Contacts", "ContactID", Shapes.CONTACT, PARAMS);
    return query.answer(
      call.books().of(Kind.CONTACT).all(),
      contact ->
        (call.includeArchived() ||
          !ids.isEmpty() ||
          contact.path("ContactStatus").asText().equals("ACTIVE")) &&
        (ids.isEmpty() || ids.contains(contact.path("ContactID").asText())) &&
        term.map(text -> mentions(contact, text)).orElse(true),
      contact -> query.paged() ? contact : withoutMerge(contact)
    );
  }

  /** Whom it was merged into is told on pages and of single ones only. */
  private static ObjectNode withoutMerge(ObjectNode contact) {
    return contact.has("MergedToContactID") ? contact.deepCopy().without("MergedToContactID") : contact;
  }

  private static boolean mentions(ObjectNode contact, String term) {
    return List.of("Name", "FirstName", "LastName", "ContactNumber", "CompanyNumber", "EmailAddress")
      .stream()
      .anyMatch(field -> contact.path(field).asText().toLowerCase(Locale.ROOT).contains(term));
  }
}
