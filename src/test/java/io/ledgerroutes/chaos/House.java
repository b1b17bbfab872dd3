package io.ledgerroutes.chaos;

import io.ledgerroutes.store.Postgres;
import io.ledgerroutes.vault.VaultKeys;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/**
 * A place for nodes to run in: one store, one master key, connection files for some shops of the sandbox, each
 * with a tenant of its own.
 *
 * @param url where the store is
 */
record House(Path directory, String url, String vaultKey, int sandboxPort) {
  private static final List<String> TENANTS = List.of(
    "8be9db36-3598-4755-ba5c-c2dbc8c4a7a2",
    "0c5d3f2e-8a41-4c7b-9e10-2f6b7d1a0002",
    "1d6e4a3f-9b52-4d8c-8f21-3a7c8e2b0003",
    "2e7f5b40-ac63-4e9d-9a32-4b8d9f3c0004",
    "3f806c51-bd74-4fae-8b43-5c9ea04d0005",
    "40917d62-ce85-40bf-9c54-6dafb15e0006"
  );

  static House onH2(Path directory, int sandboxPort, int shops) {
    return new House(directory, h2(directory), VaultKeys.generate(), sandboxPort).furnished(shops);
  }

  static House onPostgres(Path directory, int sandboxPort, int shops) {
    return new House(directory, Postgres.freshDatabase(), VaultKeys.generate(), sandboxPort).furnished(shops);
  }

  /** For the tenant whose suppliers' bills go to the sandbox's Stampli, polled every ten seconds. */
  static House ofBills(Path directory, String url, SandboxProcess sandbox, UnaryOperator<String> file) {
    String bills = file.apply(
      shipped("craft-bills")
        .replace("localhost:2222", "localhost:" + sandbox.sftpPort())
        .replaceFirst("poll: \"[^\"]*\"", "poll: \"0/10 * * * * ?\"")
    );
    House house = new House(directory, url, VaultKeys.generate(), sandbox.port()).furnished(0);
    house.place("craft-bills", bills);
    return house;
  }

  /** The same house for a node with a disk of its own. */
  House elsewhere(Path other) {
    House same = new House(other, url, vaultKey, sandboxPort).furnished(0);
    try (Stream<Path> files = Files.list(directory.resolve("connections"))) {
      for (Path file : files.toList()) {
        Files.copy(file, other.resolve("connections").resolve(file.getFileName()));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return same;
  }

  static String h2(Path directory) {
    return "jdbc:h2:retry:" + directory.resolve("data/ledger").toAbsolutePath() + ";WRITE_DELAY=0";
  }

  static String shop(int number) {
    return number == 0 ? "shop" : "shop-" + (number + 1);
  }

  static String connection(int number) {
    return "chaos-" + (number + 1);
  }

  static String tenant(int number) {
    return TENANTS.get(number);
  }

  private House furnished(int shops) {
    try {
      Files.createDirectories(directory.resolve("data"));
      Files.createDirectories(directory.resolve("connections"));
      String shipped = shipped("craft-shop");
      for (int number = 0; number < shops; number++) {
        String file = shipped
          .replace("id: craft-shop", "id: " + connection(number))
          .replace(tenant(0), tenant(number))
          .replace("http://localhost:8090/shop", "http://localhost:" + sandboxPort + shopPath(number))
          .replaceFirst("poll: \"[^\"]*\"", "poll: \"0/3 * * * * ?\"");
        place(connection(number), file);
      }
      return this;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String shipped(String id) {
    try {
      return Files.readString(Path.of("routes/connections/" + id + ".yaml"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Writes a connection's file. */
  void place(String id, String text) {
    try {
      Files.writeString(directory.resolve("connections/" + id + ".yaml"), text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String shopPath(int number) {
    return number == 0 ? "/shop" : "/shops/" + shop(number);
  }

  /** Starts a node on a port and waits until it is ready or has ended. */
  JavaProcess node(String name, int port, String kill, Set<Guard> without, String... more) {
    List<String> jvm = new ArrayList<>();
    jvm.add("-Dchaos.kill=" + kill);
    jvm.add("-Dchaos.without=" + without.stream().map(Guard::name).collect(Collectors.joining(",")));
    List<String> arguments = new ArrayList<>(
      List.of(
        "--spring.profiles.active=sandbox",
        "--ledger.sandbox.inside=false",
        "--ledger.sandbox.port=" + sandboxPort,
        "--server.port=" + port,
        "--ledger.public-url=http://localhost:" + port,
        "--ledger.data-dir=" + directory.resolve("data"),
        "--ledger.connections-dir=" + directory.resolve("connections"),
        "--ledger.vault.key=" + vaultKey,
        "--ledger.admin.password=chaos-admin-password",
        "--ledger.poll.settling=1s",
        "--ledger.lease=8s",
        "--ledger.xero.call-timeout=4s",
        "--ledger.stampli.call-timeout=4s",
        "--spring.datasource.url=" + url
      )
    );
    arguments.addAll(List.of(more));
    JavaProcess node = JavaProcess.start(name, directory, jvm, ChaosNode.class.getName(), arguments);
    node.awaitAnswer("http://localhost:" + port + "/actuator/health/readiness");
    return node;
  }

  /** Plain SQL on the store; on H2 only while no node runs. */
  JdbcClient sql() {
    return JdbcClient.create(new DriverManagerDataSource(url));
  }
}
