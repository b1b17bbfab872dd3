package io.ledgerroutes.stampli;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Arrays;
import java.util.List;

/**
 * Where files go, as it is written in a connection's file: {@code sftp://user@host:port/directory}.
 *
 * @param directory absolute, without a slash at its end; {@code /} is the root
 */
record SftpServer(String user, String host, int port, String directory) {
  static final int PORT = 22;
  private static final List<String> UPWARD = List.of(".", "..");

  /**
   * Reads an address.
   *
   * @throws IllegalArgumentException that says why it is refused, without repeating it
   */
  static SftpServer of(String text) {
    URI uri = parse(text);
    if (!"sftp".equals(uri.getScheme()) || uri.getHost() == null) {
      throw new IllegalArgumentException("not an address of sftp with a host");
    }
    if (uri.getUserInfo() == null || uri.getUserInfo().isBlank()) {
      throw new IllegalArgumentException("it names no user");
    }
    if (uri.getUserInfo().contains(":")) {
      throw new IllegalArgumentException("it holds a password, which belongs into the vault");
    }
    if (uri.getQuery() != null || uri.getFragment() != null) {
      throw new IllegalArgumentException("it has something behind the directory");
    }
    return new SftpServer(uri.getUserInfo(), uri.getHost(), port(uri), directory(uri));
  }

  private static int port(URI uri) {
    int port = uri.getPort();
    if (port == 0 || port > 65_535) {
      throw new IllegalArgumentException("its port is none");
    }
    return port < 0 ? PORT : port;
  }

  private static String directory(URI uri) {
    String path = uri.getPath().replaceAll("/+", "/").replaceAll("/$", "");
    if (
      Arrays.stream(path.split("/")).anyMatch(UPWARD::contains) ||
      path.codePoints().anyMatch(Character::isISOControl)
    ) {
      throw new IllegalArgumentException("its directory is not written out");
    }
    return path.isEmpty() ? "/" : path;
  }

  private static URI parse(String text) {
    try {
      return new URI(text);
    } catch (URISyntaxException _) {
      // The parser repeats its input, which may hold a password.
      throw new IllegalArgumentException("not an address");
    }
  }
}
