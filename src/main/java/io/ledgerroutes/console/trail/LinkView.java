package io.ledgerroutes.console.trail;

import io.ledgerroutes.posting.Link;
import java.time.Instant;

/**
 * A link as the API shows it, without the projections.
 *
 * @param scope the connection, or the tenant for what all its connections share
 */
public record LinkView(String tenant, String scope, Source source, Target target, Instant createdAt) {
  public record Source(String type, String id) {}

  public record Target(String type, String id, String number) {}

  public static LinkView of(Link link) {
    return new LinkView(
      link.tenant(),
      link.source().scope(),
      new Source(link.source().type(), link.source().id()),
      new Target(link.targetType(), link.targetId(), link.number()),
      link.createdAt()
    );
  }
}
