package io.ledgerroutes.sandbox.xero;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.text.Normalizer;
import java.time.DateTimeException;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Xero's {@code where} clause: comparisons of fields with text, numbers, {@code DateTime(y, m, d)},
 * {@code Guid("…")}, true, false and null, and Contains, StartsWith and EndsWith, joined by AND, OR and brackets.
 * Text is compared without regard to case and accents (facts, Xero 3). {@code fields} are the ones it names.
 */
record Where(Predicate<JsonNode> test, Set<String> fields) {
  static final Where EVERYTHING = new Where(document -> true, Set.of());

  private static final Pattern TOKEN = Pattern.compile(
    "\\s*(\"[^\"]*\"|-?\\d+(?:\\.\\d+)?|[A-Za-z_][A-Za-z0-9_.]*|==|!=|>=|<=|&&|\\|\\||[<>=(),])\\s*"
  );
  private static final Pattern MARKS = Pattern.compile("\\p{M}+");

  /** The clause, empty when it cannot be understood. */
  static Optional<Where> parse(String clause) {
    try {
      Reader reader = new Reader(tokens(clause));
      Predicate<JsonNode> test = reader.any();
      return reader.atEnd() ? Optional.of(new Where(test, reader.fields)) : Optional.empty();
    } catch (IllegalArgumentException | DateTimeException notUnderstood) {
      return Optional.empty();
    }
  }

  boolean matches(ObjectNode document) {
    return test.test(document);
  }

  private static List<String> tokens(String clause) {
    List<String> tokens = new ArrayList<>();
    Matcher matcher = TOKEN.matcher(clause);
    int at = 0;
    while (at < clause.length()) {
      if (!matcher.region(at, clause.length()).lookingAt()) {
        throw new IllegalArgumentException(clause);
      }
      tokens.add(matcher.group(1));
      at = matcher.end();
    }
    return tokens;
  }

  /** Reads tokens from left to right; what it cannot make sense of is an IllegalArgumentException. */
  private static final class Reader {

    private final List<String> tokens;
    private final Set<String> fields = new HashSet<>();
    private int at;

    private Reader(List<String> tokens) {
      this.tokens = tokens;
    }

    private boolean atEnd() {
      return at == tokens.size();
    }

    private String next() {
      if (atEnd()) {
        throw new IllegalArgumentException("ends too early");
      }
      return tokens.get(at++);
    }

    private boolean skip(String... words) {
      boolean met = !atEnd() && List.of(words).contains(tokens.get(at).toUpperCase(Locale.ROOT));
      at += met ? 1 : 0;
      return met;
    }

    private void expect(String token) {
      if (!next().equals(token)) {
        throw new IllegalArgumentException("expected " + token);
      }
    }

    private Predicate<JsonNode> any() {
      Predicate<JsonNode> test = all();
      while (skip("OR", "||")) {
        test = test.or(all());
      }
      return test;
    }

    private Predicate<JsonNode> all() {
      Predicate<JsonNode> test = one();
      while (skip("AND", "&&")) {
        test = test.and(one());
      }
      return test;
    }

    private Predicate<JsonNode> one() {
      if (skip("(")) {
        Predicate<JsonNode> test = any();
        expect(")");
        return test;
      }
      String field = next();
      if (!field.matches("[A-Za-z_].*")) {
        throw new IllegalArgumentException(field);
      }
      return skip("(") ? function(field) : comparison(field);
    }

    private Predicate<JsonNode> function(String call) {
      int dot = call.lastIndexOf('.');
      String field = named(call.substring(0, Math.max(dot, 0)));
      String name = call.substring(dot + 1);
      if (name.equals("ToLower") || name.equals("ToUpper")) {
        expect(")");
        return comparison(field);
      }
      String wanted = text(next());
      expect(")");
      return switch (name) {
        case "Contains" -> document -> folded(at(document, field)).contains(wanted);
        case "StartsWith" -> document -> folded(at(document, field)).startsWith(wanted);
        case "EndsWith" -> document -> folded(at(document, field)).endsWith(wanted);
        default -> throw new IllegalArgumentException(name);
      };
    }

