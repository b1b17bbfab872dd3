package io.ledgerroutes.xero;

import com.fasterxml.jackson.databind.JsonNode;
import io.ledgerroutes.audit.AuditEntry;
import io.ledgerroutes.audit.AuditTrail;
import io.ledgerroutes.connection.Connection;
import io.ledgerroutes.connection.Connections;
import io.ledgerroutes.remote.FailureKind;
import io.ledgerroutes.remote.RemoteFailure;
import io.ledgerroutes.store.Database;
import io.ledgerroutes.xero.XeroConsentStore.Begun;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
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
  private final XeroScopes scopes;
  private final XeroConsentStore store;
  private final XeroIdentity identity;
  private final XeroGrants grants;
  private final XeroTenantStore tenants;
  private final XeroCalls calls;
  private final Connections connections;
  private final AuditTrail audit;
  private final Database database;
  private final URI redirect;
  private final SecureRandom random = new SecureRandom();

  XeroConsent(
    XeroProperties xero,
    XeroScopes scopes,
    XeroConsentStore store,
    XeroIdentity identity,
    XeroGrants grants,
    XeroTenantStore tenants,
    XeroCalls calls,
    Connections connections,
    AuditTrail audit,
    Database database,
    @Value("${ledger.public-url}") URI publicUrl
  ) {
    this.xero = xero;
    this.scopes = scopes;
    this.store = store;
    this.identity = identity;
    this.grants = grants;
    this.tenants = tenants;
    this.calls = calls;
    this.connections = connections;
    this.audit = audit;
    this.database = database;
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
    String grant = known(connection).xero().grant();
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
    query.put("scope", String.join(" ", scopes.of(grant)));
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
   * Completes a consent with what Xero sent back. It opens every organisation that it covers and that a connection
   * of the same grant names; each is recorded the first time.
   *
   * @return what is connected now
   * @throws ConsentRefused if the state is unknown, used, expired or another operator's, or if the consent does
   *     not cover what it must; nothing that worked before is touched then
   */
  public Consented complete(String state, String code, String user) {
    Begun begun = store
      .take(HexFormat.of().formatHex(sha256(state)))
      .filter(found -> found.operator().equals(user))
      .orElseThrow(() ->
        new ConsentRefused(
          "This consent is not known, was used before or is older than ten minutes: begin again."
        )
      );
    Connection connection = known(begun.connection());
    try {
      Consented consented = complete(begun, connection, code);
      note(consented, connection, user);
      return consented;
    } catch (ConsentRefused refused) {
      note(AuditEntry.of("consent-refused"), connection, user);
      throw refused;
    }
  }

  private Consented complete(Begun begun, Connection connection, String code) {
    Tokens tokens = identity
      .exchange(code, begun.verifier(), redirect)
      .orElseThrow(() -> new ConsentRefused("Xero no longer accepts the code of this consent: begin again."));
    String grant = connection.xero().grant();
    List<XeroIdentity.Connected> covered = identity.connected(tokens.access());
    oneGrantOnly(connection);
    covers(connection, covered);
    List<Organisation> opened = opened(connection, covered, tokens.access());
    opened.forEach(this::sameAsBefore);
    opened.forEach(organisation -> tenants.record(grant, organisation));
    grants.consented(grant, tokens, opened.stream().map(Organisation::tenant).toList());
    return new Consented(opened.getFirst(), opened.subList(1, opened.size()), free(covered));
  }

  private void note(Consented consented, Connection connection, String user) {
    List<String> opened = Stream.concat(Stream.of(consented.organisation()), consented.also().stream())
      .map(Organisation::tenant)
      .toList();
    note(AuditEntry.of("consent-given").with("tenants", String.join(",", opened)), connection, user);
  }

  private void note(AuditEntry entry, Connection connection, String user) {
    database.durably(() ->
      audit.record(entry.connection(connection.id()).actor(user).with("grant", connection.xero().grant()))
    );
  }

  /** The connection's own organisation first, then those that other connections of its grant name. */
  private List<Organisation> opened(
    Connection connection,
    List<XeroIdentity.Connected> covered,
    String accessToken
  ) {
    List<String> wanted = new ArrayList<>(List.of(connection.xero().tenant()));
    for (XeroIdentity.Connected one : covered) {
      boolean ofGrant = connections
        .ofTenant(one.tenant())
        .stream()
        .anyMatch(other -> other.xero().grant().equals(connection.xero().grant()));
      if (ofGrant && !wanted.contains(one.tenant())) {
        wanted.add(one.tenant());
      }
    }
    return wanted
      .stream()
      .map(tenant -> askedOrRecorded(tenant, accessToken))
      .toList();
  }

  /** A known organisation whose calls are used up, or that is down, must not stop the consent of a whole grant. */
  private Organisation askedOrRecorded(String tenant, String accessToken) {
    try {
      return organisation(tenant, accessToken);
    } catch (RemoteFailure failed) {
      FailureKind kind = failed.failure().kind();
      return tenants
        .find(tenant)
        .filter(known -> kind == FailureKind.THROTTLED || kind == FailureKind.TRANSIENT)
        .orElseThrow(() -> failed);
    }
  }

  private List<Consented.Free> free(List<XeroIdentity.Connected> covered) {
    return covered
      .stream()
      .filter(one -> connections.ofTenant(one.tenant()).isEmpty())
      .map(one -> new Consented.Free(one.tenant(), one.name()))
      .toList();
  }

  /** Two grants on one organisation would refresh and disconnect each other's. */
  private void oneGrantOnly(Connection connection) {
    connections
      .ofTenant(connection.xero().tenant())
      .stream()
      .filter(other -> !other.xero().grant().equals(connection.xero().grant()))
      .findFirst()
      .ifPresent(other -> {
        throw new ConsentRefused(
          "Connection " +
            other.id() +
            " is for the same organisation by the grant " +
            other.xero().grant() +
            ": set xero.grant in " +
            connection.id() +
            ".yaml to it; no further consent is needed then."
        );
      });
  }

  /** Uses a state up without a consent: the operator refused at Xero. */
  public void abandon(String state) {
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
    String got = named(found);
    String tenant = connection.xero().tenant();
    if (!ids.contains(tenant)) {
      List<XeroIdentity.Connected> eligible = found
        .stream()
        .filter(one -> eligible(one, connection))
        .toList();
      throw ConsentRefused.choosing(
        "Connection " +
          connection.id() +
          " is for organisation " +
          tenant +
          ", but the consent covers " +
          got +
          ". Choose the right organisation at Xero" +
          (eligible.isEmpty()
            ? ""
            : ", or set xero.tenant in " +
              connection.id() +
              ".yaml to the one that is meant, of " +
              named(eligible)) +
          ". Then open /connect/xero/" +
          connection.id() +
          " again.",
        connection.id(),
        eligible
          .stream()
          .map(one -> new Consented.Free(one.tenant(), one.name()))
          .toList()
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

  /** Not served by another grant already. */
  private boolean eligible(XeroIdentity.Connected one, Connection connection) {
    return connections
      .ofTenant(one.tenant())
      .stream()
      .allMatch(other -> other.xero().grant().equals(connection.xero().grant()));
  }

  private static String named(List<XeroIdentity.Connected> organisations) {
    return organisations.isEmpty()
      ? "no organisation"
      : organisations
          .stream()
          .map(one -> one.name() + " (" + one.tenant() + ")")
          .collect(Collectors.joining(", "));
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
