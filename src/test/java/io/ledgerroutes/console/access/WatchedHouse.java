package io.ledgerroutes.console.access;

import static org.awaitility.Awaitility.await;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.ThrowableProxyUtil;
import ch.qos.logback.core.AppenderBase;
import io.ledgerroutes.LedgerRoutes;
import io.ledgerroutes.console.Calls;
import io.ledgerroutes.console.ConsoleHouse;
import io.ledgerroutes.console.ConsoleHouse.Answer;
import io.ledgerroutes.vault.Vault;
import io.ledgerroutes.vault.VaultKeys;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import javax.management.MBeanServer;
import javax.management.MBeanServerFactory;
import org.slf4j.LoggerFactory;
import org.springframework.boot.SpringApplication;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * The whole product with its sandbox in this JVM, an {@link EchoGate} between the two, our own log at DEBUG and every
 * line of it kept. The operator {@code olga} works here.
 */
public final class WatchedHouse implements AutoCloseable {

  public static final String OPERATOR = "olga";
  public static final String CONNECTION = "craft-shop";

  private final String vaultKey = VaultKeys.generate();
  private final Path data;
  private final EchoGate gate;
  private final Calls calls;
  private final Calls sandbox;
  private final ConfigurableApplicationContext context;
  private final Log log = new Log();
  private final MBeanServer jmx = MBeanServerFactory.newMBeanServer();

  /** A line of the log. */
  record Line(boolean debug, String text) {}

  private static final class Log extends AppenderBase<ILoggingEvent> {

    private final List<Line> lines = new CopyOnWriteArrayList<>();

    @Override
    protected void append(ILoggingEvent event) {
      String trace = event.getThrowableProxy() == null
        ? ""
        : ThrowableProxyUtil.asString(event.getThrowableProxy());
      String text =
        event.getLoggerName() + " " + event.getFormattedMessage() + " " + event.getMDCPropertyMap() + trace;
      lines.add(new Line(event.getLevel().toInt() < Level.INFO_INT, text));
    }
  }

  public WatchedHouse(Path data, String... more) {
    this.data = data;
    int port = ConsoleHouse.freePort();
    int sandboxPort = ConsoleHouse.freePort();
    int gatePort = ConsoleHouse.freePort();
    gate = new EchoGate(gatePort, sandboxPort);
    String remote = "http://localhost:" + gatePort;
    calls = new Calls("http://localhost:" + port);
    sandbox = new Calls("http://localhost:" + sandboxPort);
    log.start();
    List<String> arguments = new ArrayList<>(
      List.of(
        "--spring.profiles.active=sandbox",
        "--server.port=" + port,
        "--ledger.public-url=" + calls.base(),
        "--ledger.sandbox.port=" + sandboxPort,
        "--ledger.sandbox.sftp-port=0",
        "--ledger.sandbox.first-orders=false",
        "--ledger.xero.api-url=" + remote,
        "--ledger.xero.identity-url=" + remote,
        "--ledger.xero.login-url=" + remote,
        "--ledger.data-dir=" + data.resolve("data"),
        "--ledger.connections-dir=" + connections(data, gatePort),
        "--ledger.vault.key=" + vaultKey,
        "--ledger.admin.password=" + ConsoleHouse.PASSWORD,
        "--ledger.poll.settling=1s",
        "--logging.level.io.ledgerroutes=DEBUG"
      )
    );
    arguments.addAll(List.of(more));
    SpringApplication application = new SpringApplication(LedgerRoutes.class);
    // Another house of this JVM may have shown its own beans under the same names.
    application.addInitializers(made -> made.getBeanFactory().registerSingleton("mbeanServer", jmx));
    // Not before: each start sets the log up anew and forgets who listens.
    application.addInitializers(made -> root().addAppender(log));
    context = application.run(arguments.toArray(String[]::new));
    bean(Users.class).put(OPERATOR, Role.OPERATOR, ConsoleHouse.PASSWORD);
  }

  private static Logger root() {
    return (Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
  }

  private static Path connections(Path data, int gatePort) {
    try {
      Path directory = Files.createDirectories(data.resolve("connections"));
      Files.createDirectories(data.resolve("data"));
      String shipped = Files.readString(Path.of("routes/connections/craft-shop.yaml"));
      Files.writeString(
        directory.resolve("craft-shop.yaml"),
        shipped.replace("localhost:8090", "localhost:" + gatePort)
      );
      return directory;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public <T> T bean(Class<T> type) {
    return context.getBean(type);
  }

  ConfigurableApplicationContext context() {
    return context;
  }

  public EchoGate gate() {
    return gate;
  }

  public Calls calls() {
    return calls;
  }

  public Path data() {
    return data;
  }

  /** Where this house's own beans are; Camel's are the platform's. */
  MBeanServer jmx() {
    return jmx;
  }

  String vaultKey() {
    return vaultKey;
  }

  List<Line> log() {
    return List.copyOf(log.lines);
  }

  /** Takes lines that a test planted out again. */
  void forget(String words) {
    log.lines.removeIf(line -> line.text().contains(words));
  }

  /** The address of the sandbox's shop. */
  public String shop() {
    return sandbox.base() + "/shop";
  }

  /** A call by the operator. */
  public Answer call(String method, String path, String body) {
    return calls.send(
      method,
      OPERATOR,
      ConsoleHouse.PASSWORD,
      path,
      body,
      "Content-Type",
      path.contains("/credentials/") ? "text/plain" : "application/json"
    );
  }

  public Visitor visitor() {
    return new Visitor(calls);
  }

  public Answer sandbox(String method, String path, String json) {
    return sandbox.send(method, null, null, path, json);
  }

  /** Orders are placed; returns when each has an end. */
  public void placeOrders(int count, int seed) {
    long before = orders("");
    sandbox("POST", "/sandbox/shop/orders", "{\"count\":" + count + ",\"seed\":" + seed + "}");
    await()
      .atMost(Duration.ofSeconds(120))
      .until(
        () -> orders("") >= before + count && orders("AND state IN ('RECEIVED','IN_FLIGHT','RETRY')") == 0
      );
  }

  private long orders(String more) {
    return sql()
      .sql("SELECT COUNT(DISTINCT record_key) FROM inbox WHERE flow = 'woocommerce-order' " + more)
      .query(Long.class)
      .single();
  }

  public JdbcClient sql() {
    return bean(JdbcClient.class);
  }

  /** Gives the consent anew, as a browser would: there, and back again. */
  public Answer consent() {
    return consent(visitor().signedInAs(OPERATOR));
  }

  Answer consent(Visitor operator) {
    String login = operator.open("/connect/xero/" + CONNECTION).header("Location");
    Answer asked = new Calls(login).send("GET", null, null, "", null);
    return operator.open(asked.header("Location").substring(calls.base().length()));
  }

  /** All that the vault holds that is secret, by owner and name. */
  Map<String, String> vault() {
    Map<String, String> all = new TreeMap<>();
    sql()
      .sql("SELECT owner, name FROM vault_secret WHERE owner NOT LIKE 'user:%' OR name = 'password-hash'")
      .query((row, number) -> List.of(row.getString(1), row.getString(2)))
      .list()
      .forEach(one ->
        bean(Vault.class)
          .get(one.get(0), one.get(1))
          .ifPresent(secret -> all.put(one.get(0) + "/" + one.get(1), secret))
      );
    return all;
  }

  @Override
  public void close() {
    context.close();
    gate.close();
    root().detachAppender(log);
  }
}
