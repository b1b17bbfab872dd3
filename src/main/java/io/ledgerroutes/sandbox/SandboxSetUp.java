package io.ledgerroutes.sandbox;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.ledgerroutes.connection.Connection;
import io.ledgerroutes.connection.Connections;
import io.ledgerroutes.stampli.StampliConnection;
import io.ledgerroutes.stampli.StampliSettings;
import io.ledgerroutes.start.StartRefused;
import io.ledgerroutes.vault.Vault;
import io.ledgerroutes.woocommercexero.WooCommerceXeroSettings;
import io.ledgerroutes.xero.XeroConsent;
import io.ledgerroutes.xero.XeroTenantStore;
import java.io.IOException;
import java.net.URI;
import java.net.URLDecoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.Base64;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.ApplicationArguments;
import org.springframework.boot.ApplicationRunner;
import org.springframework.context.annotation.Profile;
import org.springframework.stereotype.Component;

/**
 * Does for the sandbox's connections what an operator does for real ones before the first record flows: puts
 * the shop's keys, or the password and host key of Stampli's server, into the vault, consents at the sandbox's Xero
 * and makes the shop's webhooks.
 */
@Component
@Profile("sandbox")
class SandboxSetUp implements ApplicationRunner {

  private static final Logger LOG = LoggerFactory.getLogger(SandboxSetUp.class);
  private static final String OPERATOR = "sandbox";
  private static final String CONSUMER_KEY = "ck_sandbox";
  private static final String CONSUMER_SECRET = "cs_sandbox";
  private static final String WEBHOOK_SECRET = "sandbox-webhook-secret";
  private static final Set<String> LOOPBACK = Set.of("localhost", "127.0.0.1", "::1");
  private static final String SFTP_PASSWORD = "stampli-sandbox";
  private static final String HOST_KEY = "sftp-host-key";

