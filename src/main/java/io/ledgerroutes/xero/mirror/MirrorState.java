package io.ledgerroutes.xero.mirror;

import java.time.Instant;
import java.util.Optional;

/**
 * How far the mirror of one kind has come.
 *
 * @param readTo by Xero's clock: every change before it is here; empty before the first load
 * @param lookedTo by Xero's clock: as far as looks between two reads came
 * @param refreshedAt when the last read of everything that changed began
 * @param sweep the sweep that is not finished
 * @param sweptAt when the last finished sweep began
 * @param askedAt when a refresh was last asked for by a message, {@code sweepAskedAt} when a sweep
 */
record MirrorState(
  String tenant,
  String kind,
  Optional<Instant> readTo,
  Optional<Instant> lookedTo,
  Optional<Instant> refreshedAt,
  int records,
  Optional<Sweep> sweep,
  Optional<Instant> sweptAt,
  Instant askedAt,
  Instant sweepAskedAt
) {
  /**
   * A sweep under way.
   *
   * @param beganAt by the database's clock
   * @param from by Xero's clock, when it began
   * @param page the next one; 0 when only what it did not see is left
   */
  record Sweep(Instant beganAt, Instant from, int page) {}

  /** What an unknown tenant or kind has. */
  static MirrorState none(String tenant, String kind) {
    Optional<Instant> never = Optional.empty();
    return new MirrorState(
      tenant,
      kind,
      never,
      never,
      never,
      0,
      Optional.empty(),
      never,
      Instant.EPOCH,
      Instant.EPOCH
    );
  }
}
