package io.ledgerroutes.xero;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.ledgerroutes.posting.Draft;
import io.ledgerroutes.posting.Reply;
import java.util.List;
import java.util.function.Function;
import java.util.stream.IntStream;

/**
 * How documents of one kind are written many at a time: elements without an id are made (PUT), elements with one are
 * changed (POST). What a request does follows from its bytes, so that sending them again does the same.
 *
 * @param list names the list, in the path as in the body, e.g. {@code Invoices}
 * @param id names an element's id
 * @param number of an element, sent or answered: tells that an answer is of its element
 * @param query behind the path, e.g. {@code ?summarizeErrors=false&unitdp=4}
 * @param projection of an element as answered
 */
record XeroBatch(
  String list,
  String id,
  Function<JsonNode, String> number,
  String query,
  Function<JsonNode, String> projection
) {
  /** About as many elements as Xero takes (facts, Xero 3). */
  static final int LARGEST = 50;
  /** Bytes that Xero advises not to exceed (facts, Xero 3). */
  static final int LARGEST_BYTES = 3_500_000;
  /** One answer an element instead of one failure for all. */
  static final String EACH = "?summarizeErrors=false";
  /** The same, with unit prices kept to four places. */
  static final String EACH_WITH_LINES = EACH + "&unitdp=4";

  /** The text of a field, empty where an element has none. */
  static Function<JsonNode, String> field(String name) {
    return element -> Canonical.text(element, name);
  }

  byte[] compose(List<Draft> drafts) {
    ObjectNode request = XeroJson.object();
    ArrayNode elements = request.putArray(list);
    drafts.forEach(draft -> elements.add(draft.body()));
    return XeroJson.bytes(request);
  }

  List<Reply> send(XeroCalls calls, String tenant, byte[] request, String idempotencyKey) {
    return replies(answered(calls, tenant, request, idempotencyKey), request);
  }

  /** The elements as answered. */
  JsonNode answered(XeroCalls calls, String tenant, byte[] request, String idempotencyKey) {
    String method = elements(request).path(0).has(id) ? "POST" : "PUT";
    return calls.call(tenant, XeroCall.write(method, "/" + list + query, request, idempotencyKey)).path(list);
  }

  /** What the answered elements say of those of the request. */
  List<Reply> replies(JsonNode answered, byte[] request) {
    return XeroAnswers.replies(answered, elements(request), id, number, projection);
  }

  /** Those of the answered elements that were taken. */
  static List<JsonNode> accepted(JsonNode answered, List<Reply> replies) {
    return IntStream.range(0, replies.size())
      .filter(position -> replies.get(position) instanceof Reply.Accepted)
      .mapToObj(answered::get)
      .toList();
  }

  private JsonNode elements(byte[] request) {
    return XeroJson.own(request).path(list);
  }
}
