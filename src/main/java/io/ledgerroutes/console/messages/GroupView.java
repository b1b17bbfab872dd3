package io.ledgerroutes.console.messages;

import io.ledgerroutes.inbox.MessageGroup;
import io.ledgerroutes.inbox.MessageState;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.YearMonth;
import java.util.Map;

/**
 * Messages that are held or dead for one kind of reason (rule R4).
 *
 * @param sums of their records' totals by currency
 * @param from first month of their records' days, and {@code to} the last; null where none has a day
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
  YearMonth from,
  YearMonth to,
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
