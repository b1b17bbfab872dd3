package io.ledgerroutes.chaos;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Base64;

/** What an operator does and sees from outside: the API and the consent. */
final class Operator implements AutoCloseable {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String BASIC =
    "Basic " +
    Base64.getEncoder().encodeToString("admin:chaos-admin-password".getBytes(StandardCharsets.UTF_8));

  private final HttpClient http = HttpClient.newHttpClient();
  private final String runtime;

  Operator(int port) {
    this.runtime = "http://localhost:" + port;
  }

  /** {@code GET /api/v1/connections/{id}}. */
  JsonNode connection(String id) {
    HttpResponse<String> answer = get(runtime + "/api/v1/connections/" + id, true);
    if (answer.statusCode() != 200) {
      throw new IllegalStateException(id + " answered " + answer.statusCode() + ": " + answer.body());
    }
    try {
      return JSON.readTree(answer.body());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * Any call of the API.
   *
   * @param status that it must be answered with
   */
  JsonNode call(String method, String path, String json, int status) {
    HttpRequest request = HttpRequest.newBuilder(URI.create(runtime + "/api/v1" + path))
      .header("Authorization", BASIC)
      .header("Content-Type", "application/json")
      .method(method, HttpRequest.BodyPublishers.ofString(json))
      .build();
    try {
      HttpResponse<String> answer = http.send(request, HttpResponse.BodyHandlers.ofString());
      if (answer.statusCode() != status) {
        throw new IllegalStateException(path + " answered " + answer.statusCode() + ": " + answer.body());
      }
      return JSON.readTree(answer.body());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException stopping) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(stopping);
    }
  }

  /** Consents at Xero as a browser would: there, and back again. */
  String consent(String id) {
    HttpResponse<String> sent = get(runtime + "/connect/xero/" + id, true);
    HttpResponse<String> login = get(sent.headers().firstValue("location").orElseThrow(), false);
    return get(login.headers().firstValue("location").orElseThrow(), true).body();
  }

  private HttpResponse<String> get(String address, boolean signedIn) {
    HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(address)).GET();
    if (signedIn) {
      request.header("Authorization", BASIC);
    }
    try {
      return http.send(request.build(), HttpResponse.BodyHandlers.ofString());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException stopping) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(stopping);
    }
  }

  @Override
  public void close() {
    http.close();
  }
}
