package io.ledgerroutes.sandbox.shop;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.Base64;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** How a shop signs and names its deliveries (facts, shop 1 and 14). */
final class Signature {

  private Signature() {}

  /** base64(HMAC-SHA256(body, secret)); the secret is HTML-decoded first. */
  static String of(byte[] body, String secret) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(key(secret), "HmacSHA256"));
      return Base64.getEncoder().encodeToString(mac.doFinal(body));
    } catch (GeneralSecurityException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  private static byte[] key(String secret) {
    String decoded = secret
      .replace("&lt;", "<")
      .replace("&gt;", ">")
      .replace("&quot;", "\"")
      .replace("&#039;", "'")
      .replace("&amp;", "&");
    // An empty key cannot be had; HMAC treats it like zeros.
    return decoded.isEmpty() ? new byte[1] : decoded.getBytes(StandardCharsets.UTF_8);
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
