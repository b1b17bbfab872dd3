package io.ledgerroutes.console.messages;

import io.ledgerroutes.inbox.Message;
import io.ledgerroutes.inbox.MessageState;
import java.time.Instant;

/** A message as the API shows it. */
record MessageView(
  long id,
  String connection,
  String flow,
  String key,
  MessageState state,
  String reason,
  int attempts,
  Instant receivedAt,
  Instant updatedAt,
  String correlationId
) {
  static MessageView of(Message message) {
    return new MessageView(
      message.id(),
      message.connection(),
      message.flow(),
      message.key(),
      message.state(),
      message.reason(),
      message.attempts(),
      message.receivedAt(),
      message.updatedAt(),
      message.correlationId()
    );
  }
}
