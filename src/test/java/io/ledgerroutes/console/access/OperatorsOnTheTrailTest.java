package io.ledgerroutes.console.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.ledgerroutes.connection.Connections;
import io.ledgerroutes.console.ConsoleHouse;
import io.ledgerroutes.console.ConsoleHouse.Answer;
import io.ledgerroutes.console.HouseOfBills;
import io.ledgerroutes.console.access.Addresses.Address;
import io.ledgerroutes.inbox.Inbox;
import io.ledgerroutes.inbox.NewMessage;
import io.ledgerroutes.stampli.FilesInStore;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Whatever an operator does is on the trail under his name: for each address that changes something there is a deed
 * here that is done for real, and an address without one fails.
 */
class OperatorsOnTheTrailTest {

  /** They read, though a body asks them. */
  private static final Set<String> READING = Set.of("POST /messages/search", "POST /api/v1/messages/search");
  /** They change something, or hand something over, though they are links. */
  private static final Set<String> CHANGING = Set.of(
    "GET /connect/xero/callback",
    "GET /connections/{id}/files/{name}/content",
    "GET /api/v1/connections/{id}/files/{name}/content"
  );

  private static final String SHOP = "/api/v1/connections/craft-shop";
  private static final String PAGE = "/connections/craft-shop";
  private static final String NEW_PASSWORD = "four words that nobody says";
  private static final String DAYS = "\"from\":\"2026-01-01\",\"to\":\"2026-12-31\"";

  @TempDir
  private static Path data;

  private static WatchedHouse house;
  private static Visitor operator;

  private final Map<String, Deed> deeds = new LinkedHashMap<>();

  /** Something done at an address, and what the trail calls it. */
  private record Deed(String action, Supplier<Answer> done) {}

  @BeforeAll
  static void open() {
    house = new WatchedHouse(data);
    house.placeOrders(3, 7);
    operator = house.visitor().signedInAs(WatchedHouse.OPERATOR);
    operator.open("/me");
  }

  @AfterAll
  static void close() {
    house.close();
  }

  private void call(String address, String action, String path, String json) {
    String method = address.split(" ")[0];
    deeds.put(address, new Deed(action, () -> house.call(method, path, json)));
  }

  private void form(String address, String action, String path, Map<String, String> fields) {
    deeds.put(address, new Deed(action, () -> operator.send(path, fields)));
  }

  private void deed(String address, String action, Supplier<Answer> done) {
    deeds.put(address, new Deed(action, done));
  }

  private void all() {
    users();
    connections();
    runs();
    messages();
    files();
    call("POST /api/v1/backup", "backup", "/api/v1/backup", "");
    call("POST /api/v1/erase", "erase", "/api/v1/erase", "{\"email\":\"nobody@shop.example\"}");
    form("POST /erase", "erase", "/erase", Map.of("email", "nobody@shop.example"));
    deed("POST /connect/xero/{connection}/organisation", "organisation-chosen", () -> {
      String other = "1d6e4a3f-9b52-4d8c-8f21-3a7c8e2b0003";
      // Only a connection that has posted nothing yet may be given another organisation.
      house.bean(Connections.class).pause(WatchedHouse.CONNECTION, "test");
      await()
        .atMost(Duration.ofSeconds(30))
        .until(() -> inFlight() == 0);
      house.sql().sql("DELETE FROM link").update();
      house.sandbox("POST", "/sandbox/consent", "{\"tenants\":[\"" + other + "\"]}");
      house.consent(operator);
      return operator.send("/connect/xero/craft-shop/organisation", Map.of("tenant", other));
    });
  }

  private static long inFlight() {
    return house.sql().sql("SELECT COUNT(*) FROM inbox WHERE state = 'IN_FLIGHT'").query(Long.class).single();
  }

  private void users() {
    String uma = "{\"role\":\"viewer\",\"password\":\"" + NEW_PASSWORD + "\"}";
    call("PUT /api/v1/users/{name}", "user-put", "/api/v1/users/uma", uma);
    call("DELETE /api/v1/users/{name}", "user-remove", "/api/v1/users/uma", null);
    form(
      "POST /users",
      "user-put",
      "/users",
      Map.of("name", "una", "role", "viewer", "password", NEW_PASSWORD)
    );
    form("POST /users/{name}", "user-put", "/users/una", Map.of("role", "operator"));
    form("POST /users/{name}/remove", "user-remove", "/users/una/remove", Map.of());
    String same = ConsoleHouse.PASSWORD;
    call(
      "PUT /api/v1/me/password",
      "user-put",
      "/api/v1/me/password",
      "{\"current\":\"" + same + "\",\"password\":\"" + same + "\"}"
    );
    deed("POST /me/password", "user-put", () -> {
      operator.signedInAs(WatchedHouse.OPERATOR).open("/me");
      return operator.send("/me/password", Map.of("current", same, "password", same, "again", same));
    });
  }

