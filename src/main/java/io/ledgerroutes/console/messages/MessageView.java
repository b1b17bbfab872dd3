package io.ledgerroutes.console.messages;

import io.ledgerroutes.inbox.Message;
import io.ledgerroutes.inbox.MessageState;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A message: a record to be brought over.
 *
 * @param id its number; later ones have higher ones
 * @param connection whose
 * @param flow what kind of record
 * @param key the record's key within its flow
 * @param state where it stands
 * @param reason why it stands so; null where nothing happened yet
 * @param attempts how often it was tried since it came in or was replayed
 * @param receivedAt when it was stored
 * @param updatedAt when it last changed
 * @param correlationId joins what happened for one delivery or poll
 */
record MessageView(
  long id,
  String connection,
  String flow,
  String key,
  MessageState state,
  @Nullable String reason,
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
