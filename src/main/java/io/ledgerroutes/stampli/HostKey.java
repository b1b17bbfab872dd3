package io.ledgerroutes.stampli;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Base64;
import java.util.Objects;
import java.util.Optional;

/**
 * A server's public key.
 *
 * @param type e.g. {@code ssh-ed25519}
 * @param blob as it goes over the wire
 */
record HostKey(String type, byte[] blob) {
  private static final int SSH_PORT = 22;

  /** Reads an OpenSSH public key line, with or without a host before it and a comment behind it. */
  static Optional<HostKey> read(String line) {
    return Arrays.stream(line.strip().split("\\s+"))
      .filter(word -> word.startsWith("AAAA"))
      .findFirst()
      .flatMap(HostKey::ofBase64);
  }

  private static Optional<HostKey> ofBase64(String text) {
    try {
      return Optional.of(of(Base64.getDecoder().decode(text)));
    } catch (IllegalArgumentException notAKey) {
      return Optional.empty();
    }
  }

  /** Of the bytes that a server sent; throws IllegalArgumentException where they are no key. */
  static HostKey of(byte[] blob) {
    if (blob.length < Integer.BYTES) {
      throw new IllegalArgumentException("not a key");
    }
    int length = ByteBuffer.wrap(blob).getInt();
    if (length < 1 || length > blob.length - Integer.BYTES) {
      throw new IllegalArgumentException("not a key");
    }
    return new HostKey(new String(blob, Integer.BYTES, length, StandardCharsets.US_ASCII), blob);
  }

  /** As it is stored: type and base64. */
  String line() {
    return type + " " + Base64.getEncoder().encodeToString(blob);
  }

  /** As ssh-keygen shows it. */
  String fingerprint() {
    try {
      byte[] digest = MessageDigest.getInstance("SHA-256").digest(blob);
      return "SHA256:" + Base64.getEncoder().withoutPadding().encodeToString(digest);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("SHA-256 is part of every JDK", e);
    }
  }

  /** The one line of a known_hosts file that lets this key pass, and no other. */
  byte[] knownHosts(String host, int port) {
    String name = port == SSH_PORT ? host : "[" + host + "]:" + port;
    return (name + " " + line() + "\n").getBytes(StandardCharsets.US_ASCII);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof HostKey key && type.equals(key.type) && Arrays.equals(blob, key.blob);
  }

  @Override
  public int hashCode() {
    return Objects.hash(type, Arrays.hashCode(blob));
  }

  @Override
  public String toString() {
    return type + " " + fingerprint();
  }
}
