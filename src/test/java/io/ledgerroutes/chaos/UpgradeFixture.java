package io.ledgerroutes.chaos;

import static org.awaitility.Awaitility.await;

import io.ledgerroutes.store.Postgres;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;
import org.flywaydb.core.Flyway;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/**
 * What an earlier version left behind when it was killed at work: its H2 store, the sandbox's state at that moment, the
 * connection files and the master key. A zip among the test resources; {@code upgrade/README.md} says how one is made.
 */
final class UpgradeFixture {

  private final Map<String, byte[]> parts;

  UpgradeFixture(Map<String, byte[]> parts) {
    this.parts = new TreeMap<>(parts);
  }

  /** The fixture that the version with this newest migration left: {@code v7}. */
  static UpgradeFixture named(String name) {
    Map<String, byte[]> parts = new TreeMap<>();
    try (
      InputStream resource = UpgradeFixture.class.getResourceAsStream("/upgrade/" + name + ".zip");
      ZipInputStream zip = new ZipInputStream(resource)
    ) {
      for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
        parts.put(entry.getName(), zip.readAllBytes());
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return new UpgradeFixture(parts);
  }

  void write(Path file) {
    try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(file))) {
      for (Map.Entry<String, byte[]> part : parts.entrySet()) {
        zip.putNextEntry(new ZipEntry(part.getKey()));
        zip.write(part.getValue());
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private String text(String part) {
    return new String(parts.get(part), StandardCharsets.UTF_8);
  }

  /** When the earlier version was killed; by this clock the sandbox goes on. */
  Instant killedAt() {
    return Instant.parse(text("killed-at").strip());
  }

  /**
   * The sandbox's port, then as now: a shop at another address is another setting, by which every order is decided
   * anew.
   */
  private int port() {
    return Integer.parseInt(text("port").strip());
  }

  /** Starts the sandbox as it was then, without limits. */
  SandboxProcess sandbox(Path directory) {
    Path state = directory.resolve("sandbox-state");
    unpack("sandbox.journal", state.resolve("sandbox.journal"));
    // Another run of this test on the same machine may have it, or a call that is on its way.
    await()
      .atMost(Duration.ofMinutes(4))
      .until(() -> isFree(port()));
    SandboxProcess sandbox = new SandboxProcess(
      directory,
      port(),
      "--state-dir=" + state,
      "--clock=" + killedAt()
    );
    sandbox.withoutLimits();
    return sandbox;
  }

  /** The H2 store and its connections below the directory. */
  House onH2(Path directory) {
    unpack("ledger.mv.db", directory.resolve("data/ledger.mv.db"));
    String url = "jdbc:h2:retry:" + directory.resolve("data/ledger").toAbsolutePath() + ";WRITE_DELAY=0";
    return house(directory, url);
  }

  /** The same rows in a PostgreSQL of that version's schema. */
  House onPostgres(Path directory) {
    String rows = new RowsAsSql(onH2(directory.resolve("copy")).sql()).text();
    String url = Postgres.freshDatabase();
    DriverManagerDataSource source = new DriverManagerDataSource(url);
    Flyway.configure().dataSource(source).target(text("schema").strip()).load().migrate();
    new JdbcTemplate(source).execute(rows);
    return house(directory, url);
  }

  private House house(Path directory, String url) {
    parts
      .keySet()
      .stream()
      .filter(part -> part.startsWith("connections/"))
      .forEach(part -> unpack(part, directory.resolve(part)));
    return new House(directory, url, text("vault.key").strip(), port());
  }

  private void unpack(String part, Path to) {
    try {
      Files.createDirectories(to.getParent());
      Files.write(to, parts.get(part));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static boolean isFree(int port) {
    try (ServerSocket socket = new ServerSocket(port)) {
      return socket.isBound();
    } catch (IOException taken) {
      return false;
    }
  }
}
