package io.ledgerroutes.console.access;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.ledgerroutes.audit.AuditQuery;
import io.ledgerroutes.audit.AuditTrail;
import io.ledgerroutes.console.ConsoleHouse;
import io.ledgerroutes.console.ConsoleHouse.Answer;
import io.ledgerroutes.inbox.MessageState;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.LoggerFactory;

/** What strangers and broken clients send: bytes of any kind, paths that climb, lines that want to be log lines. */
class HostileRequestsTest {

  private static final String BASIC = Base64.getEncoder().encodeToString(
    ("admin:" + ConsoleHouse.PASSWORD).getBytes(java.nio.charset.StandardCharsets.UTF_8)
  );

  @TempDir
  private static Path data;

  private static ConsoleHouse house;

  @BeforeAll
  static void open() {
    house = ConsoleHouse.open(data);
  }

  @AfterAll
  static void close() {
    house.close();
  }

  private static WireAnswer wire(String firstLine, String headers, String body) throws IOException {
    return WireAnswer.of(
      house.port(),
      firstLine +
        " HTTP/1.1\r\nHost: localhost\r\nAuthorization: Basic " +
        BASIC +
        "\r\nConnection: close\r\n" +
        headers +
        "\r\n" +
        body
    );
  }

  @ParameterizedTest
  @ValueSource(
    strings = {
      "Content-Length: 2\r\nContent-Length: 7\r\n",
      "Content-Length: 2, 7\r\n",
      "Content-Length: -1\r\n",
      "Content-Length: x\r\n",
      "Content-Length: 2\r\nTransfer-Encoding: chunked, identity\r\n",
      "Transfer-Encoding: xchunked\r\n",
      "X: a\u0000b\r\n",
      "X y: a\r\n",
    }
  )
  void a_request_that_two_readers_could_read_in_two_ways_is_refused(String headers) throws Exception {
    WireAnswer answer = wire(
      "POST /api/v1/messages/replay",
      "Content-Type: application/json\r\n" + headers,
      "{}GET /x HTTP/1.1\r\nHost: localhost\r\n\r\n"
    );

    assertThat(answer.status()).as(answer.text()).isIn(400, 501);
    assertThat(answer.text().split("HTTP/1.1 ", -1)).as("answers").hasSize(2);
    assertThat(answer.text()).doesNotContain("Tomcat", "Exception", "\tat ");
  }

