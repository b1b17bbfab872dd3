package io.ledgerroutes.sandbox.shop;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.ledgerroutes.sandbox.stage.Answer;
import io.ledgerroutes.sandbox.stage.Call;
import io.ledgerroutes.sandbox.stage.Json;
import java.util.List;
import java.util.Optional;

/** One page of a list, with the totals and links in its headers (facts, shop 19). */
final class Page {

  private static final int DEFAULT_SIZE = 10;
  private static final int LARGEST = 100;

  private Page() {}

  /** The page number asked for, 1 at first. */
  static int number(Call call) {
    return integer(call, "page", 1);
  }

  private static int integer(Call call, String name, int otherwise) {
    return call
      .param(name)
      .map(text -> text.matches("\\d{1,9}") ? Integer.parseInt(text) : -1)
      .orElse(otherwise);
  }

  /** What is wrong with page or per_page, if anything. */
  static Optional<Answer> fault(Call call) {
    int size = integer(call, "per_page", DEFAULT_SIZE);
    if (size < 1 || size > LARGEST) {
      return Optional.of(
        ShopErrors.badParam(
          "per_page",
          "per_page must be between 1 (inclusive) and 100 (inclusive)",
          "rest_out_of_bounds"
        )
      );
    }
    return number(call) < 1
      ? Optional.of(
          ShopErrors.badParam("page", "page must be greater than or equal to 1", "rest_out_of_bounds")
        )
      : Optional.empty();
  }

  /** The page that the call asks for. One past the end is empty and says that the total is 0. */
  static Answer of(Call call, String api, List<ObjectNode> all) {
    Optional<Answer> fault = fault(call);
    if (fault.isPresent()) {
      return fault.get();
    }
    int page = number(call);
    int size = integer(call, "per_page", DEFAULT_SIZE);
    int pages = Math.ceilDiv(all.size(), size);
    List<ObjectNode> some = all.stream().skip((page - 1L) * size).limit(size).toList();
    boolean past = some.isEmpty();
    Answer answer = Answer.json(200, Json.array().addAll(some))
      .with("X-WP-Total", Integer.toString(past ? 0 : all.size()))
      .with("X-WP-TotalPages", Integer.toString(past ? 0 : pages));
    String links = links(call, api, page, past ? 0 : pages);
    return links.isEmpty() ? answer : answer.with("Link", links);
  }

  private static String links(Call call, String api, int page, int pages) {
    String rest = call.rawQuery() == null
      ? ""
      : call.rawQuery().replaceAll("(^|&)page=[^&]*", "").replaceAll("^&", "");
    String base = "<" + api + call.path() + "?" + (rest.isEmpty() ? "" : rest + "&") + "page=";
    StringBuilder links = new StringBuilder();
    if (page > 1) {
      links.append(base).append(page - 1).append(">; rel=\"prev\"");
    }
    if (page < pages) {
      links.append(links.isEmpty() ? "" : ", ").append(base).append(page + 1).append(">; rel=\"next\"");
    }
    return links.toString();
  }
}
