package io.ledgerroutes.vault;

import com.google.crypto.tink.Aead;
import com.google.crypto.tink.InsecureSecretKeyAccess;
import com.google.crypto.tink.KeysetHandle;
import com.google.crypto.tink.RegistryConfiguration;
import com.google.crypto.tink.aead.AeadConfig;
import com.google.crypto.tink.aead.AesGcmKey;
import com.google.crypto.tink.aead.AesGcmParameters;
import com.google.crypto.tink.util.SecretBytes;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;

/**
 * AES-256-GCM by Google Tink under the master keys. What it seals begins with Tink's prefix: the byte 1 and
 * the key's id in four bytes.
 */
final class Cipher {

  private static final int PREFIX_BYTES = 5;

  private final VaultKeys keys;
  private final Aead aead;

  Cipher(VaultKeys keys) {
    this.keys = keys;
    try {
      AeadConfig.register();
      KeysetHandle.Builder keyset = KeysetHandle.newBuilder().addEntry(entry(keys.current()).makePrimary());
      if (keys.previous().isPresent()) {
        keyset.addEntry(entry(keys.previous().get()));
      }
      aead = keyset.build().getPrimitive(RegistryConfiguration.get(), Aead.class);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("AES-256-GCM is part of Tink", e);
    }
  }

  private static KeysetHandle.Builder.Entry entry(VaultKeys.MasterKey key) throws GeneralSecurityException {
    AesGcmParameters parameters = AesGcmParameters.builder()
      .setKeySizeBytes(32)
      .setIvSizeBytes(12)
      .setTagSizeBytes(16)
      .setVariant(AesGcmParameters.Variant.TINK)
      .build();
    AesGcmKey aesKey = AesGcmKey.builder()
      .setParameters(parameters)
      .setKeyBytes(SecretBytes.copyFrom(key.bytes(), InsecureSecretKeyAccess.get()))
      .setIdRequirement(key.id())
      .build();
    return KeysetHandle.importKey(aesKey);
  }

  byte[] seal(byte[] plain, String associated) {
    try {
      return aead.encrypt(plain, associated.getBytes(StandardCharsets.UTF_8));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("AES-256-GCM refused to encrypt", e);
    }
  }

  byte[] open(byte[] sealed, String associated) {
    try {
      return aead.decrypt(sealed, associated.getBytes(StandardCharsets.UTF_8));
    } catch (GeneralSecurityException e) {
      // The cause says no more than "decryption failed"; what helps is which key was meant.
      throw new VaultException(whyNot(sealed, associated));
    }
  }

  /** Whether the bytes were sealed under the current key. */
  boolean isCurrent(byte[] sealed) {
    return sealed.length > PREFIX_BYTES && keyId(sealed) == keys.current().id();
  }

  private String whyNot(byte[] sealed, String associated) {
    if (sealed.length <= PREFIX_BYTES || sealed[0] != 1) {
      return "What is stored for " + associated + " was not sealed by a vault: enter it again";
    }
    int id = keyId(sealed);
    if (
      id == keys.current().id() ||
      keys
        .previous()
        .filter(key -> key.id() == id)
        .isPresent()
    ) {
      return "What is stored for " + associated + " was changed or belongs elsewhere: enter it again";
    }
    return (
      "What is stored for %s was sealed under the master key %08x, but ledger.vault.key is %s: " +
      "set ledger.vault.previous-key to that earlier key, or enter it again"
    ).formatted(associated, id, keys.current().shownId());
  }

  private static int keyId(byte[] sealed) {
    return ByteBuffer.wrap(sealed, 1, Integer.BYTES).getInt();
  }
}
