package io.ledgerroutes.reconcile;

import io.ledgerroutes.connection.Connection;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** The books of every integration that has some. */
final class AllBooks {

  private final Map<String, PeriodBooks> byIntegration;

  AllBooks(List<PeriodBooks> books) {
    this.byIntegration = books.stream().collect(Collectors.toMap(PeriodBooks::integration, one -> one));
  }

  /** Those of a connection; {@link RunRefused} where its integration has none. */
  PeriodBooks of(Connection connection) {
    PeriodBooks found = byIntegration.get(connection.integration());
    if (found == null) {
      throw new RunRefused("Connections of " + connection.integration() + " cannot be compared by period.");
    }
    return found;
  }
}
