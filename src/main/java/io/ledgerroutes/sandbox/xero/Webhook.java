package io.ledgerroutes.sandbox.xero;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.Headers;
import io.ledgerroutes.sandbox.stage.Call;
import io.ledgerroutes.sandbox.stage.Fault;
import io.ledgerroutes.sandbox.stage.Faults;
import io.ledgerroutes.sandbox.stage.Journal;
import io.ledgerroutes.sandbox.stage.Json;
import io.ledgerroutes.sandbox.stage.Shelf;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/**
 * The app's one webhook for all its tenants (facts, Xero 4): what changes in the books is kept with the change and
 * delivered signed, in batches and at least once; a refused batch goes again at once, then every 15 minutes, and
 * after 24 hours the webhook is disabled. Off until it is configured and proved its intent to receive.
 */
final class Webhook implements AutoCloseable {

  private static final Map<Kind, String> CATEGORIES = Map.of(
    Kind.CONTACT,
    "CONTACT",
    Kind.INVOICE,
    "INVOICE",
    Kind.CREDIT_NOTE,
    "CREDITNOTE",
    Kind.PAYMENT,
    "PAYMENT",
    Kind.OVERPAYMENT,
    "OVERPAYMENT",
    Kind.PREPAYMENT,
    "PREPAYMENT"
  );
  private static final int BATCH = 100;
  private static final long RETRY_SECONDS = Duration.ofMinutes(15).toSeconds();
  private static final long DISABLED_AFTER = Duration.ofHours(24).toMillis();
  private static final String OK = "OK";
  private static final String UNPROVED = "INTENT_TO_RECEIVE_REQUIRED";
  /** A disabled webhook keeps what it missed, but not for ever. */
  private static final int MOST_KEPT = 100_000;
  private static final String SETTING = "setting";

  private final Journal journal;
  private final Clock clock;
  private final Faults faults;
  private final String root;
  private final Shelf settings;
  private final Shelf events;
  private final Shelf sequence;
  private final WebhookSender sender = new WebhookSender();
  private final Semaphore news = new Semaphore(0);
  private final Map<String, Integer> counts = new TreeMap<>();
  private final Thread worker;

  /** Resource addresses of its events begin with the root, e.g. {@code http://localhost:8090}. */
  Webhook(Journal journal, Clock clock, Faults faults, String root) {
    this.journal = journal;
    this.clock = clock;
    this.faults = faults;
    this.root = root;
    this.settings = journal.shelf("xero-webhook");
    this.events = journal.shelf("xero-webhook-events");
    this.sequence = journal.shelf("xero-webhook-sequence");
    this.worker = Thread.ofVirtual().name("sandbox-xero-webhook").start(this::work);
  }

  /**
   * A document was made or changed; called within the transaction that does it. Settled ones changed because money
   * moved on them, which fires only when the setting says so: whether Xero does is not known (facts, Xero 4).
   */
  void changed(XeroTenant tenant, Kind kind, ObjectNode document, boolean made, boolean settled) {
    Optional<ObjectNode> setting = settings.get(SETTING);
    String category = CATEGORIES.get(kind);
    boolean wanted = setting
      .filter(now -> category != null && events.size() < MOST_KEPT)
      .filter(now -> !now.path("status").asText().equals(UNPROVED))
      .filter(now -> !settled || now.path("settlements").asBoolean())
      .filter(now -> !now.has("categories") || contains(now.path("categories"), category))
      .isPresent();
    if (!wanted) {
      return;
    }
    ObjectNode event = event(tenant, kind, document)
      .put("eventType", made ? "CREATE" : "UPDATE")
      .put("eventCategory", category)
      .put("tenantId", tenant.id())
      .put("tenantType", "ORGANISATION");
    if (kind == Kind.CREDIT_NOTE) {
      event.set("data", ((ObjectNode) document.deepCopy()).retain("Type", "Status"));
    }
    events.put(Integer.toString(sequence.next(1)), event);
    news.release();
  }

  private ObjectNode event(XeroTenant tenant, Kind kind, ObjectNode document) {
    String id = document.path(kind.idField()).asText();
    return Json.object()
      .put("resourceUrl", root + "/api.xro/2.0/" + kind.plural() + "/" + id)
      .put("resourceId", id)
      .put("eventDateUtc", LocalDateTime.ofInstant(clock.instant(), ZoneOffset.UTC).toString());
  }

  private static boolean contains(JsonNode list, String text) {
    for (JsonNode each : list) {
      if (each.asText().equals(text)) {
        return true;
      }
    }
    return false;
  }

