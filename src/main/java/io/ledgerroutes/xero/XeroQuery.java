package io.ledgerroutes.xero;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.function.Function;

/** Queries of lists: encoded, and cut into as many as keep the address short enough (facts, Xero 3). */
final class XeroQuery {

  private static final int LONGEST = 1_800;
  private static final int MOST_VALUES = 40;

  private XeroQuery() {}

  /**
   * One text per query: the values as clauses, joined, encoded, none longer than an address may be.
   *
   * @param clause makes a value's part of the query, not yet encoded
   */
  static List<String> chunks(Collection<String> values, Function<String, String> clause, String joiner) {
    List<String> chunks = new ArrayList<>();
    StringBuilder chunk = new StringBuilder();
    int count = 0;
    for (String value : values) {
      String part = encoded(clause.apply(value));
      if (count > 0 && (count == MOST_VALUES || chunk.length() + part.length() > LONGEST)) {
        chunks.add(chunk.toString());
        chunk.setLength(0);
        count = 0;
      }
      chunk.append(count == 0 ? "" : encoded(joiner)).append(part);
      count++;
    }
    if (count > 0) {
      chunks.add(chunk.toString());
    }
    return chunks;
  }

  /** {@code Field=="value"}; only for values that are {@link #quotable}. */
  static Function<String, String> equal(String field) {
    return value -> field + "==\"" + value + "\"";
  }

  /** The days from one to another, both ISO and included, as a condition. */
  static String days(String field, String from, String to) {
    return field + ">=" + dateTime(from) + " AND " + field + "<=" + dateTime(to);
  }

  private static String dateTime(String day) {
    return "DateTime(" + day.replace('-', ',') + ")";
  }

  /** Whether a value may stand between quotes; how Xero escapes a quote is not documented. */
  static boolean quotable(String value) {
    return value.chars().noneMatch(sign -> sign == '"' || sign == '\\' || Character.isISOControl(sign));
  }

  static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
  }
}
