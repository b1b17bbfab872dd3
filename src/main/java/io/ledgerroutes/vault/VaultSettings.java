package io.ledgerroutes.vault;

import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * {@code ledger.vault.*}.
 *
 * @param key the master key, base64 of 32 bytes
 * @param previousKey the key that it replaces, while rotating
 */
@ConfigurationProperties("ledger.vault")
record VaultSettings(String key, String previousKey) {
  @Override
  public String toString() {
    return "VaultSettings";
  }
}
