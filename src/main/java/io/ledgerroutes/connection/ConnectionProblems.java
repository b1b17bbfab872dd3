package io.ledgerroutes.connection;

import java.util.ArrayList;
import java.util.List;

/** Collects what is wrong in one file, so that its author sees all of it at once. */
public final class ConnectionProblems {

  private static final int MOST = 300;

  private final String file;
  private final List<ConnectionProblem> found = new ArrayList<>();

  public ConnectionProblems(String file) {
    this.file = file;
  }

  /**
   * Something is wrong with a key.
   *
   * @param section where the key stands or should stand
   * @param what is wrong: "is not an account code"
   * @param remedy what to do: "use the code as Xero's chart of accounts shows it"
   */
  public void add(SettingsNode section, String key, String what, String remedy) {
    add(section.lineOf(key), section.pathOf(key), what, remedy);
  }

  void add(int line, String path, String what, String remedy) {
    found.add(new ConnectionProblem(file, line, shown(path), shown(what), shown(remedy)));
  }

  /** What a parser says may repeat the file: kept to one line of bearable length. */
  private static String shown(String text) {
    String oneLine = text.replaceAll("\\p{Cntrl}+", " ").strip();
    return oneLine.length() > MOST ? oneLine.substring(0, MOST) + "…" : oneLine;
  }

  /** Whether nothing is wrong. */
  public boolean none() {
    return found.isEmpty();
  }

  /** What was found, in the order of the lines. */
  public List<ConnectionProblem> all() {
    return found
      .stream()
      .sorted((a, b) -> Integer.compare(a.line(), b.line()))
      .toList();
  }
}
