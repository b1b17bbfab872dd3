package io.ledgerroutes.console.runs;

import io.ledgerroutes.console.ApiRefusal;
import io.ledgerroutes.console.Asked;
import io.ledgerroutes.reconcile.Row;
import io.ledgerroutes.reconcile.Verdict;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Predicate;

/**
 * Which rows of a run are wanted; a null part does not narrow.
 *
 * @param tab whose sums count the row
 * @param key of the one sum of that tab
 * @param order number of the source record
 */
record RunFilter(String tab, String key, Verdict verdict, String order) implements Predicate<Row> {
  static final RunFilter ALL = new RunFilter(null, null, null, null);
  static final String[] NAMES = { "tab", "key", "verdict", "order" };
  static final String[] NAMES_AND_CURSOR = { "tab", "key", "verdict", "order", "cursor" };

  static RunFilter of(Asked asked) {
    String tab = asked.text("tab");
    String key = asked.text("key");
    if (key != null && tab == null) {
      throw ApiRefusal.badRequest("A key belongs to a tab; give both.");
    }
    return new RunFilter(tab, key, asked.verdict(), asked.text("order"));
  }

  @Override
  public boolean test(Row row) {
    return (
      (verdict == null || row.verdict() == verdict) &&
      (order == null || order.equals(row.order())) &&
      (tab == null || row.sums().stream().anyMatch(this::counts))
    );
  }

  private boolean counts(String sum) {
    return key == null ? sum.startsWith(tab + "/") : sum.equals(tab + "/" + key);
  }

  /** Its parts by name, as an address and a list's head name them. */
  Map<String, String> parts() {
    Map<String, String> parts = new LinkedHashMap<>();
    put(parts, "tab", tab);
    put(parts, "key", key);
    put(parts, "verdict", verdict);
    put(parts, "order", order);
    return parts;
  }

  private static void put(Map<String, String> parts, String name, Object part) {
    if (part != null) {
      parts.put(name, part.toString());
    }
  }
}
