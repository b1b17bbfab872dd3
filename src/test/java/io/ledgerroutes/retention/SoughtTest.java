package io.ledgerroutes.retention;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class SoughtTest {

  private final Sought jane = new Sought(" Jane@Example.com ");

  @Test
  void the_address_is_found_in_any_case_and_escaped_and_no_other_is() {
    assertThat(jane.in(bytes("{\"billing\":{\"email\":\"JANE@example.COM\"}}"))).isTrue();
    assertThat(jane.in(bytes("{\"billing\":{\"email\":\"\\u006aane@example.com\"}}"))).isTrue();
    assertThat(jane.in(bytes("no JSON, but jane@example.com"))).isTrue();
    for (String other : new String[] {
      "jane+shop@example.com",
      "mary-jane@example.com",
      "jane@example.com.au",
    }) {
      assertThat(jane.in(bytes("{\"billing\":{\"email\":\"" + other + "\"}}"))).as(other).isFalse();
    }
    assertThat(jane.in("wrote jane@example.com.")).isTrue();
  }

  @Test
  void the_name_beside_the_address_is_learned_and_found_alone() {
    assertThat(jane.in("{\"contact\":\"Jane Roe\"}")).isFalse();

    jane.in(
      bytes("{\"billing\":{\"first_name\":\"Jane\",\"last_name\":\"Roe\",\"email\":\"jane@example.com\"}}")
    );

    assertThat(jane.in("the contact name JANE ROE is taken")).isTrue();
    assertThat(jane.in("Jane alone")).isFalse();
  }

  @Test
  void one_word_names_nobody() {
    jane.in(bytes("{\"Name\":\"Jane\",\"EmailAddress\":\"jane@example.com\"}"));

    assertThat(jane.in("Jane")).isFalse();
  }

  @Test
  void what_is_left_of_json_keeps_its_amounts_and_everybody_else() {
    jane.in(bytes("{\"Name\":\"Jane Roe\",\"EmailAddress\":\"jane@example.com\"}"));

    byte[] left = jane.without(
      bytes(
        "{\"contact\":\"Jane Roe\",\"total\":10.10,\"reason\":\"for jane roe, of 2\",\"list\":[\"jane@example.com\",\"Jo\"]}"
      )
    );

    assertThat(new String(left, StandardCharsets.UTF_8)).isEqualTo(
      "{\"contact\":\"[erased]\",\"total\":10.10,\"reason\":\"for [erased], of 2\",\"list\":[\"[erased]\",\"Jo\"]}"
    );
  }

  @Test
  void it_names_nobody_itself() {
    assertThat(jane.toString()).doesNotContain("jane");
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
