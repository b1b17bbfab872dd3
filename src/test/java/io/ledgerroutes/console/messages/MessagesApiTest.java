package io.ledgerroutes.console.messages;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.ledgerroutes.console.ConsoleHouse;
import io.ledgerroutes.console.ConsoleHouse.Answer;
import io.ledgerroutes.inbox.MessageState;
import io.ledgerroutes.inbox.RecordCardStore;
import io.ledgerroutes.posting.Draft;
import io.ledgerroutes.posting.IntentStore;
import io.ledgerroutes.posting.Lease;
import io.ledgerroutes.posting.LinkStore;
import io.ledgerroutes.posting.SourceRef;
import io.ledgerroutes.store.Database;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Search, groups and decisions on many, over the API. */
class MessagesApiTest {

  private static final String MESSAGES = "/api/v1/messages";
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

  @BeforeEach
  void nothing_waits() {
    for (String table : List.of("inbox", "record_card", "record_part", "link", "audit")) {
      sql("DELETE FROM " + table);
    }
  }

  private static void sql(String text, Object... values) {
    house.bean(Database.class).sql().sql(text).params(values).update();
  }

  private static void card(
    String key,
    String number,
    String day,
    String total,
    String currency,
    String email
  ) {
    sql(
      """
      INSERT INTO record_card (connection, flow, record_key, number, dated_on, total, currency, email, updated_at)
      VALUES ('craft-shop', 'woocommerce-order', ?, ?, ?, ?, ?, ?, 0)
      """,
      key,
      number,
      LocalDate.parse(day),
      new BigDecimal(total),
      currency,
      email == null ? null : house.bean(RecordCardStore.class).pseudonym(email)
    );
  }

  private static void part(String key, String type, String id) {
    sql(
      "INSERT INTO record_part (connection, flow, record_key, part_type, part_id) VALUES ('craft-shop', 'woocommerce-order', ?, ?, ?)",
      key,
      type,
      id
    );
  }

  private static void link(String type, String id, String kind, String number, String projection) {
    Draft draft = new Draft(
      new SourceRef("craft-shop", type, id),
      number,
      JsonNodeFactory.instance.objectNode(),
      "{}",
      "hash"
    );
    Database database = house.bean(Database.class);
    database.durably(() ->
      house.bean(LinkStore.class).add(TENANT, draft, kind, "id-" + number, number, projection)
    );
  }

  private static List<Long> ids(JsonNode answer) {
    List<Long> ids = new ArrayList<>();
    answer.path("items").forEach(item -> ids.add(item.path("id").asLong()));
    return ids;
  }

  @ParameterizedTest
  @CsvSource(
    { "1042", "%231042", "so-1042", "SO-1042", "WC-1042", "WC-1042-R55", "110.50", "A%24%20110.5", "c-77" }
  )
  void a_record_is_found_by_what_people_know(String typed) throws Exception {
    long wanted = house.message("77", MessageState.DONE, null);
    house.message("78", MessageState.DONE, null);
    card("77", typed.contains("1042") ? "1042" : "SO-1042", "2026-11-01", "110.50", "AUD", null);
    if (typed.equalsIgnoreCase("so-1042")) {
      sql("UPDATE record_card SET number = 'SO-1042'");
    }
    card("78", "1043", "2026-11-01", "110.51", "AUD", null);
    link("woocommerce-order", "77", "xero-invoice", "WC-1042", "{}");
    link("woocommerce-refund", "55", "xero-credit-note", "WC-1042-R55", "{}");
    part("77", "woocommerce-refund", "55");

    Answer answer = house.get("eve", MESSAGES + "?search=" + typed);

    assertThat(ids(answer.json())).as(answer.toString()).containsExactly(wanted);
  }

  @Test
  void a_search_is_narrowed_by_filters() throws Exception {
    house.message("77", MessageState.DONE, null);
    card("77", "1042", "2026-11-01", "110.50", "AUD", null);

    assertThat(ids(house.get("eve", MESSAGES + "?search=1042&state=DONE").json())).hasSize(1);
    assertThat(ids(house.get("eve", MESSAGES + "?search=1042&state=DEAD").json())).isEmpty();
    assertThat(ids(house.get("eve", MESSAGES + "?search=1042&connection=other").json())).isEmpty();
  }

