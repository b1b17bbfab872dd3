package io.ledgerroutes.sandbox.xero;

import java.util.List;

/** An element breaks a rule; the messages are Xero's words for it. */
final class Refused extends RuntimeException {

  private static final long serialVersionUID = 1;

  private final transient List<String> messages;

  Refused(String... messages) {
    this(List.of(messages));
  }

  Refused(List<String> messages) {
    super(String.join("; ", messages), null, false, false);
    this.messages = messages;
  }

  List<String> messages() {
    return messages;
  }
}
