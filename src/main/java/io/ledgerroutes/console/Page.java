package io.ledgerroutes.console;

import java.util.List;
import java.util.function.Function;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;

/**
 * Part of a list, newest first.
 *
 * @param items what it holds
 * @param next the {@code cursor} of the next page; null on the last
 */
public record Page<T>(List<T> items, @Nullable String next) {
  /** Rows to ask the store for: one more than are shown tells whether there is a next page. */
  public static final int ROWS = 51;

  public static <R, T> Page<T> of(List<R> rows, ToLongFunction<R> id, Function<R, T> view) {
    boolean more = rows.size() == ROWS;
    List<R> shown = more ? rows.subList(0, ROWS - 1) : rows;
    String next = more ? Long.toString(id.applyAsLong(shown.getLast())) : null;
    return new Page<>(shown.stream().map(view).toList(), next);
  }
}