  @Test
  void an_e_mail_is_looked_for_in_a_body_only_and_by_operators_only() throws Exception {
    long wanted = house.message("77", MessageState.DONE, null);
    card("77", "1042", "2026-11-01", "110.50", "AUD", "ann@shop.example");
    String body = "{\"search\":\" Ann@Shop.Example\"}";

    Answer inAddress = house.get("admin", MESSAGES + "?search=ann%40shop.example");
    Answer byViewer = house.post("eve", MESSAGES + "/search", body);
    Answer found = house.post("admin", MESSAGES + "/search", body);

    assertThat(inAddress.status()).isEqualTo(400);
    assertThat(inAddress.detail()).contains("POST /api/v1/messages/search").doesNotContain("ann@");
    assertThat(byViewer.status()).isEqualTo(403);
    assertThat(ids(found.json())).containsExactly(wanted);
    assertThat(found.json().path("understood").path(0).asText()).isEqualTo("the e-mail of a customer");
    assertThat(found.toString()).doesNotContainIgnoringCase("ann@shop.example");
    assertThat(house.log()).doesNotContainIgnoringCase("ann@shop.example").doesNotContain("ann%40");
  }

  @Test
  void what_is_not_found_says_what_was_looked_for() throws Exception {
    JsonNode answer = house.post("admin", MESSAGES + "/search", "{\"search\":\"NZ$ 120\"}").json();

    assertThat(answer.path("items")).isEmpty();
    assertThat(answer.path("understood").toString()).contains("NZ$ 120", "a total of 120.00 NZD");
  }

  @ParameterizedTest
  @CsvSource(
    delimiter = '|',
    textBlock = """
    /search   | {}                                                     | Say what to look for
    /search   | {"search":"  "}                                        | Say what to look for
    /search   | {"search":"1042","cursor":"x"}                         | the "next" of the page before
    /replay   | {"filter":{},"cursor":"x"}                             | the "next" of the page before
    /replay   | {"filter":{"state":"RETRY"}}                           | HELD or DEAD
    /replay   | {"filter":{"search":"1042"}}                           | There is no parameter search
    /replay   | {"filter":{},"previw":true}                            | There are cursor, filter, note, preview
    /replay   | {"filter":{}}{}                                        | not the JSON object
    /discard  | {"note":"why"}                                         | Say which
    /discard  | {"filter":{"state":"DONE"},"note":"why"}               | HELD or DEAD
    /discard  | {"filter":{"state":"DEAD"}}                            | Say why: {"note":
    /discard  | {"filter":{"state":"DEAD"},"note":" "}                 | Say why: {"note":
    /discard  | {"filter":{"state":"DONE"},"preview":true}             | HELD or DEAD
    """
  )
  void a_call_that_makes_no_sense_is_told_what_would(String call, String body, String words)
    throws Exception {
    Answer answer = house.post("admin", MESSAGES + call, body);

    assertThat(answer.status()).as(answer.toString()).isEqualTo(400);
    assertThat(answer.detail()).contains(words);
  }

  @Test
  void too_long_a_search_and_too_long_a_note_are_refused() throws Exception {
    String longer = "x".repeat(501);

    assertThat(
      house.post("admin", MESSAGES + "/search", "{\"search\":\"" + longer + "\"}").status()
    ).isEqualTo(400);
    assertThat(
      house.post("admin", MESSAGES + "/discard", "{\"filter\":{},\"note\":\"" + longer + "\"}").status()
    ).isEqualTo(400);
    assertThat(
      house.post("admin", MESSAGES + "/replay", "{\"filter\":{},\"note\":\"" + longer + "\"}").status()
    ).isEqualTo(400);
  }

  @Test
  void viewers_decide_nothing() {
    long held = house.message("1", MessageState.HELD, "why");

    for (String call : List.of("/replay", "/discard", "/" + held + "/replay", "/" + held + "/discard")) {
      assertThat(house.post("eve", MESSAGES + call, "{\"filter\":{},\"note\":\"n\"}").status())
        .as(call)
        .isEqualTo(403);
    }
    assertThat(house.get("eve", MESSAGES + "/" + held).toString()).contains("HELD");
  }

  private static void three_are_held_and_one_is_dead() {
    house.message("1", MessageState.HELD, "invoice WC-1 stands; name the method cod");
    house.message("2", MessageState.HELD, "invoice WC-2 stands; name the method cod");
    house.message("3", MessageState.HELD, "the order does not add up");
    house.message("4", MessageState.DEAD, "it cannot be read");
    card("1", "1", "2026-09-30", "110.00", "AUD", null);
    card("2", "2", "2026-11-01", "10.05", "AUD", null);
  }

