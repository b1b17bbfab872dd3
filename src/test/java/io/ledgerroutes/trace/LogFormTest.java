package io.ledgerroutes.trace;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.PatternLayout;
import ch.qos.logback.classic.spi.LoggingEvent;
import ch.qos.logback.core.encoder.Encoder;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.config.ConfigDataEnvironmentPostProcessor;
import org.springframework.boot.logging.logback.StructuredLogEncoder;
import org.springframework.core.env.Environment;
import org.springframework.core.env.StandardEnvironment;

/** How a line looks, by the settings that the product ships. */
class LogFormTest {

  private final LoggerContext context = new LoggerContext();

  LogFormTest() {
    context.setMDCAdapter(((LoggerContext) LoggerFactory.getILoggerFactory()).getMDCAdapter());
  }

  private static StandardEnvironment shipped(String... profiles) {
    StandardEnvironment environment = new StandardEnvironment();
    environment.setActiveProfiles(profiles);
    ConfigDataEnvironmentPostProcessor.applyTo(environment);
    return environment;
  }

  private LoggingEvent event() {
    Logger logger = context.getLogger("io.ledgerroutes.inbox.Inbox");
    LoggingEvent event = new LoggingEvent("", logger, Level.INFO, "a word\nin two lines", null, null);
    event.prepareForDeferredProcessing();
    return event;
  }

  private String plain() {
    PatternLayout layout = new PatternLayout();
    layout.setContext(context);
    layout.setPattern(shipped().getProperty("logging.pattern.correlation") + "%logger{0}");
    layout.start();
    return layout.doLayout(event());
  }

  @Test
  void a_plain_line_says_whom_it_serves_where_it_serves_somebody() {
    assertThat(plain()).isEqualTo("Inbox");
    try (Trace trace = Trace.of("craft-shop", "woocommerce-order", List.of("1a2b", "3c4d"))) {
      assertThat(plain()).isEqualTo("[craft-shop woocommerce-order 1a2b,3c4d] Inbox");
    }
    try (Trace trace = Trace.of("0123456789abcdef")) {
      assertThat(plain()).isEqualTo("[  0123456789abcdef] Inbox");
    }
  }

  @Test
  void with_json_logs_a_line_is_one_json_object_with_the_same_as_fields() throws Exception {
    StandardEnvironment environment = shipped("json-logs");
    context.putObject(Environment.class.getName(), environment);
    StructuredLogEncoder encoder = new StructuredLogEncoder();
    encoder.setContext(context);
    encoder.setFormat(environment.getProperty("logging.structured.format.console"));
    encoder.start();
    try (Trace trace = Trace.of("craft-shop", "woocommerce-order", List.of("1a2b"))) {
      String line = encoded(encoder);
      JsonNode json = new ObjectMapper().readTree(line);

      assertThat(line.strip()).doesNotContain("\n");
      assertThat(json.path("message").asText()).isEqualTo("a word\nin two lines");
      assertThat(json.path("connection").asText()).isEqualTo("craft-shop");
      assertThat(json.path("flow").asText()).isEqualTo("woocommerce-order");
      assertThat(json.path("correlation").asText()).isEqualTo("1a2b");
    }
  }

  private String encoded(Encoder<ch.qos.logback.classic.spi.ILoggingEvent> encoder) {
    return new String(encoder.encode(event()), StandardCharsets.UTF_8);
  }

  @Test
  void without_the_profile_lines_are_plain() {
    assertThat(shipped().getProperty("logging.structured.format.console")).isNull();
  }
}
