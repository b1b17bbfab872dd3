package io.ledgerroutes.posting;

import java.util.ArrayList;
import java.util.List;

/** Cuts a list into requests. */
final class Parts {

  private Parts() {}

  /** The list in its order, in parts of at most so many; at least one a part. */
  static <T> List<List<T>> of(List<T> all, int most) {
    int size = Math.max(1, most);
    List<List<T>> parts = new ArrayList<>();
    for (int from = 0; from < all.size(); from += size) {
      parts.add(all.subList(from, Math.min(all.size(), from + size)));
    }
    return parts;
  }
}
