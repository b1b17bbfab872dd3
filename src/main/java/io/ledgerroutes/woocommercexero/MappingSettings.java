package io.ledgerroutes.woocommercexero;

import io.ledgerroutes.connection.SettingsNode;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * Where lines are booked.
 *
 * @param accounts {@code accounts}: required
 * @param rules {@code mapping}: accounts, tax types and tracking of some lines, in order
 * @param taxes {@code taxes}: tax types of the shop's rates
 * @param untaxed {@code untaxed}: tax types of lines without a rate; none means such lines are held
 * @param redemptions {@code redemptions}: how gift cards and the like that paid show in an order
 * @param roundingTaxType {@code rounding-tax-type}: of rounding lines, tax that is a line of its own, and lines of
 *     0.00; NONE unless given, BASEXCLUDED in Australia (rule A10)
 * @param roundingCeiling {@code rounding-ceiling}: the most a rounding may come to, 0.05 unless given (rule W3)
 * @param cashRounding {@code cash-rounding}: of shops that round totals to coins
 */
public record MappingSettings(
  LedgerAccounts accounts,
  List<MappingRule> rules,
  List<TaxRule> taxes,
  List<UntaxedRule> untaxed,
  List<RedemptionRule> redemptions,
  String roundingTaxType,
  BigDecimal roundingCeiling,
  Optional<CashRounding> cashRounding
) {
  private static final BigDecimal CEILING = new BigDecimal("0.05");
  private static final int MOST_CATEGORIES = 2;

  public MappingSettings {
    rules = List.copyOf(rules);
    taxes = List.copyOf(taxes);
    untaxed = List.copyOf(untaxed);
    redemptions = List.copyOf(redemptions);
  }

  static MappingSettings read(SettingsNode shop) {
    MappingSettings read = new MappingSettings(
      LedgerAccounts.read(shop.section("accounts")),
      shop.sectionList("mapping").stream().map(MappingRule::read).toList(),
      shop.sectionList("taxes").stream().map(TaxRule::read).toList(),
      shop.sectionList("untaxed").stream().map(UntaxedRule::read).toList(),
      shop.sectionList("redemptions").stream().map(RedemptionRule::read).toList(),
      LedgerCodes.optionalTaxType(shop, "rounding-tax-type").orElse(LedgerCodes.NO_TAX),
      ceiling(shop),
      CashRounding.read(shop)
    );
    if (read.trackingCategories().size() > MOST_CATEGORIES) {
      shop.problem(
        "mapping",
        "names the tracking categories " + String.join(", ", read.trackingCategories()),
        "keep two of them: Xero takes no more on a line"
      );
    }
    return read;
  }

  /** The tracking categories that rules name, sorted. */
  Set<String> trackingCategories() {
    Set<String> categories = new TreeSet<>();
    rules.forEach(rule -> categories.addAll(rule.tracking().keySet()));
    return categories;
  }

  /** Whether any rule asks what only the shop's products tell, and not its orders. */
  boolean asksForProducts() {
    return Stream.concat(
      rules.stream().map(MappingRule::lines),
      untaxed.stream().map(UntaxedRule::lines)
    ).anyMatch(LineConditions::askForProducts);
  }

  private static BigDecimal ceiling(SettingsNode shop) {
    BigDecimal ceiling = shop.decimal("rounding-ceiling", CEILING);
    if (ceiling.signum() < 0 || ceiling.compareTo(BigDecimal.ONE) > 0) {
      shop.problem(
        "rounding-ceiling",
        "is out of range",
        "write an amount from 0 to 1.00; 0.05 is the usual one"
      );
    }
    return ceiling;
  }
}
