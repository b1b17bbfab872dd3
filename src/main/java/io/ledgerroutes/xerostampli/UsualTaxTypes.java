package io.ledgerroutes.xerostampli;

import java.util.List;
import java.util.Optional;

/**
 * The tax types that purchases usually have in a country (rule A10).
 *
 * @param country ISO 3166 code, as Xero's {@code CountryCode}
 * @param taxTypes the taxed one at home first
 */
record UsualTaxTypes(String country, List<String> taxTypes) {
  private static final List<UsualTaxTypes> ALL = List.of(
    new UsualTaxTypes("AU", List.of("INPUT", "EXEMPTEXPENSES", "BASEXCLUDED")),
    new UsualTaxTypes("NZ", List.of("INPUT2", "ZERORATED", "NONE")),
    new UsualTaxTypes("GB", List.of("INPUT2", "ZERORATEDINPUT", "EXEMPTINPUT", "NONE")),
    new UsualTaxTypes("US", List.of("INPUT", "NONE"))
  );

  static Optional<UsualTaxTypes> of(String country) {
    return ALL.stream()
      .filter(usual -> usual.country().equals(country))
      .findFirst();
  }
}