  private void connections() {
    call(
      "PUT /api/v1/connections/{id}/credentials/{name}",
      "credential-set",
      SHOP + "/credentials/consumer-key",
      "ck_sandbox"
    );
    call("POST /api/v1/connections/{id}/check", "connection-check", SHOP + "/check", "");
    call("POST /api/v1/connections/{id}/poll", "connection-poll", SHOP + "/poll", "");
    call("POST /api/v1/connections/{id}/pause", "connection-pause", SHOP + "/pause", "");
    call("POST /api/v1/connections/{id}/resume", "connection-resume", SHOP + "/resume", "");
    deed("DELETE /api/v1/connections/{id}", "connection-forget", () -> {
      leaving("leaving-one");
      return house.call("DELETE", "/api/v1/connections/leaving-one", null);
    });
    form(
      "POST /connections/{id}/credentials/{name}",
      "credential-set",
      PAGE + "/credentials/consumer-key",
      Map.of("secret", "ck_sandbox")
    );
    form("POST /connections/{id}/check", "connection-check", PAGE + "/check", Map.of());
    form("POST /connections/{id}/poll", "connection-poll", PAGE + "/poll", Map.of());
    form("POST /connections/{id}/pause", "connection-pause", PAGE + "/pause", Map.of());
    form("POST /connections/{id}/resume", "connection-resume", PAGE + "/resume", Map.of());
    deed("POST /connections/{id}/remove", "connection-forget", () -> {
      leaving("leaving-two");
      return operator.send("/connections/leaving-two/remove", Map.of());
    });
    deed("GET /connect/xero/callback", "consent-given", house::consent);
  }

