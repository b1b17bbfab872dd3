package io.ledgerroutes.woocommercexero;

import static java.math.RoundingMode.HALF_UP;

import io.ledgerroutes.woocommerce.Coupon;
import io.ledgerroutes.woocommerce.Meta;
import io.ledgerroutes.woocommerce.Order;
import io.ledgerroutes.woocommerce.OrderLine;
import io.ledgerroutes.woocommerce.OrderPart;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * What of an order was paid by gift cards, store credit or deposits, as far as rules name it (rule W4): each such
 * thing once, by the first rule that names it.
 */
final class Redemptions {

  /** Words of plugins for coupons that are money. */
  private static final Set<String> STORE_CREDIT = Set.of(
    "smart_coupon",
    "store_credit",
    "gift_card",
    "giftcard",
    "gift_voucher"
  );
  private static final Pattern AMOUNT = Pattern.compile("-?\\d{1,15}(\\.\\d{1,10})?");

  private final Order order;
  private final Set<String> knownParts;
  private final List<Redemption> found = new ArrayList<>();
  private final Set<Object> taken = new HashSet<>();

  Redemptions(Order order, WooCommerceXeroSettings settings) {
    this.order = order;
    this.knownParts = settings.orders().knownParts();
    settings.mapping().redemptions().forEach(this::apply);
  }

  List<Redemption> all() {
    return List.copyOf(found);
  }

  BigDecimal sum() {
    return found.stream().map(Redemption::amount).reduce(BigDecimal.ZERO, BigDecimal::add);
  }

  /** The order's lines without those that are payments. */
  List<OrderLine> goods() {
    return order
      .lines()
      .stream()
      .filter(line -> !taken.contains(line))
      .toList();
  }

  /** Why a payment cannot be told from a discount, or empty. */
  Optional<String> obstacle() {
    if (
      order
        .lines()
        .stream()
        .filter(taken::contains)
        .anyMatch(line -> line.totalTax().signum() != 0)
    ) {
      return Optional.of(
        "A fee that woocommerce.redemptions names as a payment took tax off as well; book the order by hand"
      );
    }
    return order
      .coupons()
      .stream()
      .filter(coupon -> STORE_CREDIT.contains(coupon.type()) && !taken.contains(coupon))
      .findFirst()
      .map(
        coupon ->
          "A coupon of the order is store credit (" +
          coupon.type() +
          "); add a rule under woocommerce.redemptions with coupon-type and the liability's account"
      );
  }

  /** Lists of the order that may hold money and that no rule names. */
  List<String> unknownParts() {
    return order
      .parts()
      .stream()
      .filter(part -> part.carriesMoney() && !knownParts.contains(part.name()) && !taken.contains(part))
      .map(OrderPart::name)
      .toList();
  }

  private void apply(RedemptionRule rule) {
    switch (rule.where()) {
      case PART -> order
        .parts()
        .stream()
        .filter(part -> rule.what().fits(part.name()) && taken.add(part))
        .forEach(part -> redeem(rule, part));
      case META -> order
        .meta()
        .stream()
        .filter(note -> rule.what().fits(note.key()) && taken.add(note))
        .forEach(note -> redeem(rule, note.key(), sum(note)));
      case FEE -> order
        .lines()
        .stream()
        .filter(line -> line.kind() == OrderLine.Kind.FEE && line.total().signum() < 0)
        .filter(line -> rule.what().fits(line.name()) && taken.add(line))
        .forEach(line -> redeem(rule, "fee " + line.id(), line.total()));
      case COUPON -> coupons(rule, Coupon::code);
      case COUPON_TYPE -> coupons(rule, Coupon::type);
    }
  }

  private void coupons(RedemptionRule rule, java.util.function.Function<Coupon, String> named) {
    order
      .coupons()
      .stream()
      .filter(coupon -> rule.what().fits(named.apply(coupon)) && taken.add(coupon))
      .forEach(coupon -> redeem(rule, "coupon " + coupon.id(), coupon.discount().add(coupon.discountTax())));
  }

  private void redeem(RedemptionRule rule, OrderPart part) {
    int place = 0;
    for (Map<String, String> entry : part.entries()) {
      place++;
      String amount = entry.getOrDefault(rule.amountField(), "").strip();
      if (AMOUNT.matcher(amount).matches()) {
        String id = entry.getOrDefault("id", Integer.toString(place));
        redeem(rule, part.name() + " " + id, new BigDecimal(amount));
      }
    }
  }

  private void redeem(RedemptionRule rule, String name, BigDecimal amount) {
    BigDecimal cents = amount.abs().setScale(2, HALF_UP);
    if (cents.signum() != 0) {
      found.add(new Redemption(unique(name), rule.account(), cents));
    }
  }

  private String unique(String name) {
    long again = found
      .stream()
      .filter(other -> other.name().equals(name) || other.name().startsWith(name + " ("))
      .count();
    return again == 0 ? name : name + " (" + (again + 1) + ")";
  }

  private static BigDecimal sum(Meta note) {
    return note.amounts().stream().reduce(BigDecimal.ZERO, BigDecimal::add);
  }
}
