package io.ledgerroutes.remote;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;

/**
 * What a remote answered, whatever its status.
 *
 * @param headers by lower-case name
 */
public record RemoteAnswer(int status, Map<String, String> headers, byte[] body) {
  public Optional<String> header(String name) {
    return Optional.ofNullable(headers.get(name.toLowerCase(java.util.Locale.ROOT)));
  }

  /** The media type without parameters in lower case, empty where none was given. */
  public String contentType() {
    return header("content-type")
      .map(type -> type.split(";")[0].strip().toLowerCase(java.util.Locale.ROOT))
      .orElse("");
  }

  public boolean successful() {
    return status >= 200 && status < 300;
  }

  public String text() {
    return new String(body, StandardCharsets.UTF_8);
  }
}