  private final Connections connections;
  private final Vault vault;
  private final XeroConsent consent;
  private final XeroTenantStore tenants;
  private final String publicUrl;
  private final int sandboxPort;
  private final ObjectMapper json = new ObjectMapper();
  private final HttpClient http = HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(5)).build();

  SandboxSetUp(
    Connections connections,
    Vault vault,
    XeroConsent consent,
    XeroTenantStore tenants,
    @Value("${ledger.public-url}") String publicUrl,
    @Value("${ledger.sandbox.port:8090}") int sandboxPort
  ) {
    this.connections = connections;
    this.vault = vault;
    this.consent = consent;
    this.tenants = tenants;
    this.publicUrl = publicUrl;
    this.sandboxPort = sandboxPort;
  }

  @Override
  public void run(ApplicationArguments arguments) {
    connections.all().forEach(this::setUp);
  }

  /** Consents anew for every grant, after the sandbox's Xero forgot the old consents. */
  void consentAgain() {
    Set<String> grants = new HashSet<>();
    connections
      .all()
      .stream()
      .filter(connection -> grants.add(connection.xero().grant()))
      .forEach(this::consent);
    connections.all().forEach(this::webhooks);
  }

  private void setUp(Connection connection) {
    String owner = "connection:" + connection.id();
    switch (connection.settings()) {
      case WooCommerceXeroSettings shop -> shopKeys(owner);
      case StampliConnection delivers -> sftp(owner, delivers.stampli());
      default -> LOG.info("Connection {} needs no credentials of the sandbox", connection.id());
    }
    if (tenants.find(connection.xero().tenant()).isEmpty()) {
      consent(connection);
    }
    webhooks(connection);
  }

  private void shopKeys(String owner) {
    keep(owner, "consumer-key", CONSUMER_KEY);
    keep(owner, "consumer-secret", CONSUMER_SECRET);
    keep(owner, "webhook-secret", WEBHOOK_SECRET);
  }

  /** Only of the sandbox's own server: another one's password and key are somebody else's to enter. */
  private void sftp(String owner, StampliSettings settings) {
    JsonNode stampli = stampli();
    boolean here = LOOPBACK.contains(settings.host()) && settings.port() == stampli.path("port").asInt();
    if (!here) {
      return;
    }
    keep(owner, "sftp-password", SFTP_PASSWORD);
    String hostKey = stampli.path("hostKey").asText();
    // A sandbox without a state directory makes a new key at each start: that is nobody in the middle.
    if (!vault.get(owner, HOST_KEY).equals(Optional.of(hostKey))) {
      vault.put(owner, HOST_KEY, hostKey);
    }
  }

  private JsonNode stampli() {
    URI report = URI.create("http://localhost:" + sandboxPort + "/sandbox/stampli");
    try {
      return json.readTree(send(HttpRequest.newBuilder(report).GET()).body());
    } catch (JsonProcessingException nothingOfOurs) {
      throw new IllegalStateException(
        "What answers on port " + sandboxPort + " is no sandbox",
        nothingOfOurs
      );
    }
  }

  private void keep(String owner, String name, String secret) {
    if (vault.get(owner, name).isEmpty()) {
      vault.put(owner, name, secret);
    }
  }

  private void consent(Connection connection) {
    URI login = consent.begin(connection.id(), OPERATOR);
    HttpResponse<String> answer = send(HttpRequest.newBuilder(login).GET());
    String back = answer
      .headers()
      .firstValue("location")
      .orElseThrow(() -> refused("consent", answer));
    Map<String, String> given = query(URI.create(back));
    consent.complete(given.get("state"), given.get("code"), OPERATOR);
    LOG.info("Connection {} has the sandbox's consent", connection.id());
  }

  private void webhooks(Connection connection) {
    if (!(connection.settings() instanceof WooCommerceXeroSettings shop)) {
      return;
    }
    String api = shop.store() + "/wp-json/wc/v3/webhooks";
    String address = publicUrl + "/webhooks/woocommerce/" + connection.id();
    HttpResponse<String> known = send(authorised(api + "?per_page=100").GET());
    if (known.body().contains(address)) {
      return;
    }
    for (String topic : new String[] { "order.created", "order.updated", "order.deleted" }) {
      String wanted =
        "{\"name\":\"Ledger Routes\",\"topic\":\"" +
        topic +
        "\",\"delivery_url\":\"" +
        address +
        "\",\"secret\":\"" +
        WEBHOOK_SECRET +
        "\"}";
      HttpResponse<String> made = send(
        authorised(api)
          .header("Content-Type", "application/json")
          .POST(HttpRequest.BodyPublishers.ofString(wanted))
      );
      if (made.statusCode() != 201) {
        throw refused("webhook", made);
      }
    }
  }

  private HttpRequest.Builder authorised(String address) {
    String credentials = CONSUMER_KEY + ":" + CONSUMER_SECRET;
    String basic = Base64.getEncoder().encodeToString(credentials.getBytes(StandardCharsets.UTF_8));
    return HttpRequest.newBuilder(URI.create(address)).header("Authorization", "Basic " + basic);
  }

  private HttpResponse<String> send(HttpRequest.Builder wanted) {
    HttpRequest request = wanted.timeout(Duration.ofSeconds(10)).build();
    try {
      return http.send(request, HttpResponse.BodyHandlers.ofString());
    } catch (IOException unreachable) {
      throw new StartRefused(
        "The sandbox does not answer at " + request.uri().getAuthority() + ".",
        "Start it, or set ledger.sandbox.port and the store addresses of the sandbox's connections to where it is."
      );
    } catch (InterruptedException stopping) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("Stopped while setting up the sandbox", stopping);
    }
  }

  private static IllegalStateException refused(String what, HttpResponse<String> answer) {
    return new IllegalStateException("The sandbox refused a " + what + " with status " + answer.statusCode());
  }

  private static Map<String, String> query(URI address) {
    return Arrays.stream(address.getRawQuery().split("&"))
      .map(pair -> pair.split("=", 2))
      .collect(Collectors.toMap(pair -> pair[0], pair -> URLDecoder.decode(pair[1], StandardCharsets.UTF_8)));
  }
}