  /**
   * Takes over {@code url}, {@code key}, {@code retrySeconds}, {@code duplicates} (so many of the next batches go
   * twice), {@code settlements} and {@code categories}; with a url, it must prove its intent to receive anew. Answers
   * the state.
   */
  ObjectNode configure(ObjectNode changes) {
    ObjectNode setting = settings.get(SETTING).map(ObjectNode::deepCopy).orElseGet(Json::object);
    setting.setAll(changes);
    if (Json.text(setting, "url").isEmpty() || Json.text(setting, "key").isEmpty()) {
      throw new IllegalArgumentException("url and key are needed");
    }
    if (changes.has("url") || changes.has("key")) {
      ArrayNode checks = sender.intentToReceive(setting);
      boolean proved = true;
      for (JsonNode check : checks) {
        proved &= check.path("ok").asBoolean();
      }
      setting.set("checks", checks);
      setting.put("status", proved ? OK : UNPROVED);
    }
    setting.remove(List.of("failingSince", "retryAt", "problem"));
    settings.put(SETTING, setting);
    news.release();
    return state();
  }

  /** Its setting without the key, what waits, and how batches fared. */
  ObjectNode state() {
    ObjectNode state = settings
      .get(SETTING)
      .map(ObjectNode::deepCopy)
      .orElseGet(() -> Json.object().put("status", "OFF"));
    state.remove("key");
    state.put("waiting", events.size());
    synchronized (counts) {
      counts.forEach(state::put);
    }
    return state;
  }

  /** Off; what waits is forgotten. */
  void off() {
    journal.together(() -> {
      settings.clear();
      events.clear();
    });
  }

  /** Forgets what waits and how it fared; the setting stays. */
  void clear() {
    events.clear();
    synchronized (counts) {
      counts.clear();
    }
  }

  private void work() {
    try {
      while (true) {
        // A clock that only tests move tells nobody when it has moved.
        news.tryAcquire(events.size() > 0 ? 50 : 1_000, TimeUnit.MILLISECONDS);
        news.drainPermits();
        while (deliver()) {
          // goes on until nothing is left or the time has not come
        }
      }
    } catch (InterruptedException closed) {
      Thread.currentThread().interrupt();
    }
  }

  /** Sends one batch when it is time; false when there is nothing to do now. */
  private boolean deliver() {
    Optional<ObjectNode> setting = settings
      .get(SETTING)
      .filter(now -> now.path("status").asText().equals(OK))
      .filter(now -> now.path("retryAt").asLong() <= clock.millis());
    if (setting.isEmpty() || events.size() == 0) {
      return false;
    }
    Map<String, ObjectNode> batch = journal.together(() -> events.first(BATCH));
    byte[] body = body(batch);
    if (lost(body)) {
      return settle(batch, setting.get(), "");
    }
    String problem = sender.send(setting.get(), body);
    if (problem.isEmpty() && setting.get().path("duplicates").asInt() > 0) {
      count("duplicates");
      sender.send(setting.get(), body);
    }
    count(problem.isEmpty() ? "delivered" : "failed");
    return settle(batch, setting.get(), problem);
  }

  private boolean lost(byte[] body) {
    Call seen = new Call("POST", "/xero", null, new Headers(), body);
    return faults
      .strike("webhooks", seen)
      .map(fault -> fault.kind() == Fault.Kind.LOST)
      .orElse(false);
  }

  private static byte[] body(Map<String, ObjectNode> batch) {
    List<String> numbers = new ArrayList<>(batch.keySet());
    return WebhookSender.body(
      batch.values(),
      Integer.parseInt(numbers.getFirst()),
      Integer.parseInt(numbers.getLast())
    );
  }

  /** Whether to go on at once: after a success, and after the first failure. */
  private boolean settle(Map<String, ObjectNode> batch, ObjectNode used, String problem) {
    return journal.together(() -> {
      ObjectNode setting = settings.get(SETTING).map(ObjectNode::deepCopy).orElse(null);
      if (setting == null || !setting.path("url").equals(used.path("url"))) {
        return false;
      }
      if (problem.isEmpty()) {
        batch.keySet().forEach(events::remove);
        setting.remove(List.of("failingSince", "retryAt", "problem"));
        setting.put("duplicates", Math.max(0, setting.path("duplicates").asInt() - 1));
        settings.put(SETTING, setting);
        return true;
      }
      boolean first = !setting.has("failingSince");
      long now = clock.millis();
      long since = setting.path("failingSince").asLong(now);
      setting.put("problem", problem).put("failingSince", since);
      setting.put("retryAt", first ? now : now + setting.path("retrySeconds").asLong(RETRY_SECONDS) * 1_000);
      if (now - since >= DISABLED_AFTER) {
        setting.put("status", "DISABLED");
      }
      settings.put(SETTING, setting);
      return first;
    });
  }

  private void count(String what) {
    synchronized (counts) {
      counts.merge(what, 1, Integer::sum);
    }
  }

  @Override
  public void close() {
    worker.interrupt();
    sender.close();
  }
}
