package io.ledgerroutes.sandbox.xero;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.ledgerroutes.sandbox.stage.Answer;
import io.ledgerroutes.sandbox.stage.Json;
import java.util.UUID;

/** Refusals in Xero's shapes (facts, Xero 3). */
final class XeroErrors {

  private XeroErrors() {}

  /** 401 or 403: nobody, or nobody who may. */
  static Answer problem(int status, String title, String detail) {
    ObjectNode body = Json.object();
    body.putNull("Type");
    body.put("Title", title).put("Status", status).put("Detail", detail);
    body.put("Instance", UUID.randomUUID().toString()).putObject("Extensions");
    return Answer.json(status, body);
  }

  /** 400 for elements that break a rule, each with its messages. */
  static Answer validation(ArrayNode elements) {
    ObjectNode body = Json.object()
      .put("ErrorNumber", 10)
      .put("Type", "ValidationException")
      .put("Message", "A validation exception occurred");
    body.set("Elements", elements);
    return Answer.json(400, body);
  }

  /** 400 for a request that cannot be read at all. */
  static Answer unreadable(String message) {
    return exception(400, 14, "PostDataInvalidException", message);
  }

  /** 400 for a query that cannot be understood. */
  static Answer query(String message) {
    return exception(400, 16, "QueryParseException", message);
  }

  static Answer invalid(String message) {
    return exception(400, 10, "ValidationException", message);
  }

  /** 500 as Xero words it; a keyed call hears it again. */
  static Answer unknown() {
    return exception(
      500,
      500,
      "UnknownErrorException",
      "An error occurred in Xero. Check the API Status page."
    );
  }

  /** 404: empty, and text/html. */
  static Answer missing() {
    return Answer.empty(404).with("Content-Type", "text/html");
  }

  private static Answer exception(int status, int number, String type, String message) {
    return Answer.json(
      status,
      Json.object().put("ErrorNumber", number).put("Type", type).put("Message", message)
    );
  }
}
