package io.ledgerroutes.chaos;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;

/** The sandbox as a process of its own: it lives on when the runtime is killed, and counts. */
final class SandboxProcess implements AutoCloseable {

  private static final HttpClient HTTP = HttpClient.newHttpClient();
  private static final ObjectMapper JSON = new ObjectMapper();

  private final JavaProcess process;
  private final int port;
  private final int sftpPort;

  SandboxProcess(Path directory) {
    this(directory, JavaProcess.freePort());
  }

  /** On a port, with more of its options: {@code --state-dir=…}. */
  SandboxProcess(Path directory, int port, String... more) {
    this.port = port;
    this.sftpPort = JavaProcess.freePort();
    List<String> arguments = new ArrayList<>(List.of("--port=" + port, "--sftp-port=" + sftpPort));
    arguments.addAll(List.of(more));
    this.process = JavaProcess.start(
      "sandbox",
      directory,
      List.of(),
      "io.ledgerroutes.sandbox.SandboxMain",
      arguments
    );
    if (!process.awaitAnswer(url("/sandbox/ledger"))) {
      throw new IllegalStateException("The sandbox did not start: " + process.output());
    }
  }

  int port() {
    return port;
  }

  /** Where Stampli's SFTP server is: user {@code stampli}, password {@code stampli-sandbox}, {@code /import}. */
  int sftpPort() {
    return sftpPort;
  }

  /** What Stampli took, what lies there, what was wrong. */
  JsonNode stampli() {
    return send("GET", "/sandbox/stampli", "");
  }

  /** Places plain orders: each must become one invoice. */
  JsonNode placeOrders(String shop, int count, long seed) {
    return post(
      "/sandbox/shop/orders",
      "{\"shop\":\"" + shop + "\",\"count\":" + count + ",\"seed\":" + seed + ",\"kind\":\"plain\"}"
    );
  }

  /** Gives back some of an order; {@code gateway}: the shop has the gateway send the money. */
  void refund(JsonNode order, BigDecimal amount, boolean gateway) {
    post(
      "/sandbox/shop/refund",
      "{\"order\":" +
        order.path("id").asText() +
        ",\"amount\":\"" +
        amount.toPlainString() +
        "\",\"gateway\":" +
        gateway +
        "}"
    );
  }

  void arm(String fault) {
    post("/sandbox/faults", fault);
  }

  void withoutLimits() {
    post("/sandbox/limits", "{\"enabled\":false}");
  }

  JsonNode ledger() {
    return send("GET", "/sandbox/ledger?detail=invoices", "");
  }

  /** Reads a shop's REST as its staff. */
  JsonNode staff(String path) {
    String key = Base64.getEncoder().encodeToString("ck_sandbox:cs_sandbox".getBytes(StandardCharsets.UTF_8));
    return answer(
      path,
      HttpRequest.newBuilder(URI.create(url(path))).header("Authorization", "Basic " + key).build()
    );
  }

  JsonNode post(String path, String body) {
    return send("POST", path, body);
  }

  JsonNode send(String method, String path, String body) {
    return answer(
      path,
      HttpRequest.newBuilder(URI.create(url(path)))
        .method(method, HttpRequest.BodyPublishers.ofString(body))
        .header("Content-Type", "application/json")
        .build()
    );
  }

  /** What an address answers, as it is. */
  byte[] bytes(String path) {
    try {
      HttpRequest request = HttpRequest.newBuilder(URI.create(url(path))).build();
      return HTTP.send(request, HttpResponse.BodyHandlers.ofByteArray()).body();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException stopping) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(stopping);
    }
  }

  private static JsonNode answer(String path, HttpRequest request) {
    try {
      HttpResponse<String> answer = HTTP.send(request, HttpResponse.BodyHandlers.ofString());
      if (answer.statusCode() >= 300) {
        throw new IllegalStateException(path + " answered " + answer.statusCode() + ": " + answer.body());
      }
      return answer.body().isEmpty() ? JSON.createObjectNode() : JSON.readTree(answer.body());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException stopping) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(stopping);
    }
  }

  private String url(String path) {
    return "http://localhost:" + port + path;
  }

  @Override
  public void close() {
    process.close();
  }
}