  @Test
  void groups_tell_sum_oldest_and_period() throws Exception {
    three_are_held_and_one_is_dead();

    JsonNode groups = house.get("eve", MESSAGES + "/groups?state=HELD").json().path("items");

    assertThat(groups).hasSize(2);
    JsonNode first = groups.path(0);
    assertThat(first.path("reason").asText()).isEqualTo("name the method cod");
    assertThat(first.path("connection").asText()).isEqualTo("craft-shop");
    assertThat(first.path("flow").asText()).isEqualTo("woocommerce-order");
    assertThat(first.path("state").asText()).isEqualTo("HELD");
    assertThat(first.path("count").asInt()).isEqualTo(2);
    assertThat(first.path("sums").toString()).isEqualTo("{\"AUD\":120.05}");
    assertThat(first.path("from").asText()).isEqualTo("2026-09");
    assertThat(first.path("to").asText()).isEqualTo("2026-11");
    assertThat(first.path("oldest").asText()).startsWith("20").endsWith("Z");
    assertThat(first.path("withoutTotal").asInt()).isZero();
    assertThat(groups.path(1).path("withoutTotal").asInt()).isEqualTo(1);
    assertThat(house.get("eve", MESSAGES + "/groups").json().path("items")).hasSize(3);
    assertThat(house.get("eve", MESSAGES + "/groups?state=DONE").status()).isEqualTo(400);
  }

  @Test
  void a_preview_changes_nothing_and_tells_what_would_be_touched() throws Exception {
    three_are_held_and_one_is_dead();
    String body = "{\"filter\":{\"reason\":\"name the method cod\"},\"preview\":true}";

    for (String call : List.of("/discard", "/replay")) {
      JsonNode preview = house.post("admin", MESSAGES + call, body).json();

      assertThat(preview.path("count").asInt()).isEqualTo(2);
      assertThat(preview.path("sums").toString()).isEqualTo("{\"AUD\":120.05}");
      assertThat(preview.path("from").asText()).isEqualTo("2026-09");
      assertThat(preview.path("oldest").asText()).endsWith("Z");
      assertThat(preview.path("cursor").asText()).isNotBlank();
    }
    assertThat(house.get("eve", MESSAGES + "?state=HELD").json().path("items")).hasSize(3);
    assertThat(house.get("eve", "/api/v1/audit").json().path("items")).isEmpty();
  }

  @Test
  void a_reason_is_replayed_whole_and_each_message_is_on_the_trail() throws Exception {
    three_are_held_and_one_is_dead();

    JsonNode done = house
      .post(
        "admin",
        MESSAGES + "/replay",
        "{\"filter\":{\"reason\":\"name the method cod\"},\"note\":\"named\\nit\"}"
      )
      .json();

    assertThat(done.path("replayed").asInt()).isEqualTo(2);
    assertThat(done.path("more").asBoolean()).isFalse();
    assertThat(house.get("eve", MESSAGES + "?state=HELD").json().path("items")).hasSize(1);
    JsonNode trail = house.get("eve", "/api/v1/audit?action=replay").json().path("items");
    assertThat(trail.findValuesAsText("key")).containsExactlyInAnyOrder("1", "2");
    assertThat(trail.findValuesAsText("actor")).containsOnly("admin");
    assertThat(trail.findValuesAsText("reason")).containsOnly("named it");
  }

  @Test
  void a_discard_of_many_ends_what_its_preview_has_shown_and_no_more() throws Exception {
    three_are_held_and_one_is_dead();
    String filter = "\"filter\":{\"state\":\"HELD\"}";
    String cursor = house
      .post("admin", MESSAGES + "/discard", "{" + filter + ",\"preview\":true}")
      .json()
      .path("cursor")
      .asText();
    long later = house.message("5", MessageState.HELD, "the order does not add up");

    JsonNode done = house
      .post(
        "admin",
        MESSAGES + "/discard",
        "{" + filter + ",\"note\":\"entered by hand\",\"cursor\":\"" + cursor + "\"}"
      )
      .json();

    assertThat(done.path("discarded").asInt()).isEqualTo(3);
    assertThat(ids(house.get("eve", MESSAGES + "?state=HELD").json())).containsExactly(later);
    assertThat(house.get("eve", MESSAGES + "?state=DEAD").json().path("items")).hasSize(1);
    assertThat(house.get("eve", MESSAGES + "?state=SKIPPED").json().path("items").findValuesAsText("reason"))
      .hasSize(3)
      .containsOnly("discarded: entered by hand");
  }

  @Test
  void a_thousand_and_more_are_decided_on_in_several_calls() throws Exception {
    sql(
      """
      INSERT INTO inbox (connection, flow, record_key, state, due_at, received_at, updated_at, correlation_id)
      SELECT 'craft-shop', 'woocommerce-order', 'n' || x, 'HELD', 0, 0, 0, 'c' FROM SYSTEM_RANGE(1, 1001)
      """
    );

    JsonNode first = house.post("admin", MESSAGES + "/replay", "{\"filter\":{}}").json();
    JsonNode rest = house
      .post(
        "admin",
        MESSAGES + "/replay",
        "{\"filter\":{},\"cursor\":\"" + first.path("next").asText() + "\"}"
      )
      .json();

    assertThat(first.path("replayed").asInt()).isEqualTo(1_000);
    assertThat(first.path("more").asBoolean()).isTrue();
    assertThat(rest.path("replayed").asInt()).isEqualTo(1);
    assertThat(rest.path("more").asBoolean()).isFalse();
    assertThat(rest.path("next").isNull()).isTrue();
  }

