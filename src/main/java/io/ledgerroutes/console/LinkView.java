package io.ledgerroutes.console;

import io.ledgerroutes.posting.Link;
import java.time.Instant;

/**
 * A link as the API shows it, without the projections.
 *
 * @param scope the connection, or the tenant for what all its connections share
 */
record LinkView(String tenant, String scope, Source source, Target target, Instant createdAt) {
  record Source(String type, String id) {}

  record Target(String type, String id, String number) {}

  static LinkView of(Link link) {
    return new LinkView(
      link.tenant(),
      link.source().scope(),
      new Source(link.source().type(), link.source().id()),
      new Target(link.targetType(), link.targetId(), link.number()),
      link.createdAt()
    );
  }
}
