package io.ledgerroutes.console.access;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Stands before the sandbox and passes everything on; when told to, it refuses instead and repeats what it was sent
 * wherever a remote has words, as careless remotes do.
 */
public final class EchoGate implements AutoCloseable {

  private static final Set<String> OF_THE_CONNECTION = Set.of(
    "connection",
    "content-length",
    "expect",
    "host",
    "http2-settings",
    "transfer-encoding",
    "upgrade"
  );

  private final int behind;
  private final HttpServer server;
  private final HttpClient http = HttpClient.newHttpClient();
  private final AtomicInteger echoed = new AtomicInteger();
  private volatile Echo armed;
  private volatile String said = "echo";

  /** What is refused: a part of the path, and how many times. */
  private record Echo(String method, String path, int status, AtomicInteger left) {}

  EchoGate(int port, int behind) {
    this.behind = behind;
    try {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    server.createContext("/", this::answer);
    server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    server.start();
  }

  public void refuse(String method, String path, int status, int times) {
    armed = new Echo(method, path, status, new AtomicInteger(times));
  }

  /** Also says these words when it refuses. */
  public void say(String words) {
    said = words;
  }

  public void passOn() {
    armed = null;
  }

  /** Calls refused so far. */
  int echoed() {
    return echoed.get();
  }

  private void answer(HttpExchange exchange) throws IOException {
    try (exchange) {
      byte[] body = exchange.getRequestBody().readAllBytes();
      Echo echo = armed;
      boolean meant =
        echo != null &&
        exchange.getRequestMethod().equals(echo.method()) &&
        exchange.getRequestURI().getPath().contains(echo.path()) &&
        echo.left().getAndDecrement() > 0;
      if (meant) {
        repeat(exchange, body, echo.status());
      } else {
        pass(exchange, body);
      }
    } catch (InterruptedException stopping) {
      throw new IOException(stopping);
    }
  }

  private void repeat(HttpExchange exchange, byte[] body, int status) throws IOException {
    String all =
      exchange.getRequestMethod() +
      " " +
      exchange.getRequestURI() +
      " " +
      exchange.getRequestHeaders().get("Authorization") +
      " " +
      new String(body, StandardCharsets.UTF_8);
    byte[] answer = new ObjectMapper().writeValueAsBytes(
      Map.of(
        "code",
        said + " " + all,
        "error",
        said + " " + all,
        "error_description",
        all,
        "message",
        said + " " + all,
        "Message",
        all,
        "Detail",
        all,
        "Elements",
        List.of(Map.of("ValidationErrors", List.of(Map.of("Message", said + " " + all))))
      )
    );
    echoed.incrementAndGet();
    exchange.getResponseHeaders().set("Content-Type", "application/json");
    exchange.getResponseHeaders().set("X-Echo", "echo");
    exchange.sendResponseHeaders(status, answer.length);
    exchange.getResponseBody().write(answer);
  }

  private void pass(HttpExchange exchange, byte[] body) throws IOException, InterruptedException {
    HttpRequest.Builder onward = HttpRequest.newBuilder(
      URI.create("http://localhost:" + behind + exchange.getRequestURI())
    ).method(exchange.getRequestMethod(), HttpRequest.BodyPublishers.ofByteArray(body));
    exchange
      .getRequestHeaders()
      .forEach((name, values) -> {
        if (!OF_THE_CONNECTION.contains(name.toLowerCase())) {
          values.forEach(value -> onward.header(name, value));
        }
      });
    HttpResponse<byte[]> answer = http.send(onward.build(), HttpResponse.BodyHandlers.ofByteArray());
    answer
      .headers()
      .map()
      .forEach((name, values) -> {
        if (!name.startsWith(":") && !OF_THE_CONNECTION.contains(name.toLowerCase())) {
          exchange.getResponseHeaders().put(name, values);
        }
      });
    exchange.sendResponseHeaders(answer.statusCode(), answer.body().length == 0 ? -1 : answer.body().length);
    exchange.getResponseBody().write(answer.body());
  }

  @Override
  public void close() {
    server.stop(0);
    http.close();
  }
}
