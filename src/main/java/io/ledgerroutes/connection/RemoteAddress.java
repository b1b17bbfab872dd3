package io.ledgerroutes.connection;

import java.net.URI;
import java.util.Set;

/** A remote's address is https, or http on loopback. */
public final class RemoteAddress {

  private static final Set<String> LOOPBACK = Set.of("localhost", "127.0.0.1", "[::1]");

  private RemoteAddress() {}

  /**
   * Reads and checks an address; a slash at its end is dropped.
   *
   * @throws IllegalArgumentException that says why it is refused, without repeating it
   */
  public static URI of(String text) {
    URI uri = parse(text);
    if (
      uri.getHost() == null ||
      uri.getUserInfo() != null ||
      uri.getQuery() != null ||
      uri.getFragment() != null
    ) {
      throw new IllegalArgumentException("not an address with a host and without user, query or fragment");
    }
    boolean plain = "http".equals(uri.getScheme()) && LOOPBACK.contains(uri.getHost());
    if (!plain && !"https".equals(uri.getScheme())) {
      throw new IllegalArgumentException("neither https nor http on loopback");
    }
    return uri;
  }

  private static URI parse(String text) {
    try {
      return URI.create(text.endsWith("/") ? text.substring(0, text.length() - 1) : text);
    } catch (IllegalArgumentException e) {
      // The parser repeats its input, which may hold a password.
      throw new IllegalArgumentException("not an address", e);
    }
  }
}
