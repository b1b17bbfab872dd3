package io.ledgerroutes.sandbox.stage;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;

/** What a stand-in says to a call: status, headers and body, or nothing at all ({@link #NONE}). */
public record Answer(int status, Map<String, String> headers, byte[] body) {
  /** No answer: the connection is closed without a byte. */
  public static final Answer NONE = new Answer(0, Map.of(), new byte[0]);

  private static final String CONTENT_TYPE = "Content-Type";

  public static Answer json(int status, JsonNode body) {
    return new Answer(status, Map.of(CONTENT_TYPE, "application/json; charset=utf-8"), Json.bytes(body));
  }

  public static Answer html(int status, String body) {
    return text(status, "text/html; charset=utf-8", body);
  }

  public static Answer plain(int status, String body) {
    return text(status, "text/plain; charset=utf-8", body);
  }

  public static Answer text(int status, String contentType, String body) {
    return new Answer(status, Map.of(CONTENT_TYPE, contentType), body.getBytes(StandardCharsets.UTF_8));
  }

  /** No body and no Content-Type. */
  public static Answer empty(int status) {
    return new Answer(status, Map.of(), new byte[0]);
  }

  public Answer with(String header, String value) {
    Map<String, String> all = new LinkedHashMap<>(headers);
    all.put(header, value);
    return new Answer(status, all, body);
  }

  /** The same answer with these headers as well. */
  public Answer with(Map<String, String> more) {
    Map<String, String> all = new LinkedHashMap<>(headers);
    all.putAll(more);
    return new Answer(status, all, body);
  }

  public String contentType() {
    return headers.getOrDefault(CONTENT_TYPE, "");
  }
}
