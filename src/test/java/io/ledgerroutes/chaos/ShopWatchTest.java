package io.ledgerroutes.chaos;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.ledgerroutes.inbox.Inbox;
import io.ledgerroutes.inbox.NewMessage;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A shop whose polls are years apart, beside a runtime as it ships: all that comes over came by webhooks that the
 * runtime made, or by the poll with which it fills what they left out.
 */
class ShopWatchTest {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String CONNECTION = House.connection(0);

  @TempDir
  Path directory;

  @Test
  void orders_and_customers_come_by_the_runtime_s_own_webhooks_and_those_that_nobody_told_of_by_a_poll()
    throws IOException {
    try (SandboxProcess sandbox = new SandboxProcess(directory)) {
      House house = House.onH2(directory, sandbox.port(), 1);
      pollingOnceAYear(directory.resolve("connections/" + CONNECTION + ".yaml"));
      Staff staff = new Staff(sandbox.port());
      try (RuntimeHere runtime = RuntimeHere.in(house)) {
        patiently().until(() -> staff.webhooks("active") == 6);
        Set<String> people = new TreeSet<>();
        sandbox.placeOrders("shop", 20, 7);
        staff
          .get("/orders?per_page=100")
          .forEach(order ->
            people.add(order.path("billing").path("email").asText().toLowerCase(Locale.ROOT))
          );
        patiently().until(() -> runtime.linkedInvoices() == 20);
        patiently().until(() -> waiting(runtime) == 0);
        assertThat(contacts(sandbox)).hasSize(people.size());

        newcomer(sandbox, staff);
        assertThat(contacts(sandbox)).hasSize(people.size() + 1);

        staff.switchOff();
        sandbox.placeOrders("shop", 5, 8);
        // The poll leaves out the last second.
        patiently()
          .pollDelay(Duration.ofSeconds(3))
          .until(() -> staff.webhooks("disabled") == 6);
        assertThat(runtime.linkedInvoices()).isEqualTo(20);
        look(runtime);

        patiently().until(() -> runtime.linkedInvoices() == 25);
        assertThat(staff.webhooks("active")).isEqualTo(6);
        assertThat(webhooksAsShown(runtime)).hasSize(6);
      }
      assertThat(sandbox.ledger().path("violations")).isEmpty();
    }
  }

  private static void newcomer(SandboxProcess sandbox, Staff staff) {
    String id = staff
      .send(
        "POST",
        "/customers",
        "{\"email\":\"New.Comer@Example.test\",\"first_name\":\"Nia\",\"last_name\":\"Newcomer\",\"billing\":" +
          "{\"first_name\":\"Nia\",\"last_name\":\"Newcomer\",\"address_1\":\"1 First St\",\"city\":\"Hobart\"," +
          "\"country\":\"AU\",\"email\":\"new.comer@example.test\"}}"
      )
      .path("id")
      .asText();
    patiently().until(() -> cityOf(sandbox, "Nia Newcomer").equals("Hobart"));
    staff.send(
      "PUT",
      "/customers/" + id,
      "{\"billing\":{\"first_name\":\"Nia\",\"last_name\":\"Newcomer\",\"address_1\":\"2 Second St\"," +
        "\"city\":\"Perth\",\"country\":\"AU\",\"email\":\"new.comer@example.test\"}}"
    );
    patiently().until(() -> cityOf(sandbox, "Nia Newcomer").equals("Perth"));
  }

  private static String cityOf(SandboxProcess sandbox, String name) {
    for (JsonNode contact : contacts(sandbox)) {
      if (contact.path("Name").asText().equals(name)) {
        for (JsonNode address : contact.path("Addresses")) {
          if (address.path("AddressType").asText().equals("POBOX")) {
            return address.path("City").asText();
          }
        }
      }
    }
    return "";
  }

  private static List<JsonNode> contacts(SandboxProcess sandbox) {
    List<JsonNode> contacts = new ArrayList<>();
    sandbox
      .send("GET", "/sandbox/ledger?detail=contacts", "")
      .path("tenants")
      .path(House.tenant(0))
      .path("list")
      .forEach(contacts::add);
    return contacts;
  }

  private static JsonNode webhooksAsShown(RuntimeHere runtime) {
    try (Operator operator = new Operator(runtime.port())) {
      return operator.connection(CONNECTION).path("webhooks");
    }
  }

  private static void look(RuntimeHere runtime) {
    runtime
      .bean(Inbox.class)
      .store(List.of(new NewMessage(CONNECTION, "woocommerce-webhooks", "poll", new byte[0], "look")));
  }

  private static long waiting(RuntimeHere runtime) {
    return runtime
      .sql()
      .sql(
        "SELECT COUNT(*) FROM inbox WHERE state IN ('RECEIVED', 'IN_FLIGHT', 'RETRY')" +
          " AND flow IN ('woocommerce-order', 'woocommerce-customer')"
      )
      .query(Long.class)
      .single();
  }

  private static void pollingOnceAYear(Path file) throws IOException {
    Files.writeString(file, Files.readString(file).replaceFirst("poll: \"[^\"]*\"", "poll: \"0 0 0 1 1 ?\""));
  }

  private static ConditionFactory patiently() {
    return await().atMost(Duration.ofMinutes(2)).pollInterval(Duration.ofMillis(250));
  }

  /** The shop's own staff. */
  private record Staff(int port, HttpClient http) {
    Staff(int port) {
      this(port, HttpClient.newHttpClient());
    }

    int webhooks(String status) {
      int[] count = { 0 };
      get("/webhooks?per_page=100").forEach(webhook ->
        count[0] += webhook.path("status").asText().equals(status) ? 1 : 0
      );
      return count[0];
    }

    void switchOff() {
      get("/webhooks?per_page=100").forEach(webhook ->
        send("PUT", "/webhooks/" + webhook.path("id").asText(), "{\"status\":\"disabled\"}")
      );
    }

    JsonNode get(String path) {
      return send("GET", path, "");
    }

    JsonNode send(String method, String path, String json) {
      String key = Base64.getEncoder().encodeToString(
        "ck_sandbox:cs_sandbox".getBytes(StandardCharsets.UTF_8)
      );
      HttpRequest request = HttpRequest.newBuilder(
        URI.create("http://localhost:" + port + "/shop/wp-json/wc/v3" + path)
      )
        .header("Authorization", "Basic " + key)
        .header("Content-Type", "application/json")
        .method(method, HttpRequest.BodyPublishers.ofString(json))
        .build();
      try {
        HttpResponse<String> answer = http.send(request, HttpResponse.BodyHandlers.ofString());
        if (answer.statusCode() >= 300) {
          throw new IllegalStateException(path + ": " + answer.statusCode() + " " + answer.body());
        }
        return JSON.readTree(answer.body());
      } catch (IOException | InterruptedException e) {
        throw new IllegalStateException(e);
      }
    }
  }
}
