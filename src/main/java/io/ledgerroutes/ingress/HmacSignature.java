package io.ledgerroutes.ingress;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** base64(HMAC-SHA256(the exact bytes, key)), as several remotes sign what they send. */
public final class HmacSignature {

  private static final String ALGORITHM = "HmacSHA256";

  private HmacSignature() {}

  /**
   * Whether the signature fits, compared in constant time.
   *
   * @param key not empty
   */
  public static boolean fits(String signature, byte[] body, String key) {
    byte[] expected = Base64.getEncoder().encode(hmac(body, key));
    return MessageDigest.isEqual(expected, signature.getBytes(StandardCharsets.ISO_8859_1));
  }

  private static byte[] hmac(byte[] body, String key) {
    try {
      Mac mac = Mac.getInstance(ALGORITHM);
      mac.init(new SecretKeySpec(key.getBytes(StandardCharsets.UTF_8), ALGORITHM));
      return mac.doFinal(body);
    } catch (GeneralSecurityException impossible) {
      throw new IllegalStateException(impossible);
    }
  }
}
