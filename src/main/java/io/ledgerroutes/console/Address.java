package io.ledgerroutes.console;

import java.util.LinkedHashMap;
import java.util.Map;
import org.springframework.web.util.UriComponentsBuilder;

/** Addresses of pages with what they are asked for. */
public final class Address {

  private Address() {}

  /** Encoded; parameters that are empty or null are left out. */
  public static String of(String path, Map<String, String> parameters) {
    UriComponentsBuilder address = UriComponentsBuilder.fromPath(path);
    Map<String, String> values = new LinkedHashMap<>();
    parameters.forEach((name, value) -> {
      if (value != null && !value.isEmpty()) {
        address.queryParam(name, "{" + name + "}");
        values.put(name, value);
      }
    });
    return address.encode().buildAndExpand(values).toUriString();
  }
}
