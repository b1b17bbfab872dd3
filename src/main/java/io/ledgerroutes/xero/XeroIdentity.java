package io.ledgerroutes.xero;

import com.fasterxml.jackson.databind.JsonNode;
import io.ledgerroutes.remote.Failure;
import io.ledgerroutes.remote.FailureKind;
import io.ledgerroutes.remote.FailureTable;
import io.ledgerroutes.remote.RemoteAnswer;
import io.ledgerroutes.remote.RemoteCaller;
import io.ledgerroutes.remote.RemoteFailure;
import io.ledgerroutes.remote.RemoteRequest;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/** Xero's token endpoint and its list of connected organisations (facts, Xero 1). Keeps nothing. */
@Component
class XeroIdentity {

  private static final String REMOTE = "xero";

  private final XeroProperties xero;
  private final RemoteCaller remote;

  XeroIdentity(XeroProperties xero, RemoteCaller remote) {
    this.xero = xero;
    this.remote = remote;
  }

  /**
   * An organisation that a token covers.
   *
   * @param id of the connection between the app and the organisation, by which it is disconnected
   */
  record Connected(String id, String tenant, String name) {}

  /** Swaps the code of a consent for tokens; empty when the code is no longer good. */
  Optional<Tokens> exchange(String code, String verifier, URI redirect) {
    Map<String, String> form = new LinkedHashMap<>();
    form.put("grant_type", "authorization_code");
    form.put("code", code);
    form.put("redirect_uri", redirect.toString());
    form.put("code_verifier", verifier);
    return token(form);
  }

  /**
   * Swaps a refresh token for a new pair; the old one may be tried again for 30 minutes.
   *
   * @return empty when the refresh token is no longer good: only a new consent helps
   */
  Optional<Tokens> refresh(String refreshToken) {
    Map<String, String> form = new LinkedHashMap<>();
    form.put("grant_type", "refresh_token");
    form.put("refresh_token", refreshToken);
    return token(form);
  }

  /** The organisations that the access token covers. */
  List<Connected> connected(String accessToken) {
    RemoteAnswer answer = remote.call(
      new RemoteRequest(
        REMOTE,
        "GET",
        URI.create(xero.apiUrl() + "/connections"),
        Map.of("Authorization", "Bearer " + accessToken, "Accept", "application/json"),
        null,
        xero.callTimeout()
      )
    );
    JsonNode list = json(answer)
      .filter(JsonNode::isArray)
      .orElseThrow(() -> failed(answer));
    List<Connected> connected = new ArrayList<>();
    for (JsonNode one : list) {
      if (one.path("tenantType").asText("ORGANISATION").equals("ORGANISATION")) {
        connected.add(
          new Connected(
            one.path("id").asText(),
            one.path("tenantId").asText(),
            one.path("tenantName").asText()
          )
        );
      }
    }
    return connected;
  }

  /** Ends the connection of one organisation; one that is gone already is no failure. */
  void disconnect(String accessToken, String id) {
    RemoteAnswer answer = remote.call(
      new RemoteRequest(
        REMOTE,
        "DELETE",
        URI.create(xero.apiUrl() + "/connections/" + encoded(id)),
        Map.of("Authorization", "Bearer " + accessToken, "Accept", "application/json"),
        null,
        xero.callTimeout()
      )
    );
    if (!answer.successful() && answer.status() != 404) {
      throw failed(answer);
    }
  }

  /** Ends a consent with all its organisations. */
  void revoke(String refreshToken) {
    Map<String, String> form = new LinkedHashMap<>();
    form.put("token", refreshToken);
    RemoteAnswer answer = post("/connect/revocation", form);
    if (!answer.successful()) {
      throw failed(answer);
    }
  }

  private Optional<Tokens> token(Map<String, String> form) {
    return tokens(post("/connect/token", form));
  }

  /** A form with the app's own credentials, as Xero's token endpoints take them. */
  private RemoteAnswer post(String path, Map<String, String> form) {
    Map<String, String> headers = new LinkedHashMap<>();
    headers.put("Accept", "application/json");
    headers.put("Content-Type", "application/x-www-form-urlencoded");
    if (xero.clientSecret().isEmpty()) {
      form.put("client_id", xero.clientId());
    } else {
      String pair = encoded(xero.clientId()) + ":" + encoded(xero.clientSecret());
      String basic = Base64.getEncoder().encodeToString(pair.getBytes(StandardCharsets.UTF_8));
      headers.put("Authorization", "Basic " + basic);
    }
    String body = form
      .entrySet()
      .stream()
      .map(field -> field.getKey() + "=" + encoded(field.getValue()))
      .collect(Collectors.joining("&"));
    URI address = URI.create(xero.identityUrl() + path);
    byte[] bytes = body.getBytes(StandardCharsets.US_ASCII);
    return remote.call(new RemoteRequest(REMOTE, "POST", address, headers, bytes, xero.callTimeout()));
  }

  private static Optional<Tokens> tokens(RemoteAnswer answer) {
    String error = XeroJson.parse(answer.body())
      .map(body -> body.path("error").asText())
      .orElse("");
    if (!answer.successful() && error.equals("invalid_grant")) {
      return Optional.empty();
    }
    // The app's own trouble mends without a new consent.
    if (!answer.successful() && (error.equals("invalid_client") || error.equals("unauthorized_client"))) {
      throw refused(
        answer,
        "Xero does not know the app: check ledger.xero.client-id and ledger.xero.client-secret"
      );
    }
    JsonNode body = json(answer).orElseThrow(() -> failed(answer));
    String access = body.path("access_token").asText("");
    String refresh = body.path("refresh_token").asText("");
    if (access.isEmpty() || refresh.isEmpty()) {
      throw refused(answer, "no refresh token was issued: ledger.xero.scopes needs offline_access");
    }
    return Optional.of(new Tokens(access, refresh, Duration.ofSeconds(body.path("expires_in").asLong(1800))));
  }

  private static Optional<JsonNode> json(RemoteAnswer answer) {
    return answer.successful() ? XeroJson.parse(answer.body()) : Optional.empty();
  }

  private static RemoteFailure failed(RemoteAnswer answer) {
    return new RemoteFailure(FailureTable.of(REMOTE, answer));
  }

  private static RemoteFailure refused(RemoteAnswer answer, String words) {
    return new RemoteFailure(
      new Failure(REMOTE, FailureKind.CREDENTIALS, answer.status(), words, Optional.empty(), false)
    );
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }
}
