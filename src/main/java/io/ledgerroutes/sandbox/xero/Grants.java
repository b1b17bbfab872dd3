package io.ledgerroutes.sandbox.xero;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.ledgerroutes.sandbox.stage.Journal;
import io.ledgerroutes.sandbox.stage.Json;
import io.ledgerroutes.sandbox.stage.Shelf;
import io.ledgerroutes.sandbox.stage.Violations;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;

/**
 * Consents and their tokens (facts, Xero 1): codes live 5 minutes and work once, access tokens live 30
 * minutes, refresh tokens 60 days and rotate; a replaced one may be sent again for 30 minutes and brings the
 * newest pair.
 */
final class Grants {

  private static final Duration CODE = Duration.ofMinutes(5);
  private static final Duration ACCESS = Duration.ofMinutes(30);
  private static final Duration REFRESH = Duration.ofDays(60);
  private static final Duration GRACE = Duration.ofMinutes(30);
  private static final SecureRandom RANDOM = new SecureRandom();

  private final Journal journal;
  private final Clock clock;
  private final XeroApp app;
  private final Violations violations;
  private final Shelf codes;
  private final Shelf grants;
  private final Shelf access;
  private final Shelf refresh;
  private final List<String> everyTenant;
  private final Map<String, Integer> counts = new TreeMap<>();
  private List<String> offered;

  /** What a valid access token opens: scopes and tenants; and the tenants that were disconnected since. */
  record Access(
    String grant,
    List<String> scopes,
    List<String> tenants,
    List<String> left,
    JsonNode connections
  ) {}

  Grants(Journal journal, Clock clock, XeroApp app, List<XeroTenant> tenants, Violations violations) {
    this.journal = journal;
    this.clock = clock;
    this.app = app;
    this.violations = violations;
    this.codes = journal.shelf("identity-codes");
    this.grants = journal.shelf("identity-grants");
    this.access = journal.shelf("identity-access");
    this.refresh = journal.shelf("identity-refresh");
    this.everyTenant = tenants.stream().map(XeroTenant::id).toList();
    this.offered = everyTenant;
  }

  /** The tenants that the next consents cover; an empty list means all. */
  synchronized void offer(List<String> tenants) {
    offered = tenants.isEmpty() ? everyTenant : List.copyOf(tenants);
  }

  /** A person said yes: the code to bring to the token endpoint. */
  synchronized String consent(String redirect, String scope, String challenge) {
    String code = random(32);
    ObjectNode consent = Json.object()
      .put("redirect", redirect)
      .put("scope", scope)
      .put("challenge", challenge)
      .put("until", clock.millis() + CODE.toMillis());
    consent.set("tenants", Json.of(offered));
    codes.put(code, consent);
    return code;
  }

  /** The first pair for a code; empty when it is unknown, used, too old or not proven to be one's own. */
  synchronized Optional<ObjectNode> exchange(String code, String redirect, String verifier) {
    Optional<ObjectNode> consent = codes.get(code);
    codes.remove(code);
    return consent
      .filter(asked -> asked.path("until").asLong() > clock.millis())
      .filter(asked -> asked.path("redirect").asText().equals(redirect))
      .filter(asked -> proven(asked.path("challenge").asText(), verifier))
      .map(asked -> {
        count("consents");
        return journal.together(() -> pair(newGrant(asked)));
      });
  }

  /** A new pair for a refresh token; the newest one for a token replaced less than 30 minutes ago. */
  synchronized Optional<ObjectNode> refresh(String token) {
    ObjectNode known = refresh.get(token).orElse(null);
    ObjectNode grant = known == null ? null : grants.get(known.path("grant").asText()).orElse(null);
    long now = clock.millis();
    if (grant == null || !usable(known, now)) {
      count("deadRefreshes");
      violations.count("identity", "dead-refresh-token", "a refresh token that no longer works was sent");
      return Optional.empty();
    }
    if (known.has("replacedAt")) {
      count("refreshRetries");
      return Optional.of(newest(grant));
    }
    count("refreshes");
    return Optional.of(
      journal.together(() -> {
        refresh.put(token, known.deepCopy().put("replacedAt", now));
        return pair(grant);
      })
    );
  }

  private static boolean usable(ObjectNode token, long now) {
    return token.has("replacedAt")
      ? now <= token.path("replacedAt").asLong() + GRACE.toMillis()
      : now <= token.path("issuedAt").asLong() + REFRESH.toMillis();
  }

  /** Ends the grant that this refresh token belongs to. */
  synchronized void revoke(String token) {
    refresh.get(token).ifPresent(known -> end(known.path("grant").asText()));
  }

  /** Ends the grant behind an access token. */
  synchronized void revokeAccess(String token) {
    access.get(token).ifPresent(known -> end(known.path("grant").asText()));
  }

  synchronized void revokeAll() {
    grants.all().forEach(grant -> end(grant.path("id").asText()));
  }

