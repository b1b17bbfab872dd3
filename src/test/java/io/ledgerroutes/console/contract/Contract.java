package io.ledgerroutes.console.contract;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.InputFormat;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SchemaValidatorsConfig;
import com.networknt.schema.SpecVersion.VersionFlag;
import io.ledgerroutes.console.ConsoleHouse;
import io.ledgerroutes.console.ConsoleHouse.Answer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The served description, and answers measured by it: nothing may be answered that it does not tell. */
record Contract(JsonNode document) {
  static final String DOCUMENT = "/api/v1/openapi.json";

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final JsonSchemaFactory SCHEMAS = JsonSchemaFactory.getInstance(VersionFlag.V202012);
  private static final SchemaValidatorsConfig STRICTLY = SchemaValidatorsConfig.builder()
    .formatAssertionsEnabled(true)
    .build();

  static Contract of(ConsoleHouse house) {
    try {
      return new Contract(house.get("eve", DOCUMENT).json());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Every call as {@code GET /api/v1/messages/{id}}, in the description's order. */
  List<String> calls() {
    List<String> calls = new ArrayList<>();
    document
      .path("paths")
      .fields()
      .forEachRemaining(path ->
        path
          .getValue()
          .fieldNames()
          .forEachRemaining(method -> calls.add(method.toUpperCase(Locale.ROOT) + " " + path.getKey()))
      );
    return calls;
  }

  /** What is told of a call. */
  JsonNode of(String call) {
    String[] parts = call.split(" ");
    return document.path("paths").path(parts[1]).path(parts[0].toLowerCase(Locale.ROOT));
  }

  /** What is told of one of its answers, with what it refers to. */
  JsonNode answer(String call, int status) {
    JsonNode told = of(call).path("responses").path(Integer.toString(status));
    return told.has("$ref") ? document.at(told.path("$ref").asText().substring(1)) : told;
  }

  /** The answer is a success, and what the description promises of it. */
  JsonNode fulfils(String call, Answer answer) {
    assertThat(answer.status()).as(call + " " + answer).isBetween(200, 299);
    return keeps(call, answer);
  }

  /** The answer is this refusal: told, a problem, and in these words, which are a sentence. */
  void refuses(String call, Answer answer, int status, String words) {
    assertThat(answer.status()).as(call + " " + answer).isEqualTo(status);
    assertThat(answer.header("Content-Type")).as(call).startsWith("application/problem+json");
    JsonNode problem = keeps(call, answer);
    assertThat(problem.path("status").asInt()).as(call).isEqualTo(status);
    assertThat(problem.path("detail").asText()).as(call).contains(words).matches("(?s)[A-Z].*[.}!]");
  }

  private JsonNode keeps(String call, Answer answer) {
    JsonNode told = answer(call, answer.status());
    assertThat(told.isMissingNode()).as(call + " may answer " + answer.status() + ": " + answer).isFalse();
    String body = answer.response().body();
    if (!told.has("content")) {
      assertThat(body).as(call + " answers without a body").isEmpty();
      return null;
    }
    String type = answer.header("Content-Type").replaceAll(";.*", "");
    JsonNode content = told.path("content").path(type);
    assertThat(content.isMissingNode()).as(call + " may answer " + type).isFalse();
    if (!type.endsWith("json")) {
      return null;
    }
    assertThat(schema(content.path("schema")).validate(body, InputFormat.JSON))
      .as(call + " " + body)
      .isEmpty();
    try {
      return answer.json();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Closed: a field that is not told does not pass. */
  private JsonSchema schema(JsonNode told) {
    ObjectNode whole = told.deepCopy();
    whole.set("components", document.path("components").deepCopy());
    closed(whole);
    return SCHEMAS.getSchema(whole, STRICTLY);
  }

  private static void closed(JsonNode node) {
    node.forEach(Contract::closed);
    if (
      node instanceof ObjectNode object &&
      object.path("properties").isObject() &&
      !object.has("additionalProperties")
    ) {
      object.put("additionalProperties", false);
    }
  }

  static String pretty(Object node) {
    return ((JsonNode) JSON.valueToTree(node)).toPrettyString();
  }

  /** A path with its variables filled in. */
  static String fill(String path, Map<String, String> values) {
    String filled = path;
    for (Map.Entry<String, String> value : values.entrySet()) {
      filled = filled.replace("{" + value.getKey() + "}", value.getValue());
    }
    return filled;
  }
}
