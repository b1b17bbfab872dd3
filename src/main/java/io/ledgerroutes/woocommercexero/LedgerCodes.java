package io.ledgerroutes.woocommercexero;

import io.ledgerroutes.connection.SettingsNode;
import java.util.Optional;
import java.util.regex.Pattern;

/** How accounts and tax types of Xero are written in a connection's file. */
final class LedgerCodes {

  /** The tax type of what bears no tax, known in every organisation. */
  static final String NO_TAX = "NONE";

  private static final Pattern ACCOUNT = Pattern.compile("[A-Za-z0-9._-]{1,10}");
  private static final String ACCOUNT_REMEDY =
    "write the account's code as Xero's chart of accounts shows it, in quotes";
  private static final Pattern TAX_TYPE = Pattern.compile("[A-Z0-9]{1,50}");
  private static final String TAX_TYPE_REMEDY = "write the TaxType as Xero's API shows it, e.g. OUTPUT";

  private LedgerCodes() {}

  static String account(SettingsNode section, String key) {
    return section.text(key, ACCOUNT, ACCOUNT_REMEDY);
  }

  static Optional<String> optionalAccount(SettingsNode section, String key) {
    return section.optionalText(key, ACCOUNT, ACCOUNT_REMEDY);
  }

  static String taxType(SettingsNode section, String key) {
    return section.text(key, TAX_TYPE, TAX_TYPE_REMEDY);
  }

  static Optional<String> optionalTaxType(SettingsNode section, String key) {
    return section.optionalText(key, TAX_TYPE, TAX_TYPE_REMEDY);
  }
}
