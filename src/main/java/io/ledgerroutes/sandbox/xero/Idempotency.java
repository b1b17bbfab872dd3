package io.ledgerroutes.sandbox.xero;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.ledgerroutes.sandbox.stage.Answer;
import io.ledgerroutes.sandbox.stage.Journal;
import io.ledgerroutes.sandbox.stage.Json;
import io.ledgerroutes.sandbox.stage.Shelf;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;

/**
 * Answers a repeated write from its first call (facts, Xero 3): kept for 6 minutes from that call, 500s
 * included; a repeat that comes while the first is at work waits; another request under the same key is
 * refused. What a write changed and its answer are kept together.
 */
final class Idempotency {

  private static final long KEPT = Duration.ofMinutes(6).toMillis();

  private final Journal journal;
  private final Shelf shelf;
  private final Clock clock;
  private final Map<String, Working> working = new HashMap<>();

  private record Working(String fingerprint, CompletableFuture<Answer> answer) {}

  Idempotency(Journal journal, Clock clock) {
    this.journal = journal;
    this.shelf = journal.shelf("xero-idempotency");
    this.clock = clock;
  }

  /**
   * The work's answer, or the one given before for this key and fingerprint. The delay comes before the work,
   * while repeats already wait for it.
   */
  Answer once(String key, String fingerprint, Runnable delay, Supplier<Answer> work) {
    Working mine = new Working(fingerprint, new CompletableFuture<>());
    Working other;
    synchronized (this) {
      Optional<ObjectNode> kept = kept(key);
      if (kept.isPresent()) {
        return kept.get().path("fingerprint").asText().equals(fingerprint)
          ? replay(kept.get())
          : mismatch(key);
      }
      other = working.putIfAbsent(key, mine);
    }
    if (other != null) {
      return other.fingerprint().equals(fingerprint) ? other.answer().join() : mismatch(key);
    }
    return first(key, mine, delay, work);
  }

  /** What makes two requests the same: method, address, tenant and body. */
  static String fingerprint(ApiCall call) {
    try {
      MessageDigest hash = MessageDigest.getInstance("SHA-256");
      String head = String.join(
        " ",
        call.method(),
        call.call().path(),
        String.valueOf(call.call().rawQuery()),
        call.books().tenant().id()
      );
      hash.update(head.getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(hash.digest(call.call().body()));
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  private Answer first(String key, Working mine, Runnable delay, Supplier<Answer> work) {
    Answer answer = XeroErrors.unknown();
    try {
      delay.run();
      answer = journal.together(() -> {
        long at = clock.millis();
        Answer given = work.get();
        shelf.put(key, record(mine.fingerprint(), given, at));
        return given;
      });
      return answer;
    } finally {
      synchronized (this) {
        working.remove(key);
      }
      mine.answer().complete(answer);
    }
  }

  private Optional<ObjectNode> kept(String key) {
    long oldest = clock.millis() - KEPT;
    shelf.entriesOlder("at", oldest).forEach(shelf::remove);
    return shelf.get(key);
  }

  private static ObjectNode record(String fingerprint, Answer answer, long at) {
    return Json.object()
      .put("fingerprint", fingerprint)
      .put("at", at)
      .put("status", answer.status())
      .put("type", answer.contentType())
      .put("body", new String(answer.body(), StandardCharsets.UTF_8));
  }

  private static Answer replay(ObjectNode kept) {
    return Answer.text(kept.path("status").asInt(), kept.path("type").asText(), kept.path("body").asText());
  }

  private static Answer mismatch(String key) {
    return XeroErrors.invalid("Idempotency Key: " + key + " is used with a different request.");
  }
}
