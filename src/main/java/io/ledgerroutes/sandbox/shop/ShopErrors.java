package io.ledgerroutes.sandbox.shop;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.ledgerroutes.sandbox.stage.Answer;
import io.ledgerroutes.sandbox.stage.Json;

/** Refusals in WordPress' shapes (facts, shop 21 and 22). */
final class ShopErrors {

  private static final String FATAL =
    "<!DOCTYPE html><html><body id=\"error-page\"><p>There has been a critical error on this website.</p></body></html>";

  private ShopErrors() {}

  static Answer error(int status, String code, String message) {
    return Answer.json(status, body(status, code, message));
  }

  static ObjectNode body(int status, String code, String message) {
    ObjectNode body = Json.object().put("code", code).put("message", message);
    body.putObject("data").put("status", status);
    return body;
  }

  static Answer badParam(String name, String reason, String code) {
    ObjectNode body = body(400, "rest_invalid_param", "Invalid parameter(s): " + name);
    ObjectNode data = (ObjectNode) body.get("data");
    data.putObject("params").put(name, reason);
    data.putObject("details").putObject(name).put("code", code).put("message", reason).putNull("data");
    return Answer.json(400, body);
  }

  /** The same text for a wrong key, no key, and a right key over plain http. */
  static Answer unauthorized(String method) {
    return method.equals("GET")
      ? error(401, "woocommerce_rest_cannot_view", "Sorry, you cannot list resources.")
      : error(401, "woocommerce_rest_cannot_create", "Sorry, you are not allowed to create resources.");
  }

  static Answer noPage() {
    return Answer.html(
      404,
      "<!DOCTYPE html><html><body><h1>Oops! That page can’t be found.</h1></body></html>"
    );
  }

  static Answer noRoute() {
    return error(404, "rest_no_route", "No route was found matching the URL and request method.");
  }

  static Answer invalidId(String resource) {
    return error(404, "woocommerce_rest_" + resource + "_invalid_id", "Invalid ID.");
  }

  /** A key that may read and not write. */
  static Answer readOnly() {
    return error(
      401,
      "woocommerce_rest_authentication_error",
      "The API key provided does not have write permissions."
    );
  }

  /** In words of the shop's own for customers and webhooks. */
  static Answer cannotTrash(String code, String what) {
    return error(501, code, what + " do not support trashing.");
  }

  /** Too much refunded: 500, and the status stands where others have an object (facts, shop 22). */
  static Answer refundRefused(String words) {
    return Answer.json(
      500,
      Json.object()
        .put("code", "woocommerce_rest_cannot_create_order_refund")
        .put("message", words)
        .put("data", 500)
    );
  }

  static Answer badJson() {
    ObjectNode body = body(400, "rest_invalid_json", "Invalid JSON body passed.");
    ((ObjectNode) body.get("data")).put("json_error_code", 4).put("json_error_message", "Syntax error");
    return Answer.json(400, body);
  }

  static Answer maintenance() {
    return Answer.html(
      503,
      "<!DOCTYPE html><html><head><title>Maintenance</title></head><body><h1>Briefly unavailable for scheduled " +
        "maintenance. Check back in a minute.</h1></body></html>"
    ).with("Retry-After", "600");
  }

  /** A fatal error of PHP, after the status 200 was sent (facts, shop 22). */
  static Answer fatalPage() {
    return Answer.html(200, FATAL);
  }

  static Answer fatal() {
    return Answer.html(500, FATAL);
  }
}
