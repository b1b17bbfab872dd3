package io.ledgerroutes.console.messages;

import io.ledgerroutes.inbox.MessageState;

/** What a state means to the person in front of it, and what to do now. */
final class Advice {

  private Advice() {}

  /** One or two sentences. */
  static String words(MessageState state) {
    return switch (state) {
      case RECEIVED -> "It is on disk and waits for its turn. There is nothing to do.";
      case IN_FLIGHT -> "It is being worked on now. There is nothing to do.";
      case RETRY -> "It did not get through for now and is tried again by itself. There is nothing to do, unless the reason names something to mend.";
      case DONE -> "It was brought over. There is nothing to do.";
      case SKIPPED -> "There was nothing to bring over, for the reason given. There is nothing to do.";
      case HELD -> "A rule stopped it, and a person decides. Mend what the reason names and replay it, or discard it if it shall not be brought over.";
      case DEAD -> "No retry will mend it. Mend what the reason names and replay it, or discard it if it shall not be brought over.";
    };
  }

  /** Name of the colour that goes with the word of the state. */
  static String colour(MessageState state) {
    return switch (state) {
      case DONE -> "good";
      case HELD -> "warn";
      case DEAD -> "bad";
      default -> "soft";
    };
  }
}
