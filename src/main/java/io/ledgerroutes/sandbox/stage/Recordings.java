package io.ledgerroutes.sandbox.stage;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;

/** The newest requests as they came in, without their credentials, for tests of what a caller sends. In memory. */
public final class Recordings {

  private static final int MOST = 2_000;
  private static final long MOST_BYTES = 16L * 1024 * 1024;

  private final Clock clock;
  private final Deque<Recorded> newest = new ArrayDeque<>();
  private long bytes;

  private record Recorded(Instant at, String owner, Call call, int status) {}

  public Recordings(Clock clock) {
    this.clock = clock;
  }

  /** Keeps a request with the owner it was for and the status it was answered with, 0 for none. */
  public synchronized void add(String owner, Call call, int status) {
    newest.addLast(new Recorded(clock.instant(), owner, call, status));
    bytes += call.body().length;
    while (newest.size() > MOST || bytes > MOST_BYTES) {
      bytes -= newest.removeFirst().call().body().length;
    }
  }

  /** Those whose path contains the word, oldest first: method, path, query, body and what else tells. */
  public synchronized ArrayNode list(String word) {
    ArrayNode list = Json.array();
    newest
      .stream()
      .filter(recorded -> recorded.call().path().contains(word))
      .forEach(recorded -> list.add(shown(recorded)));
    return list;
  }

  private static ObjectNode shown(Recorded recorded) {
    Call call = recorded.call();
    ObjectNode shown = Json.object()
      .put("at", recorded.at().toString())
      .put("tenant", recorded.owner())
      .put("method", call.method())
      .put("path", call.path())
      .put("query", call.rawQuery())
      .put("status", recorded.status());
    for (String header : new String[] { "Accept", "Content-Type", "Idempotency-Key", "If-Modified-Since" }) {
      call.header(header).ifPresent(value -> shown.put(header, value));
    }
    call.json().ifPresentOrElse(body -> shown.set("body", body), () -> shown.put("body", call.text()));
    return shown;
  }

  public synchronized void clear() {
    newest.clear();
    bytes = 0;
  }
}
