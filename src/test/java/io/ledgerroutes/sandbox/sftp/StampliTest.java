package io.ledgerroutes.sandbox.sftp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.jcraft.jsch.ChannelSftp;
import com.jcraft.jsch.JSchException;
import com.jcraft.jsch.SftpException;
import io.ledgerroutes.sandbox.Caller;
import io.ledgerroutes.sandbox.Sandbox;
import io.ledgerroutes.sandbox.SandboxSettings;
import java.io.OutputStream;
import java.nio.file.Path;
import java.time.Duration;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class StampliTest {

  private static final String BILLS = "Number,Text\r\n1,\"two\r\nlines\"\r\n2,one\r\n";
  private static final String BILLS_SHA256 =
    "fe4b43c0e9161247475d4f9b7e58e498be05909b2a843fdfb2bf814de2290324";

  @TempDir
  Path directory;

  private Sandbox sandbox;

  @BeforeEach
  void start() {
    sandbox = new Sandbox(SandboxSettings.defaults().withStateDir(directory)).start();
    sweepAfter(0);
  }

  @AfterEach
  void stop() {
    sandbox.close();
  }

  private void sweepAfter(long millis) {
    assertThat(
      control().post("/sandbox/stampli/habits", "{\"sweepAfterMillis\":" + millis + "}").status()
    ).isEqualTo(200);
  }

  private Caller control() {
    return new Caller(sandbox.url());
  }

  private JsonNode report() {
    return control().get("/sandbox/stampli").json();
  }

  private void arm(String fault) {
    assertThat(control().post("/sandbox/faults", fault).status()).isEqualTo(204);
  }

  @Test
  void a_file_that_is_renamed_into_place_is_taken_with_its_bytes() throws Exception {
    try (SftpUser user = SftpUser.signedIn(sandbox)) {
      user.deliver("stampli_a_invoices.csv", BILLS);
      assertThat(user.names("/import")).isEmpty();
      assertThat(user.names("/")).containsExactly("import");
    }
    JsonNode taken = report().path("taken").path(0);
    assertThat(taken.path("name").asText()).isEqualTo("stampli_a_invoices.csv");
    assertThat(taken.path("size").asInt()).isEqualTo(BILLS.length());
    assertThat(taken.path("sha256").asText()).isEqualTo(BILLS_SHA256);
    assertThat(taken.path("rows").asInt()).isEqualTo(3);
    assertThat(control().get("/sandbox/stampli/files/stampli_a_invoices.csv").body()).isEqualTo(BILLS);
    assertThat(control().get("/sandbox/stampli/files/other.csv").status()).isEqualTo(404);
    assertThat(report().path("violations")).isEmpty();
    assertThat(report().path("duplicates")).isEmpty();
  }

  @Test
  void files_are_taken_in_the_order_in_which_they_arrive_and_others_stay() throws Exception {
    try (SftpUser user = SftpUser.signedIn(sandbox)) {
      user.deliver("b.csv", BILLS);
      user.deliver("a.XML", "<a/>");
      user.deliver("c.txt", "stays");
      assertThat(user.names("/import")).containsExactly("c.txt");
    }
    assertThat(report().path("taken").findValuesAsText("name")).containsExactly("b.csv", "a.XML");
    assertThat(report().path("taken").path(1).path("rows").asInt()).isZero();
    assertThat(report().path("there").findValuesAsText("name")).containsExactly("c.txt");
    assertThat(control().get("/sandbox/stampli/files/c.txt").body()).isEqualTo("stays");
  }

  @Test
  void files_lie_for_a_while_or_until_told() throws Exception {
    try (SftpUser user = SftpUser.signedIn(sandbox)) {
      sweepAfter(-1);
      user.deliver("a.csv", BILLS);
      assertThat(user.size("a.csv")).isEqualTo(BILLS.length());
      control().post("/sandbox/stampli/sweep", "");
      assertThat(user.names("/import")).isEmpty();
      user.deliver("b.csv", BILLS);
      assertThat(user.size("b.csv")).isEqualTo(BILLS.length());
      sweepAfter(50);
      Awaitility.await()
        .atMost(Duration.ofSeconds(10))
        .until(() -> report().path("taken").size() == 2);
    }
  }

  @Test
  void a_file_written_under_its_final_name_is_a_violation() throws Exception {
    try (SftpUser user = SftpUser.signedIn(sandbox)) {
      user.upload("a.csv", BILLS);
    }
    assertThat(report().path("violations").findValuesAsText("kind")).containsExactly("half-file");
  }

  @Test
  void a_file_renamed_before_its_writer_closed_it_is_a_violation() throws Exception {
    try (SftpUser user = SftpUser.signedIn(sandbox)) {
      OutputStream open = user.sftp().put("/import/a.csv.part", ChannelSftp.OVERWRITE);
      open.write(1);
      open.flush();
      user.sftp().rename("/import/a.csv.part", "/import/a.csv");
    }
    assertThat(report().path("violations").findValuesAsText("kind")).containsExactly("half-file");
  }

  @Test
  void a_file_cut_off_in_the_middle_is_no_whole_one_after_a_rename_but_is_when_written_again()
    throws Exception {
    arm("{\"system\":\"stampli\",\"kind\":\"cut\",\"path\":\"a.csv\",\"bytes\":10}");
    try (SftpUser user = SftpUser.signedIn(sandbox)) {
      assertThatThrownBy(() -> user.upload("a.csv.part", BILLS)).isInstanceOf(SftpException.class);
    }
    try (SftpUser user = SftpUser.signedIn(sandbox)) {
      assertThat(user.size("a.csv.part")).isEqualTo(10);
      user.sftp().rename("/import/a.csv.part", "/import/a.csv");
      user.deliver("b.csv", BILLS);
    }
    assertThat(report().path("violations").findValuesAsText("name")).containsExactly("a.csv");
    assertThat(report().path("taken").path(0).path("size").asInt()).isEqualTo(10);
  }

  @Test
  void a_file_that_is_replaced_renamed_or_removed_after_it_was_visible_is_a_violation() throws Exception {
    sweepAfter(-1);
    try (SftpUser user = SftpUser.signedIn(sandbox)) {
      for (String name : new String[] { "a.csv", "a.csv", "b.csv", "c.csv" }) {
        user.deliver(name, BILLS);
      }
      user.sftp().rename("/import/b.csv", "/import/b.old");
      user.sftp().rm("/import/c.csv");
    }
    assertThat(report().path("violations").findValuesAsText("name")).containsExactly(
      "a.csv",
      "b.csv",
      "c.csv"
    );
    assertThat(report().path("violations").findValuesAsText("kind")).containsOnly("changed");
  }

  @Test
  void a_name_that_arrives_again_is_taken_again_and_told() throws Exception {
    try (SftpUser user = SftpUser.signedIn(sandbox)) {
      user.deliver("a.csv", BILLS);
      user.deliver("a.csv", "Number\r\n");
    }
    assertThat(report().path("duplicates").path(0).asText()).isEqualTo("a.csv");
    assertThat(control().get("/sandbox/stampli/files/a.csv").body()).isEqualTo("Number\r\n");
  }

  @Test
  void its_user_signs_in_with_the_password_or_the_key_and_nobody_else_does() throws Exception {
    SftpUser.withKey(sandbox, sandbox.sftpPrivateKey()).close();
    SftpUser.signedIn(sandbox).close();
    assertThatThrownBy(() -> SftpUser.withPassword(sandbox, "wrong"))
      .isInstanceOf(JSchException.class)
      .hasMessageContaining("Auth fail");
    String stranger;
    try (Sandbox other = new Sandbox(SandboxSettings.defaults()).start()) {
      stranger = other.sftpPrivateKey();
    }
    assertThatThrownBy(() -> SftpUser.withKey(sandbox, stranger)).hasMessageContaining("Auth fail");
    assertThat(report().path("signIns").path("password").asInt()).isEqualTo(1);
    assertThat(report().path("signIns").path("publickey").asInt()).isPositive();
    assertThat(report().path("refused").path("password").asInt()).isEqualTo(1);
    assertThat(report().path("refused").path("publickey").asInt()).isEqualTo(1);
  }

  @Test
  void files_keys_and_findings_survive() throws Exception {
    sweepAfter(-1);
    try (SftpUser user = SftpUser.signedIn(sandbox)) {
      user.deliver("a.csv", BILLS);
      control().post("/sandbox/stampli/sweep", "");
      user.deliver("b.csv", BILLS);
      user.upload("c.csv", BILLS);
    }
    String key = sandbox.sftpHostKey();
    String own = sandbox.sftpPrivateKey();
    sandbox.close();
    sandbox = new Sandbox(SandboxSettings.defaults().withStateDir(directory)).start();
    assertThat(sandbox.sftpHostKey()).isEqualTo(key).startsWith("ecdsa-sha2-nistp256 ");
    SftpUser.withKey(sandbox, own).close();
    JsonNode report = report();
    assertThat(report.path("hostKey").asText()).isEqualTo(key);
    assertThat(report.path("habits").path("sweepAfterMillis").asInt()).isEqualTo(-1);
    assertThat(report.path("taken").findValuesAsText("name")).containsExactly("a.csv");
    assertThat(report.path("violations").findValuesAsText("name")).containsExactly("c.csv");
    control().post("/sandbox/stampli/sweep", "");
    assertThat(report().path("taken").findValuesAsText("name")).containsExactly("a.csv", "b.csv", "c.csv");
  }

  @Test
  void a_reset_empties_the_directory_and_keeps_the_keys() throws Exception {
    try (SftpUser user = SftpUser.signedIn(sandbox)) {
      user.deliver("a.csv", BILLS);
      user.upload("b.txt", BILLS);
    }
    String key = sandbox.sftpHostKey();
    assertThat(control().delete("/sandbox").status()).isEqualTo(204);
    assertThat(report().path("taken")).isEmpty();
    assertThat(report().path("there")).isEmpty();
    assertThat(report().path("signIns")).isEmpty();
    assertThat(report().path("hostKey").asText()).isEqualTo(key);
  }
}
