package io.ledgerroutes.console;

import static org.assertj.core.api.Assertions.assertThat;

import io.ledgerroutes.audit.AuditQuery;
import io.ledgerroutes.audit.AuditTrail;
import io.ledgerroutes.console.ConsoleHouse.Answer;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CorrelationFilterTest {

  private static final String HEADER = "X-Correlation-Id";

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
  void a_call_has_an_id_in_its_answer_its_problem_and_the_trail() throws Exception {
    String id = "caller-2026-11-21.7";

    Answer refused = house.send("GET", "eve", "/api/v1/messages/99999999", null, HEADER, id);
    Answer resumed = house.post("admin", "/api/v1/connections/craft-shop/resume", "", HEADER, id);
    house.post("admin", "/api/v1/connections/craft-shop/pause", "");

    assertThat(refused.header(HEADER)).isEqualTo(id);
    assertThat(refused.json().path("correlationId").asText()).isEqualTo(id);
    assertThat(resumed.header(HEADER)).isEqualTo(id);
    assertThat(house.bean(AuditTrail.class).find(AuditQuery.newest(1).ofAction("connection-resume")))
      .hasSize(1)
      .allSatisfy(row -> assertThat(row.entry().correlationId()).isEqualTo(id));
  }

  @Test
  void who_is_turned_away_at_the_door_or_finds_nothing_has_one_as_well() throws Exception {
    for (Answer answer : new Answer[] {
      house.get(null, "/api/v1/messages"),
      house.post("eve", "/api/v1/connections/craft-shop/pause", ""),
      house.get("eve", "/nothing"),
    }) {
      assertThat(answer.header(HEADER)).hasSize(16);
      assertThat(answer.json().path("correlationId").asText()).isEqualTo(answer.header(HEADER));
    }
  }

  @Test
  void an_id_that_could_harm_is_not_taken_over() {
    Answer answer = house.send("GET", "eve", "/api/v1/messages", null, HEADER, "a,b c%0aERROR forged");

    assertThat(answer.header(HEADER)).matches("[0-9a-f]{16}");
  }
}
