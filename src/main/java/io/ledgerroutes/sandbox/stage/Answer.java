package io.ledgerroutes.sandbox.stage;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;

/** What a stand-in says to a call: status, headers and body, or nothing at all ({@link #NONE}). */
public record Answer(int status, Map<String, String> headers, byte[] body, Pace pace) {
  /** No answer: the connection is closed without a byte. */
  public static final Answer NONE = new Answer(0, Map.of(), new byte[0], Pace.WHOLE);

  private static final String CONTENT_TYPE = "Content-Type";

  /** How the body goes over the wire: cut off in the middle, or dribbling for so many milliseconds. */
  public record Pace(boolean cut, long millis) {
    static final Pace WHOLE = new Pace(false, 0);
  }

  /** Half of the body, then the connection is closed. */
  public Answer cut() {
    return new Answer(status, headers, body, new Pace(true, 0));
  }

  /** The headers at once, the body bit by bit for so long. */
  public Answer dribbling(long millis) {
    return new Answer(status, headers, body, new Pace(false, millis));
  }

  public static Answer json(int status, JsonNode body) {
    return new Answer(
      status,
      Map.of(CONTENT_TYPE, "application/json; charset=utf-8"),
      Json.bytes(body),
      Pace.WHOLE
    );
  }

  public static Answer html(int status, String body) {
    return text(status, "text/html; charset=utf-8", body);
  }

  public static Answer plain(int status, String body) {
    return text(status, "text/plain; charset=utf-8", body);
  }

  public static Answer text(int status, String contentType, String body) {
    byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
    return new Answer(status, Map.of(CONTENT_TYPE, contentType), bytes, Pace.WHOLE);
  }

  /** A file as it is. */
  public static Answer bytes(byte[] body) {
    return new Answer(200, Map.of(CONTENT_TYPE, "application/octet-stream"), body, Pace.WHOLE);
  }

  /** No body and no Content-Type. */
  public static Answer empty(int status) {
    return new Answer(status, Map.of(), new byte[0], Pace.WHOLE);
  }

  public Answer with(String header, String value) {
    Map<String, String> all = new LinkedHashMap<>(headers);
    all.put(header, value);
    return new Answer(status, all, body, pace);
  }

  /** The same answer with these headers as well. */
  public Answer with(Map<String, String> more) {
    Map<String, String> all = new LinkedHashMap<>(headers);
    all.putAll(more);
    return new Answer(status, all, body, pace);
  }

  public String contentType() {
    return headers.getOrDefault(CONTENT_TYPE, "");
  }
}
