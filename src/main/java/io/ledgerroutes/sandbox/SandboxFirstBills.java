package io.ledgerroutes.sandbox;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.ledgerroutes.connection.Connection;
import io.ledgerroutes.connection.Connections;
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
 * A newcomer's second sight: the organisation of a connection to Stampli gets a dozen bills at the first start, so that
 * files lie in the sandbox's Stampli within a minute. {@code ledger.sandbox.first-orders=false} leaves its books empty.
 */
class SandboxFirstBills {

  private static final Logger LOG = LoggerFactory.getLogger(SandboxFirstBills.class);
  private static final String TO_STAMPLI = "xero-stampli";

  /** Bills that go with their orders, one without, a credit; an ambiguous one and two of one number wait. */
  private static final String A_DOZEN = """
    {"tenant":"%s","seed":1,"shapes":["exact","in-number","partial","several-orders","tracked","freight","inclusive",
     "unmatched","ambiguous","copy-to-bill","credit-for-order"]}
    """;

  private final Sandbox sandbox;
  private final Connections connections;
  private final HttpClient http = HttpClient.newHttpClient();

  SandboxFirstBills(Sandbox sandbox, Connections connections) {
    this.sandbox = sandbox;
    this.connections = connections;
  }

  @EventListener
  void ready(AvailabilityChangeEvent<ReadinessState> change) throws IOException, InterruptedException {
    if (change.getState() != ReadinessState.ACCEPTING_TRAFFIC) {
      return;
    }
    for (Connection connection : connections.all()) {
      if (connection.integration().equals(TO_STAMPLI)) {
        raise(connection.xero().tenant());
      }
    }
  }

  private void raise(String tenant) throws IOException, InterruptedException {
    JsonNode ledger = new ObjectMapper().readTree(send("GET", "/sandbox/ledger?tenant=" + tenant, ""));
    boolean ours = ledger.path("tenants").has(tenant);
    if (ours && ledger.path("documents").isEmpty()) {
      send("POST", "/sandbox/ledger/bills", A_DOZEN.formatted(tenant));
      LOG.info("A dozen bills were raised in the sandbox's ledger");
    }
  }

  private String send(String method, String path, String body) throws IOException, InterruptedException {
    HttpRequest request = HttpRequest.newBuilder(URI.create(sandbox.url() + path))
      .method(method, HttpRequest.BodyPublishers.ofString(body))
      .build();
    return http.send(request, HttpResponse.BodyHandlers.ofString()).body();
  }
}
