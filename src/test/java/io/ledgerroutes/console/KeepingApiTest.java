package io.ledgerroutes.console;

import static org.assertj.core.api.Assertions.assertThat;

import io.ledgerroutes.audit.AuditQuery;
import io.ledgerroutes.audit.AuditTrail;
import io.ledgerroutes.console.ConsoleHouse.Answer;
import io.ledgerroutes.inbox.MessageState;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Backups and erasing, as operators' scripts call them. */
class KeepingApiTest {

  private static final String EMAIL = "somebody.rare@example.com";

  @TempDir
  static Path data;

  private static ConsoleHouse house;

  @BeforeAll
  static void open() {
    house = ConsoleHouse.open(data);
  }

  @AfterAll
  static void close() {
    house.close();
  }

  @Test
  void an_operator_gets_a_backup_under_a_name_that_nobody_chooses() throws IOException {
    Answer made = house.post(
      "admin",
      "/api/v1/backup",
      "{\"file\":\"../../elsewhere.zip\",\"name\":\"/elsewhere/x\"}"
    );

    assertThat(made.status()).isEqualTo(201);
    Path file = Path.of(made.json().path("file").asText());
    assertThat(file.getParent()).isEqualTo(data.resolve("backups"));
    assertThat(file.getFileName().toString()).matches("ledger-\\d{8}T\\d{6}\\.\\d{3}Z\\.zip");
    assertThat(made.json().path("recoveredFrom").asText()).endsWith("Z");
    assertThat(made.json().path("bytes").asLong()).isEqualTo(Files.size(file));
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file))).isEqualTo("rw-------");
    try (ZipFile zip = new ZipFile(file.toFile()); Stream<Path> all = Files.list(file.getParent())) {
      assertThat(
        zip
          .stream()
          .map(entry -> entry.getName())
          .toList()
      ).containsExactly("ledger.mv.db");
      assertThat(all)
        .as("nothing half written is left")
        .allMatch(one -> one.toString().endsWith("Z.zip"));
    }
    assertThat(trail("backup").getFirst()).contains("admin").contains(file.getFileName().toString());
  }

  @Test
  void a_viewer_neither_copies_nor_erases() {
    assertThat(house.post("eve", "/api/v1/backup", "").status()).isEqualTo(403);
    assertThat(house.post("eve", "/api/v1/erase", "{\"email\":\"" + EMAIL + "\"}").status()).isEqualTo(403);
    assertThat(house.post(null, "/api/v1/erase", "{\"email\":\"" + EMAIL + "\"}").status()).isEqualTo(401);
  }

  @Test
  void erasing_says_place_by_place_what_went_and_what_is_not_ours() throws IOException {
    long held = house.message("erase-1", MessageState.HELD, "the customer " + EMAIL + " is not known");

    Answer erased = house.post("admin", "/api/v1/erase", "{\"email\":\" " + EMAIL.toUpperCase() + " \"}");

    assertThat(erased.status()).as(erased.toString()).isEqualTo(200);
    assertThat(erased.json().path("complete").asBoolean()).isTrue();
    assertThat(erased.json().path("places").toString()).contains(
      "{\"place\":\"reasons of messages\",\"erased\":1,"
    );
    assertThat(erased.json().path("remains").toString())
      .contains("Xero")
      .contains("The shop")
      .contains("Backups");
    assertThat(house.get("admin", "/api/v1/messages/" + held).json().path("reason").asText()).isEqualTo(
      "the customer [erased] is not known"
    );
    assertThat(erased.toString()).doesNotContainIgnoringCase(EMAIL);
    assertThat(String.join("", trail("erase"))).contains("admin").doesNotContainIgnoringCase(EMAIL);
    assertThat(house.log().toLowerCase()).doesNotContain(EMAIL);
  }

  @Test
  void what_is_no_address_is_refused_without_repeating_it() throws IOException {
    for (String body : List.of(
      "{}",
      "{\"email\":\"\"}",
      "{\"email\":\"jane at example\"}",
      "{\"email\":\"a@b c@d\"}",
      "{\"email\":\"%\"}"
    )) {
      Answer refused = house.post("admin", "/api/v1/erase", body);

      assertThat(refused.status()).as(body).isEqualTo(400);
      assertThat(refused.detail()).isEqualTo(
        "Give one e-mail address: {\"email\":\"somebody@example.com\"}."
      );
    }
  }

  private static List<String> trail(String action) {
    return house
      .bean(AuditTrail.class)
      .find(AuditQuery.newest(10).ofAction(action))
      .stream()
      .map(row -> row.entry().toString())
      .toList();
  }
}
