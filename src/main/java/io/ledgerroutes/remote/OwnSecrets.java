package io.ledgerroutes.remote;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The secrets that a call carries. A remote that refuses a call may repeat what it was sent, and its words are kept
 * and shown: whatever comes back of them is struck out before anybody reads the answer.
 */
final class OwnSecrets {

  private static final String STRUCK = "•••";
  private static final int SHORTEST = 4;
  private static final Pattern NAMED = Pattern.compile(
    "(?:^|[?&])[a-z_]*(?:key|secret|token|password|code|verifier)=([^&\\s\"]+)" +
      "|\"[a-z_]*(?:secret|token|password)\"\\s*:\\s*\"([^\"]+)\"",
    Pattern.CASE_INSENSITIVE
  );

  private OwnSecrets() {}

  /** The answer as it is, or without what the remote repeats where it refuses. */
  static RemoteAnswer struckFrom(RemoteAnswer answer, RemoteRequest request) {
    if (answer.successful() || answer.body().length == 0) {
      return answer;
    }
    String text = answer.text();
    String struck = text;
    for (String secret : of(request)) {
      struck = struck.replace(secret, STRUCK);
    }
    // An answer that is no text stays byte for byte what it was.
    return struck.equals(text)
      ? answer
      : new RemoteAnswer(answer.status(), answer.headers(), struck.getBytes(StandardCharsets.UTF_8));
  }

  /** In clear and in the forms in which they are sent, what contains others before what it contains. */
  static Set<String> of(RemoteRequest request) {
    Set<String> secrets = new LinkedHashSet<>();
    request
      .headers()
      .forEach((name, value) -> {
        if (name.toLowerCase(Locale.ROOT).equals("authorization")) {
          authorization(value, secrets);
        }
      });
    named(request.uri().getRawQuery(), secrets);
    named(request.body() == null ? null : new String(request.body(), StandardCharsets.UTF_8), secrets);
    return secrets;
  }

  private static void authorization(String value, Set<String> secrets) {
    String credentials = value.substring(value.indexOf(' ') + 1);
    add(credentials, secrets);
    if (value.regionMatches(true, 0, "Basic ", 0, 6)) {
      String pair = new String(Base64.getDecoder().decode(credentials), StandardCharsets.UTF_8);
      add(pair, secrets);
      for (String part : pair.split(":", 2)) {
        add(part, secrets);
      }
    }
  }

  private static void named(String text, Set<String> secrets) {
    Matcher found = NAMED.matcher(text == null ? "" : text);
    while (found.find()) {
      String form = found.group(1);
      if (form == null) {
        add(found.group(2), secrets);
      } else {
        add(form, secrets);
        add(decoded(form), secrets);
      }
    }
  }

  private static String decoded(String form) {
    try {
      return URLDecoder.decode(form, StandardCharsets.UTF_8);
    } catch (IllegalArgumentException notEncoded) {
      return form;
    }
  }

  // What is shorter is no secret, and would be found in every second word.
  private static void add(String secret, Set<String> secrets) {
    if (secret.length() >= SHORTEST) {
      secrets.add(secret);
    }
  }
}
