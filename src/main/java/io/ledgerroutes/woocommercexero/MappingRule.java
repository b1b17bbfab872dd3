package io.ledgerroutes.woocommercexero;

import io.ledgerroutes.connection.SettingsNode;
import java.util.Map;
import java.util.Optional;

/**
 * Where some lines are booked. Of several rules that fit a line the first one that says something about an account, a
 * tax type or a tracking category decides that one.
 *
 * @param taxType {@code tax-type}: instead of what {@code taxes} and {@code untaxed} say, e.g. of tips
 * @param tracking {@code tracking}: option by category, as {Region: North}
 */
public record MappingRule(
  LineConditions lines,
  Optional<String> account,
  Optional<String> taxType,
  Map<String, String> tracking
) {
  static MappingRule read(SettingsNode rule) {
    MappingRule read = new MappingRule(
      LineConditions.read(rule),
      LedgerCodes.optionalAccount(rule, "account"),
      LedgerCodes.optionalTaxType(rule, "tax-type"),
      rule.map("tracking")
    );
    if (read.account.isEmpty() && read.taxType.isEmpty() && read.tracking.isEmpty()) {
      rule.problem("account", "is missing, as are tax-type and tracking", "say where the lines are booked");
    }
    return read;
  }
}
