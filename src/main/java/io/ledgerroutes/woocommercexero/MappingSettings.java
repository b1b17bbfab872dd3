package io.ledgerroutes.woocommercexero;

import io.ledgerroutes.connection.SettingsNode;
import java.math.BigDecimal;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * Where lines are booked.
 *
 * @param accounts {@code accounts}: required
 * @param taxes {@code taxes}: tax types of the shop's rates
 * @param untaxed {@code untaxed}: tax types of lines without a rate; none means such lines are held
 * @param roundingTaxType {@code rounding-tax-type}: of rounding lines and lines of 0.00; NONE unless given,
 *     BASEXCLUDED in Australia (rule A10)
 * @param roundingCeiling {@code rounding-ceiling}: the most a rounding may come to, 0.05 unless given (rule W3)
 */
public record MappingSettings(
  LedgerAccounts accounts,
  List<TaxRule> taxes,
  List<UntaxedRule> untaxed,
  String roundingTaxType,
  BigDecimal roundingCeiling
) {
  private static final Pattern COUNTRY = Pattern.compile("[A-Z]{2}");
  private static final BigDecimal CEILING = new BigDecimal("0.05");

  public MappingSettings {
    taxes = List.copyOf(taxes);
    untaxed = List.copyOf(untaxed);
  }

  static MappingSettings read(SettingsNode shop) {
    return new MappingSettings(
      accounts(shop.section("accounts")),
      shop.sectionList("taxes").stream().map(MappingSettings::taxRule).toList(),
      shop.sectionList("untaxed").stream().map(MappingSettings::untaxedRule).toList(),
      LedgerCodes.optionalTaxType(shop, "rounding-tax-type").orElse("NONE"),
      ceiling(shop)
    );
  }

  private static LedgerAccounts accounts(SettingsNode accounts) {
    return new LedgerAccounts(
      LedgerCodes.account(accounts, "sales"),
      LedgerCodes.account(accounts, "shipping"),
      LedgerCodes.account(accounts, "fees"),
      LedgerCodes.account(accounts, "rounding")
    );
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

  private static TaxRule taxRule(SettingsNode rule) {
    List<SettingsNode> rates = rule.sectionList("rates");
    if (rates.isEmpty()) {
      rule.problem("rates", "is missing or empty", "add the set of rates, each with country and percent");
    }
    return new TaxRule(
      rates.stream().map(MappingSettings::rate).toList(),
      LedgerCodes.taxType(rule, "tax-type")
    );
  }

  private static TaxRule.Rate rate(SettingsNode rate) {
    return new TaxRule.Rate(
      rate.optionalText("country", COUNTRY, "write the country's code, as AU").orElse(""),
      rate.text("state", "").toUpperCase(Locale.ROOT),
      rate.text("label", ""),
      rate.decimal("percent")
    );
  }

  private static UntaxedRule untaxedRule(SettingsNode rule) {
    return new UntaxedRule(
      rule.texts("countries"),
      rule.texts("skus"),
      rule.texts("tax-classes"),
      LedgerCodes.taxType(rule, "tax-type"),
      LedgerCodes.optionalAccount(rule, "account")
    );
  }
}
