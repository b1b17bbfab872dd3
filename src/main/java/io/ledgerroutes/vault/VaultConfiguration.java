package io.ledgerroutes.vault;

import io.ledgerroutes.start.StartRefused;
import java.nio.file.Path;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;
import org.springframework.core.env.Profiles;

/** Where the master keys come from: the settings, or a generated file in the sandbox. */
@Configuration
@EnableConfigurationProperties(VaultSettings.class)
class VaultConfiguration {

  @Bean
  VaultKeys vaultKeys(
    VaultSettings settings,
    Environment environment,
    @Value("${ledger.data-dir}") Path dataDirectory
  ) {
    if (settings.key() != null && !settings.key().isBlank()) {
      return VaultKeys.of(settings.key(), settings.previousKey());
    }
    if (environment.acceptsProfiles(Profiles.of("sandbox"))) {
      return VaultKeys.of(KeyFile.in(dataDirectory).readOrMake(), settings.previousKey());
    }
    throw new StartRefused(
      "ledger.vault.key is not set: without a master key no credential can be stored.",
      "Make a key with `openssl rand -base64 32`, set LEDGER_VAULT_KEY to it and keep a copy apart from the backups."
    );
  }
}
