package io.ledgerroutes.xerostampli;

import java.math.BigDecimal;
import java.util.Map;

/**
 * What the organisation's codes are called, for the files.
 *
 * @param shortCode of the organisation, for links to its documents; may be empty
 * @param baseCurrency of the organisation
 * @param taxNames by tax type
 * @param taxRates effective rate in percent, by tax type
 */
public record LedgerNames(
  String shortCode,
  String baseCurrency,
  Map<String, String> taxNames,
  Map<String, BigDecimal> taxRates
) {
  public LedgerNames {
    taxNames = Map.copyOf(taxNames);
    taxRates = Map.copyOf(taxRates);
  }
}
