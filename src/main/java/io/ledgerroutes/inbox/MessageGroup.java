package io.ledgerroutes.inbox;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.YearMonth;
import java.util.Map;

/**
 * Messages that are held or dead for one kind of reason, counted and summed (rule R4).
 *
 * @param reason its kind, see {@link ReasonKind}
 * @param sums of their records' totals, by currency
 * @param oldest when the first of them was received; null where there is none
 * @param from first month of their records' days; null where no record has one
 * @param to last month of their records' days; null where no record has one
 * @param newest id of the newest of them; 0 where there is none
 * @param withoutTotal how many of them are in no sum, because their record was never read or has no total
 */
public record MessageGroup(
  String connection,
  String flow,
  MessageState state,
  String reason,
  long count,
  Map<String, BigDecimal> sums,
  Instant oldest,
  YearMonth from,
  YearMonth to,
  long newest,
  long withoutTotal
) {}
