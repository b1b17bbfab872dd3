package io.ledgerroutes.console.access;

import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.stream.Collectors;

/** What the server answers to bytes that no HTTP client would send. */
record WireAnswer(int status, String text) {
  /** Sends the bytes of the text as Latin-1 and reads to the end; status 0 where nothing came back. */
  static WireAnswer of(int port, String request) throws IOException {
    try (Socket socket = new Socket("localhost", port)) {
      socket.setSoTimeout(20_000);
      socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
      socket.getOutputStream().flush();
      String text = new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      String status = text.lines().limit(1).collect(Collectors.joining());
      return new WireAnswer(status.isEmpty() ? 0 : Integer.parseInt(status.split(" ")[1]), text);
    }
  }
}
