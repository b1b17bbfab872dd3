package io.ledgerroutes.woocommerce;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** base64(HMAC-SHA256(the exact bytes, secret)), as the shop signs (facts, WooCommerce 14). */
final class WooCommerceSignature {

  private static final String ALGORITHM = "HmacSHA256";

  private WooCommerceSignature() {}

  /** Whether the signature fits, compared in constant time. */
  static boolean fits(String signature, byte[] body, String secret) {
    byte[] expected = Base64.getEncoder().encode(hmac(body, WooCommerceSecret.decoded(secret)));
    return MessageDigest.isEqual(expected, signature.getBytes(StandardCharsets.ISO_8859_1));
  }

  private static byte[] hmac(byte[] body, String secret) {
    try {
      Mac mac = Mac.getInstance(ALGORITHM);
      mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), ALGORITHM));
      return mac.doFinal(body);
    } catch (GeneralSecurityException impossible) {
      throw new IllegalStateException(impossible);
    }
  }
}
