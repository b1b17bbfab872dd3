package io.ledgerroutes.woocommerce;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.ledgerroutes.remote.Breakers;
import io.ledgerroutes.remote.Failure;
import io.ledgerroutes.remote.FailureKind;
import io.ledgerroutes.remote.FailureTable;
import io.ledgerroutes.remote.RemoteAnswer;
import io.ledgerroutes.remote.RemoteCaller;
import io.ledgerroutes.remote.RemoteFailure;
import io.ledgerroutes.remote.RemoteRequest;
import io.ledgerroutes.trace.Trace;
import io.ledgerroutes.vault.Vault;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** The one way every call to a shop's REST interface goes: signed in, at most two in flight a shop. */
@Component
public class WooCommerceCalls {

  static final String REMOTE = "woocommerce";

  private static final Logger LOG = LoggerFactory.getLogger(WooCommerceCalls.class);

  private static final int IN_FLIGHT_PER_SHOP = 2;
  private static final Duration LONGEST_WAIT = Duration.ofSeconds(30);
  private static final Duration TIMEOUT = Duration.ofSeconds(60);
  /** The cheapest question that tells whether a shop serves orders. */
  static final Map<String, String> ONE_ORDER = Map.of("per_page", "1", "_fields", "id");
  private static final String SITE = "/wp-json/";
  private static final int HTTPS = 443;
  private static final JsonMapper JSON = JsonMapper.builder()
    .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
    .build();

  private final RemoteCaller caller;
  private final Breakers breakers;
  private final Vault vault;
  private final Map<String, Semaphore> places = new ConcurrentHashMap<>();

  public WooCommerceCalls(RemoteCaller caller, Breakers breakers, Vault vault) {
    this.caller = caller;
    this.breakers = breakers;
    this.vault = vault;
  }

  /** A shop's JSON with the headers it came under. */
  record Page(JsonNode json, RemoteAnswer answer) {}

  /**
   * Reads one address under {@code /wp-json/wc/v3/}.
   *
   * @param query sent as given, encoded here
   * @throws RemoteFailure when it cannot be reached, refuses, or answers anything but JSON: a maintenance page
   *     or a fatal error may come with any status (facts, WooCommerce 22)
   */
  Page get(Shop shop, String path, Map<String, String> query) {
    return usable(call(shop, "GET", path, query, null));
  }

  /** What the site says of itself at {@code /wp-json}. */
  Page index(Shop shop) {
    return usable(call(shop, "GET", SITE, Map.of(), null));
  }

  /**
   * Changes something under {@code /wp-json/wc/v3/}.
   *
   * @param method POST, PUT or DELETE
   * @param body null for none
   * @throws RemoteFailure as {@link #get}; where no answer came it may have happened all the same
   */
  Page write(Shop shop, String method, String path, Map<String, String> query, JsonNode body) {
    return usable(call(shop, method, path, query, body));
  }

  /** As {@link #get}, where a 404 with this error code is an answer: there is no such record. */
  Optional<Page> find(Shop shop, String path, String codeOfAbsence) {
    RemoteAnswer answer = call(shop, "GET", path, Map.of(), null);
    if (answer.status() == 404 && codeOfAbsence.equals(code(answer))) {
      return Optional.empty();
    }
    return Optional.of(usable(answer));
  }

  private static Page usable(RemoteAnswer answer) {
    if (!answer.successful() || !answer.contentType().endsWith("json")) {
      throw new RemoteFailure(FailureTable.of(REMOTE, answer));
    }
    try {
      return new Page(JSON.readTree(answer.body()), answer);
    } catch (IOException notJson) {
      throw new RemoteFailure(FailureTable.of(REMOTE, answer));
    }
  }

  private static String code(RemoteAnswer answer) {
    try {
      return JSON.readTree(answer.text()).path("code").asText();
    } catch (JsonProcessingException notJson) {
      return "";
    }
  }

