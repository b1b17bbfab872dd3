package io.ledgerroutes.sandbox.xero;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.ledgerroutes.sandbox.stage.Answer;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * The rest of a list call after its own filters (facts, Xero 3): If-Modified-Since, {@code where},
 * {@code order}, {@code page} and {@code pageSize}. Parameters that the list does not know are counted and ignored.
 */
record ListQuery(ApiCall call, String name, String idField, Fields fields, Set<String> params) {
  private static final String OLDEST_FIRST = "UpdatedDateUTC ASC";
  private static final int LARGEST_PAGE = 1_000;
  private static final int DEFAULT_PAGE = 100;

  /** Whether the caller asked for a page; a list without one comes without line items. */
  boolean paged() {
    return call.call().param("page").isPresent();
  }

  Answer answer(
    List<ObjectNode> candidates,
    Predicate<? super ObjectNode> wanted,
    Function<ObjectNode, ObjectNode> render
  ) {
    call.expectParams(params);
    Optional<String> header = call.call().header("If-Modified-Since");
    Optional<Instant> since = header.flatMap(XeroDates::since);
    if (header.isPresent() && since.isEmpty()) {
      return XeroErrors.query("If-Modified-Since must be UTC as yyyy-MM-ddTHH:mm:ss");
    }
    Optional<Where> where = call
      .call()
      .param("where")
      .filter(clause -> params.contains("where"))
      .map(Where::parse)
      .orElse(Optional.of(Where.EVERYTHING))
      .filter(clause -> clause.fields().stream().allMatch(fields::has));
    Optional<Comparator<ObjectNode>> order = order();
    if (where.isEmpty() || order.isEmpty()) {
      return XeroErrors.query("The where or order clause cannot be understood");
    }
    if (where.get() != Where.EVERYTHING && candidates.size() > call.habits().mostFiltered()) {
      return XeroErrors.query(
        "A where clause cannot search more than " + call.habits().mostFiltered() + " records"
      );
    }
    List<ObjectNode> found = candidates
      .stream()
      .filter(wanted)
      .filter(where.get()::matches)
      .filter(document -> since.map(instant -> updated(document) > instant.toEpochMilli()).orElse(true))
      .sorted(order.get())
      .toList();
    return paged() ? page(found, render) : call.list(name, found.stream().map(render).toList());
  }

  private Answer page(List<ObjectNode> found, Function<ObjectNode, ObjectNode> render) {
    int page = number("page", 1);
    int size = number("pageSize", DEFAULT_PAGE);
    if (page < 1 || size < 1 || size > LARGEST_PAGE) {
      return XeroErrors.query("page starts at 1, pageSize is at most " + LARGEST_PAGE);
    }
    List<ObjectNode> some = found.stream().skip((page - 1L) * size).limit(size).map(render).toList();
    ObjectNode body = call.envelope(name, some);
    body
      .putObject("pagination")
      .put("page", page)
      .put("pageSize", size)
      .put("pageCount", Math.ceilDiv(found.size(), size))
      .put("itemCount", found.size());
    return Answer.json(200, body);
  }

  private int number(String param, int otherwise) {
    return call
      .call()
      .param(param)
      .map(text -> text.matches("\\d{1,9}") ? Integer.parseInt(text) : -1)
      .orElse(otherwise);
  }

  private Optional<Comparator<ObjectNode>> order() {
    Comparator<ObjectNode> byId = Comparator.comparing(document -> document.path(idField).asText());
    String[] words = call.call().param("order").orElse(OLDEST_FIRST).trim().split("\\s+");
    boolean known = OLDEST_FIRST.startsWith(words[0]) || fields.has(words[0].split("\\.")[0]);
    if (!known || words.length > 2 || (words.length == 2 && !words[1].matches("(?i)asc|desc"))) {
      return Optional.empty();
    }
    JsonPointer path = JsonPointer.compile("/" + words[0].replace('.', '/'));
    Comparator<ObjectNode> byField = words[0].equals("UpdatedDateUTC")
      ? Comparator.comparingLong(ListQuery::updated)
      : (one, other) -> compare(one.at(path), other.at(path));
    boolean descending = words.length == 2 && words[1].equalsIgnoreCase("desc");
    return Optional.of((descending ? byField.reversed() : byField).thenComparing(byId));
  }

  private static int compare(JsonNode one, JsonNode other) {
    if (one.isNumber() && other.isNumber()) {
      return one.decimalValue().compareTo(other.decimalValue());
    }
    boolean times = one.asText().startsWith("/Date(") && other.asText().startsWith("/Date(");
    return times
      ? Long.compare(XeroDates.millis(one.asText()), XeroDates.millis(other.asText()))
      : one.asText().compareTo(other.asText());
  }

  private static long updated(ObjectNode document) {
    String text = document.path("UpdatedDateUTC").asText();
    return text.isEmpty() ? 0 : XeroDates.millis(text);
  }
}
