package io.ledgerroutes.posting;

import java.util.List;

/**
 * What a write is about to send, on disk before it is sent.
 *
 * @param key the idempotency key it is sent with
 * @param ageMillis how long ago it was committed, by the database's clock
 * @param state what is known about its end
 */
record Intent(
  long id,
  String tenant,
  String targetType,
  String key,
  long ageMillis,
  State state,
  byte[] request,
  List<Draft> drafts
) {
  /** How far a write is known to have come. */
  enum State {
    /** Whether it was sent is not known, or the remote was not there. */
    OPEN,
    /** Sent to a remote that was there; no answer came. */
    SILENT,
    /** Only a look tells: it failed as a whole, or what stands at the target is not what was meant. */
    ANSWERED,
    /** What became of each element is known. */
    CLOSED,
  }
}
