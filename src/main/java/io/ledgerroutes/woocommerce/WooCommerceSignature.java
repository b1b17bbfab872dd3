package io.ledgerroutes.woocommerce;

import io.ledgerroutes.ingress.HmacSignature;

/** base64(HMAC-SHA256(the exact bytes, secret)), as the shop signs (facts, WooCommerce 14). */
final class WooCommerceSignature {

  private WooCommerceSignature() {}

  /** Whether the signature fits, compared in constant time. */
  static boolean fits(String signature, byte[] body, String secret) {
    return HmacSignature.fits(signature, body, WooCommerceSecret.decoded(secret));
  }
}
