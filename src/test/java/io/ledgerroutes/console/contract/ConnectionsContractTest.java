package io.ledgerroutes.console.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.ledgerroutes.connection.Connections;
import io.ledgerroutes.console.ConsoleHouse;
import io.ledgerroutes.console.ConsoleHouse.Answer;
import io.ledgerroutes.inbox.MessageState;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.core.env.Environment;

@ExtendWith(OneHouse.class)
class ConnectionsContractTest {

  private static final String CONNECTIONS = "/api/v1/connections";
  private static final String SHOP = CONNECTIONS + "/craft-shop";

  private final ConsoleHouse house;
  private final Contract contract;

  ConnectionsContractTest(ConsoleHouse house, Contract contract) {
    this.house = house;
    this.contract = contract;
  }

  @Test
  @Of("GET /api/v1/connections")
  void connections_are_listed_also_those_whose_file_was_never_good() {
    JsonNode list = contract.fulfils("GET /api/v1/connections", house.get("eve", CONNECTIONS));

    assertThat(list.path("items").findValuesAsText("id")).contains("broken-shop", "craft-shop");
    assertThat(list.path("next").isNull()).isTrue();
  }

  @Test
  @Of("GET /api/v1/connections/{id}")
  void a_connection_tells_its_state_settings_counts_and_budget() {
    house.message("counted", MessageState.DONE, "invoice WC-1");

    JsonNode shop = contract.fulfils("GET /api/v1/connections/{id}", house.get("eve", SHOP));
    JsonNode broken = contract.fulfils(
      "GET /api/v1/connections/{id}",
      house.get("eve", CONNECTIONS + "/broken-shop")
    );

    assertThat(shop.path("integration").asText()).isEqualTo("woocommerce-xero");
    assertThat(shop.path("state").asText()).isIn("RUNNING", "PAUSED", "RECONNECT", "INVALID");
    assertThat(shop.path("messages").path("DONE").asInt()).isPositive();
    assertThat(broken.path("state").asText()).isEqualTo("INVALID");
    assertThat(broken.path("settings").isNull()).isTrue();
    assertThat(broken.path("budget").isNull()).isTrue();
  }

  @Test
  @Of("PUT /api/v1/connections/{id}/credentials/{name}")
  void a_credential_is_stored_without_an_answer() {
    String call = "PUT /api/v1/connections/{id}/credentials/{name}";

    contract.fulfils(call, credential("consumer-key", "ck_some"));
    contract.refuses(call, credential("api-key", "sk_some"), 400, "no credential of that name");
    contract.refuses(call, credential("consumer-key", ""), 400, "the secret itself");
    contract.refuses(call, credential("consumer-key", "x".repeat(17_000)), 400, "1 to 16384 bytes");
  }

  private Answer credential(String name, String secret) {
    return house.send("PUT", "admin", SHOP + "/credentials/" + name, secret, "Content-Type", "text/plain");
  }

  @Test
  @Of("POST /api/v1/connections/{id}/check")
  void a_check_says_what_to_do_where_a_system_cannot_be_asked() {
    JsonNode checked = contract.fulfils(
      "POST /api/v1/connections/{id}/check",
      house.post("admin", SHOP + "/check", "")
    );

    assertThat(checked.path("ok").asBoolean()).isFalse();
    assertThat(checked.path("checks").findValuesAsText("words")).isNotEmpty().doesNotContain("");
  }

  @Test
  @Of(
    {
      "POST /api/v1/connections/{id}/pause",
      "POST /api/v1/connections/{id}/resume",
      "POST /api/v1/connections/{id}/poll",
    }
  )
  void a_connection_is_resumed_polled_and_paused() {
    JsonNode resumed = contract.fulfils(
      "POST /api/v1/connections/{id}/resume",
      house.post("admin", SHOP + "/resume", "")
    );
    Answer polled = house.post("admin", SHOP + "/poll", "");
    JsonNode paused = contract.fulfils(
      "POST /api/v1/connections/{id}/pause",
      house.post("admin", SHOP + "/pause", "")
    );

    // Its consent was never given: what would be polled could not be booked.
    if (resumed.path("state").asText().equals("RUNNING")) {
      contract.fulfils("POST /api/v1/connections/{id}/poll", polled);
    } else {
      contract.refuses("POST /api/v1/connections/{id}/poll", polled, 409, "/connect/xero/");
    }
    assertThat(paused.path("state").asText()).isEqualTo("PAUSED");
    contract.refuses(
      "POST /api/v1/connections/{id}/poll",
      house.post("admin", SHOP + "/poll", ""),
      409,
      "resume it first"
    );
  }

  @Test
  @Of("DELETE /api/v1/connections/{id}")
  void a_connection_is_removed_once_its_file_is_gone() throws Exception {
    String call = "DELETE /api/v1/connections/{id}";
    Path directory = Path.of(house.bean(Environment.class).getProperty("ledger.connections-dir"));
    Path file = directory.resolve("parting-shop.yaml");
    String text = Files.readString(directory.resolve("craft-shop.yaml"))
      .replace("id: craft-shop", "id: parting-shop")
      .replace("/shop", "/parting")
      .replace("grant: main", "grant: parting")
      .replace(Samples.TENANT, "0c5d3f2e-8a41-4c7b-9e10-2f6b7d1a0003");
    Files.writeString(file, text);
    Connections connections = house.bean(Connections.class);
    await()
      .atMost(Duration.ofSeconds(20))
      .until(() -> connections.known("parting-shop"));
    connections.pause("parting-shop", "test");
    String path = CONNECTIONS + "/parting-shop";

    contract.refuses(call, house.send("DELETE", "admin", path, null), 409, "remove parting-shop.yaml first");
    Files.delete(file);
    await()
      .atMost(Duration.ofSeconds(20))
      .until(() -> !connections.hasFile("parting-shop"));
    JsonNode removed = contract.fulfils(call, house.send("DELETE", "admin", path, null));

    assertThat(removed.path("id").asText()).isEqualTo("parting-shop");
    contract.refuses(call, house.send("DELETE", "admin", path, null), 404, "the list of connections");
  }
}
