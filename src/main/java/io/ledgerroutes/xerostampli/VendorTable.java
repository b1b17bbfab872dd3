package io.ledgerroutes.xerostampli;

import io.ledgerroutes.connection.SettingsNode;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The setting that says which vendor a supplier is: {@code by: account-number}, and a {@code table} for those that are
 * named in it.
 *
 * @param ids vendor ids by the contact's id or name
 * @param byAccountNumber whether one that is not named has its AccountNumber as its vendor id
 */
record VendorTable(Map<String, String> ids, boolean byAccountNumber) {
  /** By what a vendor is found that the table does not name. */
  private enum By {
    ACCOUNT_NUMBER,
    TABLE,
  }

  static VendorTable read(SettingsNode stampli) {
    if (!stampli.has("vendors")) {
      return new VendorTable(Map.of(), true);
    }
    SettingsNode section = stampli.section("vendors");
    By by = section.choice("by", By.class, By.ACCOUNT_NUMBER);
    Map<String, String> ids = new LinkedHashMap<>(section.map("table"));
    if (by == By.TABLE && ids.isEmpty()) {
      section.problem(
        "table",
        "is missing or empty",
        "name each supplier's contact id or name with its vendor id, or write by: account-number"
      );
    }
    section
      .optionalSection("table")
      .ifPresent(table -> {
        CodeTable.refuseTwins(table, ids.keySet());
        CodeTable.refuseLong(table, ids);
      });
    return new VendorTable(ids, by == By.ACCOUNT_NUMBER);
  }
}
