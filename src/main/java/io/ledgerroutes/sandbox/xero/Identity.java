package io.ledgerroutes.sandbox.xero;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.ledgerroutes.sandbox.stage.Answer;
import io.ledgerroutes.sandbox.stage.Call;
import io.ledgerroutes.sandbox.stage.Fault;
import io.ledgerroutes.sandbox.stage.Faults;
import io.ledgerroutes.sandbox.stage.Json;
import io.ledgerroutes.sandbox.stage.Peer;
import io.ledgerroutes.sandbox.stage.Violations;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Login, token and revocation (facts, Xero 1). The login approves by itself: it sends the browser back at
 * once with a code.
 */
final class Identity {

  private static final Set<String> SCOPES = Set.of(
    "openid",
    "profile",
    "email",
    "offline_access",
    "accounting.invoices",
    "accounting.invoices.read",
    "accounting.payments",
    "accounting.payments.read",
    "accounting.banktransactions",
    "accounting.banktransactions.read",
    "accounting.manualjournals",
    "accounting.manualjournals.read",
    "accounting.settings",
    "accounting.settings.read",
    "accounting.contacts",
    "accounting.contacts.read",
    "accounting.attachments",
    "accounting.attachments.read"
  );

  private final XeroApp app;
  private final Grants grants;
  private final Faults faults;
  private final Violations violations;

  Identity(XeroApp app, Grants grants, Faults faults, Violations violations) {
    this.app = app;
    this.grants = grants;
    this.faults = faults;
    this.violations = violations;
  }

  /** Login, token and revocation, with the faults armed for "identity". */
  Answer answer(Call call) {
    return struck(call, this::calm);
  }

  /** What comes of a call that would be answered so, with the faults armed for "identity". */
  Answer struck(Call call, Peer calm) {
    Optional<Fault> fault = faults.strike("identity", call);
    if (fault.isEmpty()) {
      return calm.answer(call);
    }
    switch (fault.get().kind()) {
      case SLOW -> {
        faults.hang(fault.get().millis());
        return calm.answer(call);
      }
      case ANSWER_LOST -> {
        calm.answer(call);
        return Answer.NONE;
      }
      case CUT -> {
        return calm.answer(call).cut();
      }
      case SLOW_BODY -> {
        return calm.answer(call).dribbling(fault.get().millis());
      }
      case TIMEOUT -> {
        faults.hang(fault.get().millis());
        return Answer.NONE;
      }
      case TOO_MANY_REQUESTS -> {
        return Answer.empty(429);
      }
      case ERROR_BEFORE -> {
        return Answer.empty(500);
      }
      case HTML, PAGE, OFFLINE -> {
        return Answer.html(503, "<html><body><h1>503 Service Unavailable</h1></body></html>");
      }
      case TOKEN_REVOKED -> {
        grants.revokeAll();
        return error("invalid_grant");
      }
      default -> {
        return Answer.NONE;
      }
    }
  }

  private Answer calm(Call call) {
    return switch (call.method() + " " + call.path()) {
      case "GET /identity/connect/authorize" -> authorize(call);
      case "POST /connect/token" -> token(call);
      case "POST /connect/revocation" -> revoke(call);
      default -> Answer.empty(404).with("Content-Type", "text/html");
    };
  }

  private Answer authorize(Call call) {
    String redirect = call.param("redirect_uri").orElse("");
    if (!call.param("client_id").orElse("").equals(app.clientId())) {
      return page("unauthorized_client", "Unknown client or client not enabled");
    }
    if (!allowed(redirect)) {
      return page("unauthorized_client", "Invalid redirect_uri: https, or http://localhost");
    }
    Optional<String> refusal = refusal(call);
    if (refusal.isPresent()) {
      return back(redirect, call, Map.of("error", refusal.get()));
    }
    String code = grants.consent(
      redirect,
      call.param("scope").orElseThrow(),
      call.param("code_challenge").orElse("")
    );
    return back(redirect, call, Map.of("code", code, "scope", call.param("scope").orElseThrow()));
  }

  private static Optional<String> refusal(Call call) {
    if (!call.param("response_type").orElse("").equals("code")) {
      return Optional.of("unsupported_response_type");
    }
    List<String> scopes = Arrays.asList(call.param("scope").orElse("").split(" "));
    if (!SCOPES.containsAll(scopes) || !scopes.contains("offline_access")) {
      return Optional.of("invalid_scope");
    }
    boolean challenged = call.param("code_challenge").isPresent();
    boolean fitting = call
      .param("code_challenge")
      .map(challenge -> challenge.matches("[A-Za-z0-9_-]{43}"))
      .orElse(true);
    if (!fitting || (challenged && !call.param("code_challenge_method").orElse("").equals("S256"))) {
      return Optional.of("invalid_request");
    }
    return Optional.empty();
  }

  /** https, or http on the name localhost: 127.0.0.1 is refused (facts, Xero 1). */
  private static boolean allowed(String redirect) {
    try {
      URI uri = URI.create(redirect);
      boolean local = "http".equals(uri.getScheme()) && "localhost".equals(uri.getHost());
      return local || ("https".equals(uri.getScheme()) && uri.getHost() != null);
    } catch (IllegalArgumentException notAnAddress) {
      return false;
    }
  }

  private static Answer back(String redirect, Call call, Map<String, String> params) {
    String query = params
      .entrySet()
      .stream()
      .map(entry -> entry.getKey() + "=" + encode(entry.getValue()))
      .collect(Collectors.joining("&"));
    String state = call
      .param("state")
      .map(value -> "&state=" + encode(value))
      .orElse("");
    String glue = redirect.contains("?") ? "&" : "?";
    return Answer.empty(302).with("Location", redirect + glue + query + state);
  }

  private static String encode(String value) {
    return URLEncoder.encode(value, StandardCharsets.UTF_8);
  }

  private static Answer page(String error, String words) {
    return Answer.html(400, "<html><body><h1>Error: " + error + "</h1><p>" + words + "</p></body></html>");
  }

  private Answer token(Call call) {
    if (!authentic(call)) {
      return error("invalid_client");
    }
    Map<String, String> form = call.form();
    return switch (form.getOrDefault("grant_type", "")) {
      case "authorization_code" -> paired(
        grants.exchange(
          form.getOrDefault("code", ""),
          form.getOrDefault("redirect_uri", ""),
          form.getOrDefault("code_verifier", "")
        )
      );
      case "refresh_token" -> paired(grants.refresh(form.getOrDefault("refresh_token", "")));
      default -> error("unsupported_grant_type");
    };
  }

  private static Answer paired(Optional<ObjectNode> pair) {
    return pair.map(tokens -> Answer.json(200, tokens)).orElseGet(() -> error("invalid_grant"));
  }

  private Answer revoke(Call call) {
    if (!authentic(call)) {
      return error("invalid_client");
    }
    grants.revoke(call.form().getOrDefault("token", ""));
    return Answer.empty(200);
  }

  private boolean authentic(Call call) {
    String expected =
      "Basic " +
      Base64.getEncoder().encodeToString(
        (app.clientId() + ":" + app.clientSecret()).getBytes(StandardCharsets.UTF_8)
      );
    boolean right = call.header("Authorization").map(expected::equals).orElse(false);
    if (!right) {
      violations.count("identity", "wrong-client-credentials", call.path());
    }
    return right;
  }

  private static Answer error(String code) {
    return Answer.json(400, Json.object().put("error", code));
  }
}
