package io.ledgerroutes.woocommercexero;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Where the lines of a posted invoice are booked, out of its link's projection. A change of the mapping later does not
 * touch what was posted, and credits follow that (rule W7).
 */
final class PostedLines {

  private static final JsonMapper JSON = new JsonMapper();

  private final List<JsonNode> lines;

  private PostedLines(List<JsonNode> lines) {
    this.lines = lines;
  }

  static PostedLines of(Optional<String> projection) {
    List<JsonNode> lines = new ArrayList<>();
    projection.ifPresent(text -> {
      try {
        JSON.readTree(text).path("lines").forEach(lines::add);
      } catch (JsonProcessingException unreadable) {
        throw new IllegalArgumentException("A link's projection is no JSON", unreadable);
      }
    });
    return new PostedLines(lines);
  }

  /**
   * The line as it was posted.
   *
   * @param position of the line in the invoice as it would be made now
   * @param item the line as it would be sent now
   */
  CreditableLine recoded(int position, JsonNode item, CreditableLine line) {
    return posted(position, item)
      .map(posted ->
        new CreditableLine(
          line.source(),
          line.rates(),
          line.name(),
          posted.path("account").asText(line.account()),
          posted.path("taxType").asText(line.taxType()),
          posted.path("tracking").isArray() ? posted.path("tracking") : line.tracking(),
          line.amount()
        )
      )
      .orElse(line);
  }

  /** The line in the same place, or else the only one of the same words. */
  private Optional<JsonNode> posted(int position, JsonNode item) {
    if (position < lines.size() && same(lines.get(position), item)) {
      return Optional.of(lines.get(position));
    }
    List<JsonNode> alike = lines
      .stream()
      .filter(posted -> same(posted, item))
      .toList();
    return alike.size() == 1 ? Optional.of(alike.getFirst()) : Optional.empty();
  }

  private static boolean same(JsonNode posted, JsonNode item) {
    return posted.path("description").asText().equals(item.path("Description").asText().strip());
  }
}
