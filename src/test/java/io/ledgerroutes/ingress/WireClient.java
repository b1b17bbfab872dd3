package io.ledgerroutes.ingress;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Sends bytes as they are: what a well-behaved client would never let through is what is tested. */
public final class WireClient {

  private final int port;

  public WireClient(int port) {
    this.port = port;
  }

  /**
   * What came back.
   *
   * @param headers lines as received
   */
  public record Answer(int status, List<String> headers, String body) {
    public String header(String name) {
      String start = name.toLowerCase(Locale.ROOT) + ":";
      return headers
        .stream()
        .filter(line -> line.toLowerCase(Locale.ROOT).startsWith(start))
        .map(line -> line.substring(start.length()).strip())
        .findFirst()
        .orElse(null);
    }

    @Override
    public String toString() {
      return status + " " + headers + " " + body;
    }
  }

  /** One request of these header lines, with a Content-Length that fits. */
  public Answer post(String path, byte[] body, String... headers) throws IOException {
    List<String> lines = new ArrayList<>(List.of(headers));
    lines.add("Content-Length: " + body.length);
    return send("POST " + path + " HTTP/1.1", lines, body);
  }

  /** One request; the answer is read to its end. */
  public Answer send(String requestLine, List<String> headers, byte[] body) throws IOException {
    ByteArrayOutputStream request = new ByteArrayOutputStream();
    StringBuilder head = new StringBuilder(requestLine).append(
      "\r\nHost: localhost\r\nConnection: close\r\n"
    );
    headers.forEach(line -> head.append(line).append("\r\n"));
    request.write(head.append("\r\n").toString().getBytes(StandardCharsets.ISO_8859_1));
    request.write(body);
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
      socket.setSoTimeout(20_000);
      try {
        socket.getOutputStream().write(request.toByteArray());
        socket.getOutputStream().flush();
      } catch (IOException refusedBeforeTheEnd) {
        // The answer may be there all the same.
      }
      return read(new BufferedInputStream(socket.getInputStream()));
    }
  }

  // As far as the answer says it goes: a server may keep the connection for a body that never comes.
  private static Answer read(InputStream stream) throws IOException {
    StringBuilder head = new StringBuilder();
    while (head.indexOf("\r\n\r\n") < 0) {
      int next = stream.read();
      if (next < 0) {
        throw new IOException("no whole answer: " + head);
      }
      head.append((char) next);
    }
    Answer answer = parse(head.toString());
    String length = answer.header("Content-Length");
    byte[] body = length == null ? stream.readAllBytes() : stream.readNBytes(Integer.parseInt(length));
    return new Answer(answer.status(), answer.headers(), new String(body, StandardCharsets.UTF_8));
  }

  private static Answer parse(String text) {
    int end = text.indexOf("\r\n\r\n");
    List<String> lines = List.of(text.substring(0, end).split("\r\n"));
    return new Answer(
      Integer.parseInt(lines.getFirst().split(" ")[1]),
      lines.subList(1, lines.size()),
      text.substring(end + 4)
    );
  }
}
