package io.ledgerroutes.console.contract;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.ledgerroutes.console.ConsoleHouse;
import io.ledgerroutes.console.ConsoleHouse.Answer;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What every call is refused for, provoked at each call whose description tells it. */
@ExtendWith(OneHouse.class)
class EveryCallTest {

  private final ConsoleHouse house;
  private final Contract contract;
  private final Samples samples;

  EveryCallTest(ConsoleHouse house, Contract contract) {
    this.house = house;
    this.contract = contract;
    this.samples = Samples.of(house);
  }

  /** The calls of which the description tells this status. */
  private List<String> telling(String status) {
    List<String> calls = contract
      .calls()
      .stream()
      .filter(call -> contract.of(call).path("responses").has(status))
      .toList();
    assertThat(calls).as(status).isNotEmpty();
    return calls;
  }

  @Test
  void nobody_gets_an_answer_without_signing_in() {
    assertThat(telling("401")).isEqualTo(contract.calls());
    for (String call : telling("401")) {
      Answer answer = samples.send(null, call);
      contract.refuses(call, answer, 401, "Sign in");
      assertThat(answer.header("WWW-Authenticate")).startsWith("Basic ");
    }
  }

  @Test
  void who_guesses_passwords_is_slowed_down_at_every_call() {
    for (int guess = 0; guess < 5; guess++) {
      house.sendAs("GET", "trent", "guess", "/api/v1/messages", null);
    }
    assertThat(telling("429")).isEqualTo(contract.calls());
    for (String call : telling("429")) {
      Answer answer = samples.send("trent", call);
      contract.refuses(call, answer, 429, "try again in");
      assertThat(Integer.parseInt(answer.header("Retry-After"))).isPositive();
    }
  }

  @Test
  void a_viewer_makes_the_calls_of_viewers_and_no_other() {
    for (String call : contract.calls()) {
      boolean viewers = contract.of(call).path("x-role").asText().equals("viewer");
      Answer answer = viewers && !call.startsWith("GET")
        ? samples.sendBody("eve", call, samples.path(call), "nonsense")
        : samples.send("eve", call);
      if (viewers) {
        assertThat(answer.status()).as(call + " " + answer).isEqualTo(call.startsWith("GET") ? 200 : 400);
      } else {
        contract.refuses(call, answer, 403, "operator");
      }
    }
  }

  @Test
  void a_parameter_that_a_call_does_not_know_is_refused() {
    assertThat(telling("400")).isEqualTo(contract.calls());
    for (String call : telling("400")) {
      String asked = samples.path(call) + "?sate=DEAD";
      contract.refuses(call, samples.sendTo("admin", call, asked), 400, "parameter");
    }
  }

  @Test
  void a_parameter_that_is_given_twice_without_a_value_or_wrongly_is_refused() {
    Set<String> wrong = new TreeSet<>();
    for (String call : contract.calls()) {
      for (JsonNode parameter : contract.of(call).path("parameters")) {
        if (parameter.path("in").asText().equals("query")) {
          String path = samples.path(call) + "?" + parameter.path("name").asText() + "=";
          String once = path + encoded(parameter);
          String again = once + "&" + parameter.path("name").asText() + "=2";
          contract.refuses(call, samples.sendTo("admin", call, again), 400, "give it once");
          contract.refuses(call, samples.sendTo("admin", call, path), 400, "is empty");
          contract.refuses(call, samples.sendTo("admin", call, path + "%20"), 400, "is empty");
          if (!parameter.path("schema").path("minLength").isInt()) {
            contract.refuses(call, samples.sendTo("admin", call, path + "nonsense"), 400, "must be");
            wrong.add(parameter.path("name").asText());
          }
        }
      }
    }
    assertThat(wrong).contains("state", "from", "to", "cursor", "message", "verdict");
  }

  private static String encoded(JsonNode parameter) {
    return URLEncoder.encode(parameter.path("example").asText(), StandardCharsets.UTF_8);
  }

