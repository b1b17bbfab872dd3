package io.ledgerroutes.xero;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiPredicate;

/**
 * Gives the lines of an update the ids of the lines they stand for: a line without its id is deleted and made anew,
 * and what a person hung on it is lost (facts, Xero 5). Equal lines first, then those of the same description, then
 * by order.
 */
final class LineIds {

  private static final String ID = "LineItemID";

  private LineIds() {}

  /** Puts the ids into the update's lines; lines that are new stay without. */
  static void put(ObjectNode update, JsonNode current) {
    List<ObjectNode> wanted = new ArrayList<>();
    ((ArrayNode) update.path("LineItems")).forEach(line -> wanted.add((ObjectNode) line));
    List<JsonNode> there = new ArrayList<>();
    current.path("LineItems").forEach(there::add);
    DocumentLines ours = new DocumentLines(update);
    DocumentLines theirs = new DocumentLines(current);
    pair(wanted, there, (line, other) -> ours.canonical(line).equals(theirs.canonical(other)));
    pair(wanted, there, (line, other) ->
      Canonical.text(line, "Description").equals(Canonical.text(other, "Description"))
    );
    pair(wanted, there, (line, other) -> true);
  }

  private static void pair(
    List<ObjectNode> wanted,
    List<JsonNode> there,
    BiPredicate<JsonNode, JsonNode> alike
  ) {
    for (ObjectNode line : List.copyOf(wanted)) {
      there
        .stream()
        .filter(other -> alike.test(line, other))
        .findFirst()
        .ifPresent(other -> {
          line.put(ID, other.path(ID).asText());
          // By identity: two lines may be equal in every field.
          wanted.removeIf(each -> each == line);
          there.removeIf(each -> each == other);
        });
    }
  }
}
