package io.ledgerroutes.reconcile;

import io.ledgerroutes.connection.Connection;
import java.util.Optional;
import java.util.Set;

/** What an integration gives so that periods of its connections can be tried, brought over and compared. */
public interface PeriodBooks {
  /** The integration's name, as in a connection's file. */
  String integration();

  /** The flow whose messages bring a row's record over; their key is {@link Row#key}. */
  String flow();

  /** The same for rows of this {@link Row#kind}, where records of several flows stand in one period. */
  default String flow(String kind) {
    return flow();
  }

  /** Every flow that rows have. */
  default Set<String> flows() {
    return Set.of(flow());
  }

  /** The flow of the messages that feed a backfill. */
  String backfillFlow();

  /**
   * What bringing the period over would do. Writes nothing at any remote.
   *
   * @throws io.ledgerroutes.remote.RemoteFailure where a remote could not be read
   * @throws TooLarge where the period holds more records than can be looked at in one call
   */
  Report dryRun(Connection connection, Period period);

  /**
   * Both sides of the period compared. Writes nothing at any remote.
   *
   * @throws io.ledgerroutes.remote.RemoteFailure where a remote could not be read
   * @throws TooLarge where the period holds more records than can be looked at in one call
   */
  Report reconcile(Connection connection, Period period);

  /** Reads again what a backfill must know as it is now, e.g. lock dates (rule A2). */
  void readAgain(Connection connection);

  /** Why old records must wait for live ones just now, e.g. because the day's calls run short; empty if not. */
  Optional<String> busy(Connection connection);
}
