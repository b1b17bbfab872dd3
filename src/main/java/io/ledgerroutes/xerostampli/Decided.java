package io.ledgerroutes.xerostampli;

import java.time.Instant;
import java.util.Optional;

/**
 * A decision with who made it.
 *
 * @param by the operator's name
 * @param at by the database's clock
 * @param releasedAt when the record was released; empty where it is not
 * @param note why, in the operator's words
 */
public record Decided(
  Decision decision,
  String by,
  Instant at,
  Optional<Instant> releasedAt,
  Optional<String> note
) {
  /** Nobody decided anything. */
  public static final Decided NOTHING = new Decided(
    Decision.NONE,
    "",
    Instant.EPOCH,
    Optional.empty(),
    Optional.empty()
  );

  /** Whether the record was released, and after this moment: an earlier release knew nothing of what came then. */
  public boolean releasedAfter(Instant moment) {
    return releasedAt.filter(moment::isBefore).isPresent();
  }
}
