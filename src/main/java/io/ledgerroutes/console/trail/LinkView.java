package io.ledgerroutes.console.trail;

import io.ledgerroutes.posting.Link;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A link as the API shows it, without the projections.
 *
 * @param tenant the organisation in Xero
 * @param scope the connection, or the tenant for what all its connections share
 * @param source where it comes from
 * @param target what it became
 * @param createdAt when the two were joined
 */
public record LinkView(String tenant, String scope, Source source, Target target, Instant createdAt) {
  /**
   * A record of another system.
   *
   * @param type its system and kind
   * @param id its id there
   */
  public record Source(String type, String id) {}

  /**
   * A document in the books.
   *
   * @param type its system and kind
   * @param id its id there
   * @param number what people call it; null where it has none
   */
  public record Target(String type, String id, @Nullable String number) {}

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
