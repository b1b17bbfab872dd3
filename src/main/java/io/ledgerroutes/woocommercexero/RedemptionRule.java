package io.ledgerroutes.woocommercexero;

import io.ledgerroutes.connection.SettingsNode;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * How a gift card, store credit or deposit that paid a part of an order shows in the shop (rule W4).
 *
 * @param where which of the order's places names it
 * @param what {@code part}: the name of a plugin's list of the order; {@code meta}: the name of a note; {@code fee}:
 *     name of a fee that takes off; {@code coupon}: code of a coupon; {@code coupon-type}: type of a coupon. In fees
 *     and coupons {@code *} stands for anything
 * @param amountField {@code amount}: of a plugin's list the field with the amount, amount unless given
 * @param account {@code account}: the liability that pays
 */
public record RedemptionRule(Place where, Wildcard what, String amountField, String account) {
  /** Where an order names what was redeemed. */
  public enum Place {
    PART("part"),
    META("meta"),
    FEE("fee"),
    COUPON("coupon"),
    COUPON_TYPE("coupon-type");

    private final String key;

    Place(String key) {
      this.key = key;
    }
  }

  static RedemptionRule read(SettingsNode rule) {
    List<Place> given = Arrays.stream(Place.values())
      .filter(place -> rule.optionalText(place.key).isPresent())
      .toList();
    if (given.size() != 1) {
      rule.problem(
        given.isEmpty() ? "part" : given.getLast().key,
        given.isEmpty() ? "is missing" : "is one too many",
        "name one of part, meta, fee, coupon and coupon-type"
      );
    }
    Place where = given.isEmpty() ? Place.PART : given.getFirst();
    Optional<String> field = rule.optionalText("amount");
    if (field.isPresent() && where != Place.PART) {
      rule.problem("amount", "is for part alone", "remove it");
    }
    return new RedemptionRule(
      where,
      new Wildcard(rule.text(where.key, "")),
      field.orElse("amount"),
      LedgerCodes.account(rule, "account")
    );
  }
}
