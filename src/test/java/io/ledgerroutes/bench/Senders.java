package io.ledgerroutes.bench;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Many senders on one thread, so that the generator takes little of the machine it measures: each keeps its
 * connection open and sends the next request when the answer to the last one is there.
 */
final class Senders {

  private static final int STATUS_AT = "HTTP/1.1 ".length();

  private final int port;
  private final int count;
  private final WebhookSource source;

  Senders(int port, int count, WebhookSource source) {
    this.port = port;
    this.count = count;
    this.source = source;
  }

  private final class Sender {

    private final SocketChannel channel;
    private final ByteBuffer answer = ByteBuffer.allocate(8192);
    private ByteBuffer request;
    private long sentAt;

    Sender(Selector selector) throws IOException {
      channel = SocketChannel.open(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
      channel.configureBlocking(false);
      channel.register(selector, SelectionKey.OP_READ, this);
    }

    void send() throws IOException {
      request = ByteBuffer.wrap(source.next());
      sentAt = System.nanoTime();
      while (request.hasRemaining()) {
        channel.write(request);
      }
    }

    /** The answer's status once all of it is there; 0 before that. */
    int status() throws IOException {
      if (channel.read(answer) < 0) {
        throw new IOException("The runtime closed the connection");
      }
      String text = new String(answer.array(), 0, answer.position(), StandardCharsets.ISO_8859_1);
      int headEnd = text.indexOf("\r\n\r\n");
      if (headEnd < 0 || answer.position() < headEnd + 4 + bodyLength(text.substring(0, headEnd))) {
        return 0;
      }
      answer.clear();
      return Integer.parseInt(text, STATUS_AT, STATUS_AT + 3, 10);
    }

    private static int bodyLength(String head) {
      String lower = head.toLowerCase(Locale.ROOT);
      int at = lower.indexOf("content-length:");
      if (at < 0) {
        return 0;
      }
      int end = lower.indexOf("\r\n", at);
      return Integer.parseInt(lower.substring(at + 15, end < 0 ? lower.length() : end).strip());
    }
  }

  /** Sends for so long and counts what is answered. */
  Answers send(Duration time) throws IOException {
    Answers answers = new Answers();
    List<Sender> senders = new ArrayList<>();
    try (Selector selector = Selector.open()) {
      for (int sender = 0; sender < count; sender++) {
        senders.add(new Sender(selector));
      }
      long begun = System.nanoTime();
      for (Sender sender : senders) {
        sender.send();
      }
      answerAll(selector, begun + time.toNanos(), answers);
      answers.took(System.nanoTime() - begun);
    } finally {
      for (Sender sender : senders) {
        sender.channel.close();
      }
    }
    return answers;
  }

  /** Until the time is up and every request that was sent is answered. */
  private void answerAll(Selector selector, long end, Answers answers) throws IOException {
    int open = count;
    while (open > 0) {
      selector.select();
      for (SelectionKey key : selector.selectedKeys()) {
        Sender sender = (Sender) key.attachment();
        int status = sender.status();
        if (status > 0) {
          long now = System.nanoTime();
          answers.add(status, now - sender.sentAt);
          if (now < end) {
            sender.send();
          } else {
            open--;
          }
        }
      }
      selector.selectedKeys().clear();
    }
  }
}
