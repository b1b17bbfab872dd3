package io.ledgerroutes.posting;

import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * A document as it is meant to be at the target.
 *
 * @param number the target's number or reference for it, by which a person and a look find it
 * @param body the element of the request, sent as it is
 * @param meant canonical projection (synced fields only) of the document; a found one with the same is ours
 * @param sourceProjection hash of the source's synced fields; a later difference is an update
 */
public record Draft(
  SourceRef source,
  String number,
  ObjectNode body,
  String meant,
  String sourceProjection
) {}
