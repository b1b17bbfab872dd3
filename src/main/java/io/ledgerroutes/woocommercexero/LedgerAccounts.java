package io.ledgerroutes.woocommercexero;

import io.ledgerroutes.connection.SettingsNode;
import io.ledgerroutes.woocommerce.OrderLine;
import java.util.Optional;

/**
 * Codes of the Xero accounts of lines that no rule names.
 *
 * @param sales {@code sales}: products
 * @param shipping {@code shipping}: ways of shipping
 * @param fees {@code fees}: fees, also those that take off
 * @param rounding {@code rounding}: of roundings; the account whose {@code SystemAccount} is ROUNDING unless given
 *     (rule W3)
 */
public record LedgerAccounts(String sales, String shipping, String fees, Optional<String> rounding) {
  static LedgerAccounts read(SettingsNode accounts) {
    return new LedgerAccounts(
      LedgerCodes.account(accounts, "sales"),
      LedgerCodes.account(accounts, "shipping"),
      LedgerCodes.account(accounts, "fees"),
      LedgerCodes.optionalAccount(accounts, "rounding")
    );
  }

  String of(OrderLine.Kind kind) {
    return switch (kind) {
      case ITEM -> sales;
      case SHIPPING -> shipping;
      case FEE -> fees;
    };
  }
}
