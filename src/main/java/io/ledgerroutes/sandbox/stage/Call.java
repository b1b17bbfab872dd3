package io.ledgerroutes.sandbox.stage;

import com.fasterxml.jackson.databind.JsonNode;
import com.sun.net.httpserver.Headers;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** One request as it came in: method, decoded path, query parameters, headers and the raw body. */
public record Call(String method, String path, String rawQuery, Headers headers, byte[] body) {
  /** The query parameters in the order sent; a repeated one keeps all its values. */
  public Map<String, List<String>> query() {
    return pairs(rawQuery);
  }

  /** The first value of a query parameter; a blank one counts as absent. */
  public Optional<String> param(String name) {
    return query()
      .getOrDefault(name, List.of())
      .stream()
      .filter(value -> !value.isBlank())
      .findFirst();
  }

  /** All values of a list parameter, written as {@code name=a,b} or {@code name[]=a&name[]=b}. */
  public List<String> params(String name) {
    List<String> values = new ArrayList<>(query().getOrDefault(name, List.of()));
    query()
      .entrySet()
      .stream()
      .filter(entry -> entry.getKey().matches(Pattern.quote(name) + "\\[\\d*]"))
      .forEach(entry -> values.addAll(entry.getValue()));
    return values
      .stream()
      .flatMap(value -> Arrays.stream(value.split(",")))
      .map(String::trim)
      .filter(value -> !value.isEmpty())
      .toList();
  }

  public Set<String> paramNames() {
    return query().keySet();
  }

  public Optional<String> header(String name) {
    return Optional.ofNullable(headers.getFirst(name));
  }

  /** The body as JSON, empty when it is not well-formed. */
  public Optional<JsonNode> json() {
    return Json.parse(body);
  }

  /** The body as text. */
  public String text() {
    return new String(body, StandardCharsets.UTF_8);
  }

  /** The first value of every field of a form body. */
  public Map<String, String> form() {
    Map<String, String> fields = new LinkedHashMap<>();
    pairs(text()).forEach((name, values) -> fields.put(name, values.getFirst()));
    return fields;
  }

  /** The same call seen from below a prefix: {@code /shop/x} under {@code /shop} is {@code /x}. */
  public Call under(String prefix) {
    String rest = path.substring(prefix.length());
    return new Call(method, rest.isEmpty() ? "/" : rest, rawQuery, headers, body);
  }

  /** The non-empty segments of the path. */
  public List<String> segments() {
    return Arrays.stream(path.split("/"))
      .filter(segment -> !segment.isEmpty())
      .toList();
  }

  private static Map<String, List<String>> pairs(String encoded) {
    Map<String, List<String>> pairs = new LinkedHashMap<>();
    if (encoded == null || encoded.isEmpty()) {
      return pairs;
    }
    for (String pair : encoded.split("&")) {
      int equals = pair.indexOf('=');
      String name = decode(equals < 0 ? pair : pair.substring(0, equals));
      String value = equals < 0 ? "" : decode(pair.substring(equals + 1));
      pairs.computeIfAbsent(name, unused -> new ArrayList<>()).add(value);
    }
    return pairs;
  }

  private static String decode(String text) {
    try {
      return URLDecoder.decode(text, StandardCharsets.UTF_8);
    } catch (IllegalArgumentException badEscape) {
      return text;
    }
  }
}
