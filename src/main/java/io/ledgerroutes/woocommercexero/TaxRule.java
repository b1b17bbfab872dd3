package io.ledgerroutes.woocommercexero;

import io.ledgerroutes.connection.SettingsNode;
import io.ledgerroutes.woocommerce.OrderTax;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Which Xero tax type stands for a set of the shop's rates (rule W2).
 *
 * @param rates {@code rates}: all rates on a line, no more and no fewer; or {@code each}: one that all of them fit,
 *     however many they are
 * @param each whether it was {@code each}
 * @param taxType {@code tax-type}: of the line; of goods whose tax is a line of its own NONE unless given
 * @param taxAccount {@code tax-as-line}: the liability account to which the tax goes as lines of its own, one for
 *     each rate; the goods are then untaxed
 */
public record TaxRule(List<Rate> rates, boolean each, String taxType, Optional<String> taxAccount) {
  private static final BigDecimal TOLERANCE = new BigDecimal("0.01");
  private static final Pattern COUNTRY = Pattern.compile("[A-Z]{2}|\\*");

  /** Types that stand for other countries' tax, whatever its percent (rule W2). */
  private static final Set<String> FOREIGN = Set.of("MOSSSALES");

  public TaxRule {
    rates = List.copyOf(rates);
  }

  /**
   * One rate.
   *
   * @param country {@code country}: ISO 3166 code; {@code *} for any, empty for a rate that the shop has for all
   * @param state {@code state}: the state's code; any unless given
   * @param taxClass {@code class}: the shop's tax class; any unless given
   * @param label {@code label}: as the shop shows it; any unless given
   * @param percent {@code percent}: fits the shop's within 0.01
   * @param id {@code id}: the shop's id of the rate
   */
  public record Rate(
    String country,
    Wildcard state,
    Wildcard taxClass,
    Wildcard label,
    Optional<BigDecimal> percent,
    Optional<Integer> id
  ) {
    static Rate read(SettingsNode rate) {
      return new Rate(
        rate.optionalText("country", COUNTRY, "write the country's code, as AU").orElse(""),
        wildcard(rate, "state"),
        wildcard(rate, "class"),
        wildcard(rate, "label"),
        rate.optionalDecimal("percent"),
        rate.has("id") ? Optional.of(rate.number("id", 1, Integer.MAX_VALUE, 1)) : Optional.empty()
      );
    }

    private static Wildcard wildcard(SettingsNode rate, String key) {
      return rate.optionalText(key).map(Wildcard::new).orElse(Wildcard.ANY);
    }

    boolean fits(OrderTax tax, String lineClass) {
      return (
        (country.equals("*") || country.equals(tax.country())) &&
        state.fits(tax.state()) &&
        taxClass.fits(lineClass) &&
        label.fits(tax.label()) &&
        percent.filter(given -> given.subtract(tax.percent()).abs().compareTo(TOLERANCE) > 0).isEmpty() &&
        id.filter(given -> given != tax.rateId()).isEmpty()
      );
    }
  }

  static TaxRule read(SettingsNode rule) {
    Optional<SettingsNode> each = rule.optionalSection("each");
    List<SettingsNode> rates = each.map(List::of).orElseGet(() -> rule.sectionList("rates"));
    Optional<String> taxAccount = LedgerCodes.optionalAccount(rule, "tax-as-line");
    TaxRule read = new TaxRule(
      rates.stream().map(Rate::read).toList(),
      each.isPresent(),
      taxAccount.isPresent()
        ? LedgerCodes.optionalTaxType(rule, "tax-type").orElse(LedgerCodes.NO_TAX)
        : LedgerCodes.taxType(rule, "tax-type"),
      taxAccount
    );
    if (rates.isEmpty()) {
      rule.problem("rates", "is missing or empty", "add the set of rates, each with country and percent");
    }
    if (!read.foreign()) {
      rates.forEach(TaxRule::requirePlaceAndPercent);
    }
    return read;
  }

  // A type of the organisation's own country is named only for a rate of which all is known (rule W2).
  private static void requirePlaceAndPercent(SettingsNode rate) {
    if (!rate.has("percent")) {
      rate.problem("percent", "is missing", "add the rate's percent, as 10");
    }
    if (rate.text("country", "").equals("*")) {
      rate.problem(
        "country",
        "is any, but the tax type is of one country",
        "write the country's code, as AU"
      );
    }
  }

  /** Whether it may stand for the tax of any country. */
  boolean foreign() {
    return taxAccount.isPresent() || foreign(taxType);
  }

  /** Whether a type stands for the tax of other countries, whatever its percent. */
  static boolean foreign(String taxType) {
    return FOREIGN.contains(taxType);
  }

  /** Whether each rate fits one of the taxes and none is left over. */
  boolean fits(List<OrderTax> taxes, String lineClass) {
    if (each) {
      return taxes.stream().allMatch(tax -> rates.getFirst().fits(tax, lineClass));
    }
    return taxes.size() == rates.size() && fits(rates, taxes, lineClass);
  }

  private static boolean fits(List<Rate> rates, List<OrderTax> taxes, String lineClass) {
    if (rates.isEmpty()) {
      return true;
    }
    List<Rate> others = rates.subList(1, rates.size());
    return taxes
      .stream()
      .filter(tax -> rates.getFirst().fits(tax, lineClass))
      .anyMatch(tax -> {
        List<OrderTax> left = new ArrayList<>(taxes);
        left.remove(tax);
        return fits(others, left, lineClass);
      });
  }
}
