package io.ledgerroutes.retention;

import com.fasterxml.jackson.core.StreamWriteFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A person whose data is to go: the e-mail that was given, and the full names that stood beside it where it was found.
 * Compared in any case.
 */
public final class Sought {

  /** Stands where the person stood. */
  public static final String ERASED = "[erased]";

  // Amounts are written as they were read.
  private static final JsonMapper JSON = JsonMapper.builder()
    .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
    .enable(StreamWriteFeature.WRITE_BIGDECIMAL_AS_PLAIN)
    .nodeFactory(JsonNodeFactory.withExactBigDecimals(true))
    .build();
  /** Fields that together are a name, as shops and ledgers call them. */
  private static final List<List<String>> NAMES = List.of(
    List.of("first_name", "last_name"),
    List.of("FirstName", "LastName"),
    List.of("Name")
  );

  private static final int IN_ANY_CASE = Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE;

  private final String email;
  /** What is looked for, with what may not stand around it: another person's address may hold this one's. */
  private final Map<String, Pattern> traces = new LinkedHashMap<>();

  /** Somebody with this e-mail. */
  public Sought(String email) {
    this.email = email.strip().toLowerCase(Locale.ROOT);
    traces.put(
      this.email,
      Pattern.compile(
        "(?<![\\p{L}\\p{N}._%+-])" + Pattern.quote(this.email) + "(?![\\p{L}\\p{N}-]|\\.[\\p{L}\\p{N}])",
        IN_ANY_CASE
      )
    );
  }

  private void learn(String name) {
    traces.computeIfAbsent(name.toLowerCase(Locale.ROOT), text ->
      Pattern.compile("(?<![\\p{L}\\p{N}])" + Pattern.quote(text) + "(?![\\p{L}\\p{N}])", IN_ANY_CASE)
    );
  }

  /** The e-mail in lower case. */
  public String email() {
    return email;
  }

  /** Whether the text names the person. */
  public boolean in(String text) {
    return traces
      .values()
      .stream()
      .anyMatch(trace -> trace.matcher(text).find());
  }

  /**
   * Whether a stored content names the person; where it is JSON with the e-mail, the name beside it is learned.
   *
   * @param content JSON or any other text
   */
  public boolean in(byte[] content) {
    Optional<JsonNode> json = read(content);
    json.ifPresent(this::learn);
    return json.map(this::names).orElseGet(() -> in(new String(content, StandardCharsets.UTF_8)));
  }

  private boolean names(JsonNode json) {
    return json.isContainerNode() ? any(json) : in(json.asText());
  }

  private boolean any(JsonNode container) {
    for (JsonNode child : container) {
      if (names(child)) {
        return true;
      }
    }
    return false;
  }

  /** Of an object that has the e-mail as a field: the name that is there too. One word alone names nobody. */
  private void learn(JsonNode json) {
    boolean theirs = false;
    for (JsonNode child : json) {
      theirs |= child.isTextual() && child.asText().strip().equalsIgnoreCase(email);
      learn(child);
    }
    if (theirs) {
      for (List<String> parts : NAMES) {
        String name = String.join(
          " ",
          parts
            .stream()
            .map(part -> json.path(part).asText("").strip())
            .toList()
        );
        if (name.strip().indexOf(' ') > 0) {
          learn(name.strip());
        }
      }
    }
  }

  /** The text without the person. */
  public String without(String text) {
    String left = text;
    for (Pattern trace : traces.values()) {
      left = trace.matcher(left).replaceAll(Matcher.quoteReplacement(ERASED));
    }
    return left;
  }

  /** The JSON with every text that names the person replaced. */
  public byte[] without(byte[] json) {
    JsonNode tree = read(json).orElseThrow();
    replace(tree);
    try {
      return JSON.writeValueAsBytes(tree);
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
  }

  private void replace(JsonNode json) {
    if (json instanceof ObjectNode object) {
      for (Map.Entry<String, JsonNode> field : object.properties()) {
        if (names(field.getValue()) && !field.getValue().isContainerNode()) {
          object.put(field.getKey(), without(field.getValue().asText()));
        }
      }
    }
    if (json instanceof ArrayNode array) {
      for (int index = 0; index < array.size(); index++) {
        if (names(array.get(index)) && !array.get(index).isContainerNode()) {
          array.set(index, without(array.get(index).asText()));
        }
      }
    }
    json.forEach(this::replace);
  }

  private static Optional<JsonNode> read(byte[] content) {
    try {
      return Optional.ofNullable(JSON.readTree(content)).filter(JsonNode::isContainerNode);
    } catch (IOException notJson) {
      return Optional.empty();
    }
  }

  /** Names nobody, also in a log. */
  @Override
  public String toString() {
    return "Sought";
  }
}
