package io.ledgerroutes.woocommercexero;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A line of a credit note.
 *
 * @param name what is credited, without a quantity
 * @param tracking Xero's own form; missing where it has none
 */
record NoteLine(
  String name,
  BigDecimal quantity,
  String account,
  String taxType,
  JsonNode tracking,
  Amount amount
) {
  /** Each line for itself. */
  static List<NoteLine> each(LeftToCredit left, List<Taken> taken) {
    List<NoteLine> lines = new ArrayList<>();
    for (Taken part : taken) {
      CreditableLine line = left.lines().get(part.line());
      lines.add(
        new NoteLine(
          line.name(),
          part.quantity(),
          line.account(),
          line.taxType(),
          line.tracking(),
          part.amount()
        )
      );
    }
    return lines;
  }

  /** One line for all that went to one account with one tax type and tracking. */
  static List<NoteLine> together(LeftToCredit left, List<Taken> taken, String name) {
    Map<List<Object>, Amount> sums = new LinkedHashMap<>();
    for (Taken part : taken) {
      CreditableLine line = left.lines().get(part.line());
      sums.merge(List.of(line.account(), line.taxType(), line.tracking()), part.amount(), Amount::plus);
    }
    List<NoteLine> lines = new ArrayList<>();
    sums.forEach((coding, sum) ->
      lines.add(
        new NoteLine(
          name,
          BigDecimal.ONE,
          (String) coding.get(0),
          (String) coding.get(1),
          (JsonNode) coding.get(2),
          sum
        )
      )
    );
    return lines;
  }

  /** All of it on one account. */
  static List<NoteLine> on(
    String account,
    String taxType,
    List<Taken> taken,
    String name,
    JsonNode tracking
  ) {
    Amount sum = taken.stream().map(Taken::amount).reduce(Amount.NOTHING, Amount::plus);
    return List.of(new NoteLine(name, BigDecimal.ONE, account, taxType, tracking, sum));
  }
}