  @Test
  void a_length_and_chunks_at_once_end_the_connection_after_one_answer() throws Exception {
    WireAnswer answer = WireAnswer.of(
      house.port(),
      "POST /api/v1/messages/replay HTTP/1.1\r\nHost: localhost\r\nAuthorization: Basic " +
        BASIC +
        "\r\nContent-Type: application/json\r\nContent-Length: 4\r\nTransfer-Encoding: chunked\r\n" +
        "Connection: close\r\n\r\n0\r\n\r\nGET /sign-in HTTP/1.1\r\nHost: localhost\r\n\r\n"
    );

    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.text().split("HTTP/1.1 ", -1)).as("answers").hasSize(2);
  }

  @ParameterizedTest
  @ValueSource(strings = { "TRACE", "TRACK", "CONNECT", "PROPFIND", "BREW", "get" })
  void odd_methods_are_refused_and_nothing_is_echoed(String method) throws Exception {
    for (String path : List.of("/", "/api/v1/messages", "/webhooks/woocommerce/craft-shop")) {
      WireAnswer answer = wire(method + " " + path, "X-Echo: never-to-be-seen\r\n", "");

      assertThat(answer.status()).as(method + " " + path + " " + answer.text()).isIn(400, 403, 405, 501);
      assertThat(answer.text()).doesNotContain("never-to-be-seen", BASIC, "Tomcat");
    }
  }

  @ParameterizedTest
  @ValueSource(
    strings = {
      "/console/..%2f..%2fapplication.yaml",
      "/console/%2e%2e/%2e%2e/application.yaml",
      "/console/../../application.yaml",
      "/console/..;/application.yaml",
      "/console/....//application.yaml",
      "/console/..%5c..%5capplication.yaml",
      "/console/%252e%252e/application.yaml",
      "/webjars/../application.yaml",
      "/webjars/htmx.org/..%2f..%2f..%2fapplication.yaml",
      "/webjars/%2e%2e%2f%2e%2e%2fetc/passwd",
      "/webjars//etc/passwd",
      "/application.yaml",
      "/templates/layout.html",
      "/db/migration/V1__inbox_and_posting.sql",
      "/META-INF/spring.factories",
      "/WEB-INF/web.xml",
      "/api/v1/connections/..%2f..%2fetc%2fpasswd",
      "/api/v1/connections/craft-shop/runs/1/..%2f..%2fx.csv",
      "/api/v1/connections/craft-shop/runs/../../../x.csv",
      "/connections/..%2f..%2fetc%2fpasswd",
      "/connections/craft-shop%00.yaml",
      "/connect/xero/..%2fcallback",
      "/api/v1;x=y/../../etc/passwd",
    }
  )
  void no_path_leads_out_of_what_is_served(String path) throws Exception {
    WireAnswer answer = wire("GET " + path, "", "");

    assertThat(answer.status()).as(answer.text()).isIn(400, 404);
    assertThat(answer.text()).doesNotContain(
      "ledger:",
      "root:",
      "CREATE TABLE",
      "th:text",
      "Exception",
      "Tomcat"
    );
  }

  @Test
  void what_is_served_to_everybody_is_style_and_script_only() {
    assertThat(house.get(null, "/console/console.css").status()).isEqualTo(200);
    assertThat(house.get(null, "/webjars/htmx.org/dist/htmx.min.js").status()).isEqualTo(200);
    assertThat(house.get(null, "/console/").status()).isEqualTo(404);
    assertThat(house.get(null, "/webjars/").status()).isEqualTo(404);
  }

  @Test
  void a_body_larger_than_a_megabyte_is_not_taken_whether_announced_or_not() throws Exception {
    String large = "{\"filter\":{\"key\":\"" + "x".repeat(BodyLimit.LARGEST) + "\"}}";

    Answer announced = house.post("admin", "/api/v1/messages/replay", large);
    WireAnswer chunked = wire(
      "POST /api/v1/messages/replay",
      "Content-Type: application/json\r\nTransfer-Encoding: chunked\r\n",
      Integer.toHexString(large.length()) + "\r\n" + large + "\r\n0\r\n\r\n"
    );
    Answer nobody = house.post(null, "/api/v1/messages/replay", large);

    assertThat(announced.status()).isEqualTo(413);
    assertThat(announced.detail()).contains("too large");
    assertThat(chunked.status()).as(chunked.text()).isEqualTo(413);
    assertThat(nobody.status()).isIn(401, 413);
  }

  @Test
  void json_as_deep_as_a_well_is_a_bad_request_and_no_overflow() {
    Answer deep = house.post("admin", "/api/v1/messages/replay", "[".repeat(100_000));

    assertThat(deep.status()).isEqualTo(400);
  }

  @Test
  void nothing_that_is_sent_makes_a_second_line_in_the_log_or_on_the_trail() throws Exception {
    String forged = "x\r\n2026-11-21 ERROR forged\u001b[31m\u0085\u2028line";
    String inPath = "x%0d%0aERROR%20forged%1b%5b31m%c2%85%e2%80%a8line";
    ListAppender<ILoggingEvent> log = new ListAppender<>();
    log.start();
    Logger root = (Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
    root.addAppender(log);
    try {
      Visitor visitor = new Visitor(house);
      visitor.signIn(forged, forged, forged);
      visitor.signIn("admin", ConsoleHouse.PASSWORD, null);
      visitor.open("/");
      visitor.send("/users", Map.of("name", forged, "role", forged, "password", forged));
      house.sendAs("GET", forged, forged, "/api/v1/messages", null);
      long held = house.message("forged-1", MessageState.HELD, "why");
      String reason = "{\"reason\":\"by hand\\r\\nERROR forged\\u001b[31m\\u2028line\"}";
      house.post("admin", "/api/v1/messages/" + held + "/discard", reason);
      for (String path : List.of(
        "/api/v1/connections/",
        "/api/v1/users/",
        "/connections/",
        "/api/v1/messages?key=",
        "/messages?search=",
        "/webhooks/woocommerce/",
        "/connect/xero/",
        "/connect/xero/callback?state=a&code="
      )) {
        house.get("admin", path + inPath);
        house.post("admin", path + inPath, "{}", "X-Correlation-Id", "forged [31m", "User-Agent", "forged");
      }
    } finally {
      root.detachAppender(log);
    }

    for (ILoggingEvent event : List.copyOf(log.list)) {
      assertThat(event.getFormattedMessage())
        .as(event.getLoggerName())
        .doesNotContain("\r", "\n", "\u001b", "\u0085", "\u2028");
      event
        .getMDCPropertyMap()
        .values()
        .forEach(value -> assertThat(value).doesNotContain("\n", "\r"));
    }
    assertThat(house.bean(AuditTrail.class).find(AuditQuery.newest(200))).allSatisfy(row ->
      assertThat(row.toString()).doesNotContain("\r", "\n", "\u001b", "\u0085", "\u2028")
    );
  }

  @Test
  void every_page_and_call_is_kept_by_nobody_and_framed_by_nobody() {
    Visitor visitor = new Visitor(house).signedInAs("admin");
    for (Answer answer : List.of(
      visitor.open("/"),
      visitor.open("/users"),
      visitor.open("/sign-in"),
      visitor.open("/nothing"),
      house.get("admin", "/api/v1/messages"),
      house.get(null, "/api/v1/messages")
    )) {
      assertThat(answer.header("Cache-Control")).contains("no-store");
      assertThat(answer.header("X-Content-Type-Options")).isEqualTo("nosniff");
      assertThat(answer.header("X-Frame-Options")).isEqualTo("DENY");
      assertThat(answer.header("Referrer-Policy")).isEqualTo("same-origin");
      assertThat(answer.header("Permissions-Policy")).contains("camera=()");
      assertThat(answer.header("Cross-Origin-Opener-Policy")).isEqualTo("same-origin");
      assertThat(answer.header("Strict-Transport-Security")).as("not by http").isNull();
      assertThat(answer.header("Content-Security-Policy"))
        .contains("default-src 'self'", "frame-ancestors 'none'", "form-action 'self'", "base-uri 'none'")
        .doesNotContain("unsafe", "http:", "data:", "*");
      assertThat(answer.header("Server")).isNull();
      assertThat(answer.header("X-Powered-By")).isNull();
    }
  }
}
