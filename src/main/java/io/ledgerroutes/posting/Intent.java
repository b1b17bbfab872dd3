package io.ledgerroutes.posting;

import java.util.List;

/**
 * What a write is about to send, on disk before it is sent.
 *
 * @param key the idempotency key it is sent with
 * @param ageMillis how long ago it was committed, by the database's clock
 * @param answered whether the target is known to have answered with a failure of the whole request
 */
record Intent(
  long id,
  String tenant,
  String targetType,
  String key,
  long ageMillis,
  boolean answered,
  byte[] request,
  List<Draft> drafts
) {}
