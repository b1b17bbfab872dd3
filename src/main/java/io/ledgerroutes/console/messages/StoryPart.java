package io.ledgerroutes.console.messages;

import io.ledgerroutes.inbox.Message;
import java.util.Optional;

/** What another room has to tell on the page of a message. */
public interface StoryPart {
  /**
   * A fragment named {@code part} with one parameter.
   *
   * @param template where it stands
   * @param model what it is given
   */
  record Told(String template, Object model) {}

  /**
   * What it tells of this message; empty where that is none of its business.
   *
   * @param names whether whoever looks may see names
   */
  Optional<Told> of(Message message, boolean names);
}
