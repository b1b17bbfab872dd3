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
}
