package io.ledgerroutes.ingress;

import static org.assertj.core.api.Assertions.assertThat;

import io.ledgerroutes.ingress.WireClient.Answer;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Random;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Ten thousand deliveries that no shop should send, through the shipped route on a real port. */
class MutatedWebhooksTest {

  private static final Logger LOG = LoggerFactory.getLogger(MutatedWebhooksTest.class);
  private static final int DELIVERIES = 10_000;
  private static final int AT_ONCE = 16;
  private static final String SHOP = "/webhooks/woocommerce/craft-shop";

  @TempDir
  private Path data;

  private enum Mutation {
    BAD_JSON,
    WRONG_TYPES,
    HUGE,
    WRONG_SIGNATURE,
    MISSING_SIGNATURE,
    UNKNOWN_CONNECTION,
    HEADER_INJECTION,
    WRONG_CONTENT_TYPE,
    FLIPPED_BYTES,
    BROKEN_FORM,
    WRONG_VERB,
    ODD_PATH,
  }

  private record Attempt(Mutation mutation, Answer answer) {}

  @Test
  @Timeout(120)
  void ten_thousand_mutated_deliveries_are_refused_in_words_and_the_next_good_one_is_taken()
    throws Exception {
    long seed = new Random().nextLong();
    LOG.warn("Mutated webhooks: seed {}", seed);
    try (ReceivingHouse house = ReceivingHouse.open(data)) {
      WireClient client = new WireClient(house.port());
      Queue<Attempt> attempts = send(client, seed);

      assertThat(attempts).hasSize(DELIVERIES);
      assertThat(attempts).allSatisfy(attempt -> {
        String seen = "seed " + seed + ": " + attempt;
        assertThat(attempt.answer().status()).as(seen).isBetween(400, 499);
        assertThat(attempt.answer().body())
          .as(seen)
          .isNotBlank()
          .doesNotContain("\tat ", "Exception", "java.");
        assertThat(attempt.answer().headers())
          .as(seen)
          .noneMatch(line -> line.toLowerCase().startsWith("set-cookie"));
        assertThat(attempt.answer().toString()).as(seen).doesNotContain("canary");
      });
      LOG.warn("Mutated webhooks: {}", counts(attempts));

      byte[] good = "{\"id\":424242}".getBytes(StandardCharsets.UTF_8);
      assertThat(client.post(SHOP, good, IngressTest.genuine(good)).status()).isEqualTo(200);
      assertThat(house.rows("424242")).isEqualTo(1);
      assertThat(house.rows()).as("nothing else was stored").isEqualTo(1);
    }
  }

