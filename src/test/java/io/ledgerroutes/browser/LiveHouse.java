package io.ledgerroutes.browser;

import static org.awaitility.Awaitility.await;

import io.ledgerroutes.LedgerRoutes;
import io.ledgerroutes.connection.ConnectionState;
import io.ledgerroutes.connection.Connections;
import io.ledgerroutes.console.ConsoleHouse;
import io.ledgerroutes.console.access.Role;
import io.ledgerroutes.console.access.Users;
import io.ledgerroutes.polling.PollSchedule;
import io.ledgerroutes.vault.VaultKeys;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import javax.management.MBeanServer;
import javax.management.MBeanServerFactory;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;
import org.springframework.boot.SpringApplication;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.util.FileSystemUtils;

/**
 * The whole product with its sandbox in this JVM, into whose ledger two dozen orders have flown: most are posted,
 * some are held. One for all browser tests; they change what they made themselves. Users {@code admin} and
 * {@code eve}, a viewer.
 */
public final class LiveHouse implements ExtensionContext.Store.CloseableResource {

  public static final String PASSWORD = "correct horse battery";
  private static final int ORDERS = 24;

  private final Path data;
  private final int port = ConsoleHouse.freePort();
  private final int sandboxPort = ConsoleHouse.freePort();
  private final int sftpPort = ConsoleHouse.freePort();
  private final MBeanServer beans = ownBeans();
  private final ConfigurableApplicationContext context;
  private final Chrome chrome;

  /** Hands the one house to the tests that ask for it. */
  public static final class Keys implements ParameterResolver {

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext test) {
      return parameter.getParameter().getType() == LiveHouse.class;
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext test) {
      return test
        .getRoot()
        .getStore(Namespace.create(LiveHouse.class))
        .getOrComputeIfAbsent(LiveHouse.class, type -> new LiveHouse(), LiveHouse.class);
    }
  }

  private LiveHouse() {
    try {
      this.data = Files.createTempDirectory("live-house");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    SpringApplication application = new SpringApplication(LedgerRoutes.class);
    // Houses of other tests in this JVM show their beans elsewhere and take only their own away.
    application.addInitializers(starting ->
      starting.getBeanFactory().registerSingleton("mbeanServer", beans)
    );
    this.context = application.run(
      "--spring.profiles.active=sandbox",
      "--server.port=" + port,
      "--ledger.public-url=" + url(""),
      "--ledger.sandbox.port=" + sandboxPort,
      "--ledger.sandbox.sftp-port=" + sftpPort,
      "--ledger.data-dir=" + data,
      "--ledger.connections-dir=" + connections(),
      "--ledger.vault.key=" + VaultKeys.generate(),
      "--ledger.admin.password=" + PASSWORD,
      "--ledger.poll.settling=1s",
      // Other tests have houses in the same JVM.
      "--spring.jmx.registration-policy=replace-existing"
    );
    bean(Users.class).put("eve", Role.VIEWER, PASSWORD);
    placeOrders(ORDERS, 7);
    this.chrome = Chrome.launch();
  }

  /** Behind the platform's own, which the houses of other tests take because it is the first. */
  private static MBeanServer ownBeans() {
    ManagementFactory.getPlatformMBeanServer();
    return MBeanServerFactory.createMBeanServer();
  }

  private Path connections() {
    try {
      Path directory = Files.createDirectories(data.resolve("connections"));
      String shipped = Files.readString(Path.of("routes/connections/craft-shop.yaml"));
      Files.writeString(
        directory.resolve("craft-shop.yaml"),
        shipped.replace("localhost:8090", "localhost:" + sandboxPort)
      );
      String bills = Files.readString(Path.of("routes/connections/craft-bills.yaml"));
      Files.writeString(
        directory.resolve("craft-bills.yaml"),
        bills.replace("localhost:2222", "localhost:" + sftpPort)
      );
      return directory;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public <T> T bean(Class<T> type) {
    return context.getBean(type);
  }

  /** The address of a path of the console. */
  public String url(String path) {
    return "http://localhost:" + port + path;
  }

  public String sandbox(String path) {
    return "http://localhost:" + sandboxPort + path;
  }

  /** The file of a connection, whether it is there or not. */
  public Path connectionFile(String id) {
    return data.resolve("connections").resolve(id + ".yaml");
  }

  /** Tells the sandbox something, as JSON. */
  public void tell(String path, String json) {
    try (HttpClient http = HttpClient.newHttpClient()) {
      HttpRequest request = HttpRequest.newBuilder(URI.create(sandbox(path)))
        .POST(HttpRequest.BodyPublishers.ofString(json))
        .build();
      int status = http.send(request, BodyHandlers.discarding()).statusCode();
      if (status / 100 != 2) {
        throw new IllegalStateException("The sandbox answered " + status + " to " + path);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Has a connection look at its systems now, as soon as it runs. */
  public void poll(String connection) {
    Connections connections = bean(Connections.class);
    await()
      .atMost(Duration.ofSeconds(60))
      .until(() -> connections.state(connection) == ConnectionState.RUNNING);
    bean(PollSchedule.class).pollNow(connection);
  }

  /** A browser of its own, nobody signed in, 1280 pixels wide. */
  public Visit visit() {
    return chrome.visit(this::url, 1280, 900);
  }

  /** A browser of its own, nobody signed in, 390 pixels wide. */
  public Visit visitByPhone() {
    return chrome.visit(this::url, 390, 844);
  }

  /** Varied orders are placed in the sandbox shop; returns when each has an end. */
  public void placeOrders(int count, int seed) {
    tell("/sandbox/shop/orders", "{\"count\":" + count + ",\"seed\":" + seed + "}");
    await()
      .atMost(Duration.ofSeconds(120))
      .pollInterval(Duration.ofMillis(200))
      .until(() -> orders("") >= count && orders("AND state IN ('RECEIVED', 'IN_FLIGHT', 'RETRY')") == 0);
  }

  private long orders(String more) {
    return bean(JdbcClient.class)
      .sql("SELECT COUNT(DISTINCT record_key) FROM inbox WHERE flow = 'woocommerce-order' " + more)
      .query(Long.class)
      .single();
  }

  @Override
  public void close() {
    chrome.close();
    context.close();
    MBeanServerFactory.releaseMBeanServer(beans);
    FileSystemUtils.deleteRecursively(data.toFile());
  }
}
