package io.ledgerroutes.console.contract;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.ledgerroutes.audit.AuditEntry;
import io.ledgerroutes.audit.AuditTrail;
import io.ledgerroutes.console.ConsoleHouse;
import io.ledgerroutes.console.ConsoleHouse.Answer;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(OneHouse.class)
class TrailContractTest {

  private final ConsoleHouse house;
  private final Contract contract;

  TrailContractTest(ConsoleHouse house, Contract contract) {
    this.house = house;
    this.contract = contract;
  }

  @Test
  @Of("GET /api/v1/audit")
  void the_trail_is_listed_by_what_is_asked() {
    AuditTrail trail = house.bean(AuditTrail.class);
    trail.record(AuditEntry.of("contract-bare"));
    trail.record(AuditEntry.of("contract-full").connection("craft-shop").actor("admin").with("name", "some"));

    JsonNode bare = contract.fulfils(
      "GET /api/v1/audit",
      house.get("eve", "/api/v1/audit?action=contract-bare")
    );
    JsonNode full = contract.fulfils(
      "GET /api/v1/audit",
      house.get("eve", "/api/v1/audit?connection=craft-shop&action=contract-full")
    );

    assertThat(bare.path("items").path(0).path("actor").asText()).isEqualTo("system");
    assertThat(bare.path("items").path(0).path("connection").isNull()).isTrue();
    JsonNode entry = full.path("items").path(0);
    assertThat(entry.path("detail").path("name").asText()).isEqualTo("some");
    assertThat(Instant.parse(entry.path("at").asText())).isBefore(Instant.now().plusSeconds(5));
  }

  @Test
  @Of("GET /api/v1/links")
  void a_record_s_links_are_found_from_both_ends() {
    Samples.link(house, "8001", "inv-8001");

    JsonNode became = contract.fulfils(
      "GET /api/v1/links",
      house.get("eve", "/api/v1/links?system=woocommerce&type=order&id=8001")
    );
    JsonNode from = contract.fulfils(
      "GET /api/v1/links",
      house.get("eve", "/api/v1/links?system=xero&type=invoice&id=inv-8001")
    );

    assertThat(became.path("items").path(0).path("target").path("id").asText()).isEqualTo("inv-8001");
    assertThat(from).isEqualTo(became);
    contract.refuses(
      "GET /api/v1/links",
      house.get("eve", "/api/v1/links?system=woocommerce"),
      400,
      "Say which record"
    );
  }

  @Test
  @Of("GET /api/v1/audit.csv")
  void the_trail_is_a_list_for_spreadsheets() {
    house.bean(AuditTrail.class).record(AuditEntry.of("contract-list").with("name", "=some()"));

    Answer list = house.get("eve", "/api/v1/audit.csv?action=contract-list");
    contract.fulfils("GET /api/v1/audit.csv", list);

    assertThat(list.header("Content-Disposition")).startsWith("attachment;");
    assertThat(list.response().body()).contains("contract-list").doesNotContain(",=some");
    contract.refuses(
      "GET /api/v1/audit.csv",
      house.get("eve", "/api/v1/audit.csv?from=yesterday"),
      400,
      "a time such as"
    );
  }

  @Test
  @Of("POST /api/v1/erase")
  void a_person_is_erased_and_the_report_says_what_stays() {
    String call = "POST /api/v1/erase";

    JsonNode report = contract.fulfils(
      call,
      house.post("admin", "/api/v1/erase", "{\"email\":\"somebody@example.com\"}")
    );

    assertThat(report.path("complete").asBoolean()).isTrue();
    assertThat(report.path("places")).isNotEmpty();
    assertThat(report.toString()).doesNotContain("somebody@example.com");
    contract.refuses(call, house.post("admin", "/api/v1/erase", "{\"email\":\"some\"}"), 400, "one e-mail");
  }

  @Test
  @Of("POST /api/v1/backup")
  void the_store_is_backed_up_while_it_is_in_use() {
    Answer made = house.post("admin", "/api/v1/backup", "");
    JsonNode backup = contract.fulfils("POST /api/v1/backup", made);

    assertThat(made.status()).isEqualTo(201);
    assertThat(backup.path("bytes").asLong()).isPositive();
    assertThat(Instant.parse(backup.path("recoveredFrom").asText())).isBefore(Instant.now());
  }
}
