package io.ledgerroutes.woocommerce;

import static org.mockito.ArgumentMatchers.anyString;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.ledgerroutes.audit.AuditTrail;
import io.ledgerroutes.remote.PlainHttpClient;
import io.ledgerroutes.remote.RemoteCaller;
import io.ledgerroutes.remote.TestBreakers;
import io.ledgerroutes.sandbox.Sandbox;
import io.ledgerroutes.sandbox.SandboxSettings;
import io.ledgerroutes.store.Database;
import io.ledgerroutes.vault.Vault;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;
import org.apache.camel.impl.DefaultCamelContext;

/** A shop of the sandbox over real HTTP, with the client of it; no Spring. */
public final class SandboxShop implements AutoCloseable {

  private static final ObjectMapper JSON = new ObjectMapper();

  private final Sandbox sandbox;
  private final DefaultCamelContext camel = new DefaultCamelContext();
  private final HttpClient http = HttpClient.newHttpClient();
  private final WooCommerceCalls calls;
  private final WooCommerceShop client;

  public SandboxShop() {
    this(SandboxSettings.defaults());
  }

  public SandboxShop(SandboxSettings settings) {
    this(settings, keysOnly());
  }

  /** With the credentials of a vault. */
  public SandboxShop(SandboxSettings settings, Vault vault) {
    this.sandbox = new Sandbox(settings).start();
    camel.getRegistry().bind("plainHttpClient", new PlainHttpClient());
    camel.start();
    this.calls = new WooCommerceCalls(
      new RemoteCaller(camel.createProducerTemplate(), new SimpleMeterRegistry()),
      TestBreakers.fresh(),
      vault
    );
    this.client = new WooCommerceShop(calls);
  }

  private static Vault keysOnly() {
    Vault vault = mock(Vault.class);
    when(vault.get(anyString(), anyString())).thenAnswer(asked ->
      Optional.of(asked.getArgument(1).equals("consumer-key") ? "ck_sandbox" : "cs_sandbox")
    );
    return vault;
  }

  /** What can be found out about the shop. */
  public ShopSurvey survey() {
    return new ShopSurvey(calls);
  }

  /** Keeps webhooks to this runtime in the shop. */
  public WebhookKeeper keeper(Vault vault, AuditTrail audit, Database database, String publicUrl) {
    return new WebhookKeeper(new ShopWebhooks(calls), vault, audit, database, publicUrl);
  }

  public WooCommerceShop client() {
    return client;
  }

  public Shop address() {
    return new Shop("craft-shop", URI.create(sandbox.url() + "/shop"));
  }

  /** A control call of the sandbox. */
  public JsonNode control(String method, String path, String json) {
    return call(method, "/sandbox" + path, json);
  }

  /** A call as the shop's own staff. */
  public JsonNode staff(String method, String path, String json) {
    return call(method, "/shop/wp-json/wc/v3" + path, json);
  }

  private JsonNode call(String method, String path, String json) {
    String key = Base64.getEncoder().encodeToString("ck_sandbox:cs_sandbox".getBytes(StandardCharsets.UTF_8));
    HttpRequest request = HttpRequest.newBuilder(URI.create(sandbox.url() + path))
      .header("Authorization", "Basic " + key)
      .header("Content-Type", "application/json")
      .method(method, HttpRequest.BodyPublishers.ofString(json))
      .build();
    try {
      HttpResponse<String> answer = http.send(request, HttpResponse.BodyHandlers.ofString());
      if (answer.statusCode() >= 300) {
        throw new IllegalStateException(
          method + " " + path + ": " + answer.statusCode() + " " + answer.body()
        );
      }
      return JSON.readTree(answer.body().isEmpty() ? "{}" : answer.body());
    } catch (IOException | InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public void close() {
    camel.stop();
    http.close();
    sandbox.close();
  }
}
