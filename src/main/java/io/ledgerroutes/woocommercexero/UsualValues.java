package io.ledgerroutes.woocommercexero;

import java.util.List;
import java.util.Optional;

/**
 * What most organisations of a country write into a connection's file (rule A10).
 *
 * @param country ISO 3166 code, as Xero's {@code CountryCode}
 * @param domestic tax type of taxed sales at home; {@code tax-as-line} where tax is a line of its own
 * @param export tax type of untaxed goods that leave the country
 * @param rounding tax type of gift cards sold and of roundings
 */
record UsualValues(String country, String domestic, String export, String rounding) {
  private static final List<UsualValues> ALL = List.of(
    new UsualValues("AU", "OUTPUT", "EXEMPTEXPORT", "BASEXCLUDED"),
    new UsualValues("NZ", "OUTPUT2", "ZERORATED", "NONE"),
    new UsualValues("GB", "OUTPUT2", "ZERORATEDOUTPUT", "NONE"),
    new UsualValues("US", "tax-as-line", "NONE", "NONE")
  );

  static Optional<UsualValues> of(String country) {
    return ALL.stream()
      .filter(usual -> usual.country().equals(country))
      .findFirst();
  }
}
