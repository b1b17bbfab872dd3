package io.ledgerroutes.woocommercexero;

import io.ledgerroutes.connection.SettingsNode;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Where the money of each payment method is; a method that no rule names has its payment held (rule W6).
 *
 * @param rules {@code payments}: the first that names the method decides
 */
public record PaymentSettings(List<Rule> rules) {
  private static final String NONE = "none";

  /**
   * The rule of some payment methods.
   *
   * @param methods ids of the shop's gateways, e.g. {@code stripe}
   * @param account the clearing account; empty ({@code none} in the file) where no payment is posted, because the
   *     bank line will be matched with the invoice
   */
  public record Rule(Set<String> methods, Optional<String> account) {
    public Rule {
      methods = Set.copyOf(methods);
    }
  }

  public PaymentSettings {
    rules = List.copyOf(rules);
  }

  static PaymentSettings read(SettingsNode shop) {
    return new PaymentSettings(shop.sectionList("payments").stream().map(PaymentSettings::rule).toList());
  }

  private static Rule rule(SettingsNode rule) {
    List<String> methods = rule.texts("methods");
    if (methods.isEmpty()) {
      rule.problem("methods", "is missing or empty", "name the payment methods, as [stripe, paypal]");
    }
    return new Rule(
      Set.copyOf(methods),
      Optional.of(LedgerCodes.account(rule, "account")).filter(code -> !NONE.equals(code))
    );
  }
}
