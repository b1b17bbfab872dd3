package io.ledgerroutes.connection;

import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * What a connection may no longer change once its records are linked to documents: its id, its integration and its
 * tenant. Under another one every record would look new and come again.
 */
final class LinkedIdentity {

  private final ConnectionStore store;

  LinkedIdentity(ConnectionStore store) {
    this.store = store;
  }

  /**
   * Why a good file is refused all the same; empty when it may be taken over.
   *
   * @param known the last good versions of all connections
   * @param files the names of the files that are there
   */
  Optional<ConnectionProblem> refusal(
    Connection now,
    String text,
    Collection<Connection> known,
    Set<String> files
  ) {
    return known
      .stream()
      .filter(before -> before.id().equals(now.id()))
      .findFirst()
      .map(before -> changed(before, now, text))
      .orElseGet(() -> renamed(now, text, known, files));
  }

  private Optional<ConnectionProblem> changed(Connection before, Connection now, String text) {
    boolean otherIntegration = !before.integration().equals(now.integration());
    boolean otherTenant = !before.xero().tenant().equals(now.xero().tenant());
    if ((!otherIntegration && !otherTenant) || !store.hasLinks(now.id())) {
      return Optional.empty();
    }
    String old = otherIntegration ? before.integration() : before.xero().tenant();
    return Optional.of(
      problem(
        now,
        text,
        otherIntegration ? "integration" : "xero.tenant",
        "may not change any more: records of this connection are linked to documents",
        "put back " + old + " and give the new pair of systems a connection of its own"
      )
    );
  }

  private Optional<ConnectionProblem> renamed(
    Connection now,
    String text,
    Collection<Connection> known,
    Set<String> files
  ) {
    return known
      .stream()
      .filter(before -> !files.contains(before.id() + ConnectionReader.SUFFIX) && samePair(before, now))
      .filter(before -> store.hasLinks(before.id()))
      .findFirst()
      .map(before ->
        problem(
          now,
          text,
          "id",
          "renames the connection " + before.id() + ", whose records are linked to documents under that id",
          "name it and its file " + before.id() + " again: under a new id every record would come again"
        )
      );
  }

  private static boolean samePair(Connection one, Connection other) {
    return (
      one.settings().system().isPresent() &&
      Objects.equals(one.settings().system(), other.settings().system()) &&
      one.integration().equals(other.integration()) &&
      one.xero().tenant().equals(other.xero().tenant())
    );
  }

  /** A problem at the line of the file that has the key. */
  static ConnectionProblem problem(Connection now, String text, String path, String what, String remedy) {
    String key = path.substring(path.indexOf('.') + 1) + ":";
    List<String> lines = text.lines().toList();
    int line = 1;
    while (line <= lines.size() && !lines.get(line - 1).contains(key)) {
      line++;
    }
    return new ConnectionProblem(
      now.id() + ConnectionReader.SUFFIX,
      line > lines.size() ? 0 : line,
      path,
      what,
      remedy
    );
  }
}
