package io.ledgerroutes.routing;

/**
 * Why a route file is refused.
 *
 * @param file relative to the routes directory
 * @param line from 1; 0 when not known
 * @param what is wrong
 * @param remedy what to do
 */
public record RouteProblem(String file, int line, String what, String remedy) {
  private static final int MOST = 600;

  public RouteProblem {
    what = shown(what);
    remedy = shown(remedy);
  }

  private static String shown(String text) {
    String oneLine = text.replaceAll("\\p{Cntrl}+", " ").strip();
    return oneLine.length() > MOST ? oneLine.substring(0, MOST) + "…" : oneLine;
  }

  /** In one line: {@code woocommerce-xero/orders.camel.yaml:12: toD …; use to}. */
  public String inOneLine() {
    return (line == 0 ? file : file + ":" + line) + ": " + what + "; " + remedy;
  }
}