  /** What this access token opens now, empty when it is unknown, expired or revoked. */
  synchronized Optional<Access> opens(String token) {
    return access
      .get(token)
      .filter(known -> known.path("until").asLong() > clock.millis())
      .flatMap(known -> grants.get(known.path("grant").asText()))
      .map(grant ->
        new Access(
          grant.path("id").asText(),
          Arrays.asList(grant.path("scope").asText().split(" ")),
          grant.path("connections").findValuesAsText("tenantId"),
          grant.path("left").findValuesAsText("tenantId"),
          grant.path("connections")
        )
      );
  }

  /** Disconnects one organisation; false when this grant has no such connection. */
  synchronized boolean disconnect(Access opened, String connection) {
    return cut(grants.get(opened.grant()).orElseThrow(), "id", connection);
  }

  /** A person disconnects an organisation from the app: no grant covers it any more. */
  synchronized void disconnect(String tenant) {
    journal.together(() -> grants.all().forEach(grant -> cut(grant, "tenantId", tenant)));
  }

  private boolean cut(ObjectNode grant, String field, String value) {
    ObjectNode changed = grant.deepCopy();
    ArrayNode left = changed.withArray("left");
    ArrayNode kept = Json.array();
    grant
      .path("connections")
      .forEach(each -> (each.path(field).asText().equals(value) ? left : kept).add(each));
    changed.set("connections", kept);
    grants.put(grant.path("id").asText(), changed);
    return kept.size() < grant.path("connections").size();
  }

  /** Consents, refreshes, retries of a replaced token and uses of a dead one. */
  synchronized Map<String, Integer> counts() {
    return new TreeMap<>(counts);
  }

  synchronized void clearCounts() {
    counts.clear();
  }

  private void count(String what) {
    counts.merge(what, 1, Integer::sum);
  }

  private void end(String grant) {
    journal.together(() -> {
      grants.remove(grant);
      access.entriesOf("grant", grant).forEach(access::remove);
      refresh.entriesOf("grant", grant).forEach(refresh::remove);
    });
  }

  private ObjectNode newGrant(ObjectNode asked) {
    String event = UUID.randomUUID().toString();
    ObjectNode grant = Json.object()
      .put("id", UUID.randomUUID().toString())
      .put("scope", asked.path("scope").asText())
      .put("authEventId", event);
    ArrayNode connections = grant.putArray("connections");
    asked
      .path("tenants")
      .forEach(tenant ->
        connections
          .addObject()
          .put("id", UUID.randomUUID().toString())
          .put("authEventId", event)
          .put("tenantId", tenant.asText())
          .put("at", clock.millis())
      );
    return grant;
  }

  /** Issues a pair and remembers it as the grant's newest. */
  private ObjectNode pair(ObjectNode grant) {
    long now = clock.millis();
    String id = grant.path("id").asText();
    String accessToken = jwt(grant, now);
    String refreshToken = random(32);
    access.entriesOlder("until", now).forEach(access::remove);
    access.put(accessToken, Json.object().put("grant", id).put("until", now + ACCESS.toMillis()));
    refresh.put(refreshToken, Json.object().put("grant", id).put("issuedAt", now));
    ObjectNode changed = grant.deepCopy();
    changed.put("access", accessToken).put("refresh", refreshToken).put("issuedAt", now);
    grants.put(id, changed);
    return newest(changed);
  }

  private ObjectNode newest(ObjectNode grant) {
    long left = grant.path("issuedAt").asLong() + ACCESS.toMillis() - clock.millis();
    return Json.object()
      .put("id_token", "e30.e30.c2FuZGJveA")
      .put("access_token", grant.path("access").asText())
      .put("expires_in", Math.max(0, left / 1000))
      .put("token_type", "Bearer")
      .put("refresh_token", grant.path("refresh").asText())
      .put("scope", grant.path("scope").asText());
  }

  /** Looks like Xero's JWT; the last part is chance, not a signature. */
  private String jwt(ObjectNode grant, long now) {
    ObjectNode claims = Json.object()
      .put("iss", "https://identity.xero.com")
      .put("client_id", app.clientId())
      .put("authentication_event_id", grant.path("authEventId").asText())
      .put("jti", random(16))
      .put("nbf", now / 1000)
      .put("exp", (now + ACCESS.toMillis()) / 1000);
    claims.set("scope", Json.of(grant.path("scope").asText().split(" ")));
    ObjectNode header = Json.object().put("alg", "RS256").put("typ", "JWT");
    return base64(Json.bytes(header)) + "." + base64(Json.bytes(claims)) + "." + random(32);
  }

  private static boolean proven(String challenge, String verifier) {
    if (challenge.isEmpty()) {
      return true;
    }
    try {
      byte[] hash = MessageDigest.getInstance("SHA-256").digest(verifier.getBytes(StandardCharsets.US_ASCII));
      return base64(hash).equals(challenge);
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  private static String random(int bytes) {
    byte[] chance = new byte[bytes];
    RANDOM.nextBytes(chance);
    return base64(chance);
  }

  private static String base64(byte[] bytes) {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }
}
