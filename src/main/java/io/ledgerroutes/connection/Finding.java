package io.ledgerroutes.connection;

/**
 * One thing that was checked before or while a connection runs.
 *
 * @param what was checked, e.g. {@code orders}
 * @param ok whether there is nothing to do
 * @param words what was found, and what to do where it is not ok
 */
public record Finding(String what, boolean ok, String words) {
  public static Finding fine(String what, String words) {
    return new Finding(what, true, words);
  }

  public static Finding wrong(String what, String words) {
    return new Finding(what, false, words);
  }
}
