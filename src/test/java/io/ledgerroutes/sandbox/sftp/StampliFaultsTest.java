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
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** How SFTP servers in the wild fail (facts, Stampli). */
@Timeout(60)
class StampliFaultsTest {

  private static final String BILLS = "Number,Text\r\n" + "1,some text\r\n".repeat(5_000);

  private Sandbox sandbox;

  @BeforeEach
  void start() {
    sandbox = new Sandbox(SandboxSettings.defaults()).start();
    control().post("/sandbox/stampli/habits", "{\"sweepAfterMillis\":0}");
  }

  @AfterEach
  void stop() {
    sandbox.close();
  }

  private Caller control() {
    return new Caller(sandbox.url());
  }

  private JsonNode report() {
    return control().get("/sandbox/stampli").json();
  }

  /** Arms a fault of the sandbox's Stampli, written with single quotes. */
  private void arm(String fault) {
    String json = ("{'system':'stampli'," + fault + "}").replace('\'', '"');
    assertThat(control().post("/sandbox/faults", json).status()).isEqualTo(204);
  }

  private int hits(String kind) {
    return control().get("/sandbox/faults").json().path("hits").path("stampli " + kind).asInt();
  }

  @ParameterizedTest
  @CsvSource({ "cut, 1000", "disk-full, 1000", "cut, 0", "disk-full, 0", "cut, 40000", "disk-full, 40000" })
  void an_upload_breaks_off_after_so_many_bytes_and_the_next_one_does_not(String kind, int bytes)
    throws Exception {
    arm("'kind':'" + kind + "','bytes':" + bytes);
    try (SftpUser user = SftpUser.signedIn(sandbox)) {
      assertThatThrownBy(() -> user.upload("a.part", BILLS)).isInstanceOf(SftpException.class);
    }
    assertThat(hits(kind)).isEqualTo(1);
    try (SftpUser user = SftpUser.signedIn(sandbox)) {
      assertThat(user.size("a.part")).isEqualTo(bytes);
      user.deliver("a.csv", BILLS);
    }
    assertThat(report().path("taken").findValuesAsText("name")).containsExactly("a.csv");
    assertThat(report().path("violations")).isEmpty();
  }

  @Test
  void a_full_disk_is_told_as_a_failure_and_the_connection_stays() throws Exception {
    arm("'kind':'disk-full','bytes':2");
    try (SftpUser user = SftpUser.signedIn(sandbox)) {
      assertThatThrownBy(() -> user.upload("a.part", "short")).satisfies(failed ->
        assertThat(((SftpException) failed).id).isEqualTo(ChannelSftp.SSH_FX_FAILURE)
      );
      assertThat(user.names("/import")).containsExactly("a.part");
    }
  }

  @Test
  void a_file_too_short_for_its_fault_fails_when_it_is_closed() throws Exception {
    arm("'kind':'disk-full','bytes':100000");
    try (SftpUser user = SftpUser.signedIn(sandbox)) {
      assertThatThrownBy(() -> user.upload("a.part", "short")).isInstanceOf(SftpException.class);
      user.deliver("b.csv", BILLS);
    }
    assertThat(report().path("taken")).hasSize(1);
  }

  @Test
  void a_user_without_permission_to_rename_is_told_so_and_the_file_stays_as_it_was() throws Exception {
    arm("'kind':'no-rename','path':'a.csv','times':-1");
    try (SftpUser user = SftpUser.signedIn(sandbox)) {
      assertThatThrownBy(() -> user.deliver("a.csv", BILLS)).satisfies(failed ->
        assertThat(((SftpException) failed).id).isEqualTo(ChannelSftp.SSH_FX_PERMISSION_DENIED)
      );
      assertThat(user.names("/import")).containsExactly("a.csv.part");
      user.deliver("b.csv", BILLS);
      control().delete("/sandbox/faults");
      user.sftp().rename("/import/a.csv.part", "/import/a.csv");
    }
    assertThat(report().path("taken").findValuesAsText("name")).containsExactly("b.csv", "a.csv");
  }

