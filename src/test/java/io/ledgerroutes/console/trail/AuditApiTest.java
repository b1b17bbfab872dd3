package io.ledgerroutes.console.trail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.ledgerroutes.audit.AuditEntry;
import io.ledgerroutes.audit.AuditTrail;
import io.ledgerroutes.console.ConsoleHouse;
import io.ledgerroutes.console.ConsoleHouse.Answer;
import io.ledgerroutes.store.Database;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AuditApiTest {

  @TempDir
  private static Path data;

  private static ConsoleHouse house;

  @BeforeAll
  static void open() {
    house = ConsoleHouse.open(data);
    AuditTrail audit = house.bean(AuditTrail.class);
    audit.record(
      IntStream.range(0, 120)
        .mapToObj(i -> AuditEntry.of("many").key("k" + i).reason("=reason " + i))
        .toList()
    );
    audit.record(AuditEntry.of("decide").actor("olga").outcome("kept").key("1042").message(7L));
    audit.record(AuditEntry.of("decide").actor("olga").outcome("left").connection("craft-shop").flow("f"));
  }

  @AfterAll
  static void close() {
    house.close();
  }

  private static List<String> outcomes(String filter) throws Exception {
    return house.get("eve", "/api/v1/audit?" + filter).json().path("items").findValuesAsText("outcome");
  }

  @Test
  void each_filter_narrows() throws Exception {
    assertThat(outcomes("actor=olga")).containsExactly("left", "kept");
    assertThat(outcomes("actor=olga&outcome=kept")).containsExactly("kept");
    assertThat(outcomes("action=decide&key=1042")).containsExactly("kept");
    assertThat(outcomes("action=decide&message=7")).containsExactly("kept");
    assertThat(outcomes("action=decide&connection=craft-shop")).containsExactly("left");
    assertThat(outcomes("action=decide&flow=f")).containsExactly("left");
    assertThat(outcomes("actor=olga&to=2020-01-01")).isEmpty();
    assertThat(outcomes("actor=olga&from=2020-01-01")).hasSize(2);
  }

  @Test
  void pages_follow_each_other_although_entries_come_in_between() throws Exception {
    JsonNode first = house.get("eve", "/api/v1/audit?action=many").json();
    house.bean(AuditTrail.class).record(AuditEntry.of("many").key("later"));
    JsonNode second = house
      .get("eve", "/api/v1/audit?action=many&cursor=" + first.path("next").asText())
      .json();

    assertThat(first.path("items").findValuesAsText("key")).hasSize(50).startsWith("k119").endsWith("k70");
    assertThat(second.path("items").findValuesAsText("key")).hasSize(50).startsWith("k69").endsWith("k20");
  }

  @ParameterizedTest
  @ValueSource(strings = { "/api/v1/audit.csv", "/audit.csv" })
  void the_list_for_spreadsheets_holds_all_that_the_same_filters_find(String path) {
    Answer answer = house.get("eve", path + "?action=many&to=2100-01-01");

    assertThat(answer.status()).as(answer.toString()).isEqualTo(200);
    assertThat(answer.header("Content-Type")).startsWith("text/csv").containsIgnoringCase("utf-8");
    assertThat(answer.header("Content-Disposition")).isEqualTo("attachment; filename=\"audit-trail.csv\"");
    assertThat(answer.response().body())
      .contains("Period,the beginning to before 2100-01-01T00:00:00Z\r\n", "Filters,action=many\r\n")
      .contains(",k0,", ",k119,", ",'=reason 7,")
      .doesNotContain("olga");
  }

  @Test
  void a_list_that_breaks_off_does_not_look_whole() {
    house
      .bean(Database.class)
      .sql()
      .sql("INSERT INTO audit (at, actor, action, detail) VALUES (0, 'system', 'unreadable', '{')")
      .update();
    assertThat(house.get("eve", "/api/v1/audit.csv?action=unreadable").status()).isEqualTo(500);

    house
      .bean(AuditTrail.class)
      .record(
        IntStream.range(0, 900)
          .mapToObj(i -> AuditEntry.of("unreadable").reason("x".repeat(100)))
          .toList()
      );
    assertThatThrownBy(() -> house.get("eve", "/api/v1/audit.csv?action=unreadable")).isInstanceOf(
      UncheckedIOException.class
    );
    assertThatThrownBy(() -> house.get("eve", "/audit.csv?action=unreadable")).isInstanceOf(
      UncheckedIOException.class
    );
  }

  @ParameterizedTest
  @ValueSource(strings = { "/api/v1/audit", "/api/v1/audit.csv" })
  void a_stranger_sees_nothing_and_a_wrong_question_is_told(String path) {
    assertThat(house.get(null, path).status()).isEqualTo(401);
    assertThat(house.get("eve", path + "?who=olga").status()).isEqualTo(400);
    assertThat(house.get("eve", path + "?message=seven").status()).isEqualTo(400);
    assertThat(house.get("eve", path + "?from=yesterday").status()).isEqualTo(400);
    assertThat(house.get("eve", path + "?actor=").status()).isEqualTo(400);
    assertThat(house.post("admin", path, "{}").status()).isEqualTo(405);
  }
}
