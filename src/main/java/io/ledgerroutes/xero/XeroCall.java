package io.ledgerroutes.xero;

import java.time.Instant;

/**
 * One call of the accounting API.
 *
 * @param path behind {@code /api.xro/2.0}, with its query, encoded
 * @param body the bytes to send, or null
 * @param idempotencyKey at most 128 characters, or null
 * @param modifiedSince only what changed from this moment on is asked for, or null
 */
record XeroCall(
  String method,
  String path,
  byte[] body,
  String idempotencyKey,
  Priority priority,
  Instant modifiedSince
) {
  static XeroCall read(String path) {
    return new XeroCall("GET", path, null, null, Priority.LIVE, null);
  }

  static XeroCall write(String method, String path, byte[] body, String idempotencyKey) {
    return new XeroCall(method, path, body, idempotencyKey, Priority.LIVE, null);
  }

  /** The same with another priority. */
  XeroCall at(Priority other) {
    return new XeroCall(method, path, body, idempotencyKey, other, modifiedSince);
  }

  boolean writes() {
    return !method.equals("GET");
  }

  /** The path without its query, which may name a person. */
  String shownPath() {
    int query = path.indexOf('?');
    return query < 0 ? path : path.substring(0, query);
  }
}
