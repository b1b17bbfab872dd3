package io.ledgerroutes.xerostampli;

import io.ledgerroutes.xero.mirror.Account;
import io.ledgerroutes.xero.mirror.TaxRate;
import io.ledgerroutes.xero.mirror.TrackingCategory;
import java.util.List;
import java.util.Map;

/**
 * What the books are like that bills come from.
 *
 * @param country of the organisation, ISO 3166
 * @param used what purchases were coded by of late
 * @param accounts the chart
 * @param taxRates all of them
 * @param tracking categories
 * @param suppliers those that purchases were made from, by contact id; unknown ones are absent
 */
record PurchasingView(
  String country,
  UsedCodes used,
  List<Account> accounts,
  List<TaxRate> taxRates,
  List<TrackingCategory> tracking,
  Map<String, Supplier> suppliers
) {}
