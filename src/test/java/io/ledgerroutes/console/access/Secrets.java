package io.ledgerroutes.console.access;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Collection;
import java.util.HexFormat;
import java.util.Map;
import java.util.TreeMap;

/** Known secrets, and whether a text holds one of them: in clear, encoded for an address, in Base64 or in hex. */
final class Secrets {

  private static final int SHORTEST = 8;

  private final Map<String, String> forms = new TreeMap<>();

  /** Adds a secret under the name by which it is reported. */
  void add(String name, String secret) {
    if (secret.length() < SHORTEST) {
      throw new IllegalArgumentException(name + " is too short to be told from other text");
    }
    byte[] bytes = secret.getBytes(StandardCharsets.UTF_8);
    forms.put(secret, name);
    forms.put(URLEncoder.encode(secret, StandardCharsets.UTF_8), name + " URL-encoded");
    forms.put(HexFormat.of().formatHex(bytes), name + " in hex");
    // Within a longer text the same bytes look different in Base64, by where they begin.
    for (int shift = 0; shift < 3; shift++) {
      forms.put(base64(Base64.getEncoder(), bytes, shift), name + " in Base64");
      forms.put(base64(Base64.getUrlEncoder(), bytes, shift), name + " in Base64");
    }
  }

  private static String base64(Base64.Encoder encoder, byte[] bytes, int shift) {
    byte[] shifted = new byte[bytes.length + shift];
    System.arraycopy(bytes, 0, shifted, shift, bytes.length);
    String whole = encoder.withoutPadding().encodeToString(shifted);
    // The first and the last letter also depend on what stands beside the secret.
    int from = shift == 0 ? 0 : shift + 1;
    return whole.substring(from, whole.length() - 1);
  }

  int count() {
    return forms.size();
  }

  Collection<String> names() {
    return forms.values();
  }

  /** The names of those that the text holds, with a little of what stands before each; empty where none. */
  Map<String, String> in(String text) {
    Map<String, String> found = new TreeMap<>();
    forms.forEach((form, name) -> {
      int at = text.indexOf(form);
      if (at >= 0) {
        found.put(name, text.substring(Math.max(0, at - 120), at));
      }
    });
    return found;
  }
}
