package io.ledgerroutes.sandbox.shop;

import com.fasterxml.jackson.databind.JsonNode;
import io.ledgerroutes.sandbox.stage.Json;
import java.nio.charset.StandardCharsets;

/** JSON in PHP's own writing: slashes and all but ASCII are escaped. Written anew it differs (facts, shop 14). */
final class PhpJson {

  private static final int LAST_ASCII = 0x7F;

  private PhpJson() {}

  static byte[] bytes(JsonNode body) {
    String json = new String(Json.bytes(body), StandardCharsets.UTF_8);
    StringBuilder php = new StringBuilder(json.length() + json.length() / 8);
    for (int i = 0; i < json.length(); i++) {
      char c = json.charAt(i);
      if (c == '/') {
        php.append("\\/");
      } else if (c >= LAST_ASCII) {
        php.append("\\u").append(String.format("%04x", (int) c));
      } else {
        php.append(c);
      }
    }
    return php.toString().getBytes(StandardCharsets.US_ASCII);
  }
}
