package io.ledgerroutes.posting;

import java.util.ArrayList;
import java.util.List;
import java.util.function.ToIntFunction;

/** Cuts a list into requests. */
final class Parts {

  private Parts() {}

  /**
   * The list in its order, in parts of at most so many elements, and of at most so much weight unless one alone is
   * heavier.
   */
  static <T> List<List<T>> of(List<T> all, int most, long heaviest, ToIntFunction<T> weight) {
    List<List<T>> parts = new ArrayList<>();
    long load = heaviest;
    for (T each : all) {
      int own = weight.applyAsInt(each);
      if (parts.isEmpty() || parts.getLast().size() >= most || load + own > heaviest) {
        parts.add(new ArrayList<>());
        load = 0;
      }
      parts.getLast().add(each);
      load += own;
    }
    return parts;
  }
}
