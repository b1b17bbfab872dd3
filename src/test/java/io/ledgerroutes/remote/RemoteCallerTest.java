package io.ledgerroutes.remote;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Answers that break off or crawl, byte by byte from a bare socket. */
class RemoteCallerTest {

  private final DefaultCamelContext camel = new DefaultCamelContext();
  private final CountDownLatch closing = new CountDownLatch(1);
  private ServerSocket server;
  private RemoteCaller caller;

  private interface Script {
    void play(OutputStream out, CountDownLatch closing) throws Exception;
  }

  @BeforeEach
  void start() throws IOException {
    server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    camel.getRegistry().bind("plainHttpClient", new PlainHttpClient());
    camel.start();
    caller = new RemoteCaller(camel.createProducerTemplate(), new SimpleMeterRegistry());
  }

  @AfterEach
  void stop() throws IOException {
    closing.countDown();
    camel.stop();
    server.close();
  }

  static Stream<Arguments> brokenAnswers() {
    return Stream.of(
      Arguments.of("no byte", (Script) (out, closing) -> {}),
      Arguments.of("a cut head", (Script) (out, closing) -> write(out, "HTTP/1.1 200 OK\r\nContent-T")),
      Arguments.of(
        "a body shorter than promised",
        (Script) (out, closing) -> write(out, "HTTP/1.1 200 OK\r\nContent-Length: 500\r\n\r\n{\"Contacts\":[")
      ),
      Arguments.of(
        "chunks without an end",
        (Script) (out, closing) ->
          write(out, "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\n{\"Con\r\n")
      ),
      Arguments.of("no answer in time", (Script) (out, closing) -> closing.await(30, TimeUnit.SECONDS)),
      Arguments.of(
        "a body that crawls",
        (Script) (out, closing) -> {
          write(out, "HTTP/1.1 200 OK\r\nContent-Length: 5000\r\n\r\n");
          while (!closing.await(100, TimeUnit.MILLISECONDS)) {
            write(out, " ");
          }
        }
      )
    );
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("brokenAnswers")
  void an_answer_that_is_not_whole_in_time_is_none_and_may_have_happened(String name, Script script) {
    serve(script);

    assertThatThrownBy(this::call).isInstanceOfSatisfying(RemoteFailure.class, failed -> {
      assertThat(failed.failure().kind()).isEqualTo(FailureKind.TRANSIENT);
      assertThat(failed.failure().status()).isZero();
      assertThat(failed.failure().mayHaveHappened()).isTrue();
    });
  }

  @Test
  void a_port_that_nobody_listens_on_was_never_reached() throws IOException {
    server.close();

    assertThatThrownBy(this::call).isInstanceOfSatisfying(RemoteFailure.class, failed -> {
      assertThat(failed.failure().kind()).isEqualTo(FailureKind.TRANSIENT);
      assertThat(failed.failure().mayHaveHappened()).isFalse();
    });
  }

  @Test
  void a_whole_answer_comes_with_its_date_whatever_its_status() {
    serve((out, closing) ->
      write(
        out,
        "HTTP/1.1 503 Service Unavailable\r\nDate: Sat, 21 Nov 2026 01:24:00 GMT\r\nContent-Length: 4\r\n\r\ndown"
      )
    );

    RemoteAnswer answer = call();

    assertThat(answer.status()).isEqualTo(503);
    assertThat(answer.text()).isEqualTo("down");
    assertThat(answer.header("Date")).contains("Sat, 21 Nov 2026 01:24:00 GMT");
  }

  private RemoteAnswer call() {
    URI address = URI.create("http://127.0.0.1:" + server.getLocalPort() + "/Contacts");
    return caller.call(new RemoteRequest("xero", "GET", address, Map.of(), null, Duration.ofSeconds(1)));
  }

  private void serve(Script script) {
    Thread.ofVirtual().start(() -> {
      try (Socket socket = server.accept()) {
        byte[] request = new byte[8_192];
        if (socket.getInputStream().read(request) > 0) {
          script.play(socket.getOutputStream(), closing);
        }
      } catch (Exception callerGone) {
        // The caller gives up first: that is what the test is about.
        closing.countDown();
      }
    });
  }

  private static void write(OutputStream out, String text) throws IOException {
    out.write(text.getBytes(StandardCharsets.US_ASCII));
    out.flush();
  }
}
