package io.ledgerroutes.reconcile;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * One way of adding a period up (rule R1).
 *
 * @param name lower-case with hyphens
 * @param title for people
 * @param columns of its sums, in their order
 * @param sums its lines
 */
public record Tab(String name, String title, List<String> columns, List<Sum> sums) {
  public Tab {
    columns = List.copyOf(columns);
    sums = List.copyOf(sums);
  }

  /**
   * One line of a tab.
   *
   * @param key names it among the tab's sums: the rows behind it carry {@code tab/key}
   * @param values by column: text, a count or an amount of 2 places
   */
  public record Sum(String key, Map<String, Object> values) {
    public Sum {
      values = Collections.unmodifiableMap(new LinkedHashMap<>(values));
    }
  }
}
