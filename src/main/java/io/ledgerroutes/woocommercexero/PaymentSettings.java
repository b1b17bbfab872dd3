package io.ledgerroutes.woocommercexero;

import io.ledgerroutes.connection.SettingsNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Where the money of each payment method is; a method that no rule names has its payment held (rule W6).
 *
 * @param rules {@code payments}: the first that names the method decides
 */
public record PaymentSettings(List<Rule> rules) {
  private static final String NONE = "none";
  private static final Pattern METHOD = Pattern.compile("[A-Za-z0-9._:-]+\\*?");
  private static final Pattern CURRENCY = Pattern.compile("[A-Z]{3}");

  /**
   * The rule of some payment methods.
   *
   * @param methods {@code methods}: ids of the shop's gateways, e.g. {@code stripe}, or how they begin: {@code
   *     stripe*}; an empty text stands for orders that name no method
   * @param currencies {@code currencies}: orders in these; any unless given
   * @param account {@code account}: code of the clearing account; empty ({@code none} in the file) where no payment
   *     is posted, because the bank line will be matched with the invoice
   * @param manualMeansPaid {@code manual-means-paid}: money goes back also for refunds that the shop did not have
   *     the gateway send; false unless given (rule W7)
   */
  public record Rule(
    List<String> methods,
    Set<String> currencies,
    Optional<String> account,
    boolean manualMeansPaid
  ) {
    public Rule {
      methods = List.copyOf(methods);
      currencies = Set.copyOf(currencies);
    }

    boolean names(String method, String currency) {
      return (
        (currencies.isEmpty() || currencies.contains(currency)) &&
        methods.stream().anyMatch(pattern -> fits(pattern, method))
      );
    }

    private static boolean fits(String pattern, String method) {
      return pattern.endsWith("*")
        ? method.startsWith(pattern.substring(0, pattern.length() - 1))
        : method.equals(pattern);
    }

    /** Whether this rule, standing first, leaves nothing of that method to a rule for those currencies. */
    private boolean covers(String pattern, Set<String> others) {
      boolean allCurrencies = currencies.isEmpty() || (!others.isEmpty() && currencies.containsAll(others));
      String begins = pattern.endsWith("*") ? pattern.substring(0, pattern.length() - 1) : pattern;
      return (
        allCurrencies &&
        methods.stream().anyMatch(mine -> mine.equals(pattern) || (mine.endsWith("*") && fits(mine, begins)))
      );
    }
  }

  public PaymentSettings {
    rules = List.copyOf(rules);
  }

  /** The rule of an order's payment method, or empty where none names it. */
  Optional<Rule> of(String method, String currency) {
    return rules
      .stream()
      .filter(rule -> rule.names(method, currency))
      .findFirst();
  }

  static PaymentSettings read(SettingsNode shop) {
    List<Rule> rules = new ArrayList<>();
    for (SettingsNode section : shop.sectionList("payments")) {
      Rule rule = rule(section);
      refuseWhatIsDecided(section, rule, rules);
      rules.add(rule);
    }
    return new PaymentSettings(rules);
  }

  private static Rule rule(SettingsNode rule) {
    List<String> methods = rule.texts("methods");
    if (methods.isEmpty()) {
      rule.problem("methods", "is missing or empty", "name the payment methods, as [stripe, paypal]");
    }
    if (!methods.stream().allMatch(method -> method.isEmpty() || METHOD.matcher(method).matches())) {
      rule.problem(
        "methods",
        "holds what is no payment method's id",
        "write ids as the shop's orders show them, as stripe, or their beginning, as stripe*"
      );
    }
    List<String> currencies = rule.texts("currencies");
    if (!currencies.stream().allMatch(currency -> CURRENCY.matcher(currency).matches())) {
      rule.problem("currencies", "holds what is no currency", "write ISO codes, as [USD, EUR]");
    }
    return new Rule(
      methods,
      Set.copyOf(currencies),
      Optional.of(LedgerCodes.account(rule, "account")).filter(code -> !NONE.equals(code)),
      rule.flag("manual-means-paid", false)
    );
  }

  private static void refuseWhatIsDecided(SettingsNode section, Rule rule, List<Rule> before) {
    String twice = rule
      .methods()
      .stream()
      .filter(method -> before.stream().anyMatch(first -> first.covers(method, rule.currencies())))
      .collect(Collectors.joining(", "));
    if (!twice.isEmpty()) {
      section.problem(
        "methods",
        "names what a rule above decides already: " + twice,
        "name each payment method in one rule, and a narrower rule above a wider one"
      );
    }
  }
}
