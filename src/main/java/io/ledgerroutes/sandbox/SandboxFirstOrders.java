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
import org.springframework.boot.ApplicationArguments;
import org.springframework.boot.ApplicationRunner;
import org.springframework.core.annotation.Order;

/**
 * A newcomer's first sight: an empty sandbox shop gets a dozen orders at the first start, so that invoices stand
 * in the sandbox's ledger within a minute. {@code ledger.sandbox.first-orders=false} leaves the shop empty.
 */
@Order(SandboxFirstOrders.AFTER_SET_UP)
class SandboxFirstOrders implements ApplicationRunner {

  static final int AFTER_SET_UP = 100;
  private static final Logger LOG = LoggerFactory.getLogger(SandboxFirstOrders.class);
  private static final String A_DOZEN = "{\"count\":12,\"seed\":1}";

  private final Sandbox sandbox;
  private final HttpClient http = HttpClient.newHttpClient();

  SandboxFirstOrders(Sandbox sandbox) {
    this.sandbox = sandbox;
  }

  @Override
  public void run(ApplicationArguments arguments) throws IOException, InterruptedException {
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
