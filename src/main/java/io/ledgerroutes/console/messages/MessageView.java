package io.ledgerroutes.console.messages;

import io.ledgerroutes.inbox.Message;
import io.ledgerroutes.inbox.MessageState;
import io.ledgerroutes.inbox.RecordCard;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * A message: a record to be brought over. What people know its record by is null where it was never read.
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
 * @param number of its record as people know it
 * @param day of its record
 * @param total of its record
 * @param currency of that (ISO 4217)
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
  String correlationId,
  @Nullable String number,
  @Nullable LocalDate day,
  @Nullable BigDecimal total,
  @Nullable String currency
) {
  static MessageView of(Message message, RecordCard card) {
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
      message.correlationId(),
      card == null ? null : card.number(),
      card == null ? null : card.day(),
      card == null ? null : Amounts.shown(card.total()),
      card == null ? null : card.currency()
    );
  }
}
