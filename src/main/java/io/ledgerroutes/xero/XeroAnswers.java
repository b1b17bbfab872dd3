package io.ledgerroutes.xero;

import com.fasterxml.jackson.databind.JsonNode;
import io.ledgerroutes.posting.Reply;
import io.ledgerroutes.remote.Failure;
import io.ledgerroutes.remote.FailureKind;
import io.ledgerroutes.remote.FailureTable;
import io.ledgerroutes.remote.RemoteFailure;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * Reads the answers to a write with {@code summarizeErrors=false}: one an element, in the order of the request. A
 * refused element echoes what was asked for, so only its status and messages are believed (facts, Xero 3).
 */
final class XeroAnswers {

  private static final String NO_ID = "00000000-0000-0000-0000-000000000000";

  private XeroAnswers() {}

  /**
   * @param list the elements as answered
   * @param asked the elements as sent
   * @param idField names the target's id
   * @param number of an element, sent or answered; empty where it bears none
   * @param projection of an accepted element
   * @throws RemoteFailure when the answers are not those of the request: anything may have been written
   */
  static List<Reply> replies(
    JsonNode list,
    JsonNode asked,
    String idField,
    Function<JsonNode, String> number,
    Function<JsonNode, String> projection
  ) {
    if (list.size() != asked.size()) {
      throw unclear(asked.size() + " elements were sent, but " + list.size() + " were answered");
    }
    List<Reply> replies = new ArrayList<>();
    for (int position = 0; position < list.size(); position++) {
      replies.add(reply(list.get(position), asked.get(position), idField, number, projection));
    }
    return replies;
  }

  private static Reply reply(
    JsonNode answered,
    JsonNode asked,
    String idField,
    Function<JsonNode, String> number,
    Function<JsonNode, String> projection
  ) {
    if (!number.apply(asked).isEmpty() && !number.apply(asked).equals(number.apply(answered))) {
      throw unclear("the answers are not in the order of the request");
    }
    List<String> messages = new ArrayList<>();
    answered.path("ValidationErrors").forEach(error -> messages.add(error.path("Message").asText()));
    String status = answered.path("StatusAttributeString").asText("");
    if (
      status.equals("ERROR") || (!messages.isEmpty() && !status.equals("OK") && !status.equals("WARNING"))
    ) {
      return new Reply.Refused(
        FailureTable.ofElement("xero", messages.isEmpty() ? List.of("Xero gave no reason") : messages)
      );
    }
    String id = answered.path(idField).asText("");
    if (id.isEmpty() || id.equals(NO_ID)) {
      throw unclear("an accepted element came without its id");
    }
    return new Reply.Accepted(id, number.apply(answered), projection.apply(answered));
  }

  private static RemoteFailure unclear(String words) {
    return new RemoteFailure(new Failure("xero", FailureKind.TRANSIENT, 200, words, Optional.empty(), true));
  }
}
