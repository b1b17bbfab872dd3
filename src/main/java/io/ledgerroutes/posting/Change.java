package io.ledgerroutes.posting;

import com.fasterxml.jackson.databind.node.ObjectNode;

/** What a linked document is to become. */
public sealed interface Change {
  /** The document, as it was last written or read. */
  Link link();

  /** The fields to send; the target adds what names the document and its parts. */
  ObjectNode body();

  /** Hash of the source's synced fields that the change brings over. */
  String sourceProjection();

  /**
   * It gets other content.
   *
   * @param meant canonical projection of the document after the change
   */
  record Update(Link link, ObjectNode body, String meant, String sourceProjection) implements Change {}

  /** It is voided or deleted. */
  record End(Link link, ObjectNode body, String sourceProjection) implements Change {}
}