  /** A connection whose file was there and is gone. */
  private static void leaving(String id) {
    Path file = data.resolve("connections/" + id + ".yaml");
    Connections connections = house.bean(Connections.class);
    try {
      String text = Files.readString(data.resolve("connections/craft-shop.yaml"));
      Files.writeString(
        file,
        text
          .replace("id: craft-shop", "id: " + id)
          .replace("/shop", "/" + id)
          .replace("grant: main", "grant: " + id)
          .replace("8be9db36-3598-4755-ba5c-c2dbc8c4a7a2", "0c5d3f2e-8a41-4c7b-9e10-2f6b7d1a0002")
      );
      await()
        .atMost(Duration.ofSeconds(30))
        .until(() -> connections.known(id));
      connections.pause(id, "test");
      Files.delete(file);
      await()
        .atMost(Duration.ofSeconds(30))
        .until(() -> !connections.hasFile(id));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void runs() {
    call("POST /api/v1/connections/{id}/dry-run", "dry-run", SHOP + "/dry-run", "{" + DAYS + "}");
    deed("POST /api/v1/connections/{id}/backfill", "backfill", () ->
      house.call("POST", SHOP + "/backfill", "{" + DAYS + ",\"now\":true,\"run\":" + run("DRY_RUN") + "}")
    );
    call("POST /api/v1/connections/{id}/reconcile", "reconcile", SHOP + "/reconcile", "{" + DAYS + "}");
    deed("POST /api/v1/connections/{id}/reconcile/queue", "reconcile-queue", () ->
      house.call("POST", SHOP + "/reconcile/queue", "{\"run\":" + run("RECONCILE") + "}")
    );
    form(
      "POST /connections/{id}/runs",
      "dry-run",
      PAGE + "/runs",
      Map.of("kind", "DRY_RUN", "from", "2026-01-01", "to", "2026-12-31")
    );
    deed("POST /connections/{id}/runs/{run:[0-9]{1,18}}/backfill", "backfill", () ->
      operator.send(PAGE + "/runs/" + run("DRY_RUN") + "/backfill", Map.of())
    );
    deed("POST /connections/{id}/runs/{run:[0-9]{1,18}}/queue", "reconcile-queue", () ->
      operator.send(PAGE + "/runs/" + run("RECONCILE") + "/queue", Map.of())
    );
  }

  private static String run(String kind) {
    await()
      .atMost(Duration.ofSeconds(60))
      .until(
        () ->
          house
            .sql()
            .sql("SELECT COUNT(*) FROM run WHERE state IN ('WAITING', 'RUNNING')")
            .query(Long.class)
            .single() ==
          0
      );
    return house
      .sql()
      .sql("SELECT MAX(id) FROM run WHERE kind = ? AND state = 'DONE'")
      .params(kind)
      .query(String.class)
      .single();
  }

  private void messages() {
    message("POST /api/v1/messages/{id}/replay", "replay", id ->
      house.call("POST", "/api/v1/messages/" + id + "/replay", "")
    );
    message("POST /api/v1/messages/{id}/discard", "discard", id ->
      house.call("POST", "/api/v1/messages/" + id + "/discard", "{\"reason\":\"by hand\"}")
    );
    message("POST /api/v1/messages/replay", "replay", id ->
      house.call("POST", "/api/v1/messages/replay", "{\"filter\":{\"key\":\"" + key(id) + "\"}}")
    );
    message("POST /api/v1/messages/discard", "discard", id ->
      house.call(
        "POST",
        "/api/v1/messages/discard",
        "{\"note\":\"by hand\",\"filter\":{\"key\":\"" + key(id) + "\"}}"
      )
    );
    message("POST /messages/{id:[0-9]{1,18}}/replay", "replay", id ->
      operator.send("/messages/" + id + "/replay", Map.of())
    );
    message("POST /messages/{id:[0-9]{1,18}}/discard", "discard", id ->
      operator.send("/messages/" + id + "/discard", Map.of("reason", "by hand"))
    );
    message("POST /review/replay", "replay", id -> operator.send("/review/replay", Map.of("state", "HELD")));
    message("POST /review/discard", "discard", id ->
      operator.send("/review/discard", Map.of("state", "HELD", "note", "by hand"))
    );
  }

  private void files() {
    deed("POST /api/v1/connections/{id}/files/{name}/handed-over", "file-delivered", () ->
      house.call("POST", SHOP + "/files/" + staged() + "/handed-over", "{\"note\":\"by hand\"}")
    );
    deed("POST /connections/{id}/files/{name}/handed-over", "file-delivered", () ->
      operator.send(PAGE + "/files/" + staged() + "/handed-over", Map.of("note", "by hand"))
    );
    deed("POST /api/v1/connections/{id}/files/{name}/send-again", "file-send-again", () ->
      house.call("POST", SHOP + "/files/" + staged() + "/send-again", "{\"note\":\"not there\"}")
    );
    deed("POST /connections/{id}/files/{name}/send-again", "file-send-again", () ->
      operator.send(PAGE + "/files/" + staged() + "/send-again", Map.of("note", "not there"))
    );
    deed("POST /api/v1/connections/{id}/bills/{bill}/decision", "bill-decision", () ->
      house.call("POST", "/api/v1" + bill("A-1") + "/decision", "{\"release\":true}")
    );
    deed("POST /connections/{id}/bills/{bill}/decision", "bill-decision", () ->
      operator.send(bill("A-2") + "/decision", Map.of("release", "true"))
    );
    deed("GET /connections/{id}/files/{name}/content", "file-download", () ->
      operator.open(
        PAGE + "/files/" + FilesInStore.one(house.context(), WatchedHouse.CONNECTION) + "/content"
      )
    );
    deed("GET /api/v1/connections/{id}/files/{name}/content", "file-download", () ->
      house.call(
        "GET",
        SHOP + "/files/" + FilesInStore.one(house.context(), WatchedHouse.CONNECTION) + "/content",
        null
      )
    );
  }

  private static String staged() {
    return FilesInStore.one(house.context(), WatchedHouse.CONNECTION);
  }

  private static String bill(String number) {
    return "/connections/craft-bills/bills/" + HouseOfBills.in(house.context()).bill(number);
  }

  private interface OnMessage {
    Answer done(long id);
  }

  private void message(String address, String action, OnMessage on) {
    deed(address, action, () -> on.done(held()));
  }

  /** A message that waits for a decision, of a flow that nobody works. */
  private static long held() {
    String key = "held-" + System.nanoTime();
    house
      .bean(Inbox.class)
      .store(List.of(new NewMessage(WatchedHouse.CONNECTION, "nobody-s-flow", key, new byte[0], "c")));
    house
      .sql()
      .sql("UPDATE inbox SET state = 'HELD', reason = 'why' WHERE record_key = ?")
      .params(key)
      .update();
    return house
      .sql()
      .sql("SELECT id FROM inbox WHERE record_key = ?")
      .params(key)
      .query(Long.class)
      .single();
  }

  private static String key(long id) {
    return house
      .sql()
      .sql("SELECT record_key FROM inbox WHERE id = ?")
      .params(id)
      .query(String.class)
      .single();
  }

  @Test
  void whatever_changes_something_is_on_the_trail_with_the_operator_who_did_it() {
    all();

    assertThat(new TreeSet<>(deeds.keySet()))
      .as("for each address that changes something: a deed here that does it")
      .isEqualTo(changing());
    for (Map.Entry<String, Deed> one : deeds.entrySet()) {
      long before = newest();
      Answer answer = one.getValue().done().get();
      assertThat(answer.status()).as("%s: %s", one.getKey(), answer).isLessThan(400);
      String action = one.getValue().action();
      await(one.getKey() + " is on the trail as " + action)
        .atMost(Duration.ofSeconds(30))
        .untilAsserted(() -> assertThat(since(before)).as("%s", answer).contains("olga " + action));
    }
  }

  private static Set<String> changing() {
    return Addresses.of(house.context())
      .stream()
      .filter(address -> address.changes() || CHANGING.contains(address.toString()))
      .map(Address::toString)
      .filter(address -> !READING.contains(address))
      .collect(Collectors.toCollection(TreeSet::new));
  }

  private static long newest() {
    return house.sql().sql("SELECT MAX(id) FROM audit").query(Long.class).single();
  }

  private static List<String> since(long id) {
    return house
      .sql()
      .sql("SELECT actor, action FROM audit WHERE id > ?")
      .params(id)
      .query((row, number) -> row.getString(1) + " " + row.getString(2))
      .list();
  }
}