  private RemoteAnswer call(Shop shop, String method, String path, Map<String, String> query, JsonNode body) {
    RemoteRequest request = new RemoteRequest(
      REMOTE,
      method,
      uri(shop, path, query),
      headers(shop, body),
      body == null ? null : bytes(body),
      TIMEOUT
    );
    Semaphore place = places.computeIfAbsent(sameShop(shop.address()), address ->
      new Semaphore(IN_FLIGHT_PER_SHOP, true)
    );
    enter(place);
    try {
      return breakers
        .of(REMOTE, shop.connection(), () -> probe(shop))
        .call(request, () -> answered(shop, request));
    } finally {
      place.release();
    }
  }

  private RemoteAnswer answered(Shop shop, RemoteRequest request) {
    long begun = System.nanoTime();
    String answered = "no answer";
    try {
      RemoteAnswer answer = caller.call(request, shop.connection());
      answered = String.valueOf(answer.status());
      return answer;
    } finally {
      LOG.debug(
        "{} {} for {}: {} in {} ms",
        request.method(),
        request.uri().getPath(),
        shop.connection(),
        answered,
        TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - begun)
      );
    }
  }

  /** One cheap call; none for a connection that was removed meanwhile. */
  private void probe(Shop shop) {
    if (vault.get("connection:" + shop.connection(), "consumer-key").isPresent()) {
      call(shop, "GET", "orders", ONE_ORDER, null);
    } else {
      breakers.forget(REMOTE, shop.connection());
    }
  }

  /** One shop is one, however two connections write its address. */
  private static String sameShop(URI address) {
    int port = address.getPort() < 0 && address.getScheme().equals("https") ? HTTPS : address.getPort();
    return address.getHost().toLowerCase(Locale.ROOT) + ":" + port + address.getPath();
  }

  private Map<String, String> headers(Shop shop, JsonNode body) {
    Map<String, String> headers = new HashMap<>();
    headers.put("Accept", "application/json");
    headers.put("Authorization", authorization(shop));
    // Found again in the log of the shop's server.
    Trace.ids().ifPresent(ids -> headers.put(Trace.HEADER, ids));
    if (body != null) {
      headers.put("Content-Type", "application/json");
    }
    return headers;
  }

  private static byte[] bytes(JsonNode body) {
    return body.toString().getBytes(StandardCharsets.UTF_8);
  }

  private static URI uri(Shop shop, String path, Map<String, String> query) {
    String parameters = query
      .entrySet()
      .stream()
      .map(entry -> entry.getKey() + "=" + URLEncoder.encode(entry.getValue(), StandardCharsets.UTF_8))
      .collect(Collectors.joining("&"));
    String resource = path.equals(SITE) ? SITE : SITE + "wc/v3/" + path;
    return URI.create(shop.address() + resource + (parameters.isEmpty() ? "" : "?" + parameters));
  }

  private String authorization(Shop shop) {
    String pair = credential(shop, "consumer-key") + ":" + credential(shop, "consumer-secret");
    return "Basic " + Base64.getEncoder().encodeToString(pair.getBytes(StandardCharsets.UTF_8));
  }

  private String credential(Shop shop, String name) {
    return vault
      .get("connection:" + shop.connection(), name)
      .orElseThrow(() ->
        failure(FailureKind.CREDENTIALS, "no " + name + " is stored: store it for the connection")
      );
  }

  private static void enter(Semaphore place) {
    try {
      if (!place.tryAcquire(LONGEST_WAIT.toMillis(), TimeUnit.MILLISECONDS)) {
        throw failure(FailureKind.TRANSIENT, "two calls to the shop are in flight and do not end");
      }
    } catch (InterruptedException stopping) {
      Thread.currentThread().interrupt();
      throw failure(FailureKind.TRANSIENT, "the node stops");
    }
  }

  private static RemoteFailure failure(FailureKind kind, String words) {
    return new RemoteFailure(new Failure(REMOTE, kind, 0, words, Optional.empty(), false));
  }
}
