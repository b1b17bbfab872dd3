package io.ledgerroutes.sandbox.shop;

import io.ledgerroutes.sandbox.stage.Hmac;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.HexFormat;

/** How a shop signs and names its deliveries (facts, shop 1 and 14). */
final class Signature {

  private Signature() {}

  /** base64(HMAC-SHA256(body, secret)); the secret is HTML-decoded first. */
  static String of(byte[] body, String secret) {
    String decoded = secret
      .replace("&lt;", "<")
      .replace("&gt;", ">")
      .replace("&quot;", "\"")
      .replace("&#039;", "'")
      .replace("&amp;", "&");
    // An empty key cannot be had; HMAC treats it like zeros.
    return Hmac.sha256(body, decoded.isEmpty() ? "\0" : decoded);
  }

  /** Not unique: the hash of the webhook's id and the current second. */
  static String deliveryId(String webhook, Instant now) {
    try {
      MessageDigest md5 = MessageDigest.getInstance("MD5");
      byte[] hash = md5.digest((webhook + now.getEpochSecond()).getBytes(StandardCharsets.US_ASCII));
      return HexFormat.of().formatHex(hash);
    } catch (GeneralSecurityException impossible) {
      throw new IllegalStateException(impossible);
    }
  }
}
