package io.ledgerroutes.console;

import io.ledgerroutes.console.ConsoleHouse.Answer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Base64;

/** Calls of a running product from outside, whoever makes them; redirects are answers like others. */
public final class Calls {

  private final String base;
  private final HttpClient http = HttpClient.newHttpClient();

  /** To the product at an address such as {@code http://localhost:8080}. */
  public Calls(String base) {
    this.base = base;
  }

  public String base() {
    return base;
  }

  /** A request by a user, or by nobody where the user is null. */
  public Answer send(
    String method,
    String user,
    String password,
    String path,
    String body,
    String... headers
  ) {
    HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(base + path));
    request.method(
      method,
      body == null ? HttpRequest.BodyPublishers.noBody() : HttpRequest.BodyPublishers.ofString(body)
    );
    if (user != null) {
      String pair = Base64.getEncoder().encodeToString(
        (user + ":" + password).getBytes(StandardCharsets.UTF_8)
      );
      request.header("Authorization", "Basic " + pair);
    }
    if (headers.length > 0) {
      request.headers(headers);
    }
    try {
      HttpResponse<String> response = http.send(request.build(), HttpResponse.BodyHandlers.ofString());
      return new Answer(response.statusCode(), response);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}
