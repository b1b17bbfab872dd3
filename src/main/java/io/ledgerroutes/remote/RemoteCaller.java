package io.ledgerroutes.remote;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.ConnectException;
import java.net.URI;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.camel.Endpoint;
import org.apache.camel.Exchange;
import org.apache.camel.ExchangePattern;
import org.apache.camel.Message;
import org.apache.camel.ProducerTemplate;
import org.apache.hc.client5.http.HttpHostConnectException;
import org.apache.hc.core5.http.io.EofSensorInputStream;
import org.springframework.stereotype.Component;

/**
 * Makes one HTTP call through camel-http: no redirect followed, no retry of its own, no cookie kept, the
 * answer bounded in size and time. Any status is an answer; only trouble on the wire throws.
 */
@Component
public class RemoteCaller {

  private static final int TOO_MANY = 429;
  private static final int LARGEST_ANSWER = 32 * 1024 * 1024;
  private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(10);

  private final ProducerTemplate producer;

  private final MeterRegistry meters;

  public RemoteCaller(ProducerTemplate producer, MeterRegistry meters) {
    this.producer = producer;
    this.meters = meters;
  }

  /**
   * Calls and returns what was answered.
   *
   * @throws RemoteFailure of kind TRANSIENT when no whole answer came; {@link Failure#mayHaveHappened} is
   *     false only where the remote was never reached
   */
  public RemoteAnswer call(RemoteRequest request) {
    return call(request, "none");
  }

  /**
   * As {@link #call(RemoteRequest)}, counted and timed by the tenant or connection that it is made for.
   *
   * @param name of the tenant or connection
   */
  public RemoteAnswer call(RemoteRequest request, String name) {
    long begun = System.nanoTime();
    String status = "none";
    try {
      RemoteAnswer answer = exchanged(request);
      status = answer.status() == TOO_MANY ? "429" : answer.status() / 100 + "xx";
      return answer;
    } finally {
      Timer.builder("ledger.remote.calls")
        .description("Calls to remotes with their time, by class of the answer's status")
        .tags("remote", request.remote(), "name", name, "status", status)
        .register(meters)
        .record(System.nanoTime() - begun, TimeUnit.NANOSECONDS);
    }
  }

  private RemoteAnswer exchanged(RemoteRequest request) {
    long deadline = System.nanoTime() + request.timeout().toNanos();
    Endpoint endpoint = producer.getCamelContext().getEndpoint(endpointUri(request));
    AtomicReference<RemoteAnswer> answer = new AtomicReference<>();
    Exchange exchange = producer.send(
      endpoint,
      ExchangePattern.InOut,
      outgoing -> prepare(outgoing, request),
      // Camel closes the answer's stream as soon as the exchange is done, so it is read before.
      answered -> {
        if (answered.getException() == null) {
          answer.set(read(answered.getMessage(), deadline));
        }
      }
    );
    if (answer.get() == null) {
      throw noAnswer(request, exchange.getException());
    }
    return OwnSecrets.struckFrom(answer.get(), request);
  }

  private static String endpointUri(RemoteRequest request) {
    URI uri = request.uri();
    return (
      uri.getScheme() +
      "://" +
      uri.getRawAuthority() +
      "?throwExceptionOnFailure=false&followRedirects=false&disableStreamCache=true&copyHeaders=false" +
      "&httpClientConfigurer=#plainHttpClient&connectionsPerRoute=64&maxTotalConnections=256" +
      "&connectTimeout=" +
      Math.min(CONNECT_TIMEOUT.toMillis(), request.timeout().toMillis()) +
      "&connectionRequestTimeout=" +
      CONNECT_TIMEOUT.toMillis() +
      "&responseTimeout=" +
      request.timeout().toMillis() +
      "&soTimeout=" +
      request.timeout().toMillis()
    );
  }

  private static void prepare(Exchange outgoing, RemoteRequest request) {
    Message message = outgoing.getMessage();
    request.headers().forEach(message::setHeader);
    message.setHeader("User-Agent", "ledger-routes");
    message.setHeader(Exchange.HTTP_METHOD, request.method());
    message.setHeader(Exchange.HTTP_PATH, request.uri().getRawPath());
    if (request.uri().getRawQuery() != null) {
      message.setHeader(Exchange.HTTP_QUERY, request.uri().getRawQuery());
    }
    message.setBody(request.body());
  }

  private static RemoteAnswer read(Message message, long deadline) throws IOException {
    Map<String, String> headers = new HashMap<>();
    message
      .getHeaders()
      .forEach((name, value) -> {
        if (value instanceof String text && !name.startsWith("Camel")) {
          headers.put(name.toLowerCase(Locale.ROOT), text);
        }
      });
    int status = message.getHeader(Exchange.HTTP_RESPONSE_CODE, Integer.class);
    InputStream body = message.getBody(InputStream.class);
    return new RemoteAnswer(status, headers, body == null ? new byte[0] : readWhole(body, deadline));
  }

  private static byte[] readWhole(InputStream body, long deadline) throws IOException {
    try {
      byte[] whole = readAll(body, deadline);
      body.close();
      return whole;
    } catch (IOException notWhole) {
      hangUp(body);
      throw notWhole;
    }
  }

  /** Closing would wait for the rest of the body, which may never come. */
  private static void hangUp(InputStream body) throws IOException {
    if (body instanceof EofSensorInputStream wire) {
      wire.abort();
    } else {
      body.close();
    }
  }

  private static byte[] readAll(InputStream body, long deadline) throws IOException {
    ByteArrayOutputStream read = new ByteArrayOutputStream();
    byte[] buffer = new byte[16 * 1024];
    for (int count = body.read(buffer); count >= 0; count = body.read(buffer)) {
      read.write(buffer, 0, count);
      if (read.size() > LARGEST_ANSWER) {
        throw new IOException("the answer is larger than " + LARGEST_ANSWER + " bytes");
      }
      // A body that trickles would outlive every single read's time-out.
      if (System.nanoTime() > deadline) {
        throw new IOException("the answer took too long");
      }
    }
    return read.toByteArray();
  }

  private static RemoteFailure noAnswer(RemoteRequest request, Exception trouble) {
    boolean reached = !(trouble instanceof ConnectException ||
      trouble instanceof HttpHostConnectException ||
      trouble instanceof UnknownHostException);
    String words = reached
      ? "no whole answer (" + trouble.getClass().getSimpleName() + ")"
      : "cannot be reached";
    return new RemoteFailure(
      new Failure(request.remote(), FailureKind.TRANSIENT, 0, words, Optional.empty(), reached)
    );
  }
}
