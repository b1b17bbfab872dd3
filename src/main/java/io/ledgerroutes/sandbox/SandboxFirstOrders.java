package io.ledgerroutes.sandbox;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
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
 * A newcomer's first sight: an empty sandbox shop gets a dozen orders at the first start, so that invoices stand
 * in the sandbox's ledger within a minute. {@code ledger.sandbox.first-orders=false} leaves the shop empty.
 */
class SandboxFirstOrders {

  private static final Logger LOG = LoggerFactory.getLogger(SandboxFirstOrders.class);

  /** Eleven become invoices, some with tax, gift cards, other currencies, a refund; two wait for a decision. */
  private static final String A_DOZEN = """
    {"count":12,"seed":1,"shapes":["goods","inclusive","gift-wrapping","goods","coupon","gift-card-sold","dollars",
     "cash-on-delivery","refunded-part","goods","unknown-method","points"]}
    """;

  private final Sandbox sandbox;
  private final HttpClient http = HttpClient.newHttpClient();

  SandboxFirstOrders(Sandbox sandbox) {
    this.sandbox = sandbox;
  }

  /** Not before webhooks are taken: a shop gives a webhook up that is refused five times in a row. */
  @EventListener
  void ready(AvailabilityChangeEvent<ReadinessState> change) throws IOException, InterruptedException {
    if (change.getState() == ReadinessState.ACCEPTING_TRAFFIC) {
      place();
    }
  }

  private void place() throws IOException, InterruptedException {
    JsonNode shops = new ObjectMapper().readTree(send("GET", "/sandbox/shop", ""));
    if (shops.path("shop").path("orders").asInt() == 0) {
      send("POST", "/sandbox/shop/orders", A_DOZEN);
      LOG.info("A dozen orders were placed in the sandbox's shop");
    }
  }

  private String send(String method, String path, String body) throws IOException, InterruptedException {
    HttpRequest request = HttpRequest.newBuilder(URI.create(sandbox.url() + path))
      .method(method, HttpRequest.BodyPublishers.ofString(body))
      .build();
    return http.send(request, HttpResponse.BodyHandlers.ofString()).body();
  }
}
