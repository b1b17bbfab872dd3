package io.ledgerroutes.woocommercexero;

import io.ledgerroutes.connection.SettingsNode;
import java.util.Optional;

/**
 * What an untaxed line is: an export, a voucher, something exempt (rule W1). The first rule that fits decides.
 *
 * @param account {@code account}: books the line elsewhere, e.g. gift cards that are sold to their liability (rule W4)
 */
public record UntaxedRule(LineConditions lines, String taxType, Optional<String> account) {
  static UntaxedRule read(SettingsNode rule) {
    return new UntaxedRule(
      LineConditions.read(rule),
      LedgerCodes.taxType(rule, "tax-type"),
      LedgerCodes.optionalAccount(rule, "account")
    );
  }
}
