package io.ledgerroutes.console.messages;

import io.ledgerroutes.inbox.MessageGroup;
import io.ledgerroutes.inbox.MessageState;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.YearMonth;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Messages that are held or dead for one kind of reason (rule R4).
 *
 * @param connection whose
 * @param flow what kind of record
 * @param state where they stand
 * @param reason what their reasons have in common
 * @param count how many there are
 * @param sums of their records' totals by currency
 * @param oldest when the oldest came in
 * @param from first month of their records' days; null where none has a day
 * @param to the last month; null where none has a day
 * @param withoutTotal how many are in no sum
 */
record GroupView(
  String connection,
  String flow,
  MessageState state,
  String reason,
  long count,
  Map<String, BigDecimal> sums,
  Instant oldest,
  @Nullable YearMonth from,
  @Nullable YearMonth to,
  long withoutTotal
) {
  static GroupView of(MessageGroup group) {
    return new GroupView(
      group.connection(),
      group.flow(),
      group.state(),
      group.reason(),
      group.count(),
      group.sums(),
      group.oldest(),
      group.from(),
      group.to(),
      group.withoutTotal()
    );
  }
}
