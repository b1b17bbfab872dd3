package io.ledgerroutes.sandbox.xero;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.ledgerroutes.sandbox.stage.Answer;
import io.ledgerroutes.sandbox.stage.Call;
import io.ledgerroutes.sandbox.stage.Json;
import io.ledgerroutes.sandbox.stage.Violations;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/** A call to the accounting API that was let in: of one tenant, below {@code /api.xro/2.0}. */
record ApiCall(Call call, Books books, Violations violations, Habits habits) {
  String method() {
    return call.method();
  }

  /** The id behind the resource's name, e.g. of {@code /Invoices/{id}}. */
  Optional<String> id() {
    return call.segments().stream().skip(1).findFirst();
  }

  /** The name of what hangs below a single one, e.g. {@code History}. */
  Optional<String> part() {
    return call.segments().stream().skip(2).findFirst();
  }

  /** The id of one of a single one's parts, e.g. of {@code /CreditNotes/{id}/Allocations/{part id}}. */
  Optional<String> partId() {
    return call.segments().stream().skip(3).findFirst();
  }

  int places() {
    return fourPlaces() ? 4 : 2;
  }

  boolean fourPlaces() {
    return call.param("unitdp").map("4"::equals).orElse(false);
  }

  boolean summarizeErrors() {
    return !call.param("summarizeErrors").map("false"::equalsIgnoreCase).orElse(false);
  }

  boolean includeArchived() {
    return call.param("includeArchived").map("true"::equalsIgnoreCase).orElse(false);
  }

  void violation(String kind, String detail) {
    violations.count(books.tenant().id(), kind, detail);
  }

  /** Counts every query parameter that is none of these: Xero would ignore it without a word. */
  void expectParams(Set<String> known) {
    call
      .paramNames()
      .stream()
      .filter(name -> !known.contains(name))
      .forEach(name -> violation("unknown-parameter", name + " on " + call.path()));
  }

  /** Xero's envelope around a list of elements. */
  ObjectNode envelope(String name, List<? extends JsonNode> elements) {
    ObjectNode body = Json.object()
      .put("Id", UUID.randomUUID().toString())
      .put("Status", "OK")
      .put("ProviderName", "Sandbox")
      .put("DateTimeUTC", "/Date(" + books.clock().millis() + ")/");
    body.putArray(name).addAll(elements);
    return body;
  }

  Answer list(String name, List<? extends JsonNode> elements) {
    return Answer.json(200, envelope(name, elements));
  }
}