  private static Queue<Attempt> send(WireClient client, long seed) throws InterruptedException {
    Queue<Attempt> attempts = new ConcurrentLinkedQueue<>();
    Semaphore places = new Semaphore(AT_ONCE);
    try (ExecutorService senders = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int index = 0; index < DELIVERIES; index++) {
        Random random = new Random(seed + index);
        Mutation mutation = Mutation.values()[index % Mutation.values().length];
        places.acquire();
        senders.submit(() -> {
          try {
            attempts.add(new Attempt(mutation, deliver(client, mutation, random)));
          } finally {
            places.release();
          }
          return null;
        });
      }
    }
    return attempts;
  }

  private static Answer deliver(WireClient client, Mutation mutation, Random random) throws IOException {
    byte[] body = order(random);
    return switch (mutation) {
      case BAD_JSON -> {
        byte[] broken = Arrays.copyOf(body, 1 + random.nextInt(body.length - 1));
        yield client.post(SHOP, broken, IngressTest.genuine(broken));
      }
      case WRONG_TYPES -> {
        byte[] wrong = wrongTypes(random);
        yield client.post(SHOP, wrong, IngressTest.genuine(wrong));
      }
      case HUGE -> huge(client, random);
      case WRONG_SIGNATURE -> client.post(
        SHOP,
        body,
        "Content-Type: application/json",
        "X-WC-Webhook-Topic: order.created",
        "X-WC-Webhook-Signature: canary" + junk(random, 40)
      );
      case MISSING_SIGNATURE -> client.post(
        SHOP,
        body,
        "Content-Type: application/json",
        "X-WC-Webhook-Topic: order.created"
      );
      case UNKNOWN_CONNECTION -> client.post(
        "/webhooks/woocommerce/" + junk(random, 1 + random.nextInt(60)),
        body,
        IngressTest.genuine(body)
      );
      case HEADER_INJECTION -> client.post(SHOP, body, injected(random));
      case WRONG_CONTENT_TYPE -> client.post(
        SHOP,
        body,
        IngressTest.genuine(
          pick(
            random,
            "text/html",
            "multipart/form-data; boundary=x",
            "application/x-java-serialized-object",
            "x",
            ";;",
            "application/jsonp"
          ),
          body
        )
      );
      case FLIPPED_BYTES -> {
        byte[] flipped = body.clone();
        flipped[random.nextInt(flipped.length)] ^= (byte) (1 + random.nextInt(255));
        yield client.post(SHOP, flipped, IngressTest.genuine(body));
      }
      case BROKEN_FORM -> client.post(
        SHOP,
        pick(
          random,
          "webhook_id=",
          "webhook_id=8x",
          "webhook_id=8&a=b",
          "%zz=%",
          "&&&",
          "=",
          "webhook_id=8\n"
        ).getBytes(StandardCharsets.UTF_8),
        "Content-Type: application/x-www-form-urlencoded"
      );
      case WRONG_VERB -> client.send(
        pick(random, "GET", "PUT", "DELETE", "PATCH", "OPTIONS") + " " + SHOP + " HTTP/1.1",
        List.of(),
        new byte[0]
      );
      case ODD_PATH -> client.post(
        pick(
          random,
          SHOP + "/..;/x",
          SHOP + "/canary",
          "/webhooks//woocommerce/craft-shop",
          "/webhooks/woocommerce/",
          "/webhooks/woocommerce/%00",
          "/webhooks/woocommerce/craft-shop%2f..",
          "/webhooks/%2e%2e/actuator"
        ),
        body,
        IngressTest.genuine(body)
      );
    };
  }

  private static byte[] order(Random random) {
    String json =
      "{\"id\":" +
      (1 + random.nextInt(1_000_000)) +
      ",\"status\":\"canary\",\"lines\":[{\"total\":\"" +
      random.nextInt(100) +
      ".00\"}]}";
    return json.getBytes(StandardCharsets.UTF_8);
  }

  private static byte[] wrongTypes(Random random) {
    String id = pick(
      random,
      "\"12\"",
      "1.5",
      "null",
      "true",
      "[]",
      "{}",
      "-4",
      "0",
      "1e3",
      "99999999999999999999999"
    );
    String json = pick(
      random,
      "{\"id\":" + id + "}",
      "[{\"id\":1}]",
      "\"id\"",
      "12",
      "null",
      "{\"id\":1}{\"id\":2}",
      "{\"order\":{\"id\":1}}",
      "[".repeat(2000),
      "{\"id\":" + "9".repeat(2000) + "}",
      ""
    );
    return json.getBytes(StandardCharsets.UTF_8);
  }

  // Large bodies are dear to send: most of these only announce one.
  private static Answer huge(WireClient client, Random random) throws IOException {
    if (random.nextInt(20) == 0) {
      byte[] body = new byte[1_000_001 + random.nextInt(100_000)];
      return client.post(SHOP, body, IngressTest.genuine(body));
    }
    return client.send(
      "POST " + SHOP + " HTTP/1.1",
      List.of(
        "Content-Type: application/json",
        "Content-Length: " + (1_000_001L + random.nextInt(Integer.MAX_VALUE))
      ),
      new byte[0]
    );
  }

  private static String[] injected(Random random) {
    List<String> lines = new ArrayList<>(
      List.of("Content-Type: application/json", "X-WC-Webhook-Topic: order.created")
    );
    lines.add("CamelHttpResponseCode: 200");
    lines.add("CamelHttpUri: http://canary.example");
    lines.add("CamelBeanMethodName: canary");
    lines.add("connection: canary");
    lines.add("Authorization: Basic canary");
    lines.add("Cookie: JSESSIONID=canary");
    lines.add(
      "X-WC-Webhook-Signature: " + pick(random, "a\tb", "\u0001\u0002", "ÿþ", "a, b", "[a,b]", " ") + "canary"
    );
    lines.add("X-WC-Webhook-" + junk(random, 10) + ": canary");
    return lines.toArray(String[]::new);
  }

  private static String junk(Random random, int length) {
    StringBuilder junk = new StringBuilder();
    for (int i = 0; i < length; i++) {
      junk.append((char) ('a' + random.nextInt(26)));
    }
    return junk.toString();
  }

  private static String pick(Random random, String... of) {
    return of[random.nextInt(of.length)];
  }

  private static Map<Mutation, Map<Integer, Long>> counts(Queue<Attempt> attempts) {
    Map<Mutation, Map<Integer, Long>> counts = new EnumMap<>(Mutation.class);
    attempts.forEach(attempt ->
      counts
        .computeIfAbsent(attempt.mutation(), any -> new java.util.TreeMap<>())
        .merge(attempt.answer().status(), 1L, Long::sum)
    );
    return counts;
  }
}
