package io.ledgerroutes.console;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.ledgerroutes.LedgerRoutes;
import io.ledgerroutes.connection.Connections;
import io.ledgerroutes.console.access.Role;
import io.ledgerroutes.console.access.Users;
import io.ledgerroutes.inbox.Inbox;
import io.ledgerroutes.inbox.MessageState;
import io.ledgerroutes.inbox.NewMessage;
import io.ledgerroutes.store.Database;
import io.ledgerroutes.vault.VaultKeys;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import javax.management.MBeanServer;
import javax.management.MBeanServerFactory;
import org.slf4j.LoggerFactory;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;

/**
 * The whole product on a real port without the sandbox: the connection {@code craft-shop}, paused, whose shop and
 * Xero are nowhere, and {@code broken-shop}, whose file was never good. Users {@code admin} and {@code eve}, a viewer.
 */
public final class ConsoleHouse implements AutoCloseable {

  public static final String PASSWORD = "correct horse battery";
  public static final String CONNECTION = "craft-shop";

  private static final ObjectMapper JSON = new ObjectMapper();

  private final ConfigurableApplicationContext context;
  private final int port;
  private final ListAppender<ILoggingEvent> log = new ListAppender<>();
  private final Calls calls;
  private final MBeanServer jmx = MBeanServerFactory.newMBeanServer();

  public record Answer(int status, HttpResponse<String> response) {
    public JsonNode json() throws IOException {
      return JSON.readTree(response.body());
    }

    public String header(String name) {
      return response.headers().firstValue(name).orElse(null);
    }

    public String detail() throws IOException {
      return json().path("detail").asText();
    }

    @Override
    public String toString() {
      return status + " " + response.headers().map() + " " + response.body();
    }
  }

  private ConsoleHouse(Path data, int port, Path connections, String... more) {
    this.port = port;
    this.calls = new Calls("http://localhost:" + port);
    log.start();
    List<String> arguments = List.of(
      "--server.port=" + port,
      "--ledger.data-dir=" + data,
      "--ledger.connections-dir=" + connections,
      "--ledger.vault.key=" + VaultKeys.generate(),
      "--ledger.admin.password=" + PASSWORD,
      "--ledger.xero.api-url=http://localhost:1",
      "--ledger.xero.identity-url=http://localhost:1",
      "--ledger.xero.login-url=http://localhost:1",
      "--ledger.xero.client-id=some-app"
    );
    // The house of the browser tests stays open until the JVM ends: its beans are not to be replaced, nor taken away.
    this.context = new SpringApplicationBuilder(LedgerRoutes.class)
      .initializers(made -> made.getBeanFactory().registerSingleton("mbeanServer", jmx))
      // Not before: each start sets the log up anew and forgets who listens.
      .initializers(made -> root().addAppender(log))
      .run(Stream.concat(arguments.stream(), Stream.of(more)).toArray(String[]::new));
    if (bean(Connections.class).known(CONNECTION)) {
      bean(Connections.class).pause(CONNECTION, "test");
    }
    bean(Users.class).put("eve", Role.VIEWER, PASSWORD);
  }

  public static ConsoleHouse open(Path data) {
    return open(data, freePort());
  }

  /** With settings of its own, such as {@code --ledger.public-url=…}. */
  public static ConsoleHouse openWith(Path data, String... more) {
    return new ConsoleHouse(data, freePort(), connections(data), more);
  }

  public static ConsoleHouse open(Path data, int port) {
    return new ConsoleHouse(data, port, connections(data));
  }

  /** A new house: no connection yet. */
  public static ConsoleHouse openEmpty(Path data) throws IOException {
    return new ConsoleHouse(data, freePort(), Files.createDirectories(data.resolve("connections")));
  }

  public static int freePort() {
    try (ServerSocket socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Path connections(Path data) {
    try {
      Path directory = Files.createDirectories(data.resolve("connections"));
      try (Stream<String> lines = Files.lines(Path.of("routes/connections/craft-shop.yaml"))) {
        List<String> own = lines
          .filter(line -> !line.startsWith("profile:"))
          .map(line -> line.replace("localhost:8090", "localhost:1"))
          .toList();
        Files.write(directory.resolve("craft-shop.yaml"), own);
      }
      Files.writeString(
        directory.resolve("broken-shop.yaml"),
        "id: broken-shop\nintegration: nothing-known\n"
      );
      return directory;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Logger root() {
    return (Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
  }

  public int port() {
    return port;
  }

  public <T> T bean(Class<T> type) {
    return context.getBean(type);
  }

  public <T> T bean(String name, Class<T> type) {
    return context.getBean(name, type);
  }

  public ConfigurableApplicationContext context() {
    return context;
  }

  /** Everything logged since the start. */
  public String log() {
    StringBuilder text = new StringBuilder();
    List.copyOf(log.list).forEach(event -> text.append(event.getFormattedMessage()).append('\n'));
    return text.toString();
  }

  /** A row in this state; its id. */
  public long message(String key, MessageState state, String reason) {
    bean(Inbox.class).store(
      List.of(
        new NewMessage(
          CONNECTION,
          "woocommerce-order",
          key,
          "{}".getBytes(StandardCharsets.UTF_8),
          "c-" + key
        )
      )
    );
    Database database = bean(Database.class);
    database
      .sql()
      .sql("UPDATE inbox SET state = ?, reason = ? WHERE record_key = ?")
      .params(state.name(), reason, key)
      .update();
    return database
      .sql()
      .sql("SELECT id FROM inbox WHERE record_key = ?")
      .params(key)
      .query(Long.class)
      .single();
  }

  public Answer get(String user, String path) {
    return send("GET", user, path, null);
  }

  public Answer post(String user, String path, String json, String... headers) {
    return send("POST", user, path, json, with("Content-Type", "application/json", headers));
  }

  private static String[] with(String name, String value, String... headers) {
    return Stream.concat(Stream.of(name, value), Stream.of(headers)).toArray(String[]::new);
  }

  /** A request by a user with the right password, or by nobody where the user is null. */
  public Answer send(String method, String user, String path, String body, String... headers) {
    return sendAs(method, user, PASSWORD, path, body, headers);
  }

  public Answer sendAs(
    String method,
    String user,
    String password,
    String path,
    String body,
    String... headers
  ) {
    return calls.send(method, user, password, path, body, headers);
  }

  /** Where this house's beans are. */
  public MBeanServer jmx() {
    return jmx;
  }

  public Calls calls() {
    return calls;
  }

  @Override
  public void close() {
    context.close();
    root().detachAppender(log);
  }
}
