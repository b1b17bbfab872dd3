package io.ledgerroutes.sandbox.xero;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.ledgerroutes.sandbox.stage.Answer;
import io.ledgerroutes.sandbox.stage.Journal;
import io.ledgerroutes.sandbox.stage.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * A write of many elements (facts, Xero 3). The flag that marks a refused one differs by kind; some have none. With {@code summarizeErrors=false} each is written or refused for
 * itself, otherwise one refusal fails all with a 400 and nothing is written.
 */
record Elements(Journal journal, String name, String idField, String errorFlag, Fields fields) {
  private static final String ZERO_ID = "00000000-0000-0000-0000-000000000000";
  private static final int ADVISED = 50;
  private static final int ADVISED_BYTES = 3_500_000;

  /** Carries a 400 out of the transaction it undoes. */
  private static final class Failed extends RuntimeException {

    private static final long serialVersionUID = 1;
    private final transient Answer answer;

    private Failed(Answer answer) {
      super(null, null, false, false);
      this.answer = answer;
    }
  }

  /** Writes each element of the body; the operator makes of what was asked what is answered, or refuses. */
  Answer write(ApiCall call, UnaryOperator<ObjectNode> apply) {
    Optional<List<ObjectNode>> asked = read(call);
    if (asked.isEmpty()) {
      return XeroErrors.unreadable("The request body must be JSON with a list named " + name);
    }
    if (asked.get().size() > ADVISED) {
      call.violation("more-than-50-elements", asked.get().size() + " " + name);
    }
    if (call.call().body().length > ADVISED_BYTES) {
      call.violation("more-than-3.5-megabytes", call.call().body().length + " bytes of " + name);
    }
    List<String> unknown = asked
      .get()
      .stream()
      .flatMap(element -> fields.unknown(element).stream())
      .toList();
    unknown.forEach(field -> call.violation("unknown-field", name + " " + field));
    if (!unknown.isEmpty() && call.habits().refuseUnknownFields()) {
      return XeroErrors.unreadable("Unknown fields: " + String.join(", ", unknown));
    }
    try {
      return journal.together(() -> all(call, asked.get(), apply));
    } catch (Failed failed) {
      return failed.answer;
    }
  }

  private Answer all(ApiCall call, List<ObjectNode> asked, UnaryOperator<ObjectNode> apply) {
    List<ObjectNode> written = new ArrayList<>();
    boolean refused = false;
    for (ObjectNode element : asked) {
      try {
        written.add(journal.together(() -> apply.apply(element)).put("StatusAttributeString", "OK"));
      } catch (Refused refusal) {
        refused = true;
        written.add(echo(element, refusal.messages()));
      }
    }
    if (refused && call.summarizeErrors()) {
      ArrayNode bad = Json.array();
      written
        .stream()
        .filter(each -> each.path("StatusAttributeString").asText().equals("ERROR"))
        .forEach(bad::add);
      throw new Failed(XeroErrors.validation(bad));
    }
    return call.list(name, written);
  }

  /** A refused element comes back as it was asked for, wished-for status and all. */
  private ObjectNode echo(ObjectNode asked, List<String> messages) {
    ObjectNode echo = asked.deepCopy();
    if (!idField.isEmpty() && !echo.has(idField)) {
      echo.put(idField, ZERO_ID);
    }
    if (!errorFlag.isEmpty()) {
      echo.put(errorFlag, true);
    }
    echo.put("StatusAttributeString", "ERROR");
    ArrayNode errors = echo.putArray("ValidationErrors");
    messages.forEach(message -> errors.addObject().put("Message", message));
    return echo;
  }

  /** The list, a bare array, or one element alone. */
  private Optional<List<ObjectNode>> read(ApiCall call) {
    boolean json = call
      .call()
      .header("Content-Type")
      .map(type -> type.contains("json"))
      .orElse(false);
    if (!json) {
      call.violation("no-json-sent", call.method() + " " + call.call().path());
    }
    Optional<JsonNode> body = json ? call.call().json() : Optional.empty();
    return body
      .map(node -> node.has(name) ? node.get(name) : node)
      .map(node -> {
        List<ObjectNode> elements = new ArrayList<>();
        (node.isArray() ? node : Json.array().add(node)).forEach(element -> {
          if (element instanceof ObjectNode object) {
            elements.add(object);
          }
        });
        return elements;
      })
      .filter(elements -> !elements.isEmpty())
      .map(elements -> List.copyOf(elements));
  }
}
