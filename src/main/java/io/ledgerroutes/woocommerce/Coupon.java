package io.ledgerroutes.woocommerce;

import java.math.BigDecimal;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A coupon that was used on an order. What it took off is already in the lines, except where a plugin uses it as a
 * means of payment.
 *
 * @param code what the customer typed; of store credit it is as good as money, so it is never shown
 * @param type e.g. {@code percent}, {@code fixed_cart}, or a plugin's word such as {@code smart_coupon}; may be empty
 * @param discount without tax
 */
public record Coupon(long id, String code, String type, BigDecimal discount, BigDecimal discountTax) {
  // [id, code, type, amount]: all that older shops say of a coupon's type.
  private static final Pattern INFO = Pattern.compile("\\[\\d+,\"[^\"]*\",(?:\"([a-z_-]{1,40})\")?.*");

  static Coupon of(RecordReader coupon) {
    String type = coupon.text("discount_type");
    return new Coupon(
      coupon.number("id"),
      coupon.text("code"),
      type.isEmpty() ? noted(Meta.value(coupon.list("meta_data", Meta::of), "coupon_info")) : type,
      coupon.decimal("discount"),
      coupon.decimal("discount_tax")
    );
  }

  private static String noted(String info) {
    Matcher matcher = INFO.matcher(info);
    return matcher.matches() && matcher.group(1) != null ? matcher.group(1) : "";
  }
}
