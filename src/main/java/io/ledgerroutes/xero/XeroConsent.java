package io.ledgerroutes.xero;

import com.fasterxml.jackson.databind.JsonNode;
import io.ledgerroutes.connection.Connection;
import io.ledgerroutes.connection.Connections;
import io.ledgerroutes.xero.XeroConsentStore.Begun;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/**
 * An operator's consent at Xero: authorisation code with PKCE (S256) and a state that is good once, for ten
 * minutes and for the operator who began. The tokens are taken over only if they cover the connection's own
 * organisation and every other one that the same grant serves already (rule 10).
 */
@Component
public class XeroConsent {

  private static final int SECRET_BYTES = 32;
  private static final String CALLBACK = "/connect/xero/callback";

  private final XeroProperties xero;
  private final XeroConsentStore store;
  private final XeroIdentity identity;
  private final XeroGrants grants;
  private final XeroTenantStore tenants;
  private final XeroCalls calls;
  private final Connections connections;
  private final URI redirect;
  private final SecureRandom random = new SecureRandom();

  XeroConsent(
    XeroProperties xero,
    XeroConsentStore store,
    XeroIdentity identity,
    XeroGrants grants,
    XeroTenantStore tenants,
    XeroCalls calls,
    Connections connections,
    @Value("${ledger.public-url}") URI publicUrl
  ) {
    this.xero = xero;
    this.store = store;
    this.identity = identity;
    this.grants = grants;
    this.tenants = tenants;
    this.calls = calls;
    this.connections = connections;
    this.redirect = URI.create(publicUrl.toString().replaceAll("/+$", "") + CALLBACK);
  }

  /**
   * Begins a consent for a connection.
   *
   * @param user who is signed in; only the same one may complete it
   * @return where to send the operator's browser
   * @throws ConsentRefused if the connection is unknown or the app is not set up
   */
  public URI begin(String connection, String user) {
    known(connection);
    if (xero.clientId().isEmpty()) {
      throw new ConsentRefused(
        "No Xero app is set up: set ledger.xero.client-id and ledger.xero.client-secret."
      );
    }
    String state = secret();
    String verifier = secret();
    store.begin(HexFormat.of().formatHex(sha256(state)), new Begun(connection, user, verifier));
    Map<String, String> query = new LinkedHashMap<>();
    query.put("response_type", "code");
    query.put("client_id", xero.clientId());
    query.put("redirect_uri", redirect.toString());
    query.put("scope", String.join(" ", xero.scopes()));
    query.put("state", state);
    query.put("code_challenge", base64(sha256(verifier)));
    query.put("code_challenge_method", "S256");
    return URI.create(
      xero.loginUrl() +
        "/identity/connect/authorize?" +
        query
          .entrySet()
          .stream()
          .map(field -> field.getKey() + "=" + encoded(field.getValue()))
          .collect(Collectors.joining("&"))
    );
  }

  /**
   * Completes a consent with what Xero sent back, and records the organisation the first time.
   *
   * @return the organisation that is connected now
   * @throws ConsentRefused if the state is unknown, used, expired or another operator's, or if the consent does
   *     not cover what it must; nothing that worked before is touched then
   */
  public Organisation complete(String state, String code, String user) {
    Begun begun = store
      .take(HexFormat.of().formatHex(sha256(state)))
      .filter(found -> found.operator().equals(user))
      .orElseThrow(() ->
        new ConsentRefused(
          "This consent is not known, was used before or is older than ten minutes: begin again."
        )
      );
    Connection connection = known(begun.connection());
    Tokens tokens = identity
      .exchange(code, begun.verifier(), redirect)
      .orElseThrow(() -> new ConsentRefused("Xero no longer accepts the code of this consent: begin again."));
    covers(connection, identity.connected(tokens.access()));
    Organisation organisation = organisation(connection.xero().tenant(), tokens.access());
    sameAsBefore(organisation);
    tenants.record(connection.xero().grant(), organisation);
    grants.consented(connection.xero().grant(), tokens);
    return organisation;
  }

  /** Uses a state up without a consent: the operator refused at Xero. */
  void abandon(String state) {
    store.take(HexFormat.of().formatHex(sha256(state)));
  }

  private Connection known(String connection) {
    return connections
      .find(connection)
      .orElseThrow(() ->
        new ConsentRefused("There is no connection of this name: check the connection files.")
      );
  }

  private void covers(Connection connection, List<XeroIdentity.Connected> found) {
    Set<String> ids = found.stream().map(XeroIdentity.Connected::tenant).collect(Collectors.toSet());
    String names = found
      .stream()
      .map(one -> one.name() + " (" + one.tenant() + ")")
      .collect(Collectors.joining(", "));
    String got = names.isEmpty() ? "no organisation" : names;
    String tenant = connection.xero().tenant();
    if (!ids.contains(tenant)) {
      throw new ConsentRefused(
        "Connection " +
          connection.id() +
          " is for organisation " +
          tenant +
          ", but the consent covers " +
          got +
          ": choose the right organisation at Xero, or set xero.tenant in the connection's file."
      );
    }
    for (Organisation served : tenants.ofGrant(connection.xero().grant())) {
      if (!ids.contains(served.tenant()) && !connections.ofTenant(served.tenant()).isEmpty()) {
        throw new ConsentRefused(
          "The grant " +
            connection.xero().grant() +
            " also serves " +
            served.name() +
            ", which this consent does not cover (it covers " +
            got +
            "): consent as a user of both, or give the connection a grant of its own."
        );
      }
    }
  }

  private Organisation organisation(String tenant, String accessToken) {
    JsonNode answer = calls.organisation(tenant, accessToken).path("Organisations").path(0);
    String zone = answer.path("Timezone").asText();
    return new Organisation(
      tenant,
      answer.path("OrganisationID").asText(),
      answer.path("Name").asText(),
      answer.path("ShortCode").asText(),
      answer.path("CountryCode").asText(),
      WindowsZones.zone(zone).orElseThrow(() ->
        new ConsentRefused("The organisation's time zone " + zone + " is not known: set another one in Xero.")
      ),
      answer.path("BaseCurrency").asText()
    );
  }

  private void sameAsBefore(Organisation now) {
    tenants
      .find(now.tenant())
      .filter(before -> !before.id().equals(now.id()) || !before.currency().equals(now.currency()))
      .ifPresent(before -> {
        throw new ConsentRefused(
          "Tenant " +
            now.tenant() +
            " was the organisation " +
            before.name() +
            " (" +
            before.currency() +
            ") and is now " +
            now.name() +
            " (" +
            now.currency() +
            "): make a new connection for another organisation."
        );
      });
  }

  private String secret() {
    byte[] bytes = new byte[SECRET_BYTES];
    random.nextBytes(bytes);
    return base64(bytes);
  }

  private static byte[] sha256(String text) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("SHA-256 is part of every JDK", e);
    }
  }

  private static String base64(byte[] bytes) {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
  }
}
