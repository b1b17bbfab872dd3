package io.ledgerroutes.console;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.ledgerroutes.audit.AuditEntry;
import io.ledgerroutes.audit.AuditTrail;
import io.ledgerroutes.connection.Connections;
import io.ledgerroutes.console.ConsoleHouse.Answer;
import io.ledgerroutes.inbox.Inbox;
import io.ledgerroutes.inbox.MessageState;
import io.ledgerroutes.inbox.NewMessage;
import io.ledgerroutes.posting.Draft;
import io.ledgerroutes.posting.LinkStore;
import io.ledgerroutes.posting.SourceRef;
import io.ledgerroutes.store.Database;
import io.ledgerroutes.vault.Vault;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import javax.management.ObjectName;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ApiTest {

  private static final String SHOP = "/api/v1/connections/craft-shop";
  private static final String TENANT = "8be9db36-3598-4755-ba5c-c2dbc8c4a7a2";

  @TempDir
  private static Path data;

  private static ConsoleHouse house;

  @BeforeAll
  static void open() {
    house = ConsoleHouse.open(data);
  }

  @AfterAll
  static void close() {
    house.close();
  }

  @Test
  void connections_are_listed_with_state_settings_and_problems() throws Exception {
    JsonNode answer = house.get("eve", "/api/v1/connections").json();

    assertThat(answer.path("next").isNull()).isTrue();
    assertThat(answer.path("items").findValuesAsText("id")).contains("broken-shop", "craft-shop");
    JsonNode broken = answer.path("items").path(0);
    assertThat(broken.path("state").asText()).isEqualTo("INVALID");
    assertThat(broken.path("problems").path(0).path("remedy").asText()).isNotBlank();
  }

  @Test
  void a_connection_shows_what_an_operator_needs() throws Exception {
    house.message("shown-1", MessageState.DONE, null);

    JsonNode shop = house.get("eve", SHOP).json();

    assertThat(shop.path("integration").asText()).isEqualTo("woocommerce-xero");
    assertThat(shop.path("state").asText()).isEqualTo("PAUSED");
    assertThat(shop.path("stateReason").asText()).startsWith("paused by ");
    assertThat(shop.path("settings").path("startDate").asText()).isEqualTo("2026-01-01");
    assertThat(shop.path("settings").path("xero").path("tenant").asText()).isEqualTo(TENANT);
    assertThat(
      shop.path("settings").path("integration").path("mapping").path("accounts").path("sales").asText()
    ).isEqualTo("200");
    assertThat(shop.path("messages").path("DONE").asLong()).isPositive();
    assertThat(Instant.parse(shop.path("lastWebhookAt").asText())).isBefore(Instant.now().plusSeconds(5));
    assertThat(shop.has("lastPollAt")).isTrue();
    assertThat(shop.path("budget").path("minuteLeft").isInt()).isTrue();
    assertThat(shop.path("budget").path("closedBecause").isNull()).isTrue();
    assertThat(shop.path("budget").path("backlog").isInt()).isTrue();
    assertThat(shop.path("remotes").isArray()).isTrue();
  }

  @Test
  void an_organisation_s_budget_is_seen_over_jmx() throws Exception {
    house.get("eve", SHOP);

    assertThat(
      house.jmx().getAttribute(new ObjectName("io.ledgerroutes:type=Budget,tenant=" + TENANT), "MinuteLeft")
    ).isEqualTo(60);
  }

  @Test
  void a_connection_is_removed_for_good_once_its_file_is_gone() throws Exception {
    Path file = data.resolve("connections/leaving-shop.yaml");
    String text = Files.readString(data.resolve("connections/craft-shop.yaml"));
    Files.writeString(
      file,
      text
        .replace("id: craft-shop", "id: leaving-shop")
        .replace("/shop", "/leaving")
        .replace("grant: main", "grant: leaving")
        .replace(TENANT, "0c5d3f2e-8a41-4c7b-9e10-2f6b7d1a0002")
    );
    String address = "/api/v1/connections/leaving-shop";
    Connections connections = house.bean(Connections.class);
    await()
      .atMost(Duration.ofSeconds(20))
      .until(() -> connections.known("leaving-shop"));
    connections.pause("leaving-shop", "test");
    Vault vault = house.bean(Vault.class);
    vault.put("connection:leaving-shop", "webhook-secret", "s");
    house
      .bean(Inbox.class)
      .store(List.of(new NewMessage("leaving-shop", "woocommerce-order", "9", new byte[0], "c")));
    Database store = house.bean(Database.class);
    for (String order : List.of("8", "9")) {
      store
        .sql()
        .sql("INSERT INTO seen VALUES ('leaving-shop', 'woocommerce-order', ?, 'v', 'HELD', '-', 0)")
        .params(order)
        .update();
    }
    store.sql().sql("INSERT INTO poll_cursor VALUES ('leaving-shop', 'woocommerce-poll', 1, 1)").update();

    Answer early = house.send("DELETE", "admin", address, null);
    assertThat(early.status()).isEqualTo(409);
    assertThat(early.detail()).contains("remove leaving-shop.yaml first");
    Files.delete(file);
    await()
      .atMost(Duration.ofSeconds(20))
      .until(() -> !connections.hasFile("leaving-shop"));
    assertThat(house.send("DELETE", "eve", address, null).status()).isEqualTo(403);
    Answer removed = house.send("DELETE", "admin", address, null);

    assertThat(removed.status()).as(removed.toString()).isEqualTo(200);
    assertThat(removed.json().path("ended").asInt()).isEqualTo(1);
    assertThat(removed.json().path("elsewhere").path(0).asText()).contains("by hand", "no consumer-key");
    assertThat(removed.json().path("disconnected").asBoolean()).isFalse();
    assertThat(vault.names("connection:leaving-shop")).isEmpty();
    assertThat(rows(store, "SELECT record_id FROM seen WHERE connection = 'leaving-shop'"))
      .as("what waited is new should the connection come again")
      .containsExactly("8");
    assertThat(rows(store, "SELECT flow FROM poll_cursor WHERE connection = 'leaving-shop'")).isEmpty();
    assertThat(house.get("admin", address).status()).isEqualTo(404);
    assertThat(house.post(null, "/webhooks/woocommerce/leaving-shop", "{\"id\":1}").status()).isEqualTo(404);
    assertThat(house.send("DELETE", "admin", address, null).status()).isEqualTo(404);
    assertThat(house.get("eve", "/api/v1/audit?connection=leaving-shop").json().toString()).contains(
      "connection-forget",
      "discard-all"
    );
  }

  private static List<String> rows(Database store, String sql) {
    return store.sql().sql(sql).query(String.class).list();
  }

  @Test
  void a_credential_that_is_stored_has_tried_at_once_what_waited_for_it() throws Exception {
    Database store = house.bean(Database.class);
    house
      .bean(Inbox.class)
      .store(List.of(new NewMessage("craft-shop", "waits-for-a-key", "9", new byte[0], "c")));
    store
      .sql()
      .sql("UPDATE inbox SET state = 'RETRY', due_at = due_at + 900000 WHERE flow = 'waits-for-a-key'")
      .update();

    assertThat(credential("consumer-secret", "cs_0123").status()).isEqualTo(204);

    assertThat(
      rows(store, "SELECT flow FROM inbox WHERE flow = 'waits-for-a-key' AND due_at <= " + Database.NOW)
    ).hasSize(1);
    store.sql().sql("DELETE FROM inbox WHERE flow = 'waits-for-a-key'").update();
  }

  @Test
  void a_credential_is_stored_audited_and_never_shown_again() throws Exception {
    String secret = "cs_0123456789abcdef-never-to-be-seen";

    Answer put = credential("consumer-secret", secret + "\n");

    assertThat(put.status()).isEqualTo(204);
    assertThat(put.response().body()).isEmpty();
    assertThat(house.bean(Vault.class).get("connection:craft-shop", "consumer-secret")).contains(secret);
    Answer shown = house.get("admin", SHOP);
    assertThat(shown.json().path("credentials").path("consumer-secret").asBoolean()).isTrue();
    assertThat(shown.json().path("credentials").path("webhook-secret").asBoolean()).isFalse();
    Answer trail = house.get("admin", "/api/v1/audit?connection=craft-shop&action=credential-set");
    assertThat(trail.json().path("items").path(0).path("actor").asText()).isEqualTo("admin");
    assertThat(trail.json().path("items").path(0).path("detail").path("name").asText()).isEqualTo(
      "consumer-secret"
    );
    assertThat(put + shown.toString() + trail + house.log()).doesNotContain("never-to-be-seen");
    assertThat(
      house
        .get("eve", "/api/v1/messages?flow=woocommerce-webhooks")
        .json()
        .path("items")
        .path(0)
        .path("state")
        .asText()
    )
      .as("the shop's webhooks are looked after as soon as the connection runs")
      .isEqualTo("RECEIVED");
  }

  @Test
  void a_credential_of_another_name_of_another_type_empty_or_too_long_is_refused_in_words() throws Exception {
    Answer other = credential("api-key", "sk_never-to-be-seen");
    Answer form = house.send(
      "PUT",
      "admin",
      SHOP + "/credentials/consumer-key",
      "ck_never-to-be-seen",
      "Content-Type",
      "application/x-www-form-urlencoded"
    );
    Answer empty = credential("consumer-key", " \n");
    Answer large = credential("consumer-key", "x".repeat(20_000));

    assertThat(other.status()).isEqualTo(400);
    assertThat(other.detail()).contains("consumer-key, consumer-secret, webhook-secret");
    assertThat(form.status()).isEqualTo(415);
    assertThat(form.detail()).contains("text/plain");
    assertThat(List.of(empty.status(), large.status())).containsOnly(400);
    assertThat(other + form.toString() + house.log()).doesNotContain("never-to-be-seen");
    assertThat(house.bean(Vault.class).get("connection:craft-shop", "consumer-key")).isEmpty();
  }

  private static Answer credential(String name, String secret) {
    return house.send("PUT", "admin", SHOP + "/credentials/" + name, secret, "Content-Type", "text/plain");
  }

  @Test
  void a_connection_is_resumed_polled_and_paused() throws Exception {
    Answer tooEarly = house.post("admin", SHOP + "/poll", "");
    Answer resumed = house.post("admin", SHOP + "/resume", "");
    Answer polled = house.post("admin", SHOP + "/poll", "");
    Answer paused = house.post("admin", SHOP + "/pause", "");

    assertThat(tooEarly.status()).isEqualTo(409);
    assertThat(tooEarly.detail()).contains("resume it first");
    assertThat(resumed.json().path("state").asText()).isEqualTo("RUNNING");
    assertThat(polled.status()).isEqualTo(202);
    assertThat(paused.json().path("state").asText()).isEqualTo("PAUSED");
    assertThat(
      house.get("eve", "/api/v1/messages?flow=woocommerce-orders-poll").json().path("items")
    ).isNotEmpty();
    assertThat(actions()).contains("connection-pause", "connection-resume", "connection-poll");
  }

  private static List<String> actions() throws Exception {
    return house
      .get("eve", "/api/v1/audit?connection=craft-shop")
      .json()
      .path("items")
      .findValuesAsText("action");
  }

  @Test
  void a_connection_whose_file_was_never_good_can_be_seen_but_not_worked() throws Exception {
    assertThat(house.get("eve", "/api/v1/connections/broken-shop").status()).isEqualTo(200);
    for (String call : List.of("/poll", "/pause", "/resume")) {
      assertThat(house.post("admin", "/api/v1/connections/broken-shop" + call, "").status())
        .as(call)
        .isEqualTo(409);
      assertThat(house.post("admin", "/api/v1/connections/nobody" + call, "").status())
        .as(call)
        .isEqualTo(404);
    }
  }

  @Test
  void messages_come_newest_first_and_page_by_page() throws Exception {
    List<Long> stored = new ArrayList<>();
    for (int number = 0; number < 53; number++) {
      stored.add(0, house.message("paged-" + number, MessageState.SKIPPED, "paged"));
    }

    String list = "/api/v1/messages?connection=craft-shop&state=SKIPPED";
    JsonNode first = house.get("eve", list).json();
    JsonNode second = house.get("eve", list + "&cursor=" + first.path("next").asText()).json();

    assertThat(ids(first)).isEqualTo(stored.subList(0, 50));
    assertThat(ids(second)).isEqualTo(stored.subList(50, 53));
    assertThat(second.path("next").isNull()).isTrue();
  }

  private static List<Long> ids(JsonNode page) {
    List<Long> ids = new ArrayList<>();
    page.path("items").forEach(item -> ids.add(item.path("id").asLong()));
    return ids;
  }

  @Test
  void messages_are_found_by_key_flow_and_time() throws Exception {
    long id = house.message("found-1", MessageState.DONE, null);

    assertThat(
      ids(house.get("eve", "/api/v1/messages?key=found-1&flow=woocommerce-order").json())
    ).containsExactly(id);
    assertThat(ids(house.get("eve", "/api/v1/messages?key=found-1&flow=other").json())).isEmpty();
    assertThat(ids(house.get("eve", "/api/v1/messages?key=found-1&from=2020-01-01").json())).containsExactly(
      id
    );
    assertThat(
      ids(house.get("eve", "/api/v1/messages?key=found-1&to=2020-01-01T00:00:00%2B11:00").json())
    ).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
    delimiter = '|',
    textBlock = """
    /api/v1/messages?staet=DEAD          | There is no parameter staet; there are connection, cursor, flow
    /api/v1/messages?state=dead          | must be one of RECEIVED, IN_FLIGHT, RETRY, DONE, SKIPPED, HELD, DEAD
    /api/v1/messages?from=yesterday      | a time such as 2026-11-21T09:30:00Z or a day
    /api/v1/messages?to=2026-02-30       | a time such as 2026-11-21T09:30:00Z or a day
    /api/v1/messages?from=%2B999999999-12-31T00:00:00Z | a time such as 2026-11-21T09:30:00Z or a day
    /api/v1/audit?to=-999999999-01-01T00:00:00Z        | a time such as 2026-11-21T09:30:00Z or a day
    /api/v1/messages?cursor=-1           | the "next" of the page before
    /api/v1/messages?key=                | The parameter key is empty
    /api/v1/messages?key=a&key=b         | more than once
    /api/v1/messages?%3Cscript%3E=1      | There is no parameter of that name
    /api/v1/messages/first               | must be a whole number
    /api/v1/audit?message=first          | must be a whole number
    /api/v1/audit?user=admin             | there are action, actor, connection
    /api/v1/links?system=woocommerce     | ?system=woocommerce&type=order&id=1042
    """
  )
  void a_question_that_makes_no_sense_is_told_what_would(String path, String words) throws Exception {
    Answer answer = house.get("eve", path);

    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.header("Content-Type")).isEqualTo("application/problem+json");
    assertThat(answer.detail()).contains(words).endsWith(".");
    assertThat(answer.json().path("status").asInt()).isEqualTo(400);
    assertThat(answer.toString()).doesNotContain("Exception", "<script>", "\tat ");
  }

  @Test
  void what_is_not_there_is_a_problem_in_words_too() throws Exception {
    for (String path : List.of(
      "/api/v1/nothing",
      "/api/v1/messages/99999999",
      "/api/v1/connections/nobody",
      "/nothing"
    )) {
      Answer answer = house.get("admin", path);
      assertThat(answer.status()).as(path).isEqualTo(404);
      assertThat(answer.header("Content-Type")).as(path).isEqualTo("application/problem+json");
      assertThat(answer.detail()).as(path).isNotBlank();
    }
    Answer wrongVerb = house.send("DELETE", "admin", "/api/v1/messages", null);
    assertThat(wrongVerb.status()).isEqualTo(405);
    assertThat(wrongVerb.header("Allow")).contains("GET");
    assertThat(wrongVerb.detail()).contains("Allow");
  }

  @Test
  void a_message_tells_its_story() throws Exception {
    long id = house.message("5001", MessageState.DEAD, "the account code 999 is not known");
    link("5001", "inv-5001");
    house.post("admin", "/api/v1/messages/" + id + "/replay", "");

    JsonNode story = house.get("eve", "/api/v1/messages/" + id).json();

    assertThat(story.path("id").asLong()).isEqualTo(id);
    assertThat(story.path("key").asText()).isEqualTo("5001");
    assertThat(story.path("trail").path(0).path("action").asText()).isEqualTo("replay");
    assertThat(story.path("links").path(0).path("target").path("id").asText()).isEqualTo("inv-5001");
    assertThat(story.path("links").path(0).has("targetProjection")).isFalse();
  }

  @Test
  void a_message_s_story_holds_the_writes_for_its_record_while_it_was_worked() throws Exception {
    write("5003", "of an earlier message");
    house
      .bean(Database.class)
      .sql()
      .sql("UPDATE audit SET at = at - 1000 WHERE record_key = '5003'")
      .update();
    long id = house.message("5003", MessageState.RETRY, "no answer");
    write("5003", "no answer");
    write("5003", "written");
    write("5004", "of another record");

    JsonNode trail = house.get("eve", "/api/v1/messages/" + id).json().path("trail");

    assertThat(trail.findValuesAsText("outcome")).containsExactly("written", "no answer");
    assertThat(trail.path(0).path("remoteStatus").asInt()).isEqualTo(200);
    assertThat(trail.path(0).path("durationMillis").asLong()).isEqualTo(250);
    assertThat(trail.path(0).path("detail").path("idempotencyKey").asText()).isEqualTo("some-key");
  }

  private static void write(String order, String outcome) {
    house
      .bean(AuditTrail.class)
      .record(
        AuditEntry.of("write")
          .connection("craft-shop")
          .flow("woocommerce-order")
          .key(order)
          .outcome(outcome)
          .remoteStatus(200)
          .took(Duration.ofMillis(250))
          .with("idempotencyKey", "some-key")
      );
  }

  @Test
  void a_record_s_link_is_found_from_both_ends() throws Exception {
    link("5002", "inv-5002");

    JsonNode bySource = house.get("eve", "/api/v1/links?system=woocommerce&type=order&id=5002").json();
    JsonNode byTarget = house.get("eve", "/api/v1/links?system=xero&type=invoice&id=inv-5002").json();

    assertThat(bySource.path("items").path(0).path("target").path("number").asText()).isEqualTo("WC-5002");
    assertThat(byTarget).isEqualTo(bySource);
    assertThat(
      house.get("eve", "/api/v1/links?system=woocommerce&type=order&id=1").json().path("items")
    ).isEmpty();
  }

  @Test
  void what_belongs_to_a_record_is_found_with_it() throws Exception {
    link("5003", "inv-5003");
    link("5003-2", "inv-5003-2");
    house
      .bean(Database.class)
      .sql()
      .sql(
        """
        INSERT INTO record_part (connection, flow, record_key, part_type, part_id)
        VALUES ('craft-shop', 'woocommerce-order', '5003', 'woocommerce-order', '5003-2')
        """
      )
      .update();

    JsonNode links = house.get("eve", "/api/v1/links?system=woocommerce&type=order&id=5003").json();

    assertThat(links.path("items").findValuesAsText("number")).containsExactly("WC-5003", "WC-5003-2");
  }

  private static void link(String order, String invoice) {
    Draft draft = new Draft(
      new SourceRef("craft-shop", "woocommerce-order", order),
      "WC-" + order,
      JsonNodeFactory.instance.objectNode(),
      "{}",
      "hash"
    );
    house
      .bean(Database.class)
      .durably(() ->
        house
          .bean(LinkStore.class)
          .add(TENANT, draft, "xero-invoice", invoice, "WC-" + order, "{\"total\":1}")
      );
  }

  @Test
  void a_dead_message_is_replayed_once_and_a_finished_one_never() throws Exception {
    long dead = house.message("replayed-1", MessageState.DEAD, "why");

    Answer first = house.post("admin", "/api/v1/messages/" + dead + "/replay", "");
    Answer second = house.post("admin", "/api/v1/messages/" + dead + "/replay", "");
    Answer unknown = house.post("admin", "/api/v1/messages/99999999/replay", "");

    assertThat(first.json().path("state").asText()).isEqualTo("RETRY");
    assertThat(second.status()).isEqualTo(409);
    assertThat(second.detail()).contains("RETRY").contains("HELD or DEAD");
    assertThat(unknown.status()).isEqualTo(404);
  }

  @Test
  void many_are_replayed_by_a_filter_that_leaves_the_others() throws Exception {
    long one = house.message("many-1", MessageState.HELD, "why");
    long other = house.message("many-2", MessageState.HELD, "why");

    Answer answer = house.post("admin", "/api/v1/messages/replay", "{\"filter\":{\"key\":\"many-1\"}}");

    assertThat(answer.json().path("replayed").asInt()).isEqualTo(1);
    assertThat(answer.json().path("more").asBoolean()).isFalse();
    assertThat(house.get("eve", "/api/v1/messages/" + one).json().path("state").asText()).isEqualTo("RETRY");
    assertThat(house.get("eve", "/api/v1/messages/" + other).json().path("state").asText()).isEqualTo("HELD");
  }

  @ParameterizedTest
  @CsvSource(
    delimiter = '|',
    textBlock = """
    {}                                | Say which
    {"filter":{"sate":"DEAD"}}        | There is no parameter sate
    {"filter":{"state":"DONE"}}       | Only messages that are HELD or DEAD
    {"filter":{"from":"tomorrow"}}    | a time such as
    nonsense                          | is not the JSON object
    """
  )
  void a_filter_that_makes_no_sense_replays_nothing(String body, String words) throws Exception {
    Answer answer = house.post("admin", "/api/v1/messages/replay", body);

    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.detail()).contains(words);
  }

  @Test
  void a_message_is_discarded_with_a_reason_only() throws Exception {
    long held = house.message("discarded-1", MessageState.HELD, "why");
    String call = "/api/v1/messages/" + held + "/discard";

    Answer without = house.post("admin", call, "{\"reason\":\"  \"}");
    Answer with = house.post("admin", call, "{\"reason\":\"entered by hand\\r\\nFORGED line\"}");
    Answer again = house.post("admin", call, "{\"reason\":\"entered by hand\"}");

    assertThat(without.status()).isEqualTo(400);
    assertThat(with.json().path("state").asText()).isEqualTo("SKIPPED");
    assertThat(with.json().path("reason").asText()).isEqualTo("discarded: entered by hand FORGED line");
    assertThat(again.status()).isEqualTo(409);
    JsonNode entry = house.get("eve", "/api/v1/audit?message=" + held).json().path("items").path(0);
    assertThat(entry.path("actor").asText()).isEqualTo("admin");
    assertThat(entry.path("action").asText()).isEqualTo("discard");
  }
}
