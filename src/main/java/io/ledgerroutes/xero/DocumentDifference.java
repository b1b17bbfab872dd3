package io.ledgerroutes.xero;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * What differs between two {@link DocumentProjection projections}, in words for a bookkeeper. Descriptions,
 * references and contacts may name people: of these only that they differ is said.
 */
final class DocumentDifference {

  private static final Set<String> FREE = Set.of("contact", "description", "reference");

  private DocumentDifference() {}

  /**
   * The differences, e.g. {@code total 110.00 instead of 100.00, line 1 account 205 instead of 200}; empty if there
   * are none.
   *
   * @param one as meant or as last written
   * @param other as answered
   */
  static String words(String one, String other) {
    JsonNode wanted = XeroJson.own(one.getBytes(StandardCharsets.UTF_8));
    JsonNode got = XeroJson.own(other.getBytes(StandardCharsets.UTF_8));
    List<String> words = new ArrayList<>();
    for (String field : fields(wanted, got)) {
      if (field.equals("lines")) {
        lines(wanted.path(field), got.path(field), words);
      } else {
        compare(field, wanted.path(field), got.path(field), words);
      }
    }
    return String.join(", ", words);
  }

  private static Set<String> fields(JsonNode wanted, JsonNode got) {
    Set<String> fields = new TreeSet<>();
    wanted.fieldNames().forEachRemaining(fields::add);
    got.fieldNames().forEachRemaining(fields::add);
    return fields;
  }

  private static void lines(JsonNode wanted, JsonNode got, List<String> words) {
    if (wanted.size() != got.size()) {
      words.add(got.size() + " lines instead of " + wanted.size());
      return;
    }
    for (int line = 0; line < wanted.size(); line++) {
      for (String field : fields(wanted.get(line), got.get(line))) {
        String name = "line " + (line + 1) + " " + field;
        compare(name, wanted.get(line).path(field), got.get(line).path(field), words);
      }
    }
  }

  private static void compare(String name, JsonNode wanted, JsonNode got, List<String> words) {
    if (wanted.equals(got)) {
      return;
    }
    boolean free = FREE.contains(name.substring(name.lastIndexOf(' ') + 1));
    words.add(free ? name : name + " " + shown(got) + " instead of " + shown(wanted));
  }

  private static String shown(JsonNode value) {
    String text = value.asText("");
    return text.isEmpty() ? "none" : text;
  }
}
