package io.ledgerroutes.bench;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Signed order webhooks of one shop, each of another order, as the bytes of whole HTTP requests. */
final class WebhookSource {

  private static final int BODY_BYTES = 2048;
  private static final int ID_AT = "{\"id\":".length();
  private static final int ID_DIGITS = 10;

  private final byte[] head;
  private final int signatureAt;
  private final byte[] body = body();
  private final Mac mac;
  private long next;

  /** Orders of a connection, numbered upwards from {@code first}. */
  WebhookSource(String connection, String secret, long first) {
    this.next = first;
    String beforeSignature =
      "POST /webhooks/woocommerce/" +
      connection +
      " HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nContent-Length: " +
      BODY_BYTES +
      "\r\nX-WC-Webhook-Source: https://shop.example/\r\nX-WC-Webhook-Topic: order.updated\r\n" +
      "X-WC-Webhook-Resource: order\r\nX-WC-Webhook-Event: updated\r\nX-WC-Webhook-ID: 7\r\n" +
      "X-WC-Webhook-Delivery-ID: 4f6a2b\r\nUser-Agent: WooCommerce/9.4 Hookshot\r\nX-WC-Webhook-Signature: ";
    this.signatureAt = beforeSignature.length();
    this.head = (beforeSignature + "=".repeat(44) + "\r\n\r\n").getBytes(StandardCharsets.ISO_8859_1);
    try {
      this.mac = Mac.getInstance("HmacSHA256");
      this.mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
    } catch (GeneralSecurityException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  private static byte[] body() {
    StringBuilder order = new StringBuilder("{\"id\":1000000000,\"status\":\"processing\",\"line_items\":[");
    for (int line = 1; order.length() < BODY_BYTES - 200; line++) {
      order
        .append("{\"id\":")
        .append(line)
        .append(",\"name\":\"Ceramic bowl\",\"sku\":\"BOWL-")
        .append(line)
        .append("\",\"quantity\":2,\"subtotal\":\"39.90\",\"total\":\"35.91\",\"total_tax\":\"3.59\"},");
    }
    order.setLength(order.length() - 1);
    order.append("],\"customer_note\":\"");
    order.append("x".repeat(BODY_BYTES - order.length() - 2)).append("\"}");
    return order.toString().getBytes(StandardCharsets.US_ASCII);
  }

  /** The next order's request. */
  byte[] next() {
    long id = next++;
    for (int digit = ID_DIGITS - 1; digit >= 0; digit--) {
      body[ID_AT + digit] = (byte) ('0' + (id % 10));
      id /= 10;
    }
    byte[] signature = Base64.getEncoder().encode(mac.doFinal(body));
    byte[] request = new byte[head.length + body.length];
    System.arraycopy(head, 0, request, 0, head.length);
    System.arraycopy(signature, 0, request, signatureAt, signature.length);
    System.arraycopy(body, 0, request, head.length, body.length);
    return request;
  }
}
