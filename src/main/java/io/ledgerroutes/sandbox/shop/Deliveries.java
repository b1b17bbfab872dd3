package io.ledgerroutes.sandbox.shop;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.Headers;
import io.ledgerroutes.sandbox.stage.Call;
import io.ledgerroutes.sandbox.stage.Fault;
import io.ledgerroutes.sandbox.stage.Faults;
import io.ledgerroutes.sandbox.stage.Json;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.EnumSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/**
 * Sends a shop's webhooks: one at a time, in order, each once (facts, shop 2 to 5). The body is the record as
 * it is when it is sent (8). What waits in the queue is lost when the sandbox dies.
 */
final class Deliveries implements AutoCloseable {

  private static final Logger LOG = System.getLogger(Deliveries.class.getName());
  private static final int LAST_FAILURE = 5;
  private static final Set<Fault.Kind> UNDERWAY = EnumSet.of(
    Fault.Kind.LOST,
    Fault.Kind.DOUBLED,
    Fault.Kind.LATE
  );
  private static final ScopedValue<Boolean> QUIET = ScopedValue.newInstance();

  private final Shop shop;
  private final String source;
  private final Faults faults;
  private final LinkedBlockingQueue<Delivery> queue = new LinkedBlockingQueue<>();
  private final Map<String, Integer> counts = new TreeMap<>();
  private final HttpClient client = HttpClient.newBuilder()
    .version(HttpClient.Version.HTTP_1_1)
    .connectTimeout(Duration.ofSeconds(5))
    .followRedirects(HttpClient.Redirect.NEVER)
    .build();
  private final Thread worker;

  /**
   * A webhook to send about a record; without a topic it is the ping, with a body it is sent as it is.
   *
   * @param due when the cron runs, in {@link System#nanoTime}
   * @param late whether it was put back once
   */
  private record Delivery(
    String webhook,
    String topic,
    int record,
    Optional<ObjectNode> body,
    long due,
    boolean late
  ) {
    Delivery again() {
      return new Delivery(webhook, topic, record, body, due, true);
    }
  }

  Deliveries(Shop shop, String source, Faults faults) {
    this.shop = shop;
    this.source = source;
    this.faults = faults;
    this.worker = Thread.ofVirtual().name("sandbox-webhooks-" + shop.settings().name()).start(this::work);
  }

  /** Puts a delivery into the queue for every active webhook of the topic. */
  void announce(String topic, int record) {
    enqueue(topic, record, Optional.empty());
  }

  /** Sends this body instead of the record, signed like any other (facts, shop 7). */
  void announce(String topic, ObjectNode body) {
    enqueue(topic, 0, Optional.of(body));
  }

  /** Does the work without telling anybody of it. */
  static <T> T quietly(Supplier<T> work) {
    return ScopedValue.where(QUIET, true).call(work::get);
  }

  private void enqueue(String topic, int record, Optional<ObjectNode> body) {
    if (QUIET.isBound()) {
      return;
    }
    shop
      .webhooks()
      .all()
      .stream()
      .filter(hook -> hook.path("topic").asText().equals(topic) && active(hook))
      .forEach(hook -> queue.add(new Delivery(hook.path("id").asText(), topic, record, body, due(), false)));
  }

  /** Greets a new webhook's address. */
  void ping(ObjectNode hook) {
    queue.add(new Delivery(hook.path("id").asText(), "", 0, Optional.empty(), System.nanoTime(), false));
  }

  /** Webhooks go out when the shop's cron runs (facts, shop 15). */
  private long due() {
    return System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(shop.habits().cronMillis());
  }

  private Duration patience() {
    return Duration.ofMillis(shop.habits().patienceMillis());
  }

  private static boolean active(ObjectNode hook) {
    return hook.path("status").asText().equals("active");
  }

  private void work() {
    try {
      while (true) {
        deliver(queue.take());
      }
    } catch (InterruptedException closed) {
      Thread.currentThread().interrupt();
    }
  }

  private void deliver(Delivery delivery) throws InterruptedException {
    TimeUnit.NANOSECONDS.sleep(delivery.due() - System.nanoTime());
    Optional<ObjectNode> hook = shop.webhooks().get(delivery.webhook()).filter(Deliveries::active);
    if (hook.isEmpty()) {
      count("dropped");
      return;
    }
    try {
      if (delivery.topic().isEmpty()) {
        send(pingRequest(hook.get()));
        return;
      }
      byte[] body = PhpJson.bytes(delivery.body().orElseGet(() -> current(delivery)));
      switch (struck(delivery, body)) {
        case LOST -> count("lost");
        case LATE -> queue.add(delivery.again());
        case DOUBLED -> {
          settle(hook.get(), send(request(hook.get(), delivery.topic(), body)));
          settle(hook.get(), send(request(hook.get(), delivery.topic(), body)));
        }
        default -> settle(hook.get(), send(request(hook.get(), delivery.topic(), body)));
      }
    } catch (RuntimeException bug) {
      LOG.log(Level.ERROR, "The sandbox could not send a webhook", bug);
    }
  }

