package io.ledgerroutes.console.messages;

import io.ledgerroutes.inbox.Message;
import io.ledgerroutes.inbox.MessageState;
import io.ledgerroutes.inbox.RecordCard;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;

/**
 * A message as the API shows it.
 *
 * @param number of its record as people know it, with its day, total and currency; null where it was never read
 */
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
  String correlationId,
  String number,
  LocalDate day,
  BigDecimal total,
  String currency
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
