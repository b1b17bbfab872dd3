package io.ledgerroutes.sandbox.xero;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.ledgerroutes.sandbox.stage.Hmac;
import io.ledgerroutes.sandbox.stage.Json;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;

/**
 * Posts to a webhook's address as Xero does (facts, Xero 4): signed over the bytes; an answer comes within 5 seconds,
 * with an empty body and no cookies, or it does not count.
 */
final class WebhookSender implements AutoCloseable {

  private static final Duration PATIENCE = Duration.ofSeconds(5);

  private final HttpClient client = HttpClient.newBuilder()
    .version(HttpClient.Version.HTTP_1_1)
    .connectTimeout(PATIENCE)
    .followRedirects(HttpClient.Redirect.NEVER)
    .build();

  /** The body of a delivery. */
  static byte[] body(Collection<ObjectNode> events, int first, int last) {
    ObjectNode body = Json.object();
    body.putArray("events").addAll(events);
    body.put("firstEventSequence", first).put("lastEventSequence", last);
    StringBuilder entropy = new StringBuilder();
    ThreadLocalRandom.current().ints(20, 'A', 'Z' + 1).forEach(entropy::appendCodePoint);
    return Json.bytes(body.put("entropy", entropy.toString()));
  }

  /** Delivers to the setting's url under its key; what went wrong, empty when nothing did. */
  String send(JsonNode setting, byte[] body) {
    String key = setting.path("key").asText();
    return problem(post(setting.path("url").asText(), body, Hmac.sha256(body, key)), 200);
  }

  /**
   * Sends rightly and wrongly signed requests without events; right ones must be answered 200, wrong ones 401. Each
   * check says how it was signed, what was answered and whether that is ok.
   */
  ArrayNode intentToReceive(JsonNode setting) {
    ArrayNode checks = Json.array();
    for (boolean right : List.of(false, true, false, true)) {
      byte[] body = body(List.of(), 0, 0);
      String key = setting.path("key").asText() + (right ? "" : "-wrong");
      Optional<HttpResponse<byte[]>> answer = post(
        setting.path("url").asText(),
        body,
        Hmac.sha256(body, key)
      );
      String problem = problem(answer, right ? 200 : 401);
      checks
        .addObject()
        .put("signature", right ? "right" : "wrong")
        .put("answered", answer.map(HttpResponse::statusCode).orElse(0))
        .put("ok", problem.isEmpty())
        .put("problem", problem);
    }
    return checks;
  }

  private static String problem(Optional<HttpResponse<byte[]>> answer, int expected) {
    if (answer.isEmpty()) {
      return "no answer within 5 seconds";
    }
    if (answer.get().statusCode() != expected) {
      return "answered " + answer.get().statusCode() + " instead of " + expected;
    }
    if (answer.get().body().length > 0) {
      return "answered with a body";
    }
    return answer.get().headers().firstValue("Set-Cookie").isPresent() ? "answered with a cookie" : "";
  }

  private Optional<HttpResponse<byte[]>> post(String url, byte[] body, String signature) {
    try {
      HttpRequest request = HttpRequest.newBuilder(URI.create(url))
        .timeout(PATIENCE)
        .header("Content-Type", "application/json; charset=utf-8")
        .header("x-xero-signature", signature)
        .POST(HttpRequest.BodyPublishers.ofByteArray(body))
        .build();
      return Optional.of(client.send(request, HttpResponse.BodyHandlers.ofByteArray()));
    } catch (IOException noAnswer) {
      return Optional.empty();
    } catch (InterruptedException closing) {
      Thread.currentThread().interrupt();
      return Optional.empty();
    }
  }

  @Override
  public void close() {
    client.shutdownNow();
  }
}
