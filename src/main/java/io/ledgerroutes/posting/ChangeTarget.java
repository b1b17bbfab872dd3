package io.ledgerroutes.posting;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Collection;
import java.util.Map;

/**
 * A kind of document that can be changed once it stands. What {@link #send} does follows from the request's
 * bytes: elements that name a document change it.
 */
public interface ChangeTarget extends Target {
  /** The documents as they are now, by their ids; one that is gone is absent. */
  Map<String, Current> read(String tenant, Collection<String> ids);

  /** The request's element for a change: names the document, and its parts as the current one names them. */
  ObjectNode element(Change change, JsonNode current);

  /** Whether the document is as the change means it already, so that nothing is left to be written. */
  default boolean reached(Change change, Current now) {
    return switch (change) {
      case Change.Update update -> now.live() && now.projection().equals(update.meant());
      case Change.End end -> !now.live();
    };
  }

  /** Whether it may be changed because nobody else has changed it since the link was noted. */
  default boolean untouched(Link link, Change change, Current now) {
    return now.projection().equals(link.targetProjection());
  }

  /**
   * What is noted on the link, in the running transaction, once the change has come about.
   *
   * @param meant projection that was meant; empty where it was to end
   * @param shown projection of the document as it is now
   */
  default String noted(String targetId, String meant, String shown) {
    return shown;
  }
}
