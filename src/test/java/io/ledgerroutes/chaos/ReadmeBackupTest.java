package io.ledgerroutes.chaos;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The README's commands for backing up and restoring, as an operator types them, while orders fly. */
class ReadmeBackupTest {

  private static final String SECTION = "Back up and restore";
  private static final String FILE = "data/backups/ledger-20261121T020000.000Z.zip";
  private static final String TIME = "2026-11-21T02:00:00Z";
  private static final int BEFORE = 8;
  private static final int WHILE = 40;

  @TempDir
  Path directory;

  private final Map<String, String> here = new LinkedHashMap<>();

  @Test
  void an_h2_backup_taken_under_load_is_whole_and_restores() throws IOException {
    try (SandboxProcess sandbox = new SandboxProcess(directory)) {
      sandbox.withoutLimits();
      House house = House.onH2(directory, sandbox.port(), 1);
      ReadmeCommands commands = new ReadmeCommands(SECTION, directory, here);
      here.put("$A", "admin:chaos-admin-password");
      try (RuntimeHere runtime = RuntimeHere.in(house)) {
        here.put("http://localhost:8080", "-sS http://localhost:" + runtime.port());
        ordersFly(sandbox, runtime);
        JsonNode answer = new ObjectMapper().readTree(commands.type("curl -u $A -X POST"));
        here.put(FILE, directory.relativize(Path.of(answer.path("file").asText())).toString());
        here.put(TIME, answer.path("recoveredFrom").asText());
        allPosted(runtime);
      }

      String check = commands.type(
        "unzip -o " + FILE + " -d check",
        "java -cp target/ledger-routes.jar",
        "rm -r check"
      );
      assertThat(check).contains("DONE").contains("rows");
      commands.type("unzip -o " + FILE + " -d data");

      catchUp(sandbox, house, commands.startOptions("jar --ledger.recovered-from="));
    }
  }

  @Test
  void a_person_is_erased_and_the_h2_file_gives_its_room_back() throws IOException {
    try (SandboxProcess sandbox = new SandboxProcess(directory)) {
      House house = House.onH2(directory, sandbox.port(), 1);
      ReadmeCommands commands = new ReadmeCommands("Retention and erasure", directory, here);
      here.put("$A", "admin:chaos-admin-password");
      try (RuntimeHere runtime = RuntimeHere.in(house)) {
        here.put("http://localhost:8080", "-sS http://localhost:" + runtime.port());
        sandbox.placeOrders("shop", BEFORE, 1);
        await()
          .atMost(Duration.ofSeconds(60))
          .until(() -> runtime.linkedInvoices() == BEFORE);
        String report = commands.type("curl -u $A -X POST");
        assertThat(new ObjectMapper().readTree(report).path("complete").asBoolean()).isTrue();
      }
      Path store = directory.resolve("data/ledger.mv.db");
      long before = Files.size(store);

      commands.type("java -cp target/ledger-routes.jar");

      assertThat(Files.size(store)).isLessThanOrEqualTo(before);
      assertThat(
        house
          .sql()
          .sql("SELECT COUNT(*) FROM link WHERE target_type = 'xero-invoice'")
          .query(Long.class)
          .single()
      ).isEqualTo(BEFORE);
    }
  }

  @Test
  void a_postgresql_dump_taken_under_load_restores() {
    try (SandboxProcess sandbox = new SandboxProcess(directory)) {
      sandbox.withoutLimits();
      House house = House.onPostgres(directory, sandbox.port(), 1);
      URI server = URI.create(house.url().substring("jdbc:".length()));
      String address = server.getHost() + ":" + server.getPort();
      String database = server.getPath().substring(1);
      here.put("/ledger restored", "/ledger " + database + "_restored");
      here.put(
        "postgresql://ledger@db.example:5432/ledger",
        "postgresql://postgres@" + address + "/" + database
      );
      here.put(
        "postgresql://ledger@db.example:5432/restored",
        "postgresql://postgres@" + address + "/" + database + "_restored"
      );
      ReadmeCommands commands = new ReadmeCommands(SECTION, directory, here);
      try (RuntimeHere runtime = RuntimeHere.in(house)) {
        ordersFly(sandbox, runtime);
        String printed = commands.type("date -u", "pg_dump ");
        here.put(TIME, Instant.parse(printed.strip()).toString());
        allPosted(runtime);
      }

      commands.type("createdb ", "pg_restore ");

      String restored = house.url().replace("/" + database, "/" + database + "_restored");
      assertThat(restored).isNotEqualTo(house.url());
      List<String> options = commands
        .startOptions("jar --spring.datasource.url=")
        .stream()
        .filter(option -> option.startsWith("--ledger.recovered-from="))
        .toList();
      assertThat(options).hasSize(1);
      catchUp(sandbox, new House(directory, restored, house.vaultKey(), house.sandboxPort()), options);
    }
  }

  private static void ordersFly(SandboxProcess sandbox, RuntimeHere runtime) {
    sandbox.placeOrders("shop", BEFORE, 1);
    await()
      .atMost(Duration.ofSeconds(60))
      .until(() -> runtime.linkedInvoices() >= BEFORE);
    sandbox.placeOrders("shop", WHILE, 2);
  }

  private static void allPosted(RuntimeHere runtime) {
    await()
      .atMost(Duration.ofSeconds(120))
      .pollInterval(Duration.ofMillis(200))
      .until(
        () -> runtime.linkedInvoices() == BEFORE + WHILE && runtime.linked("xero-payment") == BEFORE + WHILE
      );
  }

  /** Nothing is asked to be written twice, and every order is linked again. */
  private static void catchUp(SandboxProcess sandbox, House house, List<String> options) {
    int writes = writes(sandbox);
    try (RuntimeHere runtime = RuntimeHere.in(house, options.toArray(String[]::new))) {
      allPosted(runtime);
    }
    assertThat(writes(sandbox)).isEqualTo(writes);
    assertThat(sandbox.ledger().path("invoices").asInt()).isEqualTo(BEFORE + WHILE);
    assertThat(sandbox.ledger().path("duplicates").asInt()).isZero();
  }

  private static int writes(SandboxProcess sandbox) {
    JsonNode calls = sandbox.ledger().path("tenants").path(House.tenant(0)).path("calls").path("byPath");
    return calls.path("PUT /Invoices").asInt() + calls.path("PUT /Payments").asInt();
  }
}
