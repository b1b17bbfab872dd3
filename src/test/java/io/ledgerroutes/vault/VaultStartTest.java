package io.ledgerroutes.vault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ledgerroutes.start.StartRefused;
import io.ledgerroutes.start.StartRefusedAnalyzer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

class VaultStartTest {

  @TempDir
  Path directory;

  private ApplicationContextRunner runner() {
    return new ApplicationContextRunner()
      .withUserConfiguration(VaultConfiguration.class)
      .withPropertyValues("ledger.data-dir=" + directory.resolve("data"));
  }

  @Test
  void without_a_key_the_start_says_how_to_make_one() {
    runner().run(context -> {
      var analysis = new StartRefusedAnalyzer().analyze(context.getStartupFailure());
      assertThat(analysis.getDescription()).contains("ledger.vault.key is not set");
      assertThat(analysis.getAction()).contains("openssl rand -base64 32");
    });
  }

  @Test
  void in_the_sandbox_a_key_is_made_that_only_its_owner_may_read_and_stays() {
    runner()
      .withPropertyValues("spring.profiles.active=sandbox")
      .run(context -> {
        Path file = directory.resolve("data/vault.key");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file))).isEqualTo("rw-------");
        VaultKeys first = context.getBean(VaultKeys.class);
        runner()
          .withPropertyValues("spring.profiles.active=sandbox")
          .run(again ->
            assertThat(again.getBean(VaultKeys.class).current().id()).isEqualTo(first.current().id())
          );
      });
  }

  @Test
  void the_settings_show_no_key() {
    String key = VaultKeys.generate();

    assertThat(new VaultSettings(key, key).toString()).doesNotContain(key);
    assertThat(VaultKeys.of(key, VaultKeys.generate()).toString()).doesNotContain(key);
  }

  @ParameterizedTest
  @ValueSource(
    strings = { "c2hvcnQ=", "not base64!", "MDEyMzQ1Njc4OTAxMjM0NTY3ODkwMTIzNDU2Nzg5MDEyMzQ1Njc4OQ==" }
  )
  void a_key_of_the_wrong_form_is_refused_without_repeating_it(String key) {
    assertThatThrownBy(() -> VaultKeys.of(key, null))
      .isInstanceOf(StartRefused.class)
      .hasMessageContaining("ledger.vault.key is not the base64 of 32 bytes")
      .message()
      .doesNotContain(key);
  }

  @Test
  void a_key_file_that_cannot_be_made_is_said_clearly() throws IOException {
    Path notADirectory = Files.writeString(directory.resolve("file"), "");

    assertThatThrownBy(() -> KeyFile.in(notADirectory).readOrMake())
      .isInstanceOf(StartRefused.class)
      .hasMessageContaining("cannot be read or made");
  }
}
