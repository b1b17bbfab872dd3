package io.ledgerroutes.xero;

import io.ledgerroutes.remote.RemoteAnswer;
import java.util.Optional;

/**
 * Whether an answer says that the consent does not open the organisation's books any more, which no retry mends
 * (facts, Xero 3): disconnected, or without a scope that the call needs.
 */
final class XeroShut {

  private static final String DISCONNECTED = "AuthenticationUnsuccessful";
  private static final String NO_SCOPE = "AuthorizationUnsuccessful";

  private XeroShut() {}

  /** The reason in words for an operator; empty where the answer says nothing of the kind. */
  static Optional<String> why(XeroCall call, RemoteAnswer answer) {
    String detail = answer.status() == 401 || answer.status() == 403 ? detail(answer) : "";
    if (detail.equals(NO_SCOPE)) {
      return Optional.of(
        "the consent lacks the scope for " +
          call.shownPath() +
          ": reconnect it to Xero, all scopes are asked for"
      );
    }
    if (answer.status() == 403 && detail.equals(DISCONNECTED)) {
      return Optional.of("the organisation was disconnected at Xero: reconnect it");
    }
    return Optional.empty();
  }

  private static String detail(RemoteAnswer answer) {
    return XeroJson.parse(answer.body())
      .map(body -> body.path("Detail").asText())
      .orElse("");
  }
}
