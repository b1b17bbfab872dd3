package io.ledgerroutes.chaos;

import io.ledgerroutes.store.Postgres;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
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

  /** Stands for the port of the sandbox in the texts. */
  private static final String PORT = "localhost:SANDBOX";

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

  /** The text of a file as it goes into a fixture. */
  static byte[] text(Path file, int sandboxPort) {
    try {
      return Files.readString(file)
        .replace("localhost:" + sandboxPort, PORT)
        .getBytes(StandardCharsets.UTF_8);
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

  /** Starts the sandbox as it was then, without limits. */
  SandboxProcess sandbox(Path directory) {
    int port = JavaProcess.freePort();
    Path state = directory.resolve("sandbox-state");
    unpack("sandbox.journal", state.resolve("sandbox.journal"), port);
    SandboxProcess sandbox = new SandboxProcess(
      directory,
      port,
      "--state-dir=" + state,
      "--clock=" + killedAt()
    );
    sandbox.withoutLimits();
    return sandbox;
  }

  /** The H2 store and its connections below the directory. */
  House onH2(Path directory, int sandboxPort) {
    unpack("ledger.mv.db", directory.resolve("data/ledger.mv.db"));
    String url = "jdbc:h2:retry:" + directory.resolve("data/ledger").toAbsolutePath() + ";WRITE_DELAY=0";
    return house(directory, url, sandboxPort);
  }

  /** The same rows in a PostgreSQL of that version's schema. */
  House onPostgres(Path directory, int sandboxPort) {
    String rows = new RowsAsSql(onH2(directory.resolve("copy"), sandboxPort).sql()).text();
    String url = Postgres.freshDatabase();
    DriverManagerDataSource source = new DriverManagerDataSource(url);
    Flyway.configure().dataSource(source).target(text("schema").strip()).load().migrate();
    new JdbcTemplate(source).execute(rows);
    return house(directory, url, sandboxPort);
  }

  private House house(Path directory, String url, int sandboxPort) {
    parts
      .keySet()
      .stream()
      .filter(part -> part.startsWith("connections/"))
      .forEach(part -> unpack(part, directory.resolve(part), sandboxPort));
    return new House(directory, url, text("vault.key").strip(), sandboxPort);
  }

  private void unpack(String part, Path to, int sandboxPort) {
    unpack(to, text(part).replace(PORT, "localhost:" + sandboxPort).getBytes(StandardCharsets.UTF_8));
  }

  private void unpack(String part, Path to) {
    unpack(to, parts.get(part));
  }

  private static void unpack(Path to, byte[] content) {
    try {
      Files.createDirectories(to.getParent());
      Files.write(to, content);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
