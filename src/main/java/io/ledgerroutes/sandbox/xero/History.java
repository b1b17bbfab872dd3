package io.ledgerroutes.sandbox.xero;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.ledgerroutes.sandbox.stage.Answer;
import io.ledgerroutes.sandbox.stage.Journal;
import io.ledgerroutes.sandbox.stage.Json;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** {@code …/{id}/History}: notes on a document, of at most 2,500 characters (facts, Xero 3), newest first. */
record History(Kind kind, String scope, Elements elements) implements Resource {
  private static final Fields FIELDS = Fields.of("Details", "Changes", "User", "DateUTC");
  /** Notes cannot be written to these. */
  private static final Set<Kind> READ_ONLY = EnumSet.of(Kind.PAYMENT, Kind.OVERPAYMENT, Kind.PREPAYMENT);

  static History of(Kind kind, String scope, Journal journal) {
    return new History(kind, scope, new Elements(journal, "HistoryRecords", "", "", FIELDS));
  }

  @Override
  public Answer answer(ApiCall call) {
    Optional<ObjectNode> document = call.books().find(kind, call.id().orElseThrow());
    if (document.isEmpty()) {
      return XeroErrors.missing();
    }
    String id = document.get().path(kind.idField()).asText();
    return switch (call.method()) {
      case "GET" -> call.list("HistoryRecords", newestFirst(call.books(), id));
      case "PUT" -> elements.write(call, asked -> add(call.books(), id, asked));
      default -> Answer.empty(405);
    };
  }

  private static List<ObjectNode> newestFirst(Books books, String id) {
    List<ObjectNode> notes = new ArrayList<>();
    books
      .notes()
      .get(id)
      .ifPresent(kept -> kept.path("notes").forEach(note -> notes.addFirst((ObjectNode) note)));
    return notes;
  }

  private ObjectNode add(Books books, String id, ObjectNode asked) {
    if (READ_ONLY.contains(kind)) {
      throw new Refused("The document with the supplied id was not found for this endpoint.");
    }
    Draft draft = new Draft(books, Json.object(), asked).take("Details").atMost("Details", 2_500);
    if (draft.text("Details").isBlank()) {
      draft.refuse("Details must be specified");
    }
    long now = books.clock().millis();
    ObjectNode note = draft
      .done()
      .put("Changes", "Note")
      .put("User", "System Generated")
      .put("DateUTC", XeroDates.instant(now))
      .put("DateUTCString", XeroDates.text(now).replace("Z", ""));
    ObjectNode kept = books.notes().get(id).map(ObjectNode::deepCopy).orElseGet(Json::object);
    ArrayNode notes = kept.withArray("notes");
    notes.add((JsonNode) note.deepCopy());
    books.notes().put(id, kept);
    return note;
  }
}
