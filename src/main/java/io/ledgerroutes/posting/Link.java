package io.ledgerroutes.posting;

import java.time.Instant;

/**
 * Source record ↔ target document.
 *
 * @param sourceProjection hash of the source's synced fields as last brought over
 * @param targetProjection canonical projection of the target as answered
 */
public record Link(
  String tenant,
  SourceRef source,
  String targetType,
  String targetId,
  String number,
  String sourceProjection,
  String targetProjection,
  Instant createdAt
) {
  /** The name under which a held message waits for a link of this source and kind. */
  public static String waitsForName(SourceRef source, String targetType) {
    return source.scope() + "/" + source.type() + "/" + source.id() + ">" + targetType;
  }
}