  @Test
  void two_operators_at_once_decide_on_each_message_once() throws Exception {
    for (int number = 0; number < 150; number++) {
      house.message("both-" + number, MessageState.HELD, "why");
    }
    Callable<Integer> replay = () ->
      house.post("admin", MESSAGES + "/replay", "{\"filter\":{}}").json().path("replayed").asInt();
    Callable<Integer> discard = () ->
      house
        .post("admin", MESSAGES + "/discard", "{\"filter\":{},\"note\":\"why\"}")
        .json()
        .path("discarded")
        .asInt();
    int decided = 0;
    try (ExecutorService hands = Executors.newVirtualThreadPerTaskExecutor()) {
      for (var done : hands.invokeAll(List.of(replay, discard, replay, discard))) {
        decided += done.get();
      }
    }

    assertThat(decided).isEqualTo(150);
    assertThat(
      house
        .bean(Database.class)
        .sql()
        .sql("SELECT COUNT(*) FROM audit WHERE action IN ('replay', 'discard')")
        .query(Integer.class)
        .single()
    ).isEqualTo(150);
  }

  @Test
  void a_story_holds_the_documents_of_all_that_belongs_to_the_record() throws Exception {
    long id = house.message("77", MessageState.HELD, "why");
    card("77", "1042", "2026-11-01", "110.00", "AUD", null);
    part("77", "woocommerce-order", "77");
    part("77", "woocommerce-payment", "77");
    part("77", "woocommerce-refund", "55");
    link(
      "woocommerce-order",
      "77",
      "xero-invoice",
      "WC-1042",
      "{\"total\":\"110.00\",\"reference\":\"Ann\"}"
    );
    link("woocommerce-payment", "77", "xero-payment", "WC-1042 · p", "{}");
    link("woocommerce-refund", "55", "xero-credit-note", "WC-1042-R55", "{}");
    link("woocommerce-refund", "56", "xero-credit-note", "WC-1043-R56", "{}");

    JsonNode story = house.get("eve", MESSAGES + "/" + id).json();

    assertThat(story.path("number").asText()).isEqualTo("1042");
    assertThat(story.path("total").decimalValue()).isEqualByComparingTo("110.00");
    List<String> numbers = new ArrayList<>();
    story.path("links").forEach(link -> numbers.add(link.path("target").path("number").asText()));
    assertThat(numbers).containsExactlyInAnyOrder("WC-1042", "WC-1042 · p", "WC-1042-R55");
  }

  @Test
  void what_was_sent_is_shown_redacted_and_what_was_purged_says_so() throws Exception {
    long id = house.message("88", MessageState.HELD, "why");
    ObjectNode body = JsonNodeFactory.instance
      .objectNode()
      .put("InvoiceNumber", "WC-88")
      .put("Total", new BigDecimal("12.50"));
    body.putObject("Contact").put("Name", "Ann <script>alert(1)</script>");
    Database database = house.bean(Database.class);
    Draft draft = new Draft(
      new SourceRef("craft-shop", "woocommerce-order", "88"),
      "WC-88",
      body,
      "{}",
      "hash"
    );
    database.durably(() -> {
      house
        .bean(IntentStore.class)
        .open(
          new Lease(TENANT, 1, Long.MAX_VALUE),
          "xero-invoice",
          "{}".getBytes(StandardCharsets.UTF_8),
          List.of(draft)
        );
    });

    JsonNode sent = house.get("eve", MESSAGES + "/" + id).json().path("sent").path(0);
    sql("UPDATE intent_element SET content = NULL WHERE source_id = '88'");
    JsonNode purged = house.get("eve", MESSAGES + "/" + id).json().path("sent").path(0);

    assertThat(sent.path("kind").asText()).isEqualTo("xero-invoice");
    assertThat(sent.path("state").asText()).isEqualTo("OPEN");
    assertThat(sent.path("request").path("InvoiceNumber").asText()).isEqualTo("WC-88");
    assertThat(sent.path("request").path("Total").asText()).isEqualTo("12.5");
    assertThat(sent.toString()).doesNotContain("Ann", "script");
    assertThat(sent.path("purged").asBoolean()).isFalse();
    assertThat(purged.path("purged").asBoolean()).isTrue();
    assertThat(purged.path("request").isNull()).isTrue();
    assertThat(ids(house.get("eve", MESSAGES + "?search=WC-88").json())).containsExactly(id);
  }
}
