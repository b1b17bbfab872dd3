package io.ledgerroutes.vault;

import io.ledgerroutes.start.StartRefused;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * The master key under which new data is sealed, and while rotating the one before it. Both open.
 *
 * @param current what seals
 * @param previous what still opens
 */
public record VaultKeys(MasterKey current, Optional<MasterKey> previous) {
  private static final int KEY_BYTES = 32;

  /**
   * Reads the keys from their settings, each the base64 of 32 bytes.
   *
   * @param key of {@code ledger.vault.key}
   * @param previousKey of {@code ledger.vault.previous-key}; null or blank when no key is being replaced
   * @throws StartRefused when a key is not what it should be
   */
  public static VaultKeys of(String key, String previousKey) {
    MasterKey current = MasterKey.read("ledger.vault.key", key);
    if (previousKey == null || previousKey.isBlank()) {
      return new VaultKeys(current, Optional.empty());
    }
    MasterKey previous = MasterKey.read("ledger.vault.previous-key", previousKey);
    return new VaultKeys(current, Optional.of(previous).filter(other -> other.id() != current.id()));
  }

  /** A new random key in the form of {@code ledger.vault.key}. */
  public static String generate() {
    byte[] bytes = new byte[KEY_BYTES];
    new SecureRandom().nextBytes(bytes);
    return Base64.getEncoder().encodeToString(bytes);
  }

  /**
   * One master key.
   *
   * @param id stands in clear before everything sealed with the key; the same on every node, because it is
   *     derived from the key
   */
  public record MasterKey(int id, byte[] bytes) {
    static MasterKey read(String property, String base64) {
      byte[] bytes = decode(base64.strip());
      if (bytes.length != KEY_BYTES) {
        throw new StartRefused(
          property + " is not the base64 of 32 bytes.",
          "Make a key with `openssl rand -base64 32` and set " + property + " to it."
        );
      }
      return new MasterKey(idOf(bytes), bytes);
    }

    private static byte[] decode(String base64) {
      try {
        return Base64.getDecoder().decode(base64);
      } catch (IllegalArgumentException notBase64) {
        return new byte[0];
      }
    }

    private static int idOf(byte[] key) {
      try {
        Mac mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(key, "HmacSHA256"));
        int id = ByteBuffer.wrap(
          mac.doFinal("ledger-routes key id".getBytes(StandardCharsets.US_ASCII))
        ).getInt();
        return id == 0 ? 1 : id;
      } catch (GeneralSecurityException e) {
        throw new IllegalStateException("HmacSHA256 is part of every JDK", e);
      }
    }

    /** The id as it is shown to people. */
    String shownId() {
      return "%08x".formatted(id);
    }

    @Override
    public String toString() {
      return "MasterKey " + shownId();
    }
  }
}
