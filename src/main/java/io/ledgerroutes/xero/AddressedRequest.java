package io.ledgerroutes.xero;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * A request that stands for itself, because its address names a document: kept whole as the bytes of its intent, so
 * that sending them again does the same.
 *
 * @param path behind {@code /api.xro/2.0}, with its query
 */
record AddressedRequest(String method, String path, JsonNode body) {
  /** How a draft's body holds what becomes an addressed request. */
  ObjectNode json() {
    ObjectNode json = XeroJson.object().put("method", method).put("path", path);
    json.set("body", body);
    return json;
  }

  byte[] bytes() {
    return XeroJson.bytes(json());
  }

  static AddressedRequest of(byte[] bytes) {
    return of(XeroJson.own(bytes));
  }

  static AddressedRequest of(JsonNode json) {
    return new AddressedRequest(json.path("method").asText(), json.path("path").asText(), json.path("body"));
  }

  JsonNode sent(XeroCalls calls, String tenant, String idempotencyKey) {
    return sent(calls, tenant, idempotencyKey, Priority.LIVE);
  }

  JsonNode sent(XeroCalls calls, String tenant, String idempotencyKey, Priority priority) {
    return calls.call(
      tenant,
      XeroCall.write(method, path, XeroJson.bytes(body), idempotencyKey).at(priority)
    );
  }
}
