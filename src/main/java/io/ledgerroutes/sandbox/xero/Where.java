package io.ledgerroutes.sandbox.xero;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The part of Xero's {@code where} clause that is worth having: {@code Field=="text"}, joined by AND, or all
 * by OR. Text is compared without regard to case and accents (facts, Xero 3).
 */
record Where(List<Condition> conditions, boolean any) {
  static final Where EVERYTHING = new Where(List.of(), false);

  private static final Pattern CONDITION = Pattern.compile("\\s*([A-Za-z.]+)\\s*(==|!=)\\s*\"([^\"]*)\"\\s*");
  private static final Pattern MARKS = Pattern.compile("\\p{M}+");

  record Condition(String field, boolean equal, String value) {
    boolean matches(ObjectNode document) {
      JsonNode node = document;
      for (String step : field.split("\\.")) {
        node = node.path(step);
      }
      return folded(node.asText()).equals(value) == equal;
    }
  }

  /** The clause, empty when it says something this sandbox does not understand. */
  static Optional<Where> parse(String clause) {
    boolean any = clause.matches("(?is).*\"\\s*(OR|\\|\\|)\\s*[A-Za-z.]+\\s*[=!]=.*");
    String joiner = any
      ? "(?i)(?<=\")\\s*(?:OR|\\|\\|)\\s*(?=[A-Za-z])"
      : "(?i)(?<=\")\\s*(?:AND|&&)\\s*(?=[A-Za-z])";
    List<Condition> conditions = new ArrayList<>();
    for (String part : clause.split(joiner)) {
      Matcher matcher = CONDITION.matcher(part);
      if (!matcher.matches()) {
        return Optional.empty();
      }
      conditions.add(
        new Condition(matcher.group(1), matcher.group(2).equals("=="), folded(matcher.group(3)))
      );
    }
    return Optional.of(new Where(conditions, any));
  }

  boolean matches(ObjectNode document) {
    return any
      ? conditions.stream().anyMatch(condition -> condition.matches(document))
      : conditions.stream().allMatch(condition -> condition.matches(document));
  }

  private static String folded(String text) {
    return MARKS.matcher(Normalizer.normalize(text, Normalizer.Form.NFD))
      .replaceAll("")
      .toLowerCase(Locale.ROOT);
  }
}