    private Predicate<JsonNode> comparison(String field) {
      String path = named(field);
      String sign = next();
      Value value = value(next());
      return switch (sign) {
        case "==", "=" -> document -> value.equal(at(document, path));
        case "!=" -> document -> !value.equal(at(document, path));
        case ">" -> document ->
          value
            .compare(at(document, path))
            .filter(order -> order > 0)
            .isPresent();
        case "<" -> document ->
          value
            .compare(at(document, path))
            .filter(order -> order < 0)
            .isPresent();
        case ">=" -> document ->
          value
            .compare(at(document, path))
            .filter(order -> order >= 0)
            .isPresent();
        case "<=" -> document ->
          value
            .compare(at(document, path))
            .filter(order -> order <= 0)
            .isPresent();
        default -> throw new IllegalArgumentException(sign);
      };
    }

    private String named(String field) {
      if (field.isEmpty()) {
        throw new IllegalArgumentException("a field is missing");
      }
      fields.add(field.split("\\.")[0]);
      return field;
    }

    private Value value(String token) {
      if (token.startsWith("\"")) {
        return new Text(text(token));
      }
      if (token.matches("-?\\d.*")) {
        return new Amount(new BigDecimal(token));
      }
      return switch (token.toLowerCase(Locale.ROOT)) {
        case "true", "false" -> new Text(token.toLowerCase(Locale.ROOT));
        case "null" -> new Nothing();
        case "guid" -> new Text(text(arguments().getFirst()));
        case "datetime" -> moment(arguments());
        default -> throw new IllegalArgumentException(token);
      };
    }

    private List<String> arguments() {
      expect("(");
      List<String> arguments = new ArrayList<>(List.of(next()));
      while (skip(",")) {
        arguments.add(next());
      }
      expect(")");
      return arguments;
    }

    private static Moment moment(List<String> parts) {
      int[] numbers = new int[6];
      for (int i = 0; i < parts.size() && i < numbers.length; i++) {
        numbers[i] = Integer.parseInt(parts.get(i));
      }
      LocalDateTime time = LocalDateTime.of(
        numbers[0],
        numbers[1],
        numbers[2],
        numbers[3],
        numbers[4],
        numbers[5]
      );
      return new Moment(time.toInstant(ZoneOffset.UTC).toEpochMilli());
    }

    private static String text(String token) {
      if (!token.startsWith("\"")) {
        throw new IllegalArgumentException(token);
      }
      return folded(token.substring(1, token.length() - 1));
    }
  }

  /** What a field is compared with. */
  private sealed interface Value {
    boolean equal(JsonNode node);

    /** The field against this: below 0, 0 or above; empty when it has nothing to compare. */
    Optional<Integer> compare(JsonNode node);
  }

  private record Text(String text) implements Value {
    @Override
    public boolean equal(JsonNode node) {
      return folded(node).equals(text);
    }

    @Override
    public Optional<Integer> compare(JsonNode node) {
      return Optional.of(folded(node).compareTo(text));
    }
  }

  private record Amount(BigDecimal amount) implements Value {
    @Override
    public boolean equal(JsonNode node) {
      return compare(node)
        .filter(order -> order == 0)
        .isPresent();
    }

    @Override
    public Optional<Integer> compare(JsonNode node) {
      return node.isNumber() ? Optional.of(node.decimalValue().compareTo(amount)) : Optional.empty();
    }
  }

  private record Moment(long millis) implements Value {
    @Override
    public boolean equal(JsonNode node) {
      return compare(node)
        .filter(order -> order == 0)
        .isPresent();
    }

    @Override
    public Optional<Integer> compare(JsonNode node) {
      return node.asText().startsWith("/Date(")
        ? Optional.of(Long.compare(XeroDates.millis(node.asText()), millis))
        : Optional.empty();
    }
  }

  private record Nothing() implements Value {
    @Override
    public boolean equal(JsonNode node) {
      return node.isMissingNode() || node.isNull();
    }

    @Override
    public Optional<Integer> compare(JsonNode node) {
      return Optional.empty();
    }
  }

  private static JsonNode at(JsonNode document, String field) {
    JsonNode node = document;
    for (String step : field.split("\\.")) {
      node = node.path(step);
    }
    return node;
  }

  private static String folded(JsonNode node) {
    return folded(node.asText(""));
  }

  private static String folded(String text) {
    return MARKS.matcher(Normalizer.normalize(text, Normalizer.Form.NFD))
      .replaceAll("")
      .toLowerCase(Locale.ROOT);
  }
}
