package io.ledgerroutes.sandbox.sftp;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.ledgerroutes.sandbox.stage.Journal;
import io.ledgerroutes.sandbox.stage.Json;
import io.ledgerroutes.sandbox.stage.Shelf;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.X509EncodedKeySpec;
import org.apache.sshd.common.config.keys.PublicKeyEntry;
import org.apache.sshd.common.config.keys.writer.openssh.OpenSSHKeyPairResourceWriter;

/**
 * The key pairs of the server and of its one user, made once and kept: ECDSA on nistp256, which needs nothing that
 * the JDK does not have.
 *
 * @param host what the server shows
 * @param other what it shows while its key is said to have changed
 * @param user what its user may sign in with
 */
record Keys(KeyPair host, KeyPair other, KeyPair user) {
  /** The pairs on the journal's shelf, made and put there if they are not. */
  static Keys kept(Journal journal) {
    Shelf shelf = journal.shelf("stampli-keys");
    return journal.together(() -> new Keys(pair(shelf, "host"), pair(shelf, "other"), pair(shelf, "user")));
  }

  /** An OpenSSH public key line: type and base64. */
  static String line(KeyPair pair) {
    return PublicKeyEntry.toString(pair.getPublic());
  }

  /** The private key as an OpenSSH file without a passphrase. */
  static String privateKey(KeyPair pair) {
    ByteArrayOutputStream file = new ByteArrayOutputStream();
    try {
      OpenSSHKeyPairResourceWriter.INSTANCE.writePrivateKey(pair, "sandbox", null, file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (GeneralSecurityException impossible) {
      throw new IllegalStateException(impossible);
    }
    return file.toString(StandardCharsets.UTF_8);
  }

  private static KeyPair pair(Shelf shelf, String name) {
    ObjectNode kept = shelf.get(name).orElseGet(() -> generate(shelf, name));
    try {
      KeyFactory keys = KeyFactory.getInstance("EC");
      return new KeyPair(
        keys.generatePublic(new X509EncodedKeySpec(kept.path("public").binaryValue())),
        keys.generatePrivate(new PKCS8EncodedKeySpec(kept.path("private").binaryValue()))
      );
    } catch (GeneralSecurityException | IOException spoilt) {
      throw new IllegalStateException("The sandbox's SSH key '" + name + "' is spoilt", spoilt);
    }
  }

  private static ObjectNode generate(Shelf shelf, String name) {
    try {
      KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
      generator.initialize(new ECGenParameterSpec("secp256r1"));
      KeyPair fresh = generator.generateKeyPair();
      ObjectNode kept = Json.object()
        .put("public", fresh.getPublic().getEncoded())
        .put("private", fresh.getPrivate().getEncoded());
      shelf.put(name, kept);
      return kept;
    } catch (GeneralSecurityException impossible) {
      throw new IllegalStateException(impossible);
    }
  }
}
