package io.ledgerroutes.stampli;

import static io.ledgerroutes.stampli.FileBench.CONNECTION;
import static org.assertj.core.api.Assertions.assertThat;

import io.ledgerroutes.connection.Finding;
import io.ledgerroutes.stampli.StampliSettings.Swept;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StampliCheckTest {

  @TempDir
  Path data;

  private SftpBench bench;

  @BeforeEach
  void open() throws Exception {
    bench = new SftpBench(data);
  }

  @AfterEach
  void close() throws Exception {
    bench.close();
  }

  private List<Finding> check() {
    return new StampliCheck(bench.sftp).check(bench.files.connections.find(CONNECTION).orElseThrow());
  }

  @Test
  void everything_is_well_and_nothing_is_left_behind() {
    assertThat(check())
      .allMatch(Finding::ok)
      .extracting(Finding::what)
      .containsExactly("server's key", "SFTP sign-in", "import directory", "writing");

    assertThat(bench.there()).isEmpty();
    assertThat(bench.taken()).isEmpty();
    assertThat(bench.server.report().path("violations")).isEmpty();
  }

  @Test
  void a_key_that_is_not_pinned_is_shown_and_nobody_signs_in() {
    bench.withoutSecret(SftpDirectories.HOST_KEY);

    Finding only = only(check());

    HostKey shown = HostKey.read(bench.server.hostKey()).orElseThrow();
    assertThat(only.ok()).isFalse();
    assertThat(only.words()).contains(shown.line()).contains(shown.fingerprint()).contains("sftp-host-key");
    assertThat(bench.server.report().path("signIns")).isEmpty();
  }

  @Test
  void another_key_than_the_pinned_one_is_told_with_both() {
    bench.fault("\"kind\":\"host-key-changed\",\"times\":-1");

    assertThat(only(check()).words()).containsPattern("expected \\S+ SHA256:\\S+, saw \\S+ SHA256:");
    assertThat(bench.server.report().path("signIns")).isEmpty();
  }

  @Test
  void who_is_not_let_in_and_what_is_not_there_is_told() {
    bench.secret(SftpDirectories.PASSWORD, "wrong-password-7");
    assertThat(check().getLast()).satisfies(finding -> {
      assertThat(finding.what()).isEqualTo("SFTP sign-in");
      assertThat(finding.words()).contains("does not let stampli in").doesNotContain("wrong-password-7");
    });
    bench.secret(SftpDirectories.PASSWORD, "stampli-sandbox");
    bench.at("/nowhere", Swept.DELIVERED);
    assertThat(check().getLast()).satisfies(finding -> {
      assertThat(finding.what()).isEqualTo("import directory");
      assertThat(finding.words()).contains("there is no directory /nowhere");
    });
  }

  @Test
  void who_may_not_rename_is_told_and_the_file_of_the_check_is_removed() {
    bench.fault("\"kind\":\"no-rename\",\"times\":1");

    Finding writing = check().getLast();

    assertThat(writing.ok()).isFalse();
    assertThat(writing.words()).contains("ask Stampli to let the user rename there");
    assertThat(bench.there()).isEmpty();
  }

  @Test
  void a_server_that_does_not_answer_is_told() {
    bench.fault("\"kind\":\"offline\",\"method\":\"CONNECT\",\"times\":-1");

    assertThat(only(check()).what()).isEqualTo("SFTP server");
  }

  private static Finding only(List<Finding> findings) {
    assertThat(findings).hasSize(1);
    return findings.getFirst();
  }
}
