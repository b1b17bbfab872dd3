package io.ledgerroutes.woocommercexero;

import io.ledgerroutes.connection.SettingsNode;
import java.math.BigDecimal;
import java.util.Optional;
import java.util.Set;

/**
 * Orders whose total the shop rounds to coins without a line that says so; one with a line is an ordinary fee, booked
 * by its name under {@code mapping}.
 *
 * @param step {@code step}: the smallest coin, e.g. 0.05 in Australia, 0.10 in New Zealand
 * @param methods {@code methods}: payment methods by which it is done, e.g. [cash]; any if there is none
 */
public record CashRounding(BigDecimal step, Set<String> methods) {
  static Optional<CashRounding> read(SettingsNode shop) {
    return shop
      .optionalSection("cash-rounding")
      .map(section -> {
        BigDecimal step = section.decimal("step");
        if (step.signum() <= 0 || step.compareTo(BigDecimal.ONE) > 0) {
          section.problem("step", "is out of range", "write the smallest coin, from 0.01 to 1.00");
        }
        return new CashRounding(step, Set.copyOf(section.texts("methods")));
      });
  }

  /** The most that rounding takes off or adds to this total: half a coin, or nothing. */
  BigDecimal most(String method, BigDecimal total) {
    boolean concerned =
      (methods.isEmpty() || methods.contains(method)) && total.remainder(step).signum() == 0;
    return concerned ? step.divide(BigDecimal.TWO) : BigDecimal.ZERO;
  }
}
