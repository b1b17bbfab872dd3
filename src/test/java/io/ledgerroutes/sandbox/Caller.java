package io.ledgerroutes.sandbox;

import com.fasterxml.jackson.databind.JsonNode;
import io.ledgerroutes.sandbox.stage.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;

/** Plain HTTP against a sandbox, as a stranger would speak it. */
public final class Caller {

  public static final String TENANT = "8be9db36-3598-4755-ba5c-c2dbc8c4a7a2";
  public static final String OTHER_TENANT = "0c5d3f2e-8a41-4c7b-9e10-2f6b7d1a0002";
  public static final String SCOPES =
    "offline_access accounting.invoices accounting.contacts accounting.settings accounting.payments " +
    "accounting.banktransactions";
  public static final String REDIRECT = "http://localhost:9/connect/xero/callback";

  private static final HttpClient CLIENT = HttpClient.newBuilder()
    .version(HttpClient.Version.HTTP_1_1)
    .build();

  private final String url;
  private final Map<String, String> headers = new LinkedHashMap<>();

  public Caller(String url) {
    this.url = url;
  }

  /** An answer: status, body as text and JSON, headers. */
  public record Reply(int status, String body, HttpResponse<byte[]> raw) {
    public JsonNode json() {
      return Json.parse(raw.body()).orElseThrow(() -> new AssertionError(status + " " + body));
    }

    public String header(String name) {
      return raw.headers().firstValue(name).orElse(null);
    }
  }

  /** With the tokens of a fresh consent, for a tenant, asking for JSON. */
  public static Caller connected(String url, String tenant) {
    return new Caller(url)
      .with("Authorization", "Bearer " + consent(url).path("access_token").asText())
      .with("Xero-tenant-id", tenant)
      .with("Accept", "application/json")
      .with("Content-Type", "application/json");
  }

  /** With the keys of the shops. */
  public static Caller shop(String url) {
    return new Caller(url).with("Authorization", basic("ck_sandbox", "cs_sandbox"));
  }

  /** A consent and the first pair of tokens. */
  public static JsonNode consent(String url) {
    Caller caller = new Caller(url).with("Authorization", basic("sandbox-client", "sandbox-secret"));
    return caller
      .form(
        "/connect/token",
        Map.of("grant_type", "authorization_code", "code", code(url, SCOPES, ""), "redirect_uri", REDIRECT)
      )
      .json();
  }

  /** The code that the login sends back. */
  public static String code(String url, String scopes, String more) {
    Reply reply = new Caller(url).get(
      "/identity/connect/authorize?response_type=code&client_id=sandbox-client&state=s1&redirect_uri=" +
        encode(REDIRECT) +
        "&scope=" +
        encode(scopes) +
        more
    );
    return Arrays.stream(URI.create(reply.header("Location")).getRawQuery().split("&"))
      .filter(pair -> pair.startsWith("code="))
      .map(pair -> pair.substring(5))
      .findFirst()
      .orElseThrow(() -> new AssertionError(reply.header("Location")));
  }

  public static String basic(String name, String password) {
    return (
      "Basic " + Base64.getEncoder().encodeToString((name + ":" + password).getBytes(StandardCharsets.UTF_8))
    );
  }

  public static String encode(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }

  /** The same caller with one header more or another value of it. */
  public Caller with(String name, String value) {
    Caller changed = new Caller(url);
    changed.headers.putAll(headers);
    changed.headers.put(name, value);
    return changed;
  }

  public Caller without(String name) {
    Caller changed = new Caller(url);
    changed.headers.putAll(headers);
    changed.headers.remove(name);
    return changed;
  }

  public Reply get(String path) {
    return send("GET", path, null);
  }

  public Reply delete(String path) {
    return send("DELETE", path, null);
  }

  public Reply put(String path, String body) {
    return send("PUT", path, body);
  }

  public Reply post(String path, String body) {
    return send("POST", path, body);
  }

  public Reply form(String path, Map<String, String> fields) {
    String body = fields
      .entrySet()
      .stream()
      .map(field -> field.getKey() + "=" + encode(field.getValue()))
      .collect(Collectors.joining("&"));
    return with("Content-Type", "application/x-www-form-urlencoded").post(path, body);
  }

  /** Throws UncheckedIOException when there is no answer. */
  public Reply send(String method, String path, String body) {
    HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(url + path)).method(
      method,
      body == null ? HttpRequest.BodyPublishers.noBody() : HttpRequest.BodyPublishers.ofString(body)
    );
    headers.forEach(request::header);
    try {
      HttpResponse<byte[]> raw = CLIENT.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
      return new Reply(raw.statusCode(), new String(raw.body(), StandardCharsets.UTF_8), raw);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }
}
