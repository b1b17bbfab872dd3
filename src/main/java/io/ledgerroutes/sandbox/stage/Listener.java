package io.ledgerroutes.sandbox.stage;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** The one HTTP listener of the sandbox, on loopback only, a virtual thread a call. */
public final class Listener implements AutoCloseable {

  /** Largest body accepted: 10 MB (facts, Xero 3). */
  public static final int MAX_BODY = 10 * 1024 * 1024;

  /** A body that dribbles comes in so many pieces. */
  private static final int PIECES = 20;

  private static final Logger LOG = System.getLogger(Listener.class.getName());

  static {
    // Without it the JDK's server waits for the caller's delayed acknowledgement: 40 ms an answer.
    System.setProperty("sun.net.httpserver.nodelay", "true");
    System.setProperty("sun.net.httpserver.maxIdleConnections", "2000");
  }

  private final HttpServer server;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

  /** Takes the port, 0 for any free one; throws UncheckedIOException when it is taken. */
  public Listener(int port) {
    try {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 512);
    } catch (IOException e) {
      throw new UncheckedIOException(
        "The sandbox cannot listen on port " + port + "; stop what uses it or set ledger.sandbox.port",
        e
      );
    }
    server.setExecutor(threads);
  }

  /** Answers from now on. */
  public void start(Peer peer) {
    server.createContext("/", exchange -> serve(exchange, peer));
    server.start();
  }

  public int port() {
    return server.getAddress().getPort();
  }

  private static void serve(HttpExchange exchange, Peer peer) {
    try (exchange) {
      byte[] body = exchange.getRequestBody().readNBytes(MAX_BODY + 1);
      if (body.length > MAX_BODY) {
        write(exchange, Answer.empty(413).with("Connection", "close"));
        return;
      }
      Answer answer = peer.answer(
        new Call(
          exchange.getRequestMethod(),
          exchange.getRequestURI().getPath(),
          exchange.getRequestURI().getRawQuery(),
          exchange.getRequestHeaders(),
          body
        )
      );
      if (answer != Answer.NONE) {
        write(exchange, answer);
      }
    } catch (IOException callerGone) {
      LOG.log(Level.DEBUG, "The caller hung up", callerGone);
    } catch (RuntimeException bug) {
      LOG.log(Level.ERROR, "The sandbox failed on " + exchange.getRequestURI(), bug);
    }
  }

  private static void write(HttpExchange exchange, Answer answer) throws IOException {
    answer.headers().forEach(exchange.getResponseHeaders()::set);
    boolean head = exchange.getRequestMethod().equals("HEAD");
    exchange.sendResponseHeaders(
      answer.status(),
      answer.body().length == 0 || head ? -1 : answer.body().length
    );
    if (answer.body().length > 0 && !head) {
      OutputStream out = exchange.getResponseBody();
      send(answer, out);
      if (!answer.pace().cut()) {
        out.close();
      }
    }
  }

  /** A body cut short is left open: the exchange then closes the connection. */
  private static void send(Answer answer, OutputStream out) throws IOException {
    byte[] body = answer.body();
    int length = answer.pace().cut() ? body.length / 2 : body.length;
    int step = answer.pace().millis() == 0 ? length : Math.max(1, length / PIECES);
    for (int at = 0; at < length; at += step) {
      out.write(body, at, Math.min(step, length - at));
      out.flush();
      if (at + step < length) {
        LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(answer.pace().millis() / PIECES));
      }
    }
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }
}
