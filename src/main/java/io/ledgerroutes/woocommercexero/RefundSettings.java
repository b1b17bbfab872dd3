package io.ledgerroutes.woocommercexero;

import io.ledgerroutes.connection.SettingsNode;

/**
 * What becomes of refunds.
 *
 * @param amountOnly {@code refunds: amount-only}: how an amount without lines is spread, proportional unless given
 *     (rule W8)
 */
public record RefundSettings(AmountOnly amountOnly) {
  /** How a refund of an amount alone is spread over what was invoiced. */
  public enum AmountOnly {
    /** Over what is not yet credited, per tax type. */
    PROPORTIONAL,
    /** A person decides. */
    HOLD,
  }

  static RefundSettings read(SettingsNode shop) {
    AmountOnly amountOnly = shop
      .optionalSection("refunds")
      .flatMap(refunds -> refunds.optionalChoice("amount-only", AmountOnly.class))
      .orElse(AmountOnly.PROPORTIONAL);
    return new RefundSettings(amountOnly);
  }
}
