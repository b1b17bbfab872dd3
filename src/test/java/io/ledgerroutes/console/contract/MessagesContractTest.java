package io.ledgerroutes.console.contract;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.ledgerroutes.audit.AuditEntry;
import io.ledgerroutes.audit.AuditTrail;
import io.ledgerroutes.console.ConsoleHouse;
import io.ledgerroutes.inbox.MessageState;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(OneHouse.class)
class MessagesContractTest {

  private static final String MESSAGES = "/api/v1/messages";

  private final ConsoleHouse house;
  private final Contract contract;

  MessagesContractTest(ConsoleHouse house, Contract contract) {
    this.house = house;
    this.contract = contract;
  }

  @Test
  @Of("GET /api/v1/messages")
  void messages_are_listed_by_what_is_asked() {
    long id = house.message("listed-1", MessageState.HELD, "an unmapped tax");
    house.message("listed-2", MessageState.RECEIVED, null);

    JsonNode asked = contract.fulfils(
      "GET /api/v1/messages",
      house.get("eve", MESSAGES + "?connection=craft-shop&flow=woocommerce-order&state=HELD&key=listed-1")
    );
    JsonNode all = contract.fulfils("GET /api/v1/messages", house.get("eve", MESSAGES));

    assertThat(asked.path("items")).hasSize(1);
    JsonNode message = asked.path("items").path(0);
    assertThat(message.path("id").asLong()).isEqualTo(id);
    assertThat(message.path("reason").asText()).isEqualTo("an unmapped tax");
    assertThat(message.path("receivedAt").asText()).endsWith("Z");
    assertThat(Instant.parse(message.path("receivedAt").asText())).isBefore(Instant.now().plusSeconds(5));
    assertThat(all.path("items").findValuesAsText("key")).contains("listed-1", "listed-2");
    contract.refuses(
      "GET /api/v1/messages",
      house.get("eve", MESSAGES + "?state=held"),
      400,
      "one of RECEIVED, IN_FLIGHT"
    );
  }

  @Test
  @Of("GET /api/v1/messages/{id}")
  void a_message_tells_its_story() {
    long id = house.message("told-1", MessageState.DEAD, "the account code 999 is not known");
    Samples.link(house, "told-1", "inv-told-1");
    house
      .bean(AuditTrail.class)
      .record(
        AuditEntry.of("write")
          .connection("craft-shop")
          .flow("woocommerce-order")
          .key("told-1")
          .outcome("written")
          .remoteStatus(200)
          .took(Duration.ofMillis(250))
      );

    JsonNode story = contract.fulfils("GET /api/v1/messages/{id}", house.get("eve", MESSAGES + "/" + id));

    assertThat(story.path("state").asText()).isEqualTo("DEAD");
    assertThat(story.path("trail").findValuesAsText("action")).contains("write");
    assertThat(story.path("links").path(0).path("target").path("number").asText()).isEqualTo("WC-told-1");
    contract.refuses(
      "GET /api/v1/messages/{id}",
      house.get("eve", MESSAGES + "/first"),
      400,
      "must be a whole number"
    );
  }

  @Test
  @Of("POST /api/v1/messages/{id}/replay")
  void a_dead_message_is_replayed_once() {
    String call = "POST /api/v1/messages/{id}/replay";
    String path = MESSAGES + "/" + house.message("again-1", MessageState.DEAD, "why") + "/replay";

    JsonNode replayed = contract.fulfils(call, house.post("admin", path, ""));

    assertThat(replayed.path("state").asText()).isEqualTo("RETRY");
    contract.refuses(call, house.post("admin", path, ""), 409, "only one that is HELD or DEAD");
  }

  @Test
  @Of("POST /api/v1/messages/replay")
  void a_filter_s_messages_are_replayed() {
    String call = "POST /api/v1/messages/replay";
    house.message("filtered-1", MessageState.HELD, "why");

    JsonNode replayed = contract.fulfils(
      call,
      house.post("admin", MESSAGES + "/replay", "{\"filter\":{\"key\":\"filtered-1\",\"state\":\"HELD\"}}")
    );

    assertThat(replayed.path("replayed").asInt()).isEqualTo(1);
    contract.refuses(call, house.post("admin", MESSAGES + "/replay", "{}"), 400, "Say which");
    contract.refuses(
      call,
      house.post("admin", MESSAGES + "/replay", "{\"filter\":{\"state\":\"DONE\"}}"),
      400,
      "HELD or DEAD"
    );
    contract.refuses(
      call,
      house.post("admin", MESSAGES + "/replay", "{\"filter\":{\"sate\":\"DEAD\"}}"),
      400,
      "There is no parameter sate"
    );
  }

  @Test
  @Of("POST /api/v1/messages/{id}/discard")
  void a_message_is_discarded_with_its_reason() {
    String call = "POST /api/v1/messages/{id}/discard";
    String path = MESSAGES + "/" + house.message("ended-1", MessageState.HELD, "why") + "/discard";

    contract.refuses(call, house.post("admin", path, "{\"reason\":\" \"}"), 400, "Say why");
    JsonNode ended = contract.fulfils(call, house.post("admin", path, "{\"reason\":\"entered by hand\"}"));

    assertThat(ended.path("state").asText()).isEqualTo("SKIPPED");
    assertThat(ended.path("reason").asText()).contains("entered by hand");
  }

  @Test
  @Of("POST /api/v1/messages/discard")
  void a_filter_s_messages_are_discarded_after_a_look_at_them() {
    String call = "POST /api/v1/messages/discard";
    String which = "{\"filter\":{\"key\":\"many-1\"},\"note\":\"entered by hand\"";
    house.message("many-1", MessageState.HELD, "why");

    JsonNode looked = contract.fulfils(
      call,
      house.post("admin", MESSAGES + "/discard", which + ",\"preview\":true}")
    );
    JsonNode done = contract.fulfils(call, house.post("admin", MESSAGES + "/discard", which + "}"));

    assertThat(looked.path("count").asInt()).isEqualTo(1);
    assertThat(done.path("discarded").asInt()).isEqualTo(1);
    assertThat(done.path("more").asBoolean()).isFalse();
    assertThat(done.path("next").isNull()).isTrue();
    contract.refuses(call, house.post("admin", MESSAGES + "/discard", "{\"filter\":{}}"), 400, "Say why");
  }

  @Test
  @Of("GET /api/v1/messages/groups")
  void held_and_dead_messages_are_added_up_by_reason() {
    house.message("grouped-1", MessageState.HELD, "the grouped reason");

    JsonNode groups = contract.fulfils(
      "GET /api/v1/messages/groups",
      house.get("eve", MESSAGES + "/groups?key=grouped-1")
    );

    assertThat(groups.path("items")).hasSize(1);
    assertThat(groups.path("items").path(0).path("count").asInt()).isEqualTo(1);
  }

  @Test
  @Of("POST /api/v1/messages/search")
  void messages_are_found_by_what_people_know_of_them() {
    String call = "POST /api/v1/messages/search";
    house.message("sought-1", MessageState.DONE, "invoice WC-1");

    JsonNode found = contract.fulfils(
      call,
      house.post("admin", MESSAGES + "/search", "{\"search\":\"sought-1\"}")
    );

    assertThat(found.path("items").findValuesAsText("key")).contains("sought-1");
    contract.refuses(call, house.post("admin", MESSAGES + "/search", "{}"), 400, "Say what to look for");
  }
}
