package io.ledgerroutes.sandbox;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.availability.AvailabilityChangeEvent;
import org.springframework.boot.availability.ReadinessState;
import org.springframework.context.event.EventListener;

/**
 * Tells the sandbox's Xero where the runtime takes webhooks, as the app's owner does on Xero's pages, once the
 * runtime can prove its intent to receive.
 */
class SandboxXeroWebhook {

  private static final Logger LOG = LoggerFactory.getLogger(SandboxXeroWebhook.class);

  private final Sandbox sandbox;
  private final String address;
  private final String key;
  private final HttpClient http = HttpClient.newHttpClient();
  private final ObjectMapper json = new ObjectMapper();

  SandboxXeroWebhook(Sandbox sandbox, String address, String key) {
    this.sandbox = sandbox;
    this.address = address;
    this.key = key;
  }

  @EventListener
  void ready(AvailabilityChangeEvent<ReadinessState> change) throws IOException, InterruptedException {
    if (change.getState() == ReadinessState.ACCEPTING_TRAFFIC && !key.isBlank()) {
      configure();
    }
  }

  private void configure() throws IOException, InterruptedException {
    ObjectNode wish = json.createObjectNode().put("url", address).put("key", key);
    HttpRequest request = HttpRequest.newBuilder(URI.create(sandbox.url() + "/sandbox/xero/webhook"))
      .POST(HttpRequest.BodyPublishers.ofByteArray(json.writeValueAsBytes(wish)))
      .build();
    String answer = http.send(request, HttpResponse.BodyHandlers.ofString()).body();
    LOG.info("The sandbox's Xero webhook is {}", json.readTree(answer).path("status").asText());
  }
}