  /** The fault that a delivery runs into, SLOW for none; one that was put back runs into no other. */
  private Fault.Kind struck(Delivery delivery, byte[] body) {
    Call seen = new Call("POST", "/" + delivery.topic(), null, new Headers(), body);
    return delivery.late()
      ? Fault.Kind.SLOW
      : faults.strike("webhooks", seen, UNDERWAY).map(Fault::kind).orElse(Fault.Kind.SLOW);
  }

  private ObjectNode current(Delivery delivery) {
    if (delivery.topic().equals("order.deleted")) {
      return Json.object().put("id", delivery.record());
    }
    if (delivery.topic().startsWith("customer.")) {
      return shop
        .people()
        .find(delivery.record())
        .map(customer -> Customers.shown(customer, source))
        .orElseGet(() -> ShopErrors.body(404, "woocommerce_rest_invalid_id", "Invalid resource ID."));
    }
    return shop
      .order(delivery.record())
      .map(order -> Orders.shown(shop, order, source))
      .orElseGet(() -> ShopErrors.body(404, "woocommerce_rest_shop_order_invalid_id", "Invalid ID."));
  }

  private HttpRequest pingRequest(ObjectNode hook) {
    return HttpRequest.newBuilder(URI.create(hook.path("delivery_url").asText()))
      .timeout(patience())
      .header("User-Agent", "WooCommerce/10.0.2 Hookshot (WordPress/6.8.8)")
      .header("Accept", "*/*")
      .header("Content-Type", "application/x-www-form-urlencoded")
      .POST(HttpRequest.BodyPublishers.ofString("webhook_id=" + hook.path("id").asText()))
      .build();
  }

  private HttpRequest request(ObjectNode hook, String topic, byte[] body) {
    String[] words = topic.split("\\.");
    return HttpRequest.newBuilder(URI.create(hook.path("delivery_url").asText()))
      .timeout(patience())
      .header("User-Agent", "WooCommerce/10.0.2 Hookshot (WordPress/6.8.8)")
      .header("Accept", "*/*")
      .header("Content-Type", "application/json")
      .header("X-WC-Webhook-Source", source)
      .header("X-WC-Webhook-Topic", topic)
      .header("X-WC-Webhook-Resource", words[0])
      .header("X-WC-Webhook-Event", words[1])
      .header("X-WC-Webhook-Signature", Signature.of(body, hook.path("secret").asText()))
      .header("X-WC-Webhook-ID", hook.path("id").asText())
      .header("X-WC-Webhook-Delivery-ID", Signature.deliveryId(hook.path("id").asText(), shop.now()))
      .POST(HttpRequest.BodyPublishers.ofByteArray(body))
      .build();
  }

  /** The status, 0 when there was no answer in time. */
  private int send(HttpRequest request) throws InterruptedException {
    try {
      return client.send(request, HttpResponse.BodyHandlers.discarding()).statusCode();
    } catch (IOException noAnswer) {
      return 0;
    }
  }

  /** 200 to 302 is success and forgets earlier failures; one failure beyond the count disables (facts, 3 and 4). */
  private void settle(ObjectNode hook, int status) {
    ObjectNode now = shop.webhooks().get(hook.path("id").asText()).orElse(hook).deepCopy();
    if (status >= 200 && status <= 302) {
      count("delivered");
      now.put("failures", 0);
    } else {
      count("failed");
      int failures = now.path("failures").asInt();
      if (failures > LAST_FAILURE) {
        now.put("status", "disabled");
      } else {
        now.put("failures", failures + 1);
      }
    }
    if (shop.webhooks().has(hook.path("id").asText())) {
      shop.webhooks().put(hook.path("id").asText(), now);
    }
  }

  private synchronized void count(String what) {
    counts.merge(what, 1, Integer::sum);
  }

  /** Delivered, failed, lost on purpose, dropped because the webhook was gone or not active. */
  synchronized Map<String, Integer> counts() {
    return new TreeMap<>(counts);
  }

  int waiting() {
    return queue.size();
  }

  void clear() {
    queue.clear();
    synchronized (this) {
      counts.clear();
    }
  }

  @Override
  public void close() {
    worker.interrupt();
    client.shutdownNow();
  }
}