  @Test
  void a_rename_that_fails_is_told_as_a_failure_and_the_file_stays_as_it_was() throws Exception {
    arm("'kind':'rename-fails','path':'a.csv'");
    try (SftpUser user = SftpUser.signedIn(sandbox)) {
      assertThatThrownBy(() -> user.deliver("a.csv", BILLS)).satisfies(failed ->
        assertThat(((SftpException) failed).id).isEqualTo(ChannelSftp.SSH_FX_FAILURE)
      );
      assertThat(user.names("/import")).containsExactly("a.csv.part");
    }
    assertThat(hits("rename-fails")).isEqualTo(1);
  }

  @Test
  void another_host_key_is_shown_until_the_fault_is_disarmed() throws Exception {
    arm("'kind':'host-key-changed','times':-1");
    assertThatThrownBy(() -> SftpUser.signedIn(sandbox))
      .isInstanceOf(JSchException.class)
      .hasMessageContaining("HostKey has been changed");
    assertThatThrownBy(() -> SftpUser.signedIn(sandbox)).hasMessageContaining("HostKey has been changed");
    assertThat(report().path("signIns")).isEmpty();
    control().delete("/sandbox/faults");
    SftpUser.signedIn(sandbox).close();
  }

  @Test
  void a_right_password_may_be_refused() throws Exception {
    arm("'kind':'login-refused','path':'password'");
    assertThatThrownBy(() -> SftpUser.signedIn(sandbox)).hasMessageContaining("Auth fail");
    SftpUser.signedIn(sandbox).close();
    assertThat(report().path("refused").path("password").asInt()).isEqualTo(1);
  }

  @Test
  void a_server_that_is_offline_ends_connections_before_a_greeting() throws Exception {
    arm("'kind':'offline','times':2");
    assertThatThrownBy(() -> SftpUser.signedIn(sandbox)).isInstanceOf(JSchException.class);
    assertThatThrownBy(() -> SftpUser.signedIn(sandbox)).isInstanceOf(JSchException.class);
    SftpUser.signedIn(sandbox).close();
    assertThat(hits("offline")).isEqualTo(2);
  }

  @Test
  void a_rename_is_done_although_its_answer_is_lost() throws Exception {
    arm("'kind':'answer-lost','method':'RENAME'");
    try (SftpUser user = SftpUser.signedIn(sandbox)) {
      assertThatThrownBy(() -> user.deliver("a.csv", BILLS)).isInstanceOf(SftpException.class);
    }
    assertThat(report().path("taken").findValuesAsText("name")).containsExactly("a.csv");
  }

  @Test
  void an_upload_is_done_although_its_answer_is_lost() throws Exception {
    arm("'kind':'answer-lost','method':'CLOSE'");
    try (SftpUser user = SftpUser.signedIn(sandbox)) {
      assertThatThrownBy(() -> user.upload("a.csv.part", BILLS)).isInstanceOf(SftpException.class);
    }
    try (SftpUser user = SftpUser.signedIn(sandbox)) {
      assertThat(user.size("a.csv.part")).isEqualTo(BILLS.length());
      user.sftp().rename("/import/a.csv.part", "/import/a.csv");
    }
    assertThat(report().path("violations")).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
    { "reset, RENAME", "timeout, RENAME", "reset, OPEN", "reset, STAT", "reset, LIST", "reset, REMOVE" }
  )
  void an_operation_may_not_be_done_at_all(String kind, String operation) throws Exception {
    try (SftpUser user = SftpUser.signedIn(sandbox)) {
      user.upload("a.csv.part", BILLS);
      arm("'kind':'" + kind + "','method':'" + operation + "','millis':20");
      assertThatThrownBy(() -> {
        user.names("/import");
        user.size("a.csv.part");
        user.upload("b.part", BILLS);
        user.sftp().rename("/import/a.csv.part", "/import/a.csv");
        user.sftp().rm("/import/b.part");
      }).isInstanceOf(SftpException.class);
    }
    assertThat(hits(kind)).isEqualTo(1);
    assertThat(report().path("taken")).hasSize(operation.equals("REMOVE") ? 1 : 0);
  }

  @Test
  void a_slow_operation_is_done_after_a_while() throws Exception {
    arm("'kind':'slow','method':'WRITE','millis':5,'times':2");
    try (SftpUser user = SftpUser.signedIn(sandbox)) {
      user.deliver("a.csv", BILLS);
    }
    assertThat(hits("slow")).isEqualTo(2);
    assertThat(report().path("taken")).hasSize(1);
  }
}