  @Test
  void an_example_of_a_parameter_is_taken() {
    for (String call : contract.calls()) {
      for (JsonNode parameter : contract.of(call).path("parameters")) {
        if (parameter.path("in").asText().equals("query") && samples.questions(call).isEmpty()) {
          String asked = "?" + parameter.path("name").asText() + "=" + encoded(parameter);
          // A line's key means nothing without its tab.
          String whole = asked.startsWith("?key") && call.contains("/runs/") ? asked + "&tab=summary" : asked;
          Answer answer = samples.sendTo("admin", call, samples.path(call) + whole);
          contract.fulfils(call, answer);
        }
      }
    }
  }

  @Test
  void what_is_not_there_is_told_so_at_every_call_that_names_something() {
    for (String call : telling("404")) {
      Answer answer = samples.sendTo("admin", call, samples.pathToNothing(call));
      contract.refuses(call, answer, 404, "There is no ");
    }
  }

  @Test
  void a_method_that_an_address_does_not_take_is_refused_with_those_that_it_takes() throws Exception {
    for (String call : contract.calls()) {
      Answer answer = house.send("PATCH", "admin", samples.path(call), null);

      assertThat(answer.status()).as(call).isEqualTo(405);
      assertThat(answer.header("Content-Type")).as(call).startsWith("application/problem+json");
      assertThat(answer.header("Allow")).as(call).contains(call.split(" ")[0]);
      assertThat(answer.detail()).as(call).contains("Allow");
    }
  }

  @Test
  void a_caller_who_accepts_no_form_of_the_answer_is_told_before_anything_is_done() {
    long before = entries();
    for (String call : telling("406")) {
      contract.refuses(call, samples.send("admin", call, "Accept", "image/png"), 406, "accept");
    }
    assertThat(entries()).isEqualTo(before);
  }

  @Test
  void a_body_of_another_type_is_refused_before_anything_is_done() {
    long before = entries();
    for (String call : telling("415")) {
      Answer answer = samples.send("admin", call, "Content-Type", "application/xml");
      contract.refuses(call, answer, 415, "Content-Type");
    }
    assertThat(entries()).isEqualTo(before);
  }

  @Test
  void a_body_that_no_call_needs_is_not_read_to_its_end() {
    String body = "{\"note\":\"" + "x".repeat(1_100_000) + "\"}";
    for (String call : telling("413")) {
      Answer answer = samples.sendBody("admin", call, samples.path(call), body);
      contract.refuses(call, answer, 413, "too large");
    }
  }

  @Test
  void a_body_that_is_missing_or_no_json_is_refused() {
    for (String call : telling("413")) {
      boolean json = contract.of(call).at("/requestBody/content").has("application/json");
      for (String body : json ? List.of("nonsense", "[]", "\"text\"") : List.<String>of()) {
        Answer answer = samples.sendBody("admin", call, samples.path(call), body);
        contract.refuses(call, answer, 400, "JSON object");
      }
    }
  }

  @Test
  void a_store_that_does_not_answer_is_told_with_when_to_try_again() throws Exception {
    List<Answer> answers = new ArrayList<>();
    List<String> calls = telling("503");
    assertThat(calls).isEqualTo(contract.calls());

    // Whoever signed in a moment ago is known without the store.
    assertThat(house.get("olga", "/api/v1/me").status()).isEqualTo(200);

    Samples.withoutStore(house, () -> calls.forEach(call -> answers.add(samples.send("olga", call))));

    for (int each = 0; each < calls.size(); each++) {
      contract.refuses(calls.get(each), answers.get(each), 503, "try again");
      assertThat(answers.get(each).header("Retry-After")).as(calls.get(each)).isNotBlank();
    }
  }

  private long entries() {
    return house
      .bean(org.springframework.jdbc.core.simple.JdbcClient.class)
      .sql("SELECT COUNT(*) FROM audit WHERE actor = 'admin'")
      .query(Long.class)
      .single();
  }
}
