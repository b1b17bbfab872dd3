package io.ledgerroutes.connection;

/**
 * Something wrong in a connection's file, in words for its author.
 *
 * @param file the file's name
 * @param line from 1; 0 when the file as a whole is meant
 * @param path of the key, such as {@code xero.tenant}; empty when the file as a whole is meant
 * @param what is wrong
 * @param remedy what to do
 */
public record ConnectionProblem(String file, int line, String path, String what, String remedy) {
  /** In one line: {@code craft-shop.yaml:7 xero.tenant: is missing; add …}. */
  public String inOneLine() {
    String where = line == 0 ? file : file + ":" + line;
    return (path.isEmpty() ? where : where + " " + path) + ": " + what + "; " + remedy;
  }
}
