package io.ledgerroutes.console.contract;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.ledgerroutes.console.ConsoleHouse;
import io.ledgerroutes.console.ConsoleHouse.Answer;
import io.swagger.v3.parser.OpenAPIV3Parser;
import io.swagger.v3.parser.core.models.ParseOptions;
import io.swagger.v3.parser.core.models.SwaggerParseResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The document itself. */
@ExtendWith(OneHouse.class)
class DescriptionTest {

  private final ConsoleHouse house;
  private final Contract contract;

  DescriptionTest(ConsoleHouse house, Contract contract) {
    this.house = house;
    this.contract = contract;
  }

  @Test
  void it_is_valid_for_another_reader_of_openapi() throws Exception {
    String text = house.get("eve", Contract.DOCUMENT).response().body();
    Files.writeString(Path.of("target/openapi.json"), text);

    SwaggerParseResult read = new OpenAPIV3Parser().readContents(text, List.of(), new ParseOptions());

    assertThat(read.getMessages()).isEmpty();
    assertThat(read.getOpenAPI().getPaths()).hasSize(contract.document().path("paths").size());
  }

  @Test
  void it_says_what_it_is_of_and_where() {
    JsonNode document = contract.document();

    assertThat(document.path("openapi").asText()).startsWith("3.1");
    assertThat(document.path("info").path("title").asText()).isEqualTo("Ledger Routes");
    assertThat(document.path("info").path("version").asText()).matches("\\d+\\.\\d+.*");
    assertThat(document.path("servers").findValuesAsText("url")).containsExactly("http://localhost:8080");
    assertThat(document.at("/components/securitySchemes/basic/scheme").asText()).isEqualTo("basic");
    assertThat(document.path("security").path(0).has("basic")).isTrue();
  }

  @Test
  void it_is_read_by_those_who_may_read_and_is_the_same_each_time() throws Exception {
    Answer nobody = house.get(null, Contract.DOCUMENT);
    Answer viewer = house.get("eve", Contract.DOCUMENT);
    Answer operator = house.get("admin", Contract.DOCUMENT);

    assertThat(nobody.status()).isEqualTo(401);
    assertThat(viewer.status()).isEqualTo(200);
    assertThat(viewer.header("Content-Type")).startsWith("application/json");
    assertThat(operator.response().body()).isEqualTo(viewer.response().body());
    for (String ordered : List.of("/paths", "/components/schemas", "/components/responses")) {
      List<String> names = new ArrayList<>();
      viewer.json().at(ordered).fieldNames().forEachRemaining(names::add);
      assertThat(names).as(ordered).isSorted().hasSizeGreaterThan(5);
    }
  }

  @Test
  void every_call_is_told_in_words() {
    Set<String> ids = new HashSet<>();
    for (String call : contract.calls()) {
      JsonNode told = contract.of(call);
      assertThat(told.path("summary").asText()).as(call).isNotBlank().doesNotContain("<", "@");
      assertThat(told.path("description").asText()).as(call).endsWith(".").doesNotContain("<", "{@");
      assertThat(ids.add(told.path("operationId").asText())).as(call + " has an id of its own").isTrue();
      assertThat(told.path("x-role").asText()).as(call).isIn("viewer", "operator");
      told
        .path("parameters")
        .forEach(parameter -> {
          assertThat(parameter.path("description").asText()).as(call + " " + parameter).isNotBlank();
          assertThat(parameter.path("example").asText()).as(call + " " + parameter).isNotBlank();
          assertThat(parameter.path("schema")).as(call + " " + parameter).isNotEmpty();
        });
    }
  }

  @Test
  void every_word_of_an_answer_is_told_in_words() {
    List<String> untold = new ArrayList<>();
    contract
      .document()
      .at("/components/schemas")
      .fields()
      .forEachRemaining(schema -> {
        if (schema.getValue().path("description").asText().isBlank()) {
          untold.add(schema.getKey());
        }
        schema
          .getValue()
          .path("properties")
          .fields()
          .forEachRemaining(property -> {
            if (property.getValue().path("description").asText().isBlank()) {
              untold.add(schema.getKey() + "." + property.getKey());
            }
          });
      });

    assertThat(untold).isEmpty();
  }

  @Test
  void money_is_no_floating_point_number_and_a_time_is_a_time() {
    String text = contract.document().toString();

    assertThat(text).doesNotContain("\"float\"", "\"double\"");
    TreeMap<String, JsonNode> times = new TreeMap<>();
    contract
      .document()
      .at("/components/schemas")
      .fields()
      .forEachRemaining(schema ->
        schema
          .getValue()
          .path("properties")
          .fields()
          .forEachRemaining(property -> {
            if (property.getKey().endsWith("At")) {
              times.put(schema.getKey() + "." + property.getKey(), property.getValue());
            }
          })
      );
    assertThat(times).isNotEmpty();
    times.forEach((name, told) -> assertThat(told.path("format").asText()).as(name).isEqualTo("date-time"));
  }
}
